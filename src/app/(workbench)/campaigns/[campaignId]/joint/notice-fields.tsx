import { Checkbox } from '#components/ui/choice'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { jointText } from '#messages/zh/joint-notice'

type Words = { title: string; recipients: readonly string[]; body: string; copies: readonly string[]; signerIds: readonly string[] }

/** What a joint notice says and who signs it; all of the departments, where nobody has chosen yet. */
export function NoticeFields({ signers, kept }: { signers: readonly { id: string; name: string }[]; kept?: Words }) {
  return (
    <>
      <Field name="title" label={jointText.titleField} required>
        <Input minLength={4} maxLength={120} defaultValue={kept?.title} />
      </Field>
      <Field name="recipients" label={jointText.recipients} hint={jointText.recipientsHint} required>
        <Textarea rows={3} maxLength={4000} defaultValue={kept?.recipients.join('\n')} />
      </Field>
      <Field name="body" label={jointText.body} hint={jointText.bodyHint} required>
        <Textarea rows={12} minLength={10} maxLength={15_000} defaultValue={kept?.body} />
      </Field>
      <Field name="copies" label={jointText.copies} hint={jointText.copiesHint}>
        <Textarea rows={2} maxLength={4000} defaultValue={kept?.copies.join('\n')} />
      </Field>
      <fieldset>
        <legend className="font-semibold">{jointText.signers}</legend>
        <div className="mt-1 flex flex-wrap gap-x-5">
          {signers.length === 0 && <p className="text-ink-2">{jointText.noSigners}</p>}
          {signers.map(({ id, name }) => (
            <Checkbox key={id} name="agencyIds" value={id} label={name} defaultChecked={kept ? kept.signerIds.includes(id) : true} />
          ))}
        </div>
      </fieldset>
    </>
  )
}
