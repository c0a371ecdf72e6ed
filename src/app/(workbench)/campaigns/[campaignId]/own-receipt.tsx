import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { cockpitText } from '#messages/zh/campaign'
import { commit, sign } from '../actions'

/** The own unit signs for the plan, and for what it promises with it. */
export function OwnReceipt({ receipt, from }: { receipt: { id: string; version: number; name: string }; from: string }) {
  return (
    <Card title={`${cockpitText.receiptTitle}（${receipt.name}）`} id="commitment" className="border-brand">
      <p className="mb-3">{cockpitText.receiptBody(from)}</p>
      <CommandForm action={sign} submitLabel={cockpitText.sign} version={receipt.version} fields={{ recipientId: receipt.id }}>
        <Checkbox name="commitment" label={cockpitText.commitment} />
      </CommandForm>
    </Card>
  )
}

/** The own unit, which no receipt is asked of, signs the commitment that opens cases and referrals to it. */
export function OwnCommitment({ campaignId }: { campaignId: string }) {
  return (
    <Card title={cockpitText.commitmentTitle} id="commitment" className="border-brand">
      <p className="mb-3">{cockpitText.commitmentBody}</p>
      <CommandForm action={commit} submitLabel={cockpitText.commit} fields={{ campaignId }}>
        <Checkbox name="commitment" label={cockpitText.commitment} />
      </CommandForm>
    </Card>
  )
}
