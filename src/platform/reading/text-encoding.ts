import { type Reading, read, unreadable } from './reading'

export type TextEncoding = 'UTF-8' | 'UTF-8 BOM' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030'

/** `brokenLines` are the physical lines (from 1) where bytes could not be decoded; the text holds U+FFFD there. */
export type DecodedText = { text: string; encoding: TextEncoding; brokenLines: readonly number[] }

const REPLACEMENT = '\uFFFD'
const SAMPLE_CHARACTERS = 1 << 20

/**
 * The text of a file whose encoding nobody stated: byte order marks first, then UTF-16 by its zero bytes, then
 * UTF-8 if its multi-byte sequences hold, else GB18030 (of which GBK and GB2312 are parts).
 *
 * Damaged bytes do not fail the file: they become U+FFFD in the cell that holds them, and the reader of the
 * list refuses that row. Fails `E-FILE-03` for half a UTF-16 unit, `E-ENC-01` when no encoding fits.
 */
export function decodeText(bytes: Uint8Array): Reading<DecodedText> {
  const encoding = detectEncoding(bytes)
  if (encoding === 'UTF-32') return unreadable('E-ENC-01', { row: 1 })
  if (encoding.startsWith('UTF-16') && bytes.length % 2 === 1) return unreadable('E-FILE-03')

  const label = encoding === 'UTF-8 BOM' ? 'utf-8' : encoding.toLowerCase()
  const text = new TextDecoder(label).decode(bytes)
  const brokenLines = linesWith(text, REPLACEMENT)
  if (encoding === 'GB18030' && brokenLines.length > 0 && mostlyBroken(text)) return unreadable('E-ENC-01', { row: brokenLines[0] ?? 1 })
  return read({ text, encoding, brokenLines })
}

function detectEncoding(bytes: Uint8Array): TextEncoding | 'UTF-32' {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'UTF-8 BOM'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16LE'
  if (a === 0xfe && b === 0xff) return 'UTF-16BE'
  return utf16WithoutMark(bytes) ?? (looksLikeUtf8(bytes) ? 'UTF-8' : 'GB18030')
}

/** Line ends, separators and digits leave zero bytes on one side only; a stray NUL in a cell does not reach one in twenty. */
export function utf16WithoutMark(bytes: Uint8Array): TextEncoding | null {
  const length = Math.min(bytes.length, 1 << 16) & ~1
  if (length < 8) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  const many = length / 2 / 20
  if (odd > many && even * 2 < odd) return 'UTF-16LE'
  if (even > many && odd * 2 < even) return 'UTF-16BE'
  return null
}

/**
 * Whether the bytes are UTF-8, a damaged place or two included. Chinese in UTF-8 is three bytes a character, a
 * pattern that GBK text hardly ever makes: whichever is more frequent, whole triples or misfits, decides.
 */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  const end = bytes.length
  let triples = 0
  let misfits = 0
  for (let at = 0; at < end; ) {
    const lead = bytes[at] ?? 0
    const length = sequenceLength(lead)
    let whole = length > 0
    for (let next = 1; whole && next < length; next++) {
      if (at + next >= end || ((bytes[at + next] ?? 0) & 0xc0) !== 0x80) whole = false
    }
    if (!whole) misfits++
    else if (length >= 3) triples++
    at += whole ? length : 1
  }
  return misfits === 0 || triples > misfits
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  if (lead >= 0xf0 && lead <= 0xf4) return 4
  return 0
}

function mostlyBroken(text: string): boolean {
  let broken = 0
  let chinese = 0
  for (let at = 0; at < Math.min(text.length, SAMPLE_CHARACTERS); at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) chinese++
  }
  return broken > chinese
}

function linesWith(text: string, mark: string): number[] {
  const lines: number[] = []
  let line = 1
  let from = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    line += lineEnds(text, from, at)
    from = at
    if (lines.at(-1) !== line) lines.push(line)
  }
  return lines
}

/** Line ends in `[from, to)`: LF, CRLF or a lone CR, each once. */
function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++
  }
  return count
}
