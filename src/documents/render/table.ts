import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { typeAreaWidth } from './page'
import { fonts, run, sizes } from './text'

export type Column = { title: string /** Share of the width. */; share: number; align?: 'left' | 'center' | 'right' }
export type Cell = string | readonly TextRun[]

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const
const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const borders = { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border }
const padding = { top: 40, bottom: 40, left: 80, right: 80 }

/** Widths in twips that add up to `total`, whatever the shares round to. WPS takes a table's widths from these alone. */
export function columnWidths(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((left, share) => left + share, 0)
  const widths = shares.map((share) => Math.floor((share / sum) * total))
  const rest = total - widths.reduce((left, width) => left + width, 0)
  return widths.map((width, index) => (index === widths.length - 1 ? width + rest : width))
}

const cellParagraphs = (cell: Cell, align: keyof typeof alignments, size: number, font: (typeof fonts)[keyof typeof fonts]) => {
  const lines = typeof cell === 'string' ? cell.split(/\r?\n/).map((text) => [run(text, { size, font })]) : [cell]
  return lines.map(
    (children) =>
      new Paragraph({
        alignment: alignments[align],
        spacing: { line: Math.round(size * 10 * 1.4), lineRule: LineRuleType.EXACT },
        // Names and codes may be broken anywhere; amounts may not.
        wordWrap: align !== 'right',
        children: [...children],
      }),
  )
}

/** A list as a table: heading row repeated on every page, no row broken across pages. */
export function listTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width = typeAreaWidth,
  size: number = sizes.xiaosi,
): Table {
  const widths = columnWidths(
    columns.map(({ share }) => share),
    width,
  )
  const cell = (content: Cell, index: number, isHeading: boolean) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      children: cellParagraphs(
        content,
        isHeading ? 'center' : (columns[index]?.align ?? 'left'),
        size,
        isHeading ? fonts.heading : fonts.body,
      ),
    })
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders,
    margins: padding,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, index) => cell(title, index, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((content, index) => cell(content, index, false)) })),
    ],
  })
}

/** One line of a form: a label and what is written beside it, once or twice to the line. */
export type FormRow = { cells: readonly { label: string; value: string }[]; minHeight?: number }

const labelShare = 3.5
const valueShare = 7

/** A form (审批表): labels in 黑体, values beside them. A row of one label spans the width. */
export function formTable(rows: readonly FormRow[]): Table {
  const widths = columnWidths([labelShare, valueShare, labelShare, valueShare], typeAreaWidth)
  const [first = 0, second = 0, third = 0, fourth = 0] = widths
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: typeAreaWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders,
    margins: padding,
    rows: rows.map(({ cells, minHeight = 600 }) => {
      const valueWidths = cells.length === 1 ? [second + third + fourth] : [second, fourth]
      return new TableRow({
        cantSplit: true,
        height: { value: minHeight, rule: 'atLeast' },
        children: cells.flatMap(({ label, value }, index) => [
          new TableCell({
            width: { size: index === 0 ? first : third, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            children: cellParagraphs(label, 'center', sizes.xiaosi, fonts.heading),
          }),
          new TableCell({
            width: { size: valueWidths[index] ?? 0, type: WidthType.DXA },
            columnSpan: cells.length === 1 ? 3 : 1,
            verticalAlign: VerticalAlignTable.CENTER,
            children: cellParagraphs(value, 'left', sizes.xiaosi, fonts.body),
          }),
        ]),
      })
    }),
  })
}
