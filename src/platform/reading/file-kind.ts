import { type Reading, read, readingLimits, unreadable } from './reading'
import { type Archive, openArchive } from './safe-zip'
import { type DecodedText, decodeText, utf16WithoutMark } from './text-encoding'

/** What a file is by its content. Its name and what the browser says of it count for nothing. */
export type FileKind =
  | 'xlsx'
  | 'docx'
  | 'pdf'
  | 'text'
  | 'html'
  | 'xlsm'
  | 'docm'
  | 'xlsb'
  | 'ods'
  | 'odt'
  | 'pptx'
  | 'zip'
  | 'xls'
  | 'doc'
  | 'ole'
  | 'protected'
  | 'spreadsheetXml'
  | 'webArchive'
  | 'svg'
  | 'xml'
  | 'rtf'
  | 'executable'
  | 'script'
  | 'image'
  | 'media'
  | 'compressed'
  | 'binary'

/** A file whose kind is known and accepted. An archive has been inspected, a text decoded. */
export type Upload =
  | { kind: 'xlsx' | 'docx'; bytes: Uint8Array; archive: Archive }
  | { kind: 'pdf'; bytes: Uint8Array }
  | { kind: 'text' | 'html'; bytes: Uint8Array; decoded: DecodedText }
export type AcceptedKind = Upload['kind']

/** Not written whole, so that this source is not itself taken for the test virus. */
const TEST_VIRUS = ['EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE'].join('-')

/**
 * Looks at an uploaded file before anything else does. Fails `E-FILE-01` when the content is of a kind that is
 * not in `accepted`, `E-FILE-02` when empty, `E-FILE-11` when too large, `E-FILE-07` for the test virus, and
 * with what `openArchive` and `decodeText` fail with.
 */
export function inspectUpload(bytes: Uint8Array, accepted: readonly AcceptedKind[]): Reading<Upload> {
  if (bytes.length === 0) return unreadable('E-FILE-02')
  if (bytes.length > readingLimits.fileBytes) return unreadable('E-FILE-11', { limitMegabytes: readingLimits.fileBytes / (1024 * 1024) })
  if (holdsTestVirus(bytes)) return unreadable('E-FILE-07')

  const upload = isZip(bytes) ? inspectArchive(bytes, accepted) : inspectPlain(bytes, accepted)
  if (!upload.ok) return upload
  return accepted.includes(upload.value.kind) ? upload : wrongKind(upload.value.kind, accepted)
}

export const holdsTestVirus = (bytes: Uint8Array) => headHolds(bytes, TEST_VIRUS)

const headHolds = (bytes: Uint8Array, mark: string) => holds(bytes.subarray(0, 4096), letters(mark))

export const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const wideLetters = (text: string) => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]))

/** Whether the bytes hold the mark anywhere. */
function holds(bytes: Uint8Array, mark: Uint8Array): boolean {
  for (let at = bytes.indexOf(mark[0] ?? 0); at >= 0; at = bytes.indexOf(mark[0] ?? 0, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte)) return true
  }
  return false
}

function inspectPlain(bytes: Uint8Array, accepted: readonly AcceptedKind[]): Reading<Upload> {
  const kind = binaryKind(bytes)
  if (kind === 'pdf') return isPdfEnd(bytes) ? read({ kind, bytes }) : unreadable('E-FILE-03')
  if (kind !== null) return wrongKind(kind, accepted)

  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded
  if (decoded.value.text.trim() === '') return unreadable('E-FILE-02')
  const textual = textKind(decoded.value.text)
  if (textual !== 'text' && textual !== 'html') return wrongKind(textual, accepted)
  return read({ kind: textual, bytes, decoded: decoded.value })
}

function inspectArchive(bytes: Uint8Array, accepted: readonly AcceptedKind[]): Reading<Upload> {
  const archive = openArchive(bytes)
  if (!archive.ok) return archive
  const kind = archiveKind(archive.value, bytes)
  if (claimsTooMuch(archive.value, kind)) return unreadable('E-FILE-04', { limitMegabytes: readingLimits.inflatedMegabytes })
  if (kind === 'xlsm' || kind === 'docm') return unreadable('E-FILE-08', { content: 'macro' })
  if (kind !== 'xlsx' && kind !== 'docx') return wrongKind(kind, accepted)

  const active = activeContent(archive.value.names)
  return active ? unreadable('E-FILE-08', { content: active }) : read({ kind, bytes, archive: archive.value })
}

/** Formats that staff really have, and that one "save as" turns into one we read, get advice of their own. */
function wrongKind(detected: FileKind, accepted: readonly AcceptedKind[]): Reading<never> {
  if (detected === 'protected') return unreadable('E-FILE-09')
  const older: readonly FileKind[] = ['xls', 'doc', 'xlsb', 'ods', 'odt', 'spreadsheetXml', 'webArchive', 'rtf']
  if (older.includes(detected)) return unreadable('E-FILE-10', { detected, accepted: accepted.join(' ') })
  return unreadable('E-FILE-01', { detected, accepted: accepted.join(' ') })
}

export const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] ?? 0) <= 6

function archiveKind(archive: Archive, bytes: Uint8Array): FileKind {
  const named = (pattern: RegExp) => archive.names.some((name) => pattern.test(name))
  if (archive.has('xl/vbaProject.bin') || named(/^xl\/macrosheets\//i)) return 'xlsm'
  if (archive.has('word/vbaProject.bin')) return 'docm'
  if (archive.has('xl/workbook.bin')) return 'xlsb'
  if (archive.has('[Content_Types].xml')) {
    if (named(/^xl\/workbook[^/]*\.xml$/i)) return 'xlsx'
    if (named(/^word\/document[^/]*\.xml$/i)) return 'docx'
    if (named(/^ppt\//i)) return 'pptx'
  }
  if (archive.has('mimetype') && archive.has('content.xml')) return headHolds(bytes, 'opendocument.text') ? 'odt' : 'ods'
  return 'zip'
}

/** Parts that are never inflated cost nothing; still, a file that claims gigabytes is no office document. */
function claimsTooMuch(archive: Archive, kind: FileKind): boolean {
  const isCounted = (name: string) => kind === 'xlsx' && /^xl\/(worksheets\/|sharedStrings)/i.test(name)
  const claimed = archive.names.filter((name) => !isCounted(name)).reduce((sum, name) => sum + archive.statedBytes(name), 0)
  return claimed > readingLimits.inflatedBytes
}

function activeContent(names: readonly string[]): string | null {
  const marks: readonly (readonly [RegExp, string])[] = [
    [/vbaProject|macrosheets\/|vbaData/i, 'macro'],
    [/\/embeddings\/|\/activeX\/|oleObject/i, 'embedded'],
    [/\/externalLinks?\//i, 'externalLink'],
    [/^xl\/(connections\.xml|queryTables\/|model\/)/i, 'connection'],
  ]
  return marks.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null
}

const signatures: readonly (readonly [FileKind, readonly number[]])[] = [
  ['executable', [0x4d, 0x5a]],
  ['executable', [0x7f, 0x45, 0x4c, 0x46]],
  ['executable', [0xcf, 0xfa, 0xed, 0xfe]],
  ['executable', [0xca, 0xfe, 0xba, 0xbe]],
  ['script', [0x23, 0x21]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x49, 0x49, 0x2a, 0]],
  ['image', [0x4d, 0x4d, 0, 0x2a]],
  ['media', [0x52, 0x49, 0x46, 0x46]],
  ['media', [0, 0, 0]],
  ['compressed', [0x52, 0x61, 0x72, 0x21]],
  ['compressed', [0x37, 0x7a, 0xbc, 0xaf]],
  ['compressed', [0x1f, 0x8b]],
  ['compressed', [0x42, 0x5a, 0x68]],
  ['compressed', [0xfd, 0x37, 0x7a, 0x58]],
]

/** Null when the bytes may be text. `MZ` and `BZh` are also letters: they count only with control bytes near. */
function binaryKind(bytes: Uint8Array): FileKind | null {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return oleKind(bytes)
  if (bytes[0] === 9 && (bytes[1] === 0 || bytes[1] === 2 || bytes[1] === 4 || bytes[1] === 8) && bytes[3] === 0) return 'xls'
  const signed = signatures.find(([, mark]) => startsWith(bytes, mark))?.[0]
  const controls = controlShare(bytes)
  if (signed && (signed !== 'executable' || controls > 0 || bytes.length < 64)) return signed
  return controls > 0.05 && !isUtf16(bytes) ? 'binary' : null
}

/** A compound file names its streams in UTF-16 in its directory. */
function oleKind(bytes: Uint8Array): FileKind {
  const names = (name: string) => holds(bytes, wideLetters(name))
  if (names('EncryptedPackage')) return 'protected'
  if (names('WordDocument')) return 'doc'
  return names('Workbook') || names('Book') ? 'xls' : 'ole'
}

function controlShare(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, 4096)
  let controls = 0
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls++
  }
  return controls / length
}

const isUtf16 = (bytes: Uint8Array) =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || utf16WithoutMark(bytes) !== null

function textKind(text: string): FileKind {
  const head = text
    .slice(0, 20_000)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase()
  if (/^mime-version:/.test(head)) return 'webArchive'
  if (!head.startsWith('<')) return 'text'
  if (/<svg[\s>]/.test(head.slice(0, 2_000))) return 'svg'
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(head) && /<\?mso-application|<workbook/.test(head)) {
    if (!/<html/.test(head)) return 'spreadsheetXml'
  }
  if (/^<(!doctype html|!--|html|head|meta|body|table|style|div|title|link|\?xml[^>]*>\s*<html|center|p|br|h\d)/.test(head)) return 'html'
  return head.startsWith('<?xml') ? 'xml' : 'text'
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte)

/** A whole PDF ends with its end mark; viewers allow up to a kilobyte after it. */
export const isPdfEnd = (bytes: Uint8Array) => holds(bytes.subarray(Math.max(0, bytes.length - 2048)), letters('%%EOF'))
