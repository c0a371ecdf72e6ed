import { docxText } from './docx-text'
import { inspectUpload } from './file-kind'
import { pdfText } from './pdf-text'
import { type Reading, read, unreadable } from './reading'

const characterLimit = 200_000

/** The text of an official document, and what the file was. */
export type DocumentText = { text: string; kind: 'text' | 'docx' | 'pdf'; encoding: string | null }

/**
 * The text of a document in plain text (UTF-8, UTF-16, GB18030), Word or PDF with a text layer, told apart by content.
 *
 * Fails as `inspectUpload`, `decodeText` and the readers of each format do; `E-ENC-01` at the first damaged line of a plain
 * text, `E-FILE-02` when there is no text in it, `E-DOC-01` when there is more than an official document ever holds.
 */
export async function readDocumentText(bytes: Uint8Array): Promise<Reading<DocumentText>> {
  const upload = inspectUpload(bytes, ['text', 'docx', 'pdf'])
  if (!upload.ok) return upload
  const file = upload.value
  if (file.kind === 'text') {
    const [row] = file.decoded.brokenLines
    if (row !== undefined) return unreadable('E-ENC-01', { row })
    return within({ text: file.decoded.text, kind: 'text', encoding: file.decoded.encoding })
  }
  if (file.kind !== 'docx' && file.kind !== 'pdf') return unreadable('E-FILE-01', { detected: file.kind, accepted: 'text docx pdf' })
  const text = file.kind === 'docx' ? await docxText(file.archive) : await pdfText(file.bytes)
  return text.ok ? within({ text: text.value, kind: file.kind, encoding: null }) : text
}

function within(document: DocumentText): Reading<DocumentText> {
  if (document.text.trim() === '') return unreadable('E-FILE-02')
  return document.text.length > characterLimit ? unreadable('E-DOC-01', { limit: characterLimit }) : read(document)
}
