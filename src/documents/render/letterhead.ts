import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { chineseDate } from '../wording'
import { typeAreaWidth } from './page'
import { emptyLine, emTwips, fonts, paragraph, run, sizes, widthInEms } from './text'

const red = 'FF0000'
const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }
/** 156 mm in points, what the red head may be wide. */
const typeAreaPt = 442

/** As large as the line allows, never above 48pt. In half-points. */
const headSize = (ems: number, widthPt: number) => Math.min(96, Math.floor(widthPt / ems) * 2)

const headLine = (text: string, size: number, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
  new Paragraph({ alignment, children: [run(text, { font: fonts.title, size, color: red })] })

/** 发文机关标志. Organs of a joint issue stand one below the other, the leading one first, with 文件 beside them. */
function redHead(organs: readonly string[], suffix: string): (Paragraph | Table)[] {
  const longest = Math.max(...organs.map(widthInEms))
  if (organs.length === 1) {
    return [headLine(`${organs[0]}${suffix}`, headSize(longest + widthInEms(suffix), typeAreaPt), AlignmentType.CENTER)]
  }
  const suffixWidth = suffix === '' ? 0 : 2000
  const organWidth = typeAreaWidth - suffixWidth
  const size = Math.min(64, headSize(longest, organWidth / 20 - 20))
  const organCell = new TableCell({
    borders: noBorders,
    width: { size: organWidth, type: WidthType.DXA },
    children: organs.map((organ) => headLine(organ, size, AlignmentType.DISTRIBUTE)),
  })
  const suffixCell = new TableCell({
    borders: noBorders,
    width: { size: suffixWidth, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [headLine(suffix, size, AlignmentType.CENTER)],
  })
  const cells = suffixWidth === 0 ? [organCell] : [organCell, suffixCell]
  const columnWidths = suffixWidth === 0 ? [organWidth] : [organWidth, suffixWidth]
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: typeAreaWidth, type: WidthType.DXA },
      columnWidths,
      borders: { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder },
      rows: [new TableRow({ children: cells })],
    }),
  ]
}

const redRule = { style: BorderStyle.SINGLE, size: 16, color: red, space: 11 }

export type Letterhead = {
  organs: readonly string[]
  /** 文件 for a formal issue; empty for a letter. */
  suffix: '文件' | ''
  /** `null` for a draft: the number is given when it is signed. */
  documentNumber: string | null
  /** 签发人, named on papers that go upwards. */
  signer?: string | null
}

/** 版头: organ in red, number (with the signer, where the paper goes upwards), red rule, two empty lines. */
export function letterhead({ organs, suffix, documentNumber, signer }: Letterhead): (Paragraph | Table)[] {
  const number = documentNumber ?? '（文号待编）'
  const numberLine = signer
    ? paragraph([run(number), run('\t'), run('签发人：'), run(signer, { font: fonts.subheading })], {
        indent: { left: emTwips, right: emTwips },
        tabStops: [{ type: TabStopType.RIGHT, position: typeAreaWidth - emTwips }],
        border: { bottom: redRule },
      })
    : paragraph(number, { alignment: AlignmentType.CENTER, border: { bottom: redRule } })
  return [...redHead(organs, suffix), emptyLine(), numberLine, emptyLine()]
}

/**
 * 署名 and 成文日期. A short name is centred on the date, four characters from the right; a longer name stands two
 * characters from the right with the date centred below it. Nothing may part them.
 */
export function signature(organs: readonly string[], on: string): Paragraph[] {
  const date = chineseDate(on)
  const longest = Math.max(...organs.map(widthInEms))
  const difference = longest - widthInEms(date)
  const dateRight = difference > 4 ? 2 + difference / 2 : 4
  const centre = dateRight + widthInEms(date) / 2
  const at = (text: string, rightEms: number, keepNext: boolean) =>
    paragraph(text, { alignment: AlignmentType.RIGHT, indent: { right: Math.round(rightEms * emTwips) }, keepNext, keepLines: true })
  return [
    paragraph('', { keepNext: true }),
    paragraph('', { keepNext: true }),
    ...organs.map((organ) => at(organ, Math.max(0, centre - widthInEms(organ) / 2), true)),
    at(date, dateRight, false),
  ]
}

/** 附件说明: one empty line below the text, the entries numbered when there are several. */
export function attachmentList(names: readonly string[]): Paragraph[] {
  const [first, ...others] = names
  if (first === undefined) return []
  const indent = { left: 5 * emTwips, hanging: 3 * emTwips }
  if (others.length === 0) return [emptyLine(), paragraph(`附件：${first}`, { indent })]
  const entry = (name: string, index: number) =>
    paragraph(`${index === 0 ? '附件：' : ''}${index + 1}. ${name}`, {
      indent: index === 0 ? { left: 6 * emTwips, hanging: 4 * emTwips } : { left: 6 * emTwips, hanging: emTwips },
    })
  return [emptyLine(), ...names.map(entry)]
}

/** A hair narrower than the type area: as wide as it, some programs would not let the table float. */
const colophonWidth = typeAreaWidth - 20

/**
 * 版记, at the foot of the last page between rules: 抄送, then the printing office and the day of printing. It floats,
 * so the text above keeps its place.
 */
export function colophon({
  copies,
  printedBy,
  printedOn,
}: {
  copies: readonly string[]
  printedBy: string
  printedOn: string
}): (Paragraph | Table)[] {
  const outer = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
  const inner = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
  const style = { size: sizes.sihao }
  const edge = { left: 280, right: 280 }
  const printed = paragraph([run(printedBy, style), run('\t', style), run(`${chineseDate(printedOn)}印发`, style)], {
    indent: edge,
    tabStops: [{ type: TabStopType.RIGHT, position: colophonWidth - 280 }],
  })
  const lines = copies.length === 0 ? [printed] : [paragraph(`抄送：${copies.join('，')}。`, { indent: edge }, style), printed]
  const row = (content: Paragraph) =>
    new TableRow({
      cantSplit: true,
      children: [
        new TableCell({
          borders: { left: noBorder, right: noBorder },
          width: { size: colophonWidth, type: WidthType.DXA },
          children: [content],
        }),
      ],
    })
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: colophonWidth, type: WidthType.DXA },
      columnWidths: [colophonWidth],
      margins: { left: 0, right: 0 },
      borders: { top: outer, bottom: outer, left: noBorder, right: noBorder, insideHorizontal: inner, insideVertical: noBorder },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows: lines.map(row),
    }),
    // What the table is anchored to: a line one point high.
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT } }),
  ]
}
