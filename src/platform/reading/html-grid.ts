import type { Cell, Grid, GridRow, Merge } from './grid'
import { htmlTokens, unescapeHtml } from './html-tokens'
import { type Reading, read, readingLimits, unreadable } from './reading'

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
  const done: OpenTable[] = []
  const stack: OpenTable[] = []
  const cells: OpenCell[] = []
  let failure: 'E-IMP-01' | 'E-IMP-02' | null = null
  let total = 0

  const endCell = () => {
    const cell = cells.at(-1)
    if (!cell || cell.table !== stack.at(-1)) return
    cells.pop()
    if (place(cell) > readingLimits.columns) failure = 'E-IMP-01'
  }
  const endRow = () => {
    const table = stack.at(-1)
    if (!table) return
    endCell()
    if (table.cells.length > 0) {
      total++
      table.rows.push(
        table.hidden ? { number: table.rowNumber, cells: table.cells, hidden: true } : { number: table.rowNumber, cells: table.cells },
      )
    }
    table.cells = []
    if (total > readingLimits.rows + 50) failure = 'E-IMP-02'
  }
  const beginRow = (attributes: string) => {
    const table = stack.at(-1)
    if (!table) return
    endRow()
    table.rowNumber++
    table.column = 0
    table.hidden = isHidden(attributes)
  }
  const beginCell = (attributes: string) => {
    const table = stack.at(-1)
    if (!table) return
    endCell()
    if (table.rowNumber === 0) beginRow('')
    cells.push({
      table,
      text: '',
      colspan: span(attributes, 'colspan'),
      rowspan: span(attributes, 'rowspan'),
      struckDepth: 0,
      struck: isStruck(attributes),
    })
  }
  const endTable = () => {
    endRow()
    const table = stack.pop()
    if (table) done.push(table)
  }
  const inCell = (name: string, closing: boolean, attributes: string) => {
    const cell = cells.at(-1)
    if (!cell) return
    if (name === 'br' || (name === 'p' && closing)) cell.text += '\n'
    if (name === 's' || name === 'strike' || name === 'del') cell.struckDepth += closing ? -1 : 1
    else if (!closing && isStruck(attributes)) cell.struck = true
  }

  return {
    failure: () => failure,
    row: () => stack.at(-1)?.rowNumber ?? 0,
    tables: () => {
      while (stack.length > 0) endTable()
      return done
    },
    tag(name: string, closing: boolean, attributes: string) {
      if (name === 'table') {
        if (closing) endTable()
        else stack.push({ rows: [], merges: [], rowNumber: 0, cells: [], hidden: false, column: 0, taken: new Map() })
      } else if (name === 'tr') closing ? endRow() : beginRow(attributes)
      else if (name === 'td' || name === 'th') closing ? endCell() : beginCell(attributes)
      else inCell(name, closing, attributes)
    },
    text(piece: string) {
      const cell = cells.at(-1)
      if (!cell) return
      cell.text += unescapeHtml(piece)
      if (cell.struckDepth > 0 && piece.trim() !== '') cell.struck = true
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
