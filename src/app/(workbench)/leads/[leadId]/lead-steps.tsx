import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Button, ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Checkbox, RadioGroup } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Select, Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { formatYuan } from '#domain/kernel/money'
import { citation } from '#domain/law/law'
import { leadConclusions } from '#domain/lead/conclusions'
import { leadText } from '#messages/zh/lead'
import type { getLead } from '#server/lead/queries'
import { agree, giveBack, reopen, sendBack, submit, takeUp } from '../actions'

type Lead = NonNullable<Awaited<ReturnType<typeof getLead>>>

/** What this person can do with the lead now, and why not what they cannot. */
export function LeadSteps({ lead, mayOpenCase }: { lead: Lead; mayOpenCase: boolean }) {
  const fields = { leadId: lead.id, version: lead.version }
  const step = (name: Lead['steps'][number]['name']) => lead.steps.find((one) => one.name === name)
  const submitting = step('submit')
  const simple = [
    { name: 'takeUp', action: takeUp, variant: 'primary' },
    { name: 'agree', action: agree, variant: 'primary', reason: { name: 'note', label: leadText.reviewNote } },
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
  if (!submitting && offered.length === 0 && !mayOpenCase) return null

  return (
    <Card title={leadText.steps_}>
      <div className="space-y-3">
        {submitting && <VerificationForm lead={lead} />}
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
              basis={open.basis ? citation(open.basis) : undefined}
              confirm={'reason' in rest ? { reason: rest.reason } : undefined}
            />
          ) : null
        })}
        {mayOpenCase && (
          <ButtonLink href={`/cases/new?lead=${lead.id}`} prefetch={false} variant="primary">
            {leadText.toCase}
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}

/** The amount of the last round, to be corrected rather than typed again. */
const yuan = (fen: bigint | null | undefined) => (fen === null || fen === undefined ? '' : formatYuan(fen))

function VerificationForm({ lead }: { lead: Lead }) {
  const last = lead.verifications.at(-1)
  return (
    <CommandForm
      action={submit}
      submitLabel={leadText.steps.submit}
      version={lead.version}
      fields={{ leadId: lead.id }}
      draftKey={`lead:${lead.id}`}
      secondary={
        <Button type="submit" name="andNext" value="1">
          {leadText.submitAndNext}
        </Button>
      }
    >
      <Field name="conclusion" label={leadText.verification} required>
        <RadioGroup
          name="conclusion"
          legend={leadText.verification}
          choices={leadConclusions.map((value) => ({ value, label: leadText.conclusions[value] }))}
          defaultValue={last?.conclusion}
        />
      </Field>
      <Field name="billed" label={leadText.billed} hint={leadText.amountsHint}>
        <Input inputMode="decimal" defaultValue={yuan(last?.billedFen)} />
      </Field>
      <Field name="irregular" label={leadText.irregular}>
        <Input inputMode="decimal" defaultValue={yuan(last?.irregularFen)} />
      </Field>
      <Field name="fundLoss" label={leadText.fundLoss}>
        <Input inputMode="decimal" defaultValue={yuan(last?.fundLossFen)} />
      </Field>
      <Field name="peopleCount" label={leadText.peopleCount}>
        <Input inputMode="numeric" defaultValue={String(last?.peopleCount ?? 0)} />
      </Field>
      <Checkbox name="isFraud" label={leadText.fraud} hint={leadText.fraudHint} defaultChecked={last?.isFraud} />
      <Field name="method" label={leadText.method} required>
        <Select options={leadText.methods.map((method) => ({ value: method, label: method }))} defaultValue={last?.method} />
      </Field>
      <Field name="account" label={leadText.account} hint={leadText.accountHint} required>
        <Textarea rows={5} defaultValue={last?.account ?? ''} />
      </Field>
      <UploadField name="evidenceFileIds" label={leadText.evidence} hint={leadText.evidenceHint} multiple />
    </CommandForm>
  )
}
