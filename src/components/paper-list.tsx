import Link from 'next/link'
import { documentKinds, isDocumentKind } from '#domain/document/kinds'
import { isPenaltyKind } from '#domain/document/kinds-of-penalties'
import { beijingMinute } from '#domain/kernel/civil-date'
import { documentText } from '#messages/zh/documents'
import { StatusTag } from './status-tag'

export type ListedPaper = {
  id: string
  kind: string
  title: string
  number: string | null
  state: 'draft' | 'issued' | 'voided'
  revision: number
  fileId: string | null
  generatedAt: Date
  subjectType?: string
  subjectId?: string
}

export const paperName = (kind: string): string => (isDocumentKind(kind) ? documentKinds[kind].name : kind)

/** Whether this house wrote it, and can set its pages. */
const isOwnPaper = (kind: string): boolean => isDocumentKind(kind) && documentKinds[kind].origin === 'house'

/** Official papers with number, state and download. */
export function PaperList({ papers }: { papers: readonly ListedPaper[] }) {
  return (
    <ul className="divide-divider divide-y">
      {papers.map((paper) => (
        <li key={paper.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
          <span className="min-w-56 grow">
            {paper.subjectType === 'case' && isPenaltyKind(paper.kind) ? (
              <Link href={`/cases/${paper.subjectId}/papers/${paper.id}`} prefetch={false} className="link">
                {paperName(paper.kind)}
              </Link>
            ) : paper.fileId ? (
              <a href={`/api/files/${paper.fileId}`} className="link" aria-label={documentText.downloadOf(paper.title)}>
                {paperName(paper.kind)}
              </a>
            ) : (
              paperName(paper.kind)
            )}
            {paper.number && <span className="ms-3">{paper.number}</span>}
          </span>
          {paper.fileId && isOwnPaper(paper.kind) && (
            <a
              href={`/api/documents/${paper.id}/pdf`}
              className="link"
              target="_blank"
              rel="noreferrer"
              aria-label={documentText.openPdfOf(paper.title)}
            >
              {documentText.openPdf}
            </a>
          )}
          <StatusTag kind={paper.state === 'issued' ? 'done' : 'notStarted'} label={documentText.states[paper.state]} />
          <span className="text-ink-2 tabular-nums">{beijingMinute(paper.generatedAt)}</span>
        </li>
      ))}
    </ul>
  )
}
