import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Refusal, type Result } from '#domain/kernel/result'
import { evidenceLimitBytes, evidenceMediaTypes, imageMediaTypes } from '#platform/reading/evidence'
import { viewFile } from './download-file'
import { readApart } from './read-apart'
import type { ReadPreview } from './read-preview'

/** `none`: nothing to look at here, with why where something stood in the way. */
export type Preview = ReadPreview | { kind: 'image' } | { kind: 'none'; why: Refusal | null }

const { pdf, xlsx, docx, text } = evidenceMediaTypes
const readable: readonly string[] = [pdf, xlsx, docx, text]
/** A person waits for it. */
const limits = { seconds: 30, megabytes: 1_024 }

/**
 * A look at a file in its page: an image as it is, a workbook as tables, a document as its text. It is read in a process of its own, and that
 * it was looked at stands in the trail. Refuses `notFound`.
 */
export async function previewFile(actor: Actor, fileId: string): Promise<Result<Preview>> {
  const file = await viewFile(actor, { fileId })
  if (!file.ok) return file
  const { sha256, displayName, mediaType, sizeBytes } = file.value
  if (imageMediaTypes.includes(mediaType)) return ok({ kind: 'image' })
  if (!readable.includes(mediaType) || sizeBytes > evidenceLimitBytes) return ok({ kind: 'none', why: null })
  const inside = await readApart('preview', { sha256, displayName, mediaType }, limits)
  return inside.ok ? inside : ok({ kind: 'none', why: inside.refusal })
}
