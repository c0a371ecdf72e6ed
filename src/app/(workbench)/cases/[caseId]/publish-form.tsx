import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { Field } from '#components/ui/field'
import { Input } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { procedureText } from '#messages/zh/case-procedure'
import type { CaseView } from '#server/case/queries'
import { announce } from '../actions'

const { acts, fields } = procedureText

/** Where a paper waits to be served and none is published yet: the way to say that it is. */
export function PublishForm({ file }: { file: CaseView }) {
  const runs = file.clocks.some(({ ruleId, state }) => ruleId === 'CK15' && state.state !== 'stopped')
  if (runs || !file.records.includes('publishPaper')) return null
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
