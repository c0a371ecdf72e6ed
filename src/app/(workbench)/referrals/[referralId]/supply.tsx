import { CommandForm } from '#components/command-form'
import { StepButton } from '#components/step-button'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import type { Refusal } from '#domain/kernel/result'
import { referralText } from '#messages/zh/referral'
import { disclosureText } from '#messages/zh/referral-disclosure'
import { versionText } from '#messages/zh/referral-versions'
import type { ReferralView } from '#server/referral/queries'
import { prepareSupply, sendSupplyBack, supply } from '../actions'
import { WholeContent } from './versions'

/** What was asked for, made ready for the head. */
export function SupplyForm({ referral }: { referral: ReferralView }) {
  const { waiting, returned } = referral.supplies
  if (waiting) return <p className="text-ink-2">{referralText.supplyWaits}</p>
  return (
    <>
      {returned && <p className="text-danger">{referralText.supplyReturned(returned)}</p>}
      <CommandForm
        action={prepareSupply}
        submitLabel={referralText.proposeSupply}
        version={referral.version}
        fields={{ referralId: referral.id }}
        draftKey={`supply:${referral.id}`}
      >
        <Field name="note" label={referralText.supplyNote} required>
          <Textarea rows={3} maxLength={2000} />
        </Field>
        <UploadField name="fileIds" label={referralText.uploadFile} multiple />
      </CommandForm>
    </>
  )
}

/** What waits to be supplied, as it will go, and the head's word on it. */
export function SupplyDecision({ referral, shut }: { referral: ReferralView; shut: Refusal | null }) {
  const { waiting } = referral.supplies
  if (!waiting) return <p className="text-ink-2">{referralText.supplyNone}</p>
  const { whole } = waiting
  const fields = { referralId: referral.id, version: referral.version, supplyId: waiting.id }
  return (
    <div className="space-y-2">
      <p>{referralText.supplyWaiting(waiting.preparedByName)}</p>
      <p className="whitespace-pre-line">{waiting.note}</p>
      <ul>
        {waiting.files.map(({ id, displayName, sha256 }) => (
          <li key={id}>
            <a href={`/api/files/${id}`} className="link">
              {displayName}
            </a>{' '}
            <span className="text-hint font-mono text-xs">{sha256.slice(0, 12)}</span>
          </li>
        ))}
      </ul>
      {whole && (
        <details>
          <summary className="link cursor-pointer">{versionText.preview(whole.seq)}</summary>
          <div className="mt-2">
            <WholeContent content={whole.content} hasBills={false} />
            <p className="text-hint font-mono text-xs">{disclosureText.hash(whole.hash)}</p>
          </div>
        </details>
      )}
      <StepButton
        label={referralText.steps.supplyMore}
        shut={shut}
        fields={{ ...fields, previewHash: whole?.hash ?? '' }}
        action={supply}
        variant="primary"
      />
      <StepButton
        label={referralText.returnSupply}
        shut={null}
        fields={fields}
        action={sendSupplyBack}
        confirm={{ reason: { name: 'reason', label: referralText.returnReason, required: true } }}
      />
    </div>
  )
}
