import { fonts, type ParagraphBlock, type ParagraphStyle, type Run, type RunStyle } from './blocks'

export { fonts }

/** Sizes in half-points: 二号 22pt, 三号 16pt, 四号 14pt, 小四 12pt, 五号 10.5pt. */
export const sizes = { erhao: 44, sanhao: 32, sihao: 28, xiaosi: 24, wuhao: 21, liuhao: 15 } as const

/** 28.95pt: 22 lines in the 225 mm of the type area (GB/T 9704). */
export const gridLine = 579
/** The width of one 三号 character, in twips. */
export const emTwips = 320

/** Characters that no XML document may hold; a pasted one would make the file unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very characters to take out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export const run = (text: string, style: RunStyle = {}): Run => ({ text: text.replace(forbidden, ''), style })

export type Inline = string | readonly Run[]

/** What is yet to be filled in stands out from the rest. */
const blankParts = /(【待填：[^】]*】)/

const runs = (inline: Inline, style?: RunStyle): readonly Run[] => {
  if (typeof inline !== 'string') return inline
  const parts = inline.split(blankParts)
  if (parts.length === 1) return [run(inline, style)]
  return parts.flatMap((part) => (part === '' ? [] : [run(part, blankParts.test(part) ? { ...style, isBlank: true } : style)]))
}

const line = (size = gridLine) => ({ line: size, lineRule: 'exact', before: 0, after: 0 }) as const

/** A paragraph as it is given, on no grid. */
export const bareParagraph = (inline: Inline, style: ParagraphStyle, runStyle?: RunStyle): ParagraphBlock => ({
  kind: 'paragraph',
  runs: runs(inline, runStyle),
  style,
})

/** A paragraph on the grid; a long code may be broken anywhere (`wordWrap`), or its line would be torn apart. Everything below is one of these. */
export const paragraph = (inline: Inline, style: ParagraphStyle = {}, runStyle?: RunStyle): ParagraphBlock =>
  bareParagraph(inline, { spacing: line(), wordWrap: true, ...style }, runStyle)

/** A number so long that a line set full would be torn apart around it. */
const longCode = /[\u0021-\u007e]{12,}/

/** Running text: two characters' indent, set full. A line break in the text begins a new paragraph. */
export function body(inline: Inline): ParagraphBlock[] {
  const indent = { firstLine: 2 * emTwips }
  if (typeof inline !== 'string') return [paragraph(inline, { alignment: 'both', indent })]
  return inline
    .split(/\r?\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(part, { alignment: longCode.test(part) ? 'left' : 'both', indent }))
}

/** 一、 in 黑体. */
export const heading = (text: string) => paragraph(text, { indent: { firstLine: 2 * emTwips }, keepNext: true }, { font: fonts.heading })

/** （一） in 楷体. */
export const subheading = (text: string) =>
  paragraph(text, { indent: { firstLine: 2 * emTwips }, keepNext: true }, { font: fonts.subheading })

/** The title, centred; its lines are broken where the writer says. */
export const title = (lines: readonly string[]): ParagraphBlock[] =>
  lines.map((text) =>
    paragraph(text, { alignment: 'center', keepNext: true, spacing: line(700) }, { font: fonts.title, size: sizes.erhao }),
  )

/** 主送机关, at the margin, ending in a full-width colon. */
export const addressee = (names: readonly string[]) => paragraph(`${names.join('、')}：`)

export const emptyLine = () => paragraph('')

/** Text at the left margin without indent. */
export const flush = (inline: Inline, style?: RunStyle) => paragraph(inline, {}, style)

/** Text at the right margin. */
export const right = (inline: Inline, style?: RunStyle) => paragraph(inline, { alignment: 'right' }, style)

/** How wide a text is, in 三号 characters: a Latin letter or digit is half of one. */
export const widthInEms = (text: string) => [...text].reduce((width, character) => width + (/[\u0020-\u00ff]/.test(character) ? 0.5 : 1), 0)
