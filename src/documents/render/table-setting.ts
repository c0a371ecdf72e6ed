import type { Border, Borders, CellBlock, RowBlock, TableBlock } from './blocks'
import { type Mark, points, type SetLine, setParagraph } from './setting'
import type { Typefaces } from './typefaces'

type SetCell = { x: number; width: number; lines: readonly SetLine[]; isCentred: boolean; borders: Borders | null }
export type SetRow = {
  cells: readonly SetCell[]
  height: number
  isHeading: boolean
  /** The row in pieces none of which is higher than `full`: a row longer than a page goes on over the next. */
  parts(full: number): SetRow[]
}
export type SetTable = {
  rows: readonly SetRow[]
  /** Repeated on every page. */
  heading: readonly SetRow[]
  height: number
  /** Of the heading and the row after it. */
  headHeight: number
  borders: Borders
  padding: { top: number; left: number; right: number; bottom: number }
  width: number
  isAtFoot: boolean
}

export function setTable(table: TableBlock, typefaces: Typefaces): SetTable {
  const { top = 0, bottom = 0, left, right } = table.padding ?? { left: 108, right: 108 }
  const padding = { top: points(top), bottom: points(bottom), left: points(left), right: points(right) }
  const rows = table.rows.map((row) => setRow(row, padding, typefaces))
  const heading = rows.filter(({ isHeading }) => isHeading)
  const sum = (some: readonly SetRow[]) => some.reduce((total, { height }) => total + height, 0)
  return {
    rows,
    heading,
    height: sum(rows),
    headHeight: sum(rows.slice(0, heading.length + 1)),
    borders: table.borders,
    padding,
    width: points(table.width),
    isAtFoot: table.isAtFoot ?? false,
  }
}

type Padding = SetTable['padding']

function setRow({ cells, isHeading = false, minHeight = 0 }: RowBlock, padding: Padding, typefaces: Typefaces): SetRow {
  let x = 0
  const set = cells.map((cell) => {
    const width = points(cell.width)
    const placed = setCell(cell, { x, width }, padding, typefaces)
    x += width
    return placed
  })
  return rowOf(set, padding, points(minHeight), isHeading)
}

function setCell(
  { paragraphs, isCentred = false, borders }: CellBlock,
  at: { x: number; width: number },
  padding: Padding,
  typefaces: Typefaces,
): SetCell {
  const inner = at.width - padding.left - padding.right
  const lines = paragraphs.flatMap((paragraph) => setParagraph(paragraph, inner, typefaces, false).lines)
  return { ...at, lines, isCentred, borders: borders ?? null }
}

const heightOf = (lines: readonly SetLine[]) => lines.reduce((sum, { height }) => sum + height, 0)

function rowOf(cells: readonly SetCell[], padding: Padding, minHeight: number, isHeading: boolean): SetRow {
  const content = Math.max(0, ...cells.map(({ lines }) => heightOf(lines)))
  const height = Math.max(minHeight, content + padding.top + padding.bottom)
  return {
    cells,
    height,
    isHeading,
    parts(full) {
      if (height <= full) return [rowOf(cells, padding, minHeight, isHeading)]
      const room = full - padding.top - padding.bottom
      const split = cells.map(({ lines }) => inPieces(lines, room))
      return Array.from({ length: Math.max(...split.map((pieces) => pieces.length)) }, (_, piece) =>
        rowOf(
          cells.map((cell, index) => ({ ...cell, lines: split[index]?.[piece] ?? [], isCentred: false })),
          padding,
          0,
          isHeading,
        ),
      )
    },
  }
}

function inPieces(lines: readonly SetLine[], room: number): SetLine[][] {
  const pieces: SetLine[][] = [[]]
  let height = 0
  for (const line of lines) {
    if (height + line.height > room) {
      pieces.push([])
      height = 0
    }
    pieces.at(-1)?.push(line)
    height += line.height
  }
  return pieces
}

/** What rows leave on the page: the lines in their cells and the rules around them. */
export function tableRows(table: SetTable, rows: readonly SetRow[], at: { x: number; y: number }): Mark[] {
  const marks: Mark[] = []
  let y = at.y
  for (const [index, row] of rows.entries()) {
    for (const cell of row.cells) {
      marks.push(...cellLines(cell, row.height, table.padding, { x: at.x, y }))
      marks.push(...cellRules(table, cell, row, { x: at.x, y }, { isFirst: index === 0, isLast: index === rows.length - 1 }))
    }
    y += row.height
  }
  return marks
}

function cellLines({ x, lines, isCentred }: SetCell, height: number, padding: Padding, at: { x: number; y: number }): Mark[] {
  let y = at.y + (isCentred ? (height - heightOf(lines)) / 2 : padding.top)
  return lines.map((line) => {
    const mark: Mark = { kind: 'line', line, x: at.x + x + padding.left, y }
    y += line.height
    return mark
  })
}

function cellRules(
  { borders }: SetTable,
  cell: SetCell,
  { height }: SetRow,
  at: { x: number; y: number },
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): Mark[] {
  const left = at.x + cell.x
  const right = left + cell.width
  const bottom = at.y + height
  const own = cell.borders
  const sides: [Border | undefined, number, number, number, number][] = [
    [own?.top ?? (isFirst ? borders.top : borders.insideHorizontal), left, at.y, right, at.y],
    [own?.bottom ?? (isLast ? borders.bottom : borders.insideHorizontal), left, bottom, right, bottom],
    [own?.left ?? borders.insideVertical ?? borders.left, left, at.y, left, bottom],
    [own?.right ?? borders.insideVertical ?? borders.right, right, at.y, right, bottom],
  ]
  return sides.flatMap(([border, x1, y1, x2, y2]): Mark[] =>
    border && border.style !== 'none' ? [{ kind: 'rule', x1, y1, x2, y2, thickness: border.size / 8, color: `#${border.color}` }] : [],
  )
}
