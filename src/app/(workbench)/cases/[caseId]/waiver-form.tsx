import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { type PoliceReadiness, policeDemands } from '#domain/evidence/readiness'
import { readinessText } from '#messages/zh/evidence'
import type { CaseView } from '#server/case/queries'
import { giveWaiver } from '../actions'

/** Why a case has no evidence of a group that it is asked for. */
export function WaiverForm({ file, readiness }: { file: CaseView; readiness: PoliceReadiness }) {
  const open = readiness.groups.filter(({ state }) => state === 'missing' || state === 'damaged' || state === 'waived')
  if (open.length === 0) return null
  return (
    <Disclosure summary={readinessText.waive}>
      <CommandForm
        key={open.map(({ group, reason }) => `${group}${reason}`).join()}
        scope="waiver"
        action={giveWaiver}
        submitLabel={readinessText.waive}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id }}
        className="mt-2"
      >
        <p className="text-hint">{readinessText.lead}</p>
        <Field name="group" label={readinessText.groupField} required>
          <Select options={open.map(({ group }) => ({ value: group, label: policeDemands[group].name }))} />
        </Field>
        <Field name="reason" label={readinessText.waiveReason} hint={readinessText.waiveHint} required>
          <Textarea rows={2} maxLength={1000} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
