import { type Cell, columnIndex, columnLetters, type Grid, type GridNote, type GridRow, type Merge } from './grid'
import { type Reading, type ReadingFailure, read, readingLimits } from './reading'
import type { Archive } from './safe-zip'
import { cellReader, type WorkbookContext } from './xlsx-cell'
import { isOn, readXml } from './xlsx-text'
import { attribute, type XmlHandler } from './xml-reader'

export type SheetPlace = { name: string; part: string; hidden: boolean }
export type SheetContent = { grid: Grid; filterRange: Merge | null }

const FAR_ROWS = 1_000
const NAMED_AT_MOST = 20

/** Reads one sheet. Fails `E-IMP-01` and `E-IMP-02` as soon as the limit is passed, not at the end. */
export async function readSheet(archive: Archive, place: SheetPlace, context: WorkbookContext): Promise<Reading<SheetContent>> {
  const rows = rowGatherer(place, context)
  const frame = frameGatherer()
  const failure = await readXml(archive, place.part, sheetHandler(rows, frame, context))
  if (failure) return { ok: false, failure }

  const grid: Grid = {
    name: place.name,
    format: 'xlsx',
    hidden: place.hidden,
    date1904: context.date1904,
    rows: rows.rows,
    merges: frame.merges,
    notes: [...rows.notes(), ...frame.notes()],
  }
  return read({ grid, filterRange: frame.filterRange() })
}

function sheetHandler(rows: ReturnType<typeof rowGatherer>, frame: ReturnType<typeof frameGatherer>, context: WorkbookContext): XmlHandler {
  const cells = cellReader(context)
  let inRow = false
  let nextColumn = 0

  return {
    open(name, attributes) {
      if (name === 'row') {
        inRow = true
        nextColumn = 0
        rows.begin(attributes)
      } else if (!inRow) frame.open(name, attributes)
      else if (name === 'c') nextColumn = cells.begin(attributes, nextColumn) + 1
      else cells.open(name, attributes)
      return null
    },
    close(name) {
      if (name === 'row') {
        inRow = false
        return rows.end()
      }
      const ended = inRow ? cells.close(name) : null
      return ended ? rows.add(ended.column, ended.cell) : null
    },
    text: cells.text,
  }
}

/** Keeps the rows that hold something, and remembers what stood too far away to be part of the table. */
function rowGatherer(place: SheetPlace, context: WorkbookContext) {
  const rows: GridRow[] = []
  const far = { cells: [] as string[], blanks: 0, lastBlankRow: 0 }
  let open = { number: 0, cells: [] as (Cell | undefined)[], filled: 0, hidden: false }

  return {
    rows,
    begin(attributes: string) {
      const number = Number(attribute(attributes, 'r') ?? open.number + 1)
      open = { number, cells: [], filled: 0, hidden: isOn(attribute(attributes, 'hidden')) || attribute(attributes, 'ht') === '0' }
    },
    add(column: number, cell: Cell | null): ReadingFailure | null {
      const beyond = column >= readingLimits.columns
      if (cell === null) {
        if (beyond) far.blanks++
        far.lastBlankRow = Math.max(far.lastBlankRow, open.number)
        return null
      }
      open.filled++
      if (open.filled > readingLimits.columns) {
        return { code: 'E-IMP-01', detail: { sheet: place.name, row: open.number, limit: readingLimits.columns } }
      }
      if (beyond) far.cells.push(`${columnLetters(column)}${open.number}`)
      else open.cells[column] = cell
      return null
    },
    end(): ReadingFailure | null {
      if (open.cells.length === 0) return null
      context.rowsLeft--
      if (context.rowsLeft < 0) return { code: 'E-IMP-02', detail: { sheet: place.name, limit: readingLimits.rows } }
      rows.push(open.hidden ? { number: open.number, cells: open.cells, hidden: true } : { number: open.number, cells: open.cells })
      return null
    },
    notes(): GridNote[] {
      const farBlank = far.blanks > 0 || far.lastBlankRow > (rows.at(-1)?.number ?? 0) + FAR_ROWS
      if (!farBlank && far.cells.length === 0) return []
      return [{ code: 'W-FAR-01', rows: [], detail: { cells: far.cells.slice(0, NAMED_AT_MOST).join('、'), count: far.cells.length } }]
    },
  }
}

/** What stands around the cells: merges, the filter, hidden columns. */
function frameGatherer() {
  const merges: Merge[] = []
  const hiddenColumns: string[] = []
  let openFilter: Merge | null = null
  let filterRange: Merge | null = null

  return {
    merges,
    filterRange: () => filterRange,
    open(name: string, attributes: string) {
      if (name === 'mergeCell') {
        const range = rangeOf(attribute(attributes, 'ref'))
        if (range) merges.push(range)
      } else if (name === 'col' && isOn(attribute(attributes, 'hidden'))) hiddenColumns.push(...columnsOf(attributes))
      else if (name === 'autoFilter') openFilter = rangeOf(attribute(attributes, 'ref'))
      else if (name === 'filterColumn') filterRange = openFilter
    },
    notes: (): GridNote[] =>
      hiddenColumns.length > 0
        ? [{ code: 'W-COL-05', rows: [], detail: { columns: hiddenColumns.slice(0, NAMED_AT_MOST).join('、') } }]
        : [],
  }
}

/** `A1:C3` as a range. */
export function rangeOf(reference: string | null): Merge | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/.exec(reference ?? '')
  if (!match) return null
  const left = columnIndex(match[1] ?? '')
  const right = columnIndex(match[3] ?? match[1] ?? '')
  if (left === null || right === null) return null
  return { top: Number(match[2]), left, bottom: Number(match[4] ?? match[2]), right }
}

/** Programs hide "the rest of the sheet" as one wide range: that hides nothing. */
function columnsOf(attributes: string): string[] {
  const from = Number(attribute(attributes, 'min') ?? 0)
  const to = Math.min(Number(attribute(attributes, 'max') ?? 0), readingLimits.columns)
  return from < 1 || Number(attribute(attributes, 'max')) > 16_000
    ? []
    : Array.from({ length: to - from + 1 }, (_, index) => columnLetters(from - 1 + index))
}
