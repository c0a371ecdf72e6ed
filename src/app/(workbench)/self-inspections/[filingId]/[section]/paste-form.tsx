import { CommandForm } from '#components/command-form'
import { ButtonLink } from '#components/ui/button'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Textarea } from '#components/ui/input'
import { UploadField } from '#components/upload-field'
import { pastedColumns } from '#domain/self-inspection/pasted-findings'
import { itemText } from '#messages/zh/self-inspection'
import type { FilingView } from '#server/self-inspection/filing-queries'
import { paste } from '../../actions'

/** Takes a block of findings out of a spreadsheet, all or none, with the evidence they share. */
export function PasteForm({ filing, section }: { filing: FilingView; section: string }) {
  const columns = pastedColumns.map((column) => itemText.columns[column])
  return (
    <Card title={itemText.pasteTitle} className="mb-3">
      <CommandForm
        action={paste}
        submitLabel={itemText.pasteSave}
        fields={{ filingId: filing.id, section, anchor: '', formKey: '' }}
        draftKey={`paste:${filing.id}`}
        secondary={<ButtonLink href={`/self-inspections/${filing.id}/${section}`}>{itemText.cancel}</ButtonLink>}
      >
        <Field name="pasted" label={itemText.pasteField} hint={`${itemText.pasteHint}${columns.join('、')}`} required>
          <Textarea rows={6} wrap="off" className="w-full font-mono" spellCheck={false} />
        </Field>
        <UploadField name="evidenceFileIds" label={itemText.pasteEvidence} hint={itemText.evidenceHint} multiple />
      </CommandForm>
    </Card>
  )
}
