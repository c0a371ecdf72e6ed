import { CommandForm } from '#components/command-form'
import { Checkbox } from '#components/ui/choice'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { procedureText } from '#messages/zh/case-procedure'
import type { CaseView } from '#server/case/queries'
import { announce } from '../actions'

const { acts, fields } = procedureText

/** Where a paper waits to be served on somebody and is not published for them yet: the way to say that it is. */
export function PublishForm({ file }: { file: CaseView }) {
  const { parties } = file.toPublish ?? { parties: [] }
  if (parties.length === 0) return null
  const named = parties.flatMap((party) => party ?? [])
  return (
    <Disclosure summary={acts.publishPaper} quiet>
      <CommandForm
        scope="publish-paper"
        action={announce}
        submitLabel={acts.publishPaper}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id }}
        className="max-w-3xl"
      >
        <p className="text-hint">{acts.publishedHint}</p>
        {named.length > 1 ? (
          <fieldset>
            <legend className="font-semibold">{acts.publishedFor}</legend>
            {named.map(({ id, name }) => (
              <Checkbox key={id} name="partyIds" value={id} label={name} defaultChecked />
            ))}
          </fieldset>
        ) : null}
        <Field name="publishedOn" label={acts.publishedOn} required>
          <Input type="date" />
        </Field>
        <Field name="place" label={acts.publishedPlace} required>
          <Input maxLength={200} />
        </Field>
        <UploadField name="receiptFileIds" label={fields.receiptFileIds} required multiple />
      </CommandForm>
    </Disclosure>
  )
}
