import type { Cell, Grid, GridRow } from './grid'
import { type Reading, type ReadingFailure, read, readingLimits } from './reading'

const QUOTE = 34
const LF = 10
const CR = 13
const SEPARATORS = [',', '\t', ';', '|'] as const
const ROWS_BEFORE_DATA = 50

/**
 * A text of separated values. Commas, tabs, semicolons and bars are told apart by the first lines; quoted values may
 * hold separators and line breaks; a row's number is the physical line on which it begins. A record whose quotes do
 * not pair is cut at the line's end and marked, so that one stray quote does not swallow the rows after it.
 *
 * Fails `E-IMP-01`, `E-IMP-02`, `E-IMP-03` while reading. Own reader rather than csv-parse: that one gives the line
 * on which a record ends, and stops at the first stray quote.
 */
export function readCsv(text: string, name: string): Reading<Grid> {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const declared = /^sep=(.)\r?\n/i.exec(source.slice(0, 10))
  const separator = declared?.[1] ?? likeliestSeparator(source)
  const cells = cellPool()
  const rows: GridRow[] = []
  let place = { at: declared?.[0].length ?? 0, line: declared ? 2 : 1 }

  while (place.at < source.length) {
    let record = nextRecord(source, place.at, place.line, separator, true)
    const quoteBroken = record === 'brokenQuote'
    if (record === 'brokenQuote') record = nextRecord(source, place.at, place.line, separator, false)
    if (record === 'brokenQuote' || 'code' in record) return { ok: false, failure: tooMuch(record, place.line) }

    const row = toRow(record.values, place.line, quoteBroken, cells)
    if (row) rows.push(row)
    if (rows.length > readingLimits.rows + ROWS_BEFORE_DATA)
      return { ok: false, failure: { code: 'E-IMP-02', detail: { limit: readingLimits.rows } } }
    place = { at: record.next, line: record.nextLine }
  }
  return read({ name, format: 'csv', hidden: false, date1904: false, rows, merges: [], notes: [] })
}

type Record = { values: string[]; next: number; nextLine: number }

const tooMuch = (failure: 'brokenQuote' | ReadingFailure, row: number): ReadingFailure =>
  failure === 'brokenQuote' ? { code: 'E-IMP-03', detail: { row } } : failure

/** One record from `at`. With `quoting` off, quotes are letters like any other. */
function nextRecord(
  source: string,
  from: number,
  line: number,
  separator: string,
  quoting: boolean,
): Record | 'brokenQuote' | ReadingFailure {
  const mark = separator.charCodeAt(0)
  const values: string[] = []
  let at = from
  let nextLine = line
  for (;;) {
    if (values.length >= readingLimits.columns && lineHasMore(source, at)) {
      return { code: 'E-IMP-01', detail: { row: line, limit: readingLimits.columns } }
    }
    const value = quoting && source.charCodeAt(at) === QUOTE ? quotedValue(source, at) : plainValue(source, at, mark)
    if (value === null) return 'brokenQuote'
    if (value.end - from > readingLimits.lineCharacters) return { code: 'E-IMP-03', detail: { row: line } }
    values.push(value.text)
    nextLine += value.lines
    at = value.end

    const code = source.charCodeAt(at)
    if (code === mark) at++
    else if (at >= source.length || code === LF || code === CR) {
      const next = code === CR && source.charCodeAt(at + 1) === LF ? at + 2 : at + 1
      return { values, next, nextLine: nextLine + 1 }
    } else return 'brokenQuote'
  }
}

type Value = { text: string; end: number; lines: number }

function plainValue(source: string, from: number, mark: number): Value {
  const limit = Math.min(source.length, from + readingLimits.lineCharacters + 1)
  let end = from
  while (end < limit) {
    const code = source.charCodeAt(end)
    if (code === mark || code === LF || code === CR) break
    end++
  }
  return { text: source.slice(from, end), end, lines: 0 }
}

/** Null when the quote does not close within a value's length. */
function quotedValue(source: string, from: number): Value | null {
  let text = ''
  let lines = 0
  let start = from + 1
  for (;;) {
    const quote = source.indexOf('"', start)
    if (quote < 0 || quote - from > readingLimits.cellCharacters) return null
    const piece = source.slice(start, quote)
    text += piece
    lines += piece.split(/\r\n|\r|\n/).length - 1
    if (source.charCodeAt(quote + 1) !== QUOTE) return { text, end: skipBlanks(source, quote + 1), lines }
    text += '"'
    start = quote + 2
  }
}

/** Some programs write a blank after the closing quote. */
function skipBlanks(source: string, from: number): number {
  let at = from
  while (source.charCodeAt(at) === 32) at++
  return at
}

/** Trailing empty values, as a spreadsheet leaves them behind, are no columns. */
function lineHasMore(source: string, from: number): boolean {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === LF || code === CR) return false
    if (code > 32 && code !== 44 && code !== 59 && code !== 124) return true
  }
  return false
}

function toRow(values: readonly string[], number: number, quoteBroken: boolean, cellOf: (text: string) => Cell): GridRow | null {
  const cells: (Cell | undefined)[] = []
  const last = Math.min(values.length, readingLimits.columns)
  for (let column = 0; column < last; column++) {
    const text = values[column] ?? ''
    if (text.trim() !== '') cells[column] = cellOf(text)
  }
  if (cells.length === 0) return null
  return quoteBroken ? { number, cells, quoteBroken: true } : { number, cells }
}

/** Repeated values (institutions, regions, behaviours) share one cell. */
function cellPool(): (text: string) => Cell {
  const pool = new Map<string, Cell>()
  return (text) => {
    const known = pool.get(text)
    if (known) return known
    const cell: Cell = { text, kind: 'text' }
    if (pool.size < 20_000 && text.length <= 60) pool.set(text, cell)
    return cell
  }
}

/** The separator that stands most often, outside quotes, in the first lines. */
function likeliestSeparator(source: string): string {
  const head = source.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const lines = head.split(/\r\n|\r|\n/).slice(0, 20)
  const count = (separator: string) => lines.reduce((sum, line) => sum + Math.min(line.split(separator).length - 1, 50), 0)
  return SEPARATORS.reduce<string>((best, separator) => (count(separator) > count(best) ? separator : best), ',')
}
