import {
  AlignmentType,
  DocumentGridType,
  Footer,
  Header,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  ShadingType,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { type Block, fonts, type ParagraphBlock, type Run, type RunStyle, type Sheet, type TableBlock } from './blocks'
import { a4, margins } from './page'
import { gridLine, run, sizes } from './text'

const blankShading = { type: ShadingType.CLEAR, color: 'auto', fill: 'D9D9D9' }

/** How a run looks. `hint: eastAsia` keeps “ ” — … in the Chinese font. */
const runOptions = ({ font = fonts.body, size = sizes.sanhao, isBlank = false, ...style }: RunStyle = {}): IRunOptions => ({
  font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font, cs: 'Times New Roman', hint: 'eastAsia' },
  size,
  // With the grid of lines this sets exactly 28 characters of 三号 to the line.
  ...(size === sizes.sanhao ? { characterSpacing: -5 } : {}),
  ...(isBlank ? { shading: blankShading } : {}),
  ...style,
})

const textRun = ({ text, style }: Run) => new TextRun({ ...runOptions(style), text })

const wordParagraph = ({ runs, style }: ParagraphBlock) => new Paragraph({ ...(style as IParagraphOptions), children: runs.map(textRun) }) // the style is a part of these options, in plain words

const foot = {
  horizontalAnchor: TableAnchorType.MARGIN,
  verticalAnchor: TableAnchorType.MARGIN,
  relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
}

const wordTable = ({ width, columnWidths, borders, padding, rows, isAtFoot }: TableBlock) =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [...columnWidths],
    ...(padding ? { margins: padding } : {}),
    borders,
    ...(isAtFoot ? { float: foot } : {}),
    rows: rows.map(
      ({ cells, isHeading, cantSplit, minHeight }) =>
        new TableRow({
          ...(isHeading ? { tableHeader: true } : {}),
          ...(cantSplit ? { cantSplit } : {}),
          ...(minHeight ? { height: { value: minHeight, rule: 'atLeast' } } : {}),
          children: cells.map(
            (cell) =>
              new TableCell({
                ...(cell.borders ? { borders: cell.borders } : {}),
                width: { size: cell.width, type: WidthType.DXA },
                ...(cell.columnSpan ? { columnSpan: cell.columnSpan } : {}),
                ...(cell.isCentred ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
                children: cell.paragraphs.map(wordParagraph),
              }),
          ),
        }),
    ),
  })

const wordBlock = (block: Block) => (block.kind === 'paragraph' ? wordParagraph(block) : wordTable(block))

/** — 1 — in 四号宋体, a character from the outer edge: right on odd pages, left on even ones. */
const pageNumber = (alignment: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [new TextRun({ ...runOptions({ font: fonts.page, size: sizes.sihao }), children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/** 草稿 at the head of every page that nobody has signed. */
const draftMark = (text: string) =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [textRun(run(text, { font: fonts.heading, size: sizes.xiaosi, color: '808080' }))],
      }),
    ],
  })

/** One section of pages. `mark` stands at the head of each. */
export function section({ blocks, layout = 'letter' }: Sheet, mark: string | null, isUnnumbered: boolean): ISectionOptions {
  const orientation = layout === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
  return {
    properties: {
      page: { size: { ...a4, orientation }, margin: margins[layout] },
      grid: { type: DocumentGridType.LINES, linePitch: gridLine },
    },
    ...(mark === null ? {} : { headers: { default: draftMark(mark), even: draftMark(mark) } }),
    ...(isUnnumbered ? {} : { footers: { default: pageNumber('right'), even: pageNumber('left') } }),
    children: blocks.map(wordBlock),
  }
}
