import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { modelText as text } from '#messages/zh/screening-models'
import type { ModelView } from '#server/screening/model-queries'
import { FactTable } from './table'

/** Two versions of the model beside each other: what differs, and nothing else. */
export function ComparisonCard({ view, from, to }: { view: ModelView; from: string; to: string }) {
  const { built, versions } = view
  const options = [
    { value: '', label: text.built(built.version) },
    ...versions.map(({ id, name, state }) => ({ value: id, label: `${name}（${text.states[state]}）` })),
  ]
  return (
    <Card title={text.compare}>
      <form method="get" className="mb-3 flex flex-wrap items-end gap-3">
        <Field name="from" label={text.compareFrom}>
          <Select options={options} defaultValue={from} />
        </Field>
        <Field name="to" label={text.compareTo}>
          <Select options={options} defaultValue={to} />
        </Field>
        <Button type="submit">{text.compareSubmit}</Button>
      </form>
      <Difference view={view} from={from} to={to} />
    </Card>
  )
}

function Difference({ view: { built, versions }, from, to }: { view: ModelView; from: string; to: string }) {
  const chosen = [from, to].map((id) => versions.find((row) => row.id === id))
  if (chosen.some((row) => row?.kind === 'retirement')) return <p>{text.compareRest}</p>
  const values = (place: number, name: string) => chosen[place]?.parameters[name] ?? built.parameters[name]?.value
  const differing = Object.entries(built.parameters).filter(([name]) => values(0, name) !== values(1, name))
  if (differing.length === 0) return <p className="text-ink-2">{text.compareSame}</p>
  return (
    <FactTable
      caption={text.compare}
      heads={text.compareHeads}
      rows={differing.map(([name, { meaning }]) => ({ key: name, cells: [name, meaning, values(0, name), values(1, name)] }))}
    />
  )
}
