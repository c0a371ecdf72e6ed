import { chineseDate } from '../wording'
import type { Block, ParagraphBlock } from './blocks'
import { typeAreaWidth } from './page'
import { bareParagraph, emptyLine, emTwips, fonts, paragraph, run, sizes, widthInEms } from './text'

const red = 'FF0000'
const noBorder = { style: 'none', size: 0, color: 'auto' } as const
const noBorders = { top: noBorder, bottom: noBorder, left: noBorder, right: noBorder }
/** 156 mm in points, what the red head may be wide. */
const typeAreaPt = 442

/** As large as the line allows, never above 48pt. In half-points. */
const headSize = (ems: number, widthPt: number) => Math.min(96, Math.floor(widthPt / ems) * 2)

const headLine = (text: string, size: number, alignment: 'center' | 'distribute', spacing?: ParagraphBlock['style']['spacing']) =>
  bareParagraph(text, { alignment, ...(spacing ? { spacing } : {}) }, { font: fonts.title, size, color: red })

/** Of so many organs the head is set smaller and closer: the first page must show some of the text. */
const many = 4

/** 发文机关标志. Organs of a joint issue stand one below the other, the leading one first, with 文件 beside them. */
function redHead(organs: readonly string[], suffix: string): Block[] {
  const longest = Math.max(...organs.map(widthInEms))
  if (organs.length === 1) {
    return [headLine(`${organs[0]}${suffix}`, headSize(longest + widthInEms(suffix), typeAreaPt), 'center')]
  }
  const suffixWidth = suffix === '' ? 0 : 2000
  const organWidth = typeAreaWidth - suffixWidth
  const size = Math.min(organs.length < many ? 64 : 48, headSize(longest, organWidth / 20 - 20))
  const spacing = organs.length < many ? undefined : ({ line: Math.round(size * 13.5), lineRule: 'exact' } as const)
  const lines = organs.map((organ) => headLine(organ, size, 'distribute', spacing))
  const organCell = { borders: noBorders, width: organWidth, paragraphs: lines }
  const suffixCell = { borders: noBorders, width: suffixWidth, isCentred: true, paragraphs: [headLine(suffix, size, 'center')] }
  const cells = suffixWidth === 0 ? [organCell] : [organCell, suffixCell]
  const columnWidths = suffixWidth === 0 ? [organWidth] : [organWidth, suffixWidth]
  const borders = { ...noBorders, insideHorizontal: noBorder, insideVertical: noBorder }
  return [{ kind: 'table', width: typeAreaWidth, columnWidths, borders, rows: [{ cells }] }]
}

const redRule = { style: 'single', size: 16, color: red, space: 11 } as const

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
export function letterhead({ organs, suffix, documentNumber, signer }: Letterhead): Block[] {
  const number = documentNumber ?? '（文号待编）'
  const numberLine = signer
    ? paragraph([run(number), run('\t'), run('签发人：'), run(signer, { font: fonts.subheading })], {
        indent: { left: emTwips, right: emTwips },
        tabStops: [{ type: 'right', position: typeAreaWidth - emTwips }],
        border: { bottom: redRule },
      })
    : paragraph(number, { alignment: 'center', border: { bottom: redRule } })
  return [...redHead(organs, suffix), emptyLine(), numberLine, emptyLine()]
}

/**
 * 署名 and 成文日期. A short name is centred on the date, four characters from the right; a longer name stands two
 * characters from the right with the date centred below it. Nothing may part them.
 */
export function signature(organs: readonly string[], on: string): ParagraphBlock[] {
  const date = chineseDate(on)
  const longest = Math.max(...organs.map(widthInEms))
  const difference = longest - widthInEms(date)
  const dateRight = difference > 4 ? 2 + difference / 2 : 4
  const centre = dateRight + widthInEms(date) / 2
  const at = (text: string, rightEms: number, keepNext: boolean) =>
    paragraph(text, { alignment: 'right', indent: { right: Math.round(rightEms * emTwips) }, keepNext, keepLines: true })
  return [
    paragraph('', { keepNext: true }),
    paragraph('', { keepNext: true }),
    ...organs.map((organ) => at(organ, Math.max(0, centre - widthInEms(organ) / 2), true)),
    at(date, dateRight, false),
  ]
}

/**
 * The text with its signature, which never stands alone on a page: the last paragraph goes along with it, and what is said of annexes between
 * the two.
 */
export function signed(content: readonly Block[], organs: readonly string[], on: string): Block[] {
  const last = content.findLastIndex((block) => block.kind !== 'paragraph' || !block.style.keepNext)
  const kept = content.map((block, place) =>
    place === last && block.kind === 'paragraph' ? { ...block, style: { ...block.style, keepNext: true } } : block,
  )
  return [...kept, ...signature(organs, on)]
}

/** 附件说明: one empty line below the text, the entries numbered when there are several. It stays with the signature below it. */
export function attachmentList(names: readonly string[]): ParagraphBlock[] {
  const [first, ...others] = names
  if (first === undefined) return []
  const empty = paragraph('', { keepNext: true })
  if (others.length === 0)
    return [empty, paragraph(`附件：${first}`, { indent: { left: 5 * emTwips, hanging: 3 * emTwips }, keepNext: true })]
  const entry = (name: string, index: number) =>
    paragraph(`${index === 0 ? '附件：' : ''}${index + 1}. ${name}`, {
      indent: index === 0 ? { left: 6 * emTwips, hanging: 4 * emTwips } : { left: 6 * emTwips, hanging: emTwips },
      keepNext: true,
    })
  return [empty, ...names.map(entry)]
}

/** A hair narrower than the type area: as wide as it, some programs would not let the table float. */
const colophonWidth = typeAreaWidth - 20

/**
 * 版记, at the foot of the last page between rules: 抄送, then the printing office and the day of printing. It floats,
 * so the text above keeps its place.
 */
export function colophon({ copies, printedBy, printedOn }: { copies: readonly string[]; printedBy: string; printedOn: string }): Block[] {
  const outer = { style: 'single', size: 8, color: '000000' } as const
  const inner = { style: 'single', size: 6, color: '000000' } as const
  const style = { size: sizes.sihao }
  const edge = { left: 280, right: 280 }
  const printed = paragraph([run(printedBy, style), run('\t', style), run(`${chineseDate(printedOn)}印发`, style)], {
    indent: edge,
    tabStops: [{ type: 'right', position: colophonWidth - 280 }],
  })
  const lines = copies.length === 0 ? [printed] : [paragraph(`抄送：${copies.join('，')}。`, { indent: edge }, style), printed]
  const row = (content: ParagraphBlock) => ({
    cantSplit: true,
    cells: [{ borders: { left: noBorder, right: noBorder }, width: colophonWidth, paragraphs: [content] }],
  })
  return [
    {
      kind: 'table',
      width: colophonWidth,
      columnWidths: [colophonWidth],
      padding: { left: 0, right: 0 },
      borders: { top: outer, bottom: outer, left: noBorder, right: noBorder, insideHorizontal: inner, insideVertical: noBorder },
      isAtFoot: true,
      rows: lines.map(row),
    },
    // What the table is anchored to: a line one point high.
    bareParagraph([], { spacing: { line: 20, lineRule: 'exact' } }),
  ]
}
