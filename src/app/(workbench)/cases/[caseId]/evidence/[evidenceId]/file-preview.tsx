import { Disclosure } from '#components/ui/disclosure'
import { ScrollRegion } from '#components/ui/scroll-region'
import { evidenceText } from '#messages/zh/evidence'
import { refusalText } from '#messages/zh/refusals'
import type { Preview } from '#server/file/preview-file'

/** The pages of a PDF as they are, also of a scan that has no text: shown by the browser, in a window of their own. */
export const PagesLink = ({ fileId }: { fileId: string }) => (
  <p className="mb-2">
    <a href={`/api/files/${fileId}/pages`} className="link" target="_blank" rel="noreferrer">
      {evidenceText.lookAtPages}
    </a>
  </p>
)

/** A look at a file: an image as it is, a workbook as tables, a document as its text. */
export function FilePreview({ preview, fileId, title }: { preview: Preview; fileId: string; title: string }) {
  if (preview.kind === 'busy') return <p className="text-ink-2">{evidenceText.previewBusy}</p>
  if (preview.kind === 'none') {
    return <p className="text-ink-2">{preview.why ? evidenceText.previewFailed(refusalText(preview.why)) : evidenceText.noPreview}</p>
  }
  if (preview.kind === 'image') {
    // biome-ignore lint/performance/noImgElement: read with the rights of its reader, and never copied to a cache of ours
    return <img src={`/api/files/${fileId}/view`} alt={evidenceText.alt(title)} className="max-h-[70vh] max-w-full object-contain" />
  }
  return (
    <div className="space-y-3">
      <p className="text-hint">{evidenceText.previewNote}</p>
      {preview.kind === 'text' ? (
        <>
          <pre className="max-h-[65vh] overflow-auto font-sans whitespace-pre-wrap">{preview.text}</pre>
          {preview.more && <p className="text-hint">{evidenceText.moreText}</p>}
        </>
      ) : (
        preview.sheets.map((sheet, at) => (
          <Disclosure key={sheet.name} summary={evidenceText.sheet(sheet.name)} open={at === 0}>
            <Sheet sheet={sheet} />
          </Disclosure>
        ))
      )}
    </div>
  )
}

function Sheet({ sheet }: { sheet: Extract<Preview, { kind: 'table' }>['sheets'][number] }) {
  return (
    <>
      <ScrollRegion label={evidenceText.sheet(sheet.name)} className="max-h-[60vh] overflow-auto">
        <table className="border-collapse whitespace-nowrap">
          <caption className="sr-only">{evidenceText.sheet(sheet.name)}</caption>
          <tbody>
            {sheet.rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet's rows have no other name and never move
              <tr key={row} className="border-divider border-b">
                {cells.map((text, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as the rows
                  <td key={column} className="border-divider border-e px-2 py-0.5">
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {sheet.more > 0 && <p className="text-hint mt-1">{evidenceText.moreRows(sheet.more)}</p>}
    </>
  )
}
