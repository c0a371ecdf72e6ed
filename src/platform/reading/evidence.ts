import { inspectUpload, isZip } from './file-kind'
import { type Reading, read, unreadable } from './reading'

/** Media types that a piece of evidence may have. Anything that a browser would run is not among them. */
export const evidenceMediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'text/plain',
  jpeg: 'image/jpeg',
  png: 'image/png',
} as const

export const evidenceLimitBytes = 50 * 1024 * 1024

/** The media type of a piece of evidence, told from its content alone. Fails as `inspectUpload` does, and `E-FILE-11` past 50 MB. */
export function inspectEvidence(bytes: Uint8Array): Reading<string> {
  if (bytes.length > evidenceLimitBytes) return unreadable('E-FILE-11', { limitMegabytes: evidenceLimitBytes / (1024 * 1024) })
  const image = imageType(bytes)
  if (image) return read(image)
  const upload = inspectUpload(bytes, ['pdf', 'xlsx', 'docx', 'text'])
  if (!upload.ok) return upload
  const { kind } = upload.value
  return kind === 'html' ? unreadable('E-FILE-01', { detected: 'html', accepted: 'pdf xlsx docx text' }) : read(evidenceMediaTypes[kind])
}

/** What is read at once is no longer than this, and no archive. */
const glanceBytes = 256 * 1024

/**
 * The same, where it is told in a moment: of what is too large to be looked at, of images, which are told by their two ends, and of what is
 * short and not packed. `null` for everything else: that takes time, and is not for a process that others wait for.
 */
export function inspectAtOnce(bytes: Uint8Array): Reading<string> | null {
  const isShort = bytes.length <= glanceBytes && !isZip(bytes)
  return isShort || bytes.length > evidenceLimitBytes || imageType(bytes) !== null ? inspectEvidence(bytes) : null
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

/** An image with its proper beginning and its proper end: whatever follows the end would be another file in disguise. */
function imageType(bytes: Uint8Array): string | null {
  const startsWith = (mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte)
  const endsWith = (mark: readonly number[]) => mark.every((byte, index) => bytes[bytes.length - mark.length + index] === byte)
  if (startsWith(PNG)) return endsWith(PNG_END) ? evidenceMediaTypes.png : null
  if (startsWith([0xff, 0xd8, 0xff])) return endsWith([0xff, 0xd9]) ? evidenceMediaTypes.jpeg : null
  return null
}
