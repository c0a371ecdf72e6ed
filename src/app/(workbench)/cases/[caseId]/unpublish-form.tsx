import { CommandForm } from '#components/command-form'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Input, Textarea } from '#components/ui/input'
import { procedureText } from '#messages/zh/case-procedure'
import type { CaseView } from '#server/case/queries'
import { unpublish } from '../actions'

const { acts } = procedureText

/** While the time runs in which what was published of a decision is taken off: the way to say that it was. */
export function UnpublishForm({ file }: { file: CaseView }) {
  const runs = file.clocks.some(({ ruleId, state }) => ruleId === 'CK23' && state.state !== 'stopped')
  if (!runs || !file.records.includes('withdrawPublished')) return null
  return (
    <Card title={acts.withdrawPublished}>
      <CommandForm
        scope="withdraw-published"
        action={unpublish}
        submitLabel={acts.withdrawPublished}
        submitVariant="outline"
        version={file.version}
        fields={{ caseId: file.id }}
        className="max-w-3xl"
      >
        <Field name="withdrawnOn" label={acts.withdrawnOn} required>
          <Input type="date" />
        </Field>
        <Field name="note" label={acts.withdrawnNote} hint={acts.withdrawnHint} required>
          <Textarea rows={2} maxLength={500} />
        </Field>
      </CommandForm>
    </Card>
  )
}
