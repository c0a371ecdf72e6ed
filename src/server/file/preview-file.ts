import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Refusal } from '#domain/kernel/result'
import { evidenceLimitBytes, evidenceMediaTypes, imageMediaTypes } from '#platform/reading/evidence'
import { readApart } from './read-apart'
import type { ReadPreview } from './read-preview'

/** `none`: nothing to look at here, with why where something stood in the way; `busy`: too many others look at something. */
export type Preview = ReadPreview | { kind: 'image' } | { kind: 'busy' } | { kind: 'none'; why: Refusal | null }

const { pdf, xlsx, docx, text } = evidenceMediaTypes
const readable: readonly string[] = [pdf, xlsx, docx, text]
/** A person waits for it. */
const limits = { seconds: 30, megabytes: 1_024, waits: 15 }

/** Whether a browser shows it page by page. */
export const isPages = (mediaType: string): boolean => mediaType === pdf

type Opened = { sha256: string; displayName: string; mediaType: string; sizeBytes: number }

/**
 * What there is to see in its page of a file that `viewFile` has opened: an image as it is, a workbook as tables, a document as its text. It is
 * read in a process of its own.
 */
export async function previewFile(actor: Actor, { sha256, displayName, mediaType, sizeBytes }: Opened): Promise<Preview> {
  if (imageMediaTypes.includes(mediaType)) return { kind: 'image' }
  if (!readable.includes(mediaType) || sizeBytes > evidenceLimitBytes) return { kind: 'none', why: null }
  const inside = await readApart('preview', { sha256, displayName, mediaType }, { ...limits, by: actor.userId })
  if (inside.ok) return inside.value
  return inside.refusal.detail?.reading === 'E-FILE-15' ? { kind: 'busy' } : { kind: 'none', why: inside.refusal }
}
