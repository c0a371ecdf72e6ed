import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { TextItem } from 'pdfjs-dist/types/src/display/api'
import { type Reading, read, readingLimits, unreadable } from './reading'

const pageLimit = 300

/**
 * The text layer of a PDF, line by line from the top of each page. Reads in this process, without a worker, a network
 * or any script of the file. Fails `E-PDF-01` when the pages are pictures, `E-PDF-02` past 300 pages, `E-FILE-03` when
 * damaged, `E-FILE-04` when it inflates beyond the limit, `E-FILE-09` when it wants a password.
 */
export async function pdfText(bytes: Uint8Array): Promise<Reading<string>> {
  if (inflatesTooMuch(bytes)) return unreadable('E-FILE-04', { limitMegabytes: readingLimits.inflatedMegabytes })
  const { getDocument } = await loadPdfjs()
  const task = getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: join(process.cwd(), 'node_modules/pdfjs-dist/cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(process.cwd(), 'node_modules/pdfjs-dist/standard_fonts/'),
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: true,
    enableXfa: false,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    if (document.numPages > pageLimit) return unreadable('E-PDF-02', { pages: document.numPages, limit: pageLimit })
    const pages: string[][] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(linesOf(items.filter((item): item is TextItem => 'str' in item)))
      page.cleanup()
    }
    const text = withoutPageNumbers(pages)
      .map((lines) => lines.join('\n'))
      .join('\n\f')
    return text.replace(/\s/g, '').length < 10 ? unreadable('E-PDF-01', { pages: document.numPages }) : read(withoutRadicals(text))
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException') return unreadable('E-FILE-09')
    if (pdfFaults.has(name)) return unreadable('E-FILE-03')
    throw error
  } finally {
    await task.destroy()
  }
}

const pdfFaults = new Set([
  'InvalidPDFException',
  'FormatError',
  'UnknownErrorException',
  'ResponseException',
  'AbortException',
  'XRefParseException',
])

/** The worker's code is handed over beforehand, so that pdf.js neither starts a thread nor looks for a file. */
async function loadPdfjs() {
  const [library, worker] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.mjs')])
  Object.assign(globalThis, { pdfjsWorker: worker })
  return library
}

/** Whether the compressed streams come to more than the limit. Counted before anything is kept. */
function inflatesTooMuch(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = readingLimits.inflatedBytes
  for (let at = buffer.indexOf('stream'); at >= 0; at = buffer.indexOf('stream', at + 6)) {
    if (buffer.toString('latin1', at - 3, at) === 'end') continue
    const from = at + 6 + (buffer[at + 6] === 13 ? 2 : 1)
    if ((buffer[from] ?? 0) % 16 !== 8) continue
    try {
      left -= inflateSync(buffer.subarray(from), { maxOutputLength: left }).length
    } catch (error) {
      if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return true
    }
    if (left <= 0) return true
  }
  return false
}

type Piece = { text: string; x: number; y: number; width: number; size: number }

/** Puts the pieces of a page into lines by their baselines; a gap becomes a blank, a wide one two. */
function linesOf(items: readonly TextItem[]): string[] {
  const pieces = items
    .map(({ str, transform, width, height }): Piece => {
      const [, , , d = 0, x = 0, y = 0] = transform.map(Number)
      return { text: str, x, y, width, size: Math.abs(d) || height || 10 }
    })
    .filter((piece) => piece.text.trim() !== '')
    .sort((a, b) => b.y - a.y)
  const lines: Piece[][] = []
  for (const piece of pieces) {
    const line = lines.at(-1)
    const base = line?.[0]
    if (line && base && Math.abs(base.y - piece.y) <= Math.min(base.size, piece.size) * 0.5) line.push(piece)
    else lines.push([piece])
  }
  return lines.map((line) => joined(line.sort((a, b) => a.x - b.x)))
}

function joined(line: readonly Piece[]): string {
  let text = ''
  let end = Number.NaN
  for (const piece of line) {
    const gap = (piece.x - end) / piece.size
    text += (gap > 1.5 ? '  ' : gap > 0.3 ? ' ' : '') + piece.text
    end = piece.x + piece.width
  }
  return text.trimEnd()
}

/** Leaves out bare figures at the foot of the pages when they count the pages. */
function withoutPageNumbers(pages: readonly string[][]): string[][] {
  const feet = pages.map((lines) => Number(/^\s*(\d{1,4})\s*$/.exec(lines.at(-1) ?? '')?.[1] ?? Number.NaN))
  const first = feet.findIndex((foot) => !Number.isNaN(foot))
  const counts =
    first >= 0 && first <= 2 && feet.length - first >= 2 && feet.slice(first).every((foot, index) => foot === (feet[first] ?? 0) + index)
  return pages.map((lines, index) => (counts && index >= first ? lines.slice(0, -1) : lines))
}

/** Some fonts map characters to their look-alike radicals (U+2F00–2FDF, U+2E80–2EFF); the character is meant. */
const withoutRadicals = (text: string) => text.replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
