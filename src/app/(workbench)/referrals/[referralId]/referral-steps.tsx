import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import type { FormAction } from '#components/use-command'
import { stepCitation } from '#domain/law/law'
import type { ReferralStep } from '#domain/referral/steps'
import { referralText } from '#messages/zh/referral'
import type { ReferralView } from '#server/referral/queries'
import {
  accept,
  advise,
  answer,
  approve,
  ask,
  decline,
  declineCase,
  deliver,
  handOver,
  markCopyRead,
  openCase,
  receive,
  reconsider,
  reject,
  rest,
  revise,
  supply,
  takeBackMatter,
  uphold,
  withdraw,
} from '../actions'
import { SupplyDecision, SupplyForm } from './supply'

const actions = {
  approve,
  decline,
  withdraw,
  revise,
  deliver,
  receive,
  openCriminalCase: openCase,
  handOver,
  declineCriminalCase: declineCase,
  requestReconsideration: reconsider,
  upholdDecline: uphold,
  adviseSupervision: advise,
  restWithDecline: rest,
  reject,
  accept,
  askMore: ask,
  supplyMore: supply,
  answer,
  acceptHandBack: takeBackMatter,
} satisfies Record<ReferralStep, FormAction>

const primary: readonly ReferralStep[] = ['approve', 'deliver', 'receive', 'openCriminalCase', 'accept', 'acceptHandBack', 'answer', 'supplyMore']

/** What this person can do with the referral now, each with its article, and why not what they cannot. */
export function ReferralSteps({ referral }: { referral: ReferralView }) {
  const reading = referral.records.includes('readCopy')
  return (
    <Card title={referralText.next}>
      <div className="space-y-4">
        {referral.steps.map((step) => (
          <Step key={step.name} referral={referral} step={step} />
        ))}
        {referral.records.includes('proposeSupply') && <SupplyForm referral={referral} />}
        {referral.records.includes('handBack') && (
          <ButtonLink href={`/referrals/new?kind=handBack&origin=${referral.id}`} variant="outline">
            {referralText.handBack}
          </ButtonLink>
        )}
        {reading && (
          <StepButton
            label={referralText.readCopy}
            shut={null}
            fields={{ referralId: referral.id, version: referral.version }}
            action={markCopyRead}
            variant="primary"
          />
        )}
        {referral.steps.length === 0 && !reading && !(['proposeSupply', 'handBack'] as const).some((record) => referral.records.includes(record)) && (
          <p className="text-ink-2">{referralText.noStep}</p>
        )}
      </div>
    </Card>
  )
}

type StepProps = { referral: ReferralView; step: ReferralView['steps'][number] }

function Step({ referral, step }: StepProps) {
  if (step.name === 'supplyMore') return <SupplyDecision referral={referral} shut={step.shut} />
  const reasonLabel = referralText.reasonLabels[step.name]
  const body = referralText.stepBodies[step.name]
  const asksFirst = reasonLabel || body || step.name in extraFields
  return (
    <StepButton
      label={referralText.steps[step.name]}
      shut={step.shut}
      fields={{
        referralId: referral.id,
        version: referral.version,
        ...(step.name === 'approve' && referral.preview && { previewHash: referral.preview.hash }),
      }}
      action={actions[step.name]}
      variant={primary.includes(step.name) ? 'primary' : 'outline'}
      basis={stepCitation(step.basis)}
      confirm={asksFirst ? { body, reason: reasonLabel ? { name: 'reason', label: reasonLabel, required: true } : undefined } : undefined}
    >
      {step.name === 'acceptHandBack' && !referral.wakes ? <OfLead title={referral.title} /> : extraFields[step.name]}
    </StepButton>
  )
}

/** Whom the lead is about that is opened where no procedure goes on. */
const OfLead = ({ title }: { title: string }) => (
  <>
    <Field name="institutionName" label={referralText.handBackSubject} required>
      <Input maxLength={120} defaultValue={title} />
    </Field>
    <Field name="behaviour" label={referralText.handBackBehaviour} required>
      <Input maxLength={200} />
    </Field>
  </>
)

const declineFields = (
  <>
    <Field name="outcomeNumber" label={referralText.policeDeclineNumber} required>
      <Input maxLength={60} />
    </Field>
    <Field name="reason" label={referralText.policeDeclineReason} required>
      <Textarea rows={4} minLength={5} maxLength={2000} />
    </Field>
  </>
)

/** What a step asks for besides. */
const extraFields: Partial<Record<ReferralStep, React.ReactNode>> = {
  openCriminalCase: (
    <Field name="outcomeNumber" label={referralText.policeNumber} required>
      <Input maxLength={60} />
    </Field>
  ),
  declineCriminalCase: declineFields,
  upholdDecline: declineFields,
  answer: (
    <>
      <Field name="result" label={referralText.resultText} required>
        <Textarea rows={4} minLength={5} maxLength={4000} />
      </Field>
      <Field name="outcomeNumber" label={referralText.outcomeNumber}>
        <Input maxLength={60} />
      </Field>
    </>
  ),
}
