import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { type InstitutionSelection, regulationInForceOn } from '#domain/self-inspection/inputs'
import { issueText } from '#messages/zh/filing-review'
import type { IssuableCampaign, listIssuable } from '#server/self-inspection/issue-queries'
import { issue } from '../actions'

export type IssuableList = Awaited<ReturnType<typeof listIssuable>>['checklists'][number]

export const listOptions = (checklists: readonly IssuableList[]) => checklists.map((list) => ({ value: list.id, label: listName(list) }))

export const listName = ({ name, year, versionNo, _count }: IssuableList) => issueText.checklistOption(name, year, versionNo, _count.items)

const day = (at: Date | null | undefined) => at?.toISOString().slice(0, 10)

/** The act itself, for exactly the institutions that the page has counted. */
export function ConfirmIssue({
  campaign,
  list,
  selection,
  waiting,
}: {
  campaign: IssuableCampaign
  list: IssuableList
  selection: InstitutionSelection
  waiting: number
}) {
  const [stage] = campaign.stages
  const chosen = [...selection.kinds.map((kind) => ['kinds', kind]), ...selection.levels.map((level) => ['levels', level])]
  const others = [...selection.fieldIds.map((id) => ['fieldIds', id]), ...selection.regionNos.map((no) => ['regionNos', String(no)])]
  return (
    <Card title={issueText.confirm}>
      {waiting === 0 ? (
        <p className="text-ink-2">{issueText.allIssued}</p>
      ) : (
        <CommandForm
          action={issue}
          submitLabel={issueText.issue}
          fields={{ campaignId: campaign.id, checklistId: list.id, expected: waiting, exclude: selection.exclude.join(',') }}
        >
          {[...chosen, ...others].map(([name, value]) => (
            <input key={`${name}:${value}`} type="hidden" name={name} value={value} />
          ))}
          <p>{listName(list)}</p>
          <p className="font-semibold">{issueText.issueTo(waiting)}</p>
          <Field name="dueOn" label={issueText.dueOn} hint={stage?.dueText ? issueText.dueHint(stage.dueText) : undefined} required>
            <Input type="date" className="w-48" defaultValue={day(stage?.dueOn)} />
          </Field>
          <Field name="lookBackFrom" label={issueText.lookBackFrom} hint={issueText.lookBackHint} required>
            <Input type="date" className="w-48" min="2000-01-01" defaultValue={day(campaign.lookBackFrom) ?? regulationInForceOn} />
          </Field>
        </CommandForm>
      )}
    </Card>
  )
}
