import { StepButton } from '#components/step-button'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import type { FormAction } from '#components/use-command'
import { stepCitation } from '#domain/law/law'
import { type ReferralStep, referralRecords } from '#domain/referral/steps'
import { referralText } from '#messages/zh/referral'
import { supervisionText } from '#messages/zh/referral-supervision'
import type { ReferralView } from '#server/referral/queries'
import {
  accept,
  advise,
  answer,
  approve,
  ask,
  askForReasons,
  decline,
  declineCase,
  deliver,
  draftLetter,
  explain,
  handOver,
  letReasonsStand,
  markCopyRead,
  openCase,
  passToOthers,
  recall,
  receive,
  reconsider,
  reject,
  rest,
  revise,
  sendPenaltyCopy,
  signForReturned,
  supply,
  takeBackMatter,
  takeItems,
  tellToFile,
  uphold,
  withdraw,
} from '../actions'
import { fieldsOf } from './step-fields'
import { SupplyDecision, SupplyForm } from './supply'

const actions = {
  approve,
  decline,
  withdraw,
  revise,
  deliver,
  recall,
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
  acceptItems: takeItems,
  passOn: passToOthers,
  askReasons: askForReasons,
  explainDecline: explain,
  acceptReasons: letReasonsStand,
  orderFiling: tellToFile,
} satisfies Record<ReferralStep, FormAction>

const primary: readonly ReferralStep[] = [
  'approve',
  'deliver',
  'receive',
  'openCriminalCase',
  'accept',
  'acceptHandBack',
  'acceptItems',
  'answer',
  'supplyMore',
]

/** What is written beside the steps, each with a place of its own here. */
const letters = ['draftRequest', 'draftAdvice'] as const
const alsoShown = ['proposeSupply', 'handBack', 'signReturned', 'copyPenalty', ...letters] as const

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
        <BesideSteps referral={referral} />
        {reading && (
          <StepButton
            label={referralText.readCopy}
            shut={null}
            fields={{ referralId: referral.id, version: referral.version }}
            action={markCopyRead}
            variant="primary"
          />
        )}
        {referral.steps.length === 0 && !reading && !alsoShown.some((record) => referral.records.includes(record)) && (
          <p className="text-ink-2">{referralText.noStep}</p>
        )}
      </div>
    </Card>
  )
}

function BesideSteps({ referral }: { referral: ReferralView }) {
  const fields = { referralId: referral.id, version: referral.version }
  const { records } = referral
  return (
    <>
      {records.includes('signReturned') && (
        <StepButton
          label={supervisionText.signReturned}
          shut={null}
          fields={fields}
          action={signForReturned}
          variant="primary"
          basis={stepCitation(referralRecords.signReturned.basis)}
          confirm={{}}
        >
          <Field name="note" label={supervisionText.signNote} hint={supervisionText.signNoteHint}>
            <Input maxLength={500} />
          </Field>
        </StepButton>
      )}
      {records.includes('copyPenalty') && (
        <StepButton
          label={supervisionText.copyPenalty}
          shut={null}
          fields={fields}
          action={sendPenaltyCopy}
          variant="primary"
          basis={stepCitation(referralRecords.copyPenalty.basis)}
          confirm={{ body: supervisionText.copyPenaltyBody }}
        >
          <UploadField name="fileId" label={supervisionText.copyPenaltyFile} />
        </StepButton>
      )}
      {letters
        .filter((kind) => records.includes(kind))
        .map((kind) => (
          <StepButton
            key={kind}
            label={supervisionText.drafts[kind].label}
            shut={null}
            fields={{ ...fields, kind }}
            action={draftLetter}
            variant="outline"
            basis={stepCitation(referralRecords[kind].basis)}
            confirm={{
              body: supervisionText.draftsWait,
              reason: { name: 'reason', label: supervisionText.drafts[kind].reason, required: true },
            }}
          />
        ))}
      {records.includes('handBack') && (
        <ButtonLink href={`/referrals/new?kind=handBack&origin=${referral.id}`} variant="outline">
          {referralText.handBack}
        </ButtonLink>
      )}
    </>
  )
}

type StepProps = { referral: ReferralView; step: ReferralView['steps'][number] }

function Step({ referral, step }: StepProps) {
  if (step.name === 'supplyMore') return <SupplyDecision referral={referral} shut={step.shut} />
  const reasonLabel = referralText.reasonLabels[step.name]
  const body = referralText.stepBodies[step.name]
  const fields = fieldsOf(step.name, referral)
  const asksFirst = reasonLabel || body || fields
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
      {fields}
    </StepButton>
  )
}
