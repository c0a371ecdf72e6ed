import { holdsTestVirus, inspectUpload, isPdfEnd, isZip, letters } from './file-kind'
import { type Reading, read, unreadable } from './reading'

/** Media types that a piece of evidence may have. Anything that a browser would run is not among them. */
export const evidenceMediaTypes = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'text/plain',
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  avi: 'video/x-msvideo',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  amr: 'audio/amr',
} as const

/** Of these, what a page shows as the picture that it is. */
export const imageMediaTypes: readonly string[] = [evidenceMediaTypes.jpeg, evidenceMediaTypes.png]

export const evidenceLimitBytes = 50 * 1024 * 1024

/** The media type of a piece of evidence, told from its content alone. Fails as `inspectUpload` does, and `E-FILE-11` past 50 MB. */
export function inspectEvidence(bytes: Uint8Array): Reading<string> {
  if (bytes.length > evidenceLimitBytes) return unreadable('E-FILE-11', { limitMegabytes: evidenceLimitBytes / (1024 * 1024) })
  const told = imageType(bytes, bytes) ?? recordingType(bytes)
  if (told) return holdsTestVirus(bytes) ? unreadable('E-FILE-07') : read(told)
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
  const isTold = imageType(bytes, bytes) !== null || recordingType(bytes) !== null
  return isShort || bytes.length > evidenceLimitBytes || isTold ? inspectEvidence(bytes) : null
}

/**
 * The same of a file by its two ends, however long it is: images, recordings, and scans that are too long to be read. `null` for what has
 * to be read to be told. Fails `E-FILE-11` where that would be too long.
 */
export function inspectEnds(head: Uint8Array, tail: Uint8Array, sizeBytes: number): Reading<string> | null {
  const told = imageType(head, tail) ?? recordingType(head)
  if (told) return holdsTestVirus(head) ? unreadable('E-FILE-07') : read(told)
  if (sizeBytes <= evidenceLimitBytes) return null
  const begun = isZip(head) ? null : inspectUpload(head, ['pdf', 'text'])
  const isScan = startsWith(head, PDF) && !holdsTestVirus(head)
  if (isScan) return isPdfEnd(tail) ? read(evidenceMediaTypes.pdf) : unreadable('E-FILE-03')
  if (begun && !begun.ok && ['E-FILE-01', 'E-FILE-07'].includes(begun.failure.code)) return begun
  return unreadable('E-FILE-11', { limitMegabytes: evidenceLimitBytes / (1024 * 1024) })
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

const PDF = letters('%PDF-')

const startsWith = (bytes: Uint8Array, mark: ArrayLike<number>) => Array.from(mark).every((byte, index) => bytes[index] === byte)

/** An image with its proper beginning and its proper end: whatever follows the end would be another file in disguise. */
function imageType(head: Uint8Array, tail: Uint8Array): string | null {
  const endsWith = (mark: readonly number[]) => mark.every((byte, index) => tail[tail.length - mark.length + index] === byte)
  if (startsWith(head, PNG)) return endsWith(PNG_END) ? evidenceMediaTypes.png : null
  if (startsWith(head, [0xff, 0xd8, 0xff])) return endsWith([0xff, 0xd9]) ? evidenceMediaTypes.jpeg : null
  return null
}

/** Sound and pictures as recorders and telephones write them. They are handed out for a player, and never shown or run here. */
function recordingType(head: Uint8Array): string | null {
  const at = (offset: number, mark: string) => startsWith(head.subarray(offset), letters(mark))
  if (at(4, 'ftyp')) return at(8, 'qt') ? evidenceMediaTypes.mov : at(8, 'M4A') ? evidenceMediaTypes.m4a : evidenceMediaTypes.mp4
  if (at(0, 'RIFF') && at(8, 'WAVE')) return evidenceMediaTypes.wav
  if (at(0, 'RIFF') && at(8, 'AVI ')) return evidenceMediaTypes.avi
  if (at(0, '#!AMR')) return evidenceMediaTypes.amr
  return at(0, 'ID3') || isSoundFrame(head) ? evidenceMediaTypes.mp3 : null
}

/** A frame of MPEG sound, layer III, whose bit rate and sampling rate are allowed ones: two bytes alone also begin a UTF-16 text. */
function isSoundFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const isLayerThree = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02 && (second & 0x18) !== 0x08
  return isLayerThree && third >> 4 !== 0 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c
}
