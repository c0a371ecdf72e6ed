import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { disclosureText } from '#messages/zh/referral-disclosure'
import type { ReferralView } from '#server/referral/queries'
import { disclose } from '../actions'
import { ShownContent } from './shown-content'

type Preview = NonNullable<ReferralView['preview']>

/** What the other side will see, before the head approves it; and what of it the sender may still put in or take out. */
export function Disclosure({ referral, preview }: { referral: ReferralView; preview: Preview }) {
  return (
    <Card title={disclosureText.title} actions={<span className="text-hint font-mono text-xs">{disclosureText.hash(preview.hash)}</span>}>
      {preview.overtaken && (
        <p role="alert" className="text-danger mb-2 font-semibold">
          {disclosureText.overtaken}
        </p>
      )}
      <p className="text-ink-2 mb-2">{disclosureText.lead}</p>
      <ShownContent content={preview.content} hasBills={referral.kind === 'billVerification'} />
      {referral.records.includes('disclose') && <Choice referral={referral} preview={preview} />}
    </Card>
  )
}

function Choice({ referral, preview }: { referral: ReferralView; preview: Preview }) {
  return (
    <CommandForm
      scope="disclosure"
      action={disclose}
      submitLabel={disclosureText.save}
      submitVariant="outline"
      version={referral.version}
      fields={{ referralId: referral.id }}
      className="mt-3 max-w-2xl"
    >
      <fieldset>
        <legend className="font-semibold">{disclosureText.choose}</legend>
        {preview.parts.map(({ part, goes }) => (
          <Checkbox key={part} name="parts" value={part} defaultChecked={goes} label={disclosureText.parts[part]} />
        ))}
      </fieldset>
      {referral.caseId && (
        <fieldset className="mt-2">
          <legend className="font-semibold">{disclosureText.factsLabel}</legend>
          {preview.facts.length === 0 && <p className="text-hint">{disclosureText.noFacts}</p>}
          {preview.facts.map(({ id, behaviour, actFrom, actTo, goes }) => (
            <Checkbox
              key={id}
              name="factIds"
              value={id}
              defaultChecked={goes}
              label={`${behaviour}（${disclosureText.period(actFrom, actTo)}）`}
            />
          ))}
        </fieldset>
      )}
    </CommandForm>
  )
}
