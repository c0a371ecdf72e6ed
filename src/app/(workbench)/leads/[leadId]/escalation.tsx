import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { RadioGroup } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { beijingMinute } from '#domain/kernel/civil-date'
import { leadEscalationKinds } from '#domain/lead/escalation'
import { escalationText } from '#messages/zh/lead-escalation'
import type { EscalationView } from '#server/lead/escalation-queries'
import { decideOnEscalation, putForward } from '../escalation-actions'
import type { LeadView } from './lead-facts'

/** Why the lead might go to the agency above, what was put forward and decided, and the form of whoever may do the next. */
export function Escalation({ lead, escalation }: { lead: LeadView; escalation: EscalationView }) {
  const { grounds, escalations, open, mayDecide, mayPropose } = escalation
  if (grounds.length === 0 && escalations.length === 0 && !mayPropose) return null
  return (
    <Card title={escalationText.title}>
      {grounds.length > 0 && (
        <div className="mb-2">
          <p>{escalationText.suggests}</p>
          <ul className="list-disc ps-5">
            {grounds.map((rule) => (
              <li key={rule}>{escalationText.ground(rule)}</li>
            ))}
          </ul>
        </div>
      )}
      <ul className="space-y-2">
        {escalations.map((one) => (
          <li key={one.id}>
            <p className="font-semibold">
              {escalationText.kinds[one.kind]}：{escalationText.states[one.state]}
            </p>
            {one.proposedAt && (
              <p>
                {escalationText.proposedBy(one.proposedByName ?? '', beijingMinute(one.proposedAt))}：{one.reason}
              </p>
            )}
            {one.decidedAt && (
              <p>
                {escalationText.decidedBy(one.decidedByAgency ?? '', one.decidedByName ?? '', beijingMinute(one.decidedAt))}：
                {one.decisionReason}
              </p>
            )}
          </li>
        ))}
      </ul>
      {mayDecide && (
        <EscalationForm
          summary={escalationText.decideTitle}
          submitLabel={escalationText.decide}
          action={decideOnEscalation}
          fields={{ leadId: lead.id, ...(open && { version: open.version }) }}
          kind={open?.kind}
          decides
        />
      )}
      {mayPropose && (
        <EscalationForm
          summary={escalationText.proposeTitle}
          submitLabel={escalationText.propose}
          action={putForward}
          fields={{ leadId: lead.id, version: lead.version }}
        />
      )}
    </Card>
  )
}

type Form = {
  summary: string
  submitLabel: string
  action: typeof putForward
  fields: Record<string, string | number>
  kind?: string
  decides?: true
}

function EscalationForm({ summary, submitLabel, action, fields, kind, decides }: Form) {
  return (
    <Disclosure summary={summary} open={decides}>
      <CommandForm action={action} submitLabel={submitLabel} submitVariant="outline" fields={fields} scope={decides ? 'decideUp' : 'putUp'}>
        {decides && <p className="text-hint">{escalationText.decideNote}</p>}
        <Field name="kind" label={escalationText.kind} required>
          <Select options={leadEscalationKinds.map((value) => ({ value, label: escalationText.kinds[value] }))} defaultValue={kind} />
        </Field>
        {decides && (
          <RadioGroup
            name="outcome"
            legend={escalationText.outcome}
            choices={(['accepted', 'declined'] as const).map((value) => ({ value, label: escalationText.outcomes[value] }))}
            required
            inline
          />
        )}
        <Field name="reason" label={escalationText.reason} required>
          <Textarea rows={2} maxLength={500} />
        </Field>
      </CommandForm>
    </Disclosure>
  )
}
