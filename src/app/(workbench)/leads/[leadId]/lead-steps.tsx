import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { stepCitation } from '#domain/law/law'
import { leadText } from '#messages/zh/lead'
import type { getLead } from '#server/lead/queries'
import { agree, assign, giveBack, reopen, sendBack, takeBack, takeUp, withdraw } from '../actions'

type Lead = NonNullable<Awaited<ReturnType<typeof getLead>>>

type Agencies = readonly { id: string; name: string }[]

/** What this person can do with the lead now, and why not what they cannot. `agencies` are those that the lead can be assigned to. */
export function LeadSteps({ lead, mayOpenCase, agencies }: { lead: Lead; mayOpenCase: boolean; agencies: Agencies }) {
  const fields = { leadId: lead.id, version: lead.version }
  const step = (name: Lead['steps'][number]['name']) => lead.steps.find((one) => one.name === name)
  const simple = [
    { name: 'takeUp', action: takeUp, variant: 'primary' },
    { name: 'agree', action: agree, variant: 'primary', reason: { name: 'note', label: leadText.reviewNote, required: false } },
    { name: 'sendBack', action: sendBack, variant: 'outline', reason: { name: 'note', label: leadText.reviewNote, required: true } },
    {
      name: 'returnToIssuer',
      action: giveBack,
      variant: 'outline',
      reason: { name: 'reason', label: leadText.returnReason, required: true },
    },
    { name: 'reopen', action: reopen, variant: 'outline', reason: { name: 'reason', label: leadText.returnReason, required: true } },
  ] as const
  const offered = simple.filter(({ name }) => step(name))
  const assigns = step('assign') && agencies.length > 1
  if (offered.length === 0 && !mayOpenCase && !assigns && !step('takeBack') && !step('withdraw')) return null

  return (
    <Card title={leadText.steps_}>
      <div className="space-y-3">
        {assigns && (
          <CommandForm action={assign} submitLabel={leadText.steps.assign} fields={{ id: lead.id }} scope="assign">
            <Field name="agencyId" label={leadText.assignTo}>
              <Select
                options={[
                  { value: 'territory', label: leadText.byTerritory },
                  ...agencies.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </Field>
          </CommandForm>
        )}
        {step('takeBack') && (
          <CommandForm action={takeBack} submitLabel={leadText.steps.takeBack} submitVariant="outline" fields={{ id: lead.id }}>
            <p className="text-hint">{leadText.takeBackNote}</p>
          </CommandForm>
        )}
        {offered.map(({ name, action, variant, ...rest }) => {
          const open = step(name)
          return open ? (
            <StepButton
              key={name}
              label={leadText.steps[name]}
              shut={open.shut}
              fields={fields}
              action={action}
              variant={variant}
              basis={stepCitation(open.basis)}
              confirm={'reason' in rest ? { reason: rest.reason } : undefined}
            />
          ) : null
        })}
        {step('withdraw') && <WithdrawForm lead={lead} />}
        {mayOpenCase && (
          <ButtonLink href={`/cases/new?lead=${lead.id}`} prefetch={false} variant="primary">
            {leadText.toCase}
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}

/** The issuer takes its lead back for good, with its letter. */
function WithdrawForm({ lead }: { lead: Lead }) {
  return (
    <Disclosure summary={leadText.withdrawLead}>
      <CommandForm
        action={withdraw}
        submitLabel={leadText.steps.withdraw}
        submitVariant="danger"
        version={lead.version}
        fields={{ leadId: lead.id }}
        scope="withdraw"
      >
        <p className="text-hint">{leadText.withdrawNote}</p>
        <Field name="reason" label={leadText.withdrawReason} required>
          <Textarea rows={2} maxLength={500} />
        </Field>
        <UploadField name="evidenceFileIds" label={leadText.withdrawLetter} />
      </CommandForm>
    </Disclosure>
  )
}
