import { Field } from '#components/ui/field'
import { Input, Select } from '#components/ui/input'
import { inquirySignatures } from '#domain/case/acts/inquiries'
import { actText } from '#messages/zh/case-acts'

const { fields, hints } = actText

/** What was listed: handed over, examined, or held. */
export const ListedItems = ({ items }: { items: readonly { name: string; quantity: string; note: string }[] }) =>
  items.length > 0 && (
    <ol className="list-decimal ps-6">
      {items.map(({ name, quantity, note }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is never changed
        <li key={place}>
          {name}　{quantity}
          {note && <span className="text-ink-2">　{note}</span>}
        </li>
      ))}
    </ol>
  )

/** Whether it was signed; if not, how that was refused and who saw it. */
export const SigningFields = () => (
  <>
    <Field name="signature" label={fields.signature} required>
      <Select options={inquirySignatures.map((value) => ({ value, label: actText.signatures[value] }))} />
    </Field>
    <div className="grid gap-4 tablet:grid-cols-2">
      <Field name="refusal" label={fields.refusal} hint={hints.refusal}>
        <Input maxLength={500} />
      </Field>
      <Field name="witness" label={fields.witness}>
        <Input maxLength={120} />
      </Field>
    </div>
  </>
)
