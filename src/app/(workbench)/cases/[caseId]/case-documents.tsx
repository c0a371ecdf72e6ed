import { CommandForm } from '#components/command-form'
import { PaperList } from '#components/paper-list'
import { Card } from '#components/ui/card'
import { Field } from '#components/ui/field'
import { Select } from '#components/ui/input'
import { penaltyKinds } from '#domain/document/kinds-of-penalties'
import { beijingMinute } from '#domain/kernel/civil-date'
import { caseText } from '#messages/zh/case'
import { casePaperText } from '#messages/zh/case-papers'
import type { CaseView } from '#server/case/queries'
import { draft } from './papers/actions'

/** The papers written of the case and its referrals, and the evidence received. */
export function CaseDocuments({ file }: { file: CaseView }) {
  return (
    <div className="space-y-4">
      <Card title={caseText.documents}>
        {file.documents.length === 0 ? <p className="text-ink-2">{caseText.noDocument}</p> : <PaperList papers={file.documents} />}
      </Card>
      {file.papersToWrite.length > 0 && (
        <Card title={casePaperText.draft}>
          <CommandForm
            scope="paper"
            inline
            action={draft}
            submitLabel={casePaperText.draft}
            submitVariant="outline"
            fields={{ caseId: file.id }}
          >
            <Field name="kind" label={casePaperText.kind}>
              <Select options={file.papersToWrite.map((value) => ({ value, label: penaltyKinds[value].name }))} />
            </Field>
          </CommandForm>
        </Card>
      )}
      <Card title={caseText.evidence}>
        {file.attachments.length === 0 ? (
          <p className="text-ink-2">{caseText.noEvidence}</p>
        ) : (
          <ul className="space-y-1">
            {file.attachments.map(({ id, title, addedAt, file: stored }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-3">
                <a href={`/api/files/${stored.id}`} className="link">
                  {title}
                </a>
                <span className="text-ink-2 tabular-nums">{beijingMinute(addedAt)}</span>
                <span className="text-hint font-mono text-xs" title={stored.sha256}>
                  {stored.sha256.slice(0, 12)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}
