import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Checkbox } from '#components/ui/choice'
import { cockpitText } from '#messages/zh/campaign'
import { sign } from '../actions'

/** The own unit signs for the plan, and for what it promises with it. */
export function OwnReceipt({ receipt, from }: { receipt: { id: string; version: number; name: string }; from: string }) {
  return (
    <Card title={`${cockpitText.receiptTitle}（${receipt.name}）`} className="border-brand">
      <p className="mb-3">{cockpitText.receiptBody(from)}</p>
      <CommandForm action={sign} submitLabel={cockpitText.sign} version={receipt.version} fields={{ recipientId: receipt.id }}>
        <Checkbox name="commitment" label={cockpitText.commitment} />
      </CommandForm>
    </Card>
  )
}
