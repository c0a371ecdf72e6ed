import type { ReactNode } from 'react'
import { partText } from '#messages/zh/display-parts'

/**
 * A sheet of official paper around a document's text, for checking before it is issued. The red head belongs here and
 * nowhere else on screen.
 */
export function DocumentPreview({
  issuer,
  number,
  title,
  pages,
  actions,
  children,
}: {
  /** The red head: 发文机关标志. */
  issuer?: string
  number?: string
  title: string
  pages?: number
  /** Download, sign. */
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={partText.preview}>
      <div className="no-print mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-hint">
          {partText.previewOnly}
          {pages !== undefined && ` · ${partText.pages(pages)}`}
        </p>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      <div className="bg-header-row print-flat overflow-auto p-4">
        <article className="bg-paper text-paper-ink border-divider mx-auto min-h-[40rem] max-w-[46rem] border px-[12%] py-14">
          {issuer && <p className="text-seal font-document-title text-center text-[1.75rem] leading-snug">{issuer}</p>}
          {number && <p className="font-document mt-4 text-center text-base">{number}</p>}
          {issuer && <hr className="border-seal mt-2 mb-10 border-t-2" />}
          <h2 className="font-document-title mb-8 text-center text-[1.375rem] leading-relaxed">{title}</h2>
          <div className="font-document space-y-2 text-base leading-[1.9]">{children}</div>
        </article>
      </div>
    </section>
  )
}
