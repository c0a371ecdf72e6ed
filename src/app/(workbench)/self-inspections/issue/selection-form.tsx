import { Button } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { institutionKinds } from '#domain/institution/kinds'
import { institutionLevels } from '#domain/institution/levels'
import type { InstitutionSelection } from '#domain/self-inspection/inputs'
import { issueText } from '#messages/zh/filing-review'
import { listText } from '#messages/zh/problem-lists'
import { filingText } from '#messages/zh/self-inspection'
import { type IssuableList, listOptions } from './confirm-issue'

type Named = { value: string; label: string }

/** Whom the list is for: an ordinary form that asks this page again, so that the counts below are of what is chosen here. */
export function SelectionForm({
  campaignId,
  list,
  checklists,
  selection,
  counties,
  fields,
}: {
  campaignId: string
  list: IssuableList
  checklists: readonly IssuableList[]
  selection: InstitutionSelection
  counties: readonly { regionNo: number; shortName: string }[]
  fields: readonly { id: string; name: string }[]
}) {
  const narrowed = [selection.levels, selection.fieldIds, selection.regionNos, selection.exclude].some(({ length }) => length > 0)
  return (
    <Card title={issueText.selection}>
      <form className="space-y-3">
        <input type="hidden" name="campaign" value={campaignId} />
        <p className="text-hint">{issueText.selectionHint}</p>
        <Field name="checklist" label={issueText.checklist}>
          <Select options={listOptions(checklists)} defaultValue={list.id} />
        </Field>
        <Boxes
          name="kinds"
          legend={issueText.kinds}
          chosen={selection.kinds}
          options={institutionKinds.map((kind) => ({ value: kind, label: filingText.kinds[kind] }))}
        />
        <Disclosure summary={issueText.more} open={narrowed}>
          <div className="space-y-3">
            <Boxes
              name="levels"
              legend={issueText.levels}
              chosen={selection.levels}
              options={institutionLevels.map((level) => ({ value: level, label: listText.levels[level] }))}
            />
            <Boxes
              name="fieldIds"
              legend={issueText.fields}
              chosen={selection.fieldIds}
              options={fields.map(({ id, name }) => ({ value: id, label: name }))}
            />
            {counties.length > 1 && (
              <Boxes
                name="regionNos"
                legend={issueText.counties}
                chosen={selection.regionNos.map(String)}
                options={counties.map(({ regionNo, shortName }) => ({ value: String(regionNo), label: shortName }))}
              />
            )}
            <Field name="exclude" label={issueText.exclude}>
              <Textarea rows={3} defaultValue={selection.exclude.join('\n')} />
            </Field>
          </div>
        </Disclosure>
        <Button type="submit">{issueText.preview}</Button>
      </form>
    </Card>
  )
}

const Boxes = ({
  name,
  legend,
  options,
  chosen,
}: {
  name: string
  legend: string
  options: readonly Named[]
  chosen: readonly string[]
}) => (
  <fieldset>
    <legend className="font-semibold">{legend}</legend>
    <div className="flex flex-wrap gap-x-5 gap-y-1">
      {options.map(({ value, label }) => (
        <Checkbox key={value} name={name} value={value} label={label} defaultChecked={chosen.includes(value)} />
      ))}
    </div>
  </fieldset>
)
