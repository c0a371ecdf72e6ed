import Link from 'next/link'
import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { Tag } from '#components/ui/tag'
import { beijingDay } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import { screeningText } from '#messages/zh/screening'
import { modelText } from '#messages/zh/screening-models'
import { trialText as text } from '#messages/zh/trial-runs'
import type { ModelView } from '#server/screening/model-queries'
import type { RunsOfModel } from '#server/screening/trial-queries'
import { start } from '../../actions'
import { FactTable } from './table'

/** Any version on any past data: what it would find, and what it finds that another does not. Nothing of a trial is issued. */
export function TrialRunsCard({ view, found }: { view: ModelView; found: RunsOfModel }) {
  const { built, local, versions } = view
  const tried = versions.filter(
    ({ kind, state, inForce }) => kind !== 'retirement' && !inForce && (state === 'review' || state === 'inUse'),
  )
  const options = [
    ...tried.map(({ id, name, state }) => ({ value: id, label: `${name}（${modelText.states[state]}）` })),
    ...(local ? [] : [{ value: built.id, label: modelText.built(built.version) }]),
  ]
  return (
    <Card title={text.title}>
      <p className="text-hint mb-3">{text.hint}</p>
      {found.loads.length > 0 && options.length > 0 && (
        <CommandForm action={start} submitLabel={text.submit} submitVariant="outline">
          <div className="tablet:grid-cols-2 grid gap-3">
            <Field name="versions" label={text.version} required>
              <Select options={options} defaultValue={options[0]?.value} />
            </Field>
            <Field name="loadIds" label={text.loads} required>
              <Select
                options={found.loads.map(({ id, folder, months }) => ({ value: id, label: `${folder} ${screeningText.monthsOf(months)}` }))}
                defaultValue={found.loads[0]?.id}
              />
            </Field>
          </div>
        </CommandForm>
      )}
      <Compared found={found} />
      <Runs found={found} />
    </Card>
  )
}

function Compared({ found: { pair, difference } }: { found: RunsOfModel }) {
  if (!pair?.against || !difference) return null
  const rows = [
    { key: 'here', label: text.only(pair.modelVersion), count: difference.onlyHere, fen: difference.hereFen },
    { key: 'there', label: text.only(pair.against.version), count: difference.onlyThere, fen: difference.thereFen },
    { key: 'both', label: text.both, count: difference.both, fen: difference.bothFen },
  ]
  return (
    <div className="mt-3">
      <FactTable
        caption={text.compared(pair.modelVersion, pair.against.version, screeningText.monthsOf(pair.months))}
        heads={text.comparedHeads}
        rows={rows.map(({ key, label, count, fen }) => ({ key, cells: [label, count.toLocaleString('zh-CN'), formatYuan(BigInt(fen))] }))}
      />
    </div>
  )
}

function Runs({ found: { runs } }: { found: RunsOfModel }) {
  if (runs.length === 0) return <p className="text-ink-2 mt-3">{text.none}</p>
  return (
    <div className="mt-3">
      <FactTable
        caption={text.runs}
        heads={text.runHeads}
        rows={runs.map((run) => ({
          key: run.id,
          cells: [
            <Link key="at" className="link" prefetch={false} href={`/screening/runs/${run.id}`}>
              {beijingDay(run.requestedAt)}
            </Link>,
            <span key="version" className="font-mono whitespace-nowrap">
              {run.modelVersion} {run.trial && <Tag>{text.trial}</Tag>}
            </span>,
            screeningText.monthsOf(run.months),
            run.hitCount.toLocaleString('zh-CN'),
            formatYuan(run.irregularFen),
            run.against ? (
              <Link key="against" className="link" prefetch={false} href={`/screening/runs/${run.id}?against=${run.against.id}`}>
                {text.compareWith(run.against.version)}
              </Link>
            ) : (
              text.alone
            ),
          ],
        }))}
      />
    </div>
  )
}
