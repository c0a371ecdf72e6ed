/**
 * A paper as data: paragraphs and tables with how they are set, in the units of a word processor (twentieths of a point).
 * Two writers read it: `word.ts` for the .docx, `pdf.ts` for the pages themselves.
 */

/** Fonts by name only: the office has them, or whoever sets the page puts the nearest in their place. */
export const fonts = { body: '仿宋_GB2312', title: '方正小标宋简体', heading: '黑体', subheading: '楷体_GB2312', page: '宋体' } as const
export type Font = (typeof fonts)[keyof typeof fonts]

export type RunStyle = { font?: Font; size?: number; bold?: boolean; color?: string; superScript?: boolean; isBlank?: boolean }
export type Run = { text: string; style: RunStyle }

export type Alignment = 'left' | 'center' | 'right' | 'both' | 'distribute'
export type Border = { style: 'single' | 'none' /** Eighths of a point. */; size: number; color: string; space?: number }

export type ParagraphStyle = {
  alignment?: Alignment
  indent?: { left?: number; right?: number; firstLine?: number; hanging?: number }
  spacing?: { line: number; lineRule: 'exact'; before?: number; after?: number }
  keepNext?: boolean
  keepLines?: boolean
  /** Whether a line may break inside a number or a Latin word. */
  wordWrap?: boolean
  tabStops?: readonly { type: 'right'; position: number }[]
  border?: { bottom: Border }
}
export type ParagraphBlock = { kind: 'paragraph'; runs: readonly Run[]; style: ParagraphStyle }

export type Borders = {
  top?: Border
  bottom?: Border
  left?: Border
  right?: Border
  insideHorizontal?: Border
  insideVertical?: Border
}
export type CellBlock = {
  width: number
  paragraphs: readonly ParagraphBlock[]
  columnSpan?: number
  isCentred?: boolean
  borders?: Borders
}
export type RowBlock = { cells: readonly CellBlock[]; isHeading?: boolean; cantSplit?: boolean; minHeight?: number }
export type TableBlock = {
  kind: 'table'
  width: number
  columnWidths: readonly number[]
  borders: Borders
  padding?: { top?: number; bottom?: number; left: number; right: number }
  rows: readonly RowBlock[]
  /** Stands at the foot of the type area of its page, and the text above keeps its place. */
  isAtFoot?: boolean
}

export type Block = ParagraphBlock | TableBlock
export type Layout = 'letter' | 'form' | 'landscape'
export type Sheet = { blocks: readonly Block[]; layout?: Layout }

export type Paper = {
  title: string
  organ: string
  /** The day the paper bears, `YYYY-MM-DD`: the only time in the file. */
  datedOn: string
  /** Stands at the head of every page; `null` on a signed paper. */
  mark?: string | null
  /** Its pages bear no number of their own: they are numbered where they are bound, or not at all. */
  isUnnumbered?: boolean
  sheets: readonly Sheet[]
}
