import type { Alignment, CellBlock, Font, ParagraphBlock, Run, TableBlock } from './blocks'
import { typeAreaWidth } from './page'
import { bareParagraph, fonts, sizes } from './text'

export type Column = { title: string /** Share of the width. */; share: number; align?: 'left' | 'center' | 'right' }
export type Cell = string | readonly Run[]

const border = { style: 'single', size: 4, color: '000000' } as const
const borders = { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border }
const padding = { top: 40, bottom: 40, left: 80, right: 80 }

/** Widths in twips that add up to `total`, whatever the shares round to. WPS takes a table's widths from these alone. */
export function columnWidths(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((left, share) => left + share, 0)
  const widths = shares.map((share) => Math.floor((share / sum) * total))
  const rest = total - widths.reduce((left, width) => left + width, 0)
  return widths.map((width, index) => (index === widths.length - 1 ? width + rest : width))
}

const cellParagraphs = (cell: Cell, alignment: Alignment, size: number, font: Font): ParagraphBlock[] => {
  const style = {
    alignment,
    spacing: { line: Math.round(size * 10 * 1.4), lineRule: 'exact' as const },
    // Names and codes may be broken anywhere; amounts may not.
    wordWrap: alignment !== 'right',
  }
  return typeof cell === 'string'
    ? cell.split(/\r?\n/).map((text) => bareParagraph(text, style, { size, font }))
    : [bareParagraph(cell, style)]
}

/** A list as a table: heading row repeated on every page, no row broken across pages. */
export function listTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width = typeAreaWidth,
  size: number = sizes.xiaosi,
): TableBlock {
  const widths = columnWidths(
    columns.map(({ share }) => share),
    width,
  )
  const cell = (content: Cell, index: number, isHeading: boolean): CellBlock => ({
    width: widths[index] ?? 0,
    isCentred: true,
    paragraphs: cellParagraphs(
      content,
      isHeading ? 'center' : (columns[index]?.align ?? 'left'),
      size,
      isHeading ? fonts.heading : fonts.body,
    ),
  })
  return {
    kind: 'table',
    width,
    columnWidths: widths,
    borders,
    padding,
    rows: [
      { isHeading: true, cantSplit: true, cells: columns.map(({ title }, index) => cell(title, index, true)) },
      ...rows.map((row) => ({ cantSplit: true, cells: row.map((content, index) => cell(content, index, false)) })),
    ],
  }
}

/** One line of a form: a label and what is written beside it, once or twice to the line. */
export type FormRow = { cells: readonly { label: string; value: string }[]; minHeight?: number }

const labelShare = 3.5
const valueShare = 7

/** A form (审批表): labels in 黑体, values beside them. A row of one label spans the width. */
export function formTable(rows: readonly FormRow[]): TableBlock {
  const widths = columnWidths([labelShare, valueShare, labelShare, valueShare], typeAreaWidth)
  const [first = 0, second = 0, third = 0, fourth = 0] = widths
  return {
    kind: 'table',
    width: typeAreaWidth,
    columnWidths: widths,
    borders,
    padding,
    rows: rows.map(({ cells, minHeight = 600 }) => {
      const valueWidths = cells.length === 1 ? [second + third + fourth] : [second, fourth]
      return {
        cantSplit: true,
        minHeight,
        cells: cells.flatMap(({ label, value }, index) => [
          {
            width: index === 0 ? first : third,
            isCentred: true,
            paragraphs: cellParagraphs(label, 'center', sizes.xiaosi, fonts.heading),
          },
          {
            width: valueWidths[index] ?? 0,
            columnSpan: cells.length === 1 ? 3 : 1,
            isCentred: true,
            paragraphs: cellParagraphs(value, 'left', sizes.xiaosi, fonts.body),
          },
        ]),
      }
    }),
  }
}
