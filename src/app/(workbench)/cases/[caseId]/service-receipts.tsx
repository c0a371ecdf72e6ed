import { CommandForm } from '#components/command-form'
import { Disclosure } from '#components/ui/disclosure'
import { UploadField } from '#components/upload-field'
import { procedureText } from '#messages/zh/case-procedure'
import type { CaseView } from '#server/case/queries'
import { prove } from '../actions'

const { acts, fields, hints } = procedureText

/** What proves a service, as far as this person reads it, and the way to put there what came back later. */
export function ServiceReceipts({ file, serviceId, fileIds }: { file: CaseView; serviceId: string; fileIds: readonly string[] }) {
  const receipts = file.attachments.filter(({ kind, file: stored }) => kind === 'service' && fileIds.includes(stored.id))
  return (
    <>
      {receipts.map(({ id, title, file: stored }) => (
        <a key={id} href={`/api/files/${stored.id}`} className="link me-3">
          {title}
        </a>
      ))}
      {file.records.includes('proveService') && (
        <Disclosure summary={acts.addReceipt} quiet>
          <CommandForm
            scope={`receipt-${serviceId}`}
            action={prove}
            submitLabel={acts.addReceipt}
            submitVariant="outline"
            version={file.version}
            fields={{ caseId: file.id, serviceId }}
          >
            <UploadField name="receiptFileIds" label={fields.receiptFileIds} hint={hints.receiptFileIds} required multiple />
          </CommandForm>
        </Disclosure>
      )}
    </>
  )
}
