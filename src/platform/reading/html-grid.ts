import type { Cell, Grid, GridRow, Merge } from './grid'
import { htmlTokens, unescapeHtml } from './html-tokens'
import { type Reading, read, readingLimits, unreadable } from './reading'

const ROWS_BEFORE_DATA = 50

type OpenTable = {
  rows: GridRow[]
  merges: Merge[]
  rowNumber: number
  cells: (Cell | undefined)[]
  hidden: boolean
  column: number
  taken: Map<number, number>
}
type OpenCell = { table: OpenTable; text: string; colspan: number; rowspan: number; struckDepth: number; struck: boolean }

/**
 * The tables of an HTML page, each a grid: hospital systems save these as `.xls`. Scripts, styles and everything
 * outside tables are passed over; nothing is fetched or run. Row numbers count the rows of the table from 1.
 */
export function readHtml(text: string, name: string): Reading<Grid[]> {
  const page = htmlTables()
  for (const { tag, closing, attributes, content } of htmlTokens(text)) {
    if (tag) page.tag(tag, closing, attributes)
    else page.text(content)
    const failure = page.failure()
    if (failure) return unreadable(failure, { row: page.row(), limit: failure === 'E-IMP-01' ? readingLimits.columns : readingLimits.rows })
  }
  const tables = page.tables().filter((table) => table.rows.length > 0)
  return read(tables.map((table, index) => toGrid(table, tables.length > 1 ? `${name}（表${index + 1}）` : name)))
}

const toGrid = ({ rows, merges }: OpenTable, name: string): Grid => ({
  name,
  format: 'html',
  hidden: false,
  date1904: false,
  rows,
  merges,
  notes: [],
})

function htmlTables() {
  const rows = rowGatherer()
  const cells: OpenCell[] = []

  const endCell = () => {
    const cell = cells.at(-1)
    if (!cell || cell.table !== rows.table()) return
    cells.pop()
    rows.add(cell)
  }
  const beginCell = (attributes: string) => {
    endCell()
    const table = rows.table()
    if (!table) return
    if (table.rowNumber === 0) rows.begin('')
    const [colspan, rowspan] = [span(attributes, 'colspan'), span(attributes, 'rowspan')]
    cells.push({ table, text: '', colspan, rowspan, struckDepth: 0, struck: isStruck(attributes) })
  }
  const structure: Record<string, (closing: boolean, attributes: string) => void> = {
    table(closing) {
      if (closing) endCell()
      rows.nest(closing)
    },
    tr(closing, attributes) {
      endCell()
      if (closing) rows.end()
      else rows.begin(attributes)
    },
    td: (closing, attributes) => (closing ? endCell() : beginCell(attributes)),
    th: (closing, attributes) => (closing ? endCell() : beginCell(attributes)),
  }

  return {
    failure: rows.failure,
    row: () => rows.table()?.rowNumber ?? 0,
    tables() {
      endCell()
      return rows.tables()
    },
    tag(name: string, closing: boolean, attributes: string) {
      const act = Object.hasOwn(structure, name) ? structure[name] : undefined
      if (act) act(closing, attributes)
      else markCell(cells.at(-1), name, closing, attributes)
    },
    text(piece: string) {
      const cell = cells.at(-1)
      if (!cell) return
      cell.text += unescapeHtml(piece)
      if (cell.struckDepth > 0 && piece.trim() !== '') cell.struck = true
    },
  }
}

/** What a tag inside a cell does to it: a line break, or text struck through. */
function markCell(cell: OpenCell | undefined, name: string, closing: boolean, attributes: string): void {
  if (!cell) return
  if (name === 'br' || (name === 'p' && closing)) cell.text += '\n'
  if (name === 's' || name === 'strike' || name === 'del') cell.struckDepth += closing ? -1 : 1
  else if (!closing && isStruck(attributes)) cell.struck = true
}

/** The tables that are open, innermost last, and those that are done. */
function rowGatherer() {
  const done: OpenTable[] = []
  const open: OpenTable[] = []
  let failure: 'E-IMP-01' | 'E-IMP-02' | null = null
  let total = 0

  const end = () => {
    const table = open.at(-1)
    if (!table || table.cells.length === 0) return
    const { rowNumber: number, cells, hidden } = table
    table.rows.push(hidden ? { number, cells, hidden: true } : { number, cells })
    table.cells = []
    total++
    if (total > readingLimits.rows + ROWS_BEFORE_DATA) failure = 'E-IMP-02'
  }
  const close = () => {
    end()
    const table = open.pop()
    if (table) done.push(table)
  }

  return {
    failure: () => failure,
    table: () => open.at(-1),
    add(cell: OpenCell) {
      if (place(cell) > readingLimits.columns) failure = 'E-IMP-01'
    },
    begin(attributes: string) {
      end()
      const table = open.at(-1)
      if (table) Object.assign(table, { rowNumber: table.rowNumber + 1, column: 0, hidden: isHidden(attributes) })
    },
    end,
    nest(closing: boolean) {
      if (closing) close()
      else open.push({ rows: [], merges: [], rowNumber: 0, cells: [], hidden: false, column: 0, taken: new Map() })
    },
    tables() {
      while (open.length > 0) close()
      return done
    },
  }
}

/** Puts an ended cell where no cell of an earlier row reaches down to; gives the width of the row so far. */
function place({ table, text, colspan, rowspan, struck }: OpenCell): number {
  while ((table.taken.get(table.column) ?? 0) >= table.rowNumber) table.column++
  const left = table.column
  const right = left + colspan - 1
  const shown = text
    .replace(/[ \t\r\n]*\n[ \t\r\n]*/g, '\n')
    .replace(/[ \t\r]+/g, ' ')
    .trim()
  if (shown !== '' && left < readingLimits.columns)
    table.cells[left] = struck ? { text: shown, kind: 'text', struck: true } : { text: shown, kind: 'text' }
  if (rowspan > 1 || colspan > 1) {
    table.merges.push({ top: table.rowNumber, left, bottom: table.rowNumber + rowspan - 1, right })
    for (let column = left; column <= right && rowspan > 1; column++) table.taken.set(column, table.rowNumber + rowspan - 1)
  }
  table.column = right + 1
  return shown === '' ? 0 : left + 1
}

function span(attributes: string, name: string): number {
  const value = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(attributes)?.[1] ?? 1)
  return Math.min(Math.max(value, 1), 1_000)
}

const isHidden = (attributes: string) => /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes)
const isStruck = (attributes: string) => /line-through/i.test(attributes)
