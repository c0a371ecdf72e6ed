import { AlignmentType, type IParagraphOptions, type IRunOptions, LineRuleType, Paragraph, TextRun } from 'docx'

/** Fonts by name only: the office has them, or its word processor puts the nearest in their place. */
export const fonts = { body: '仿宋_GB2312', title: '方正小标宋简体', heading: '黑体', subheading: '楷体_GB2312', page: '宋体' } as const
type Font = (typeof fonts)[keyof typeof fonts]

/** Sizes in half-points: 二号 22pt, 三号 16pt, 四号 14pt, 小四 12pt, 五号 10.5pt. */
export const sizes = { erhao: 44, sanhao: 32, sihao: 28, xiaosi: 24, wuhao: 21, liuhao: 15 } as const

/** 28.95pt: 22 lines in the 225 mm of the type area (GB/T 9704). */
export const gridLine = 579
/** The width of one 三号 character, in twips. */
export const emTwips = 320

export type RunStyle = { font?: Font; size?: number; bold?: boolean; color?: string; superScript?: boolean }

/** Characters that no XML document may hold; a pasted one would make the file unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very characters to take out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** How a run looks. `hint: eastAsia` keeps “ ” — … in the Chinese font. */
export const runOptions = ({ font = fonts.body, size = sizes.sanhao, ...style }: RunStyle = {}): IRunOptions => ({
  font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font, cs: 'Times New Roman', hint: 'eastAsia' },
  size,
  // With the grid of lines this sets exactly 28 characters of 三号 to the line.
  ...(size === sizes.sanhao ? { characterSpacing: -5 } : {}),
  ...style,
})

export const run = (text: string, style?: RunStyle): TextRun => new TextRun({ ...runOptions(style), text: text.replace(forbidden, '') })

export type Inline = string | readonly TextRun[]

const runs = (inline: Inline, style?: RunStyle): TextRun[] => (typeof inline === 'string' ? [run(inline, style)] : [...inline])

const line = (size = gridLine) => ({ line: size, lineRule: LineRuleType.EXACT, before: 0, after: 0 })

/** A paragraph on the grid; a long code may be broken anywhere (`wordWrap`), or its line would be torn apart. Everything below is one of these. */
export const paragraph = (inline: Inline, options: IParagraphOptions = {}, style?: RunStyle): Paragraph =>
  new Paragraph({ spacing: line(), wordWrap: true, ...options, children: runs(inline, style) })

/** A number so long that a line set full would be torn apart around it. */
const longCode = /[\u0021-\u007e]{12,}/

/** Running text: two characters' indent, set full. A line break in the text begins a new paragraph. */
export function body(inline: Inline): Paragraph[] {
  const indent = { firstLine: 2 * emTwips }
  if (typeof inline !== 'string') return [paragraph(inline, { alignment: AlignmentType.BOTH, indent })]
  return inline
    .split(/\r?\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(part, { alignment: longCode.test(part) ? AlignmentType.LEFT : AlignmentType.BOTH, indent }))
}

/** 一、 in 黑体. */
export const heading = (text: string) => paragraph(text, { indent: { firstLine: 2 * emTwips }, keepNext: true }, { font: fonts.heading })

/** （一） in 楷体. */
export const subheading = (text: string) =>
  paragraph(text, { indent: { firstLine: 2 * emTwips }, keepNext: true }, { font: fonts.subheading })

/** The title, centred; its lines are broken where the writer says. */
export const title = (lines: readonly string[]): Paragraph[] =>
  lines.map((text) =>
    paragraph(text, { alignment: AlignmentType.CENTER, keepNext: true, spacing: line(700) }, { font: fonts.title, size: sizes.erhao }),
  )

/** 主送机关, at the margin, ending in a full-width colon. */
export const addressee = (names: readonly string[]) => paragraph(`${names.join('、')}：`)

export const emptyLine = () => paragraph('')

/** Text at the left margin without indent. */
export const flush = (inline: Inline, style?: RunStyle) => paragraph(inline, {}, style)

/** Text at the right margin. */
export const right = (inline: Inline, style?: RunStyle) => paragraph(inline, { alignment: AlignmentType.RIGHT }, style)

/** How wide a text is, in 三号 characters: a Latin letter or digit is half of one. */
export const widthInEms = (text: string) => [...text].reduce((width, character) => width + (/[\u0020-\u00ff]/.test(character) ? 0.5 : 1), 0)
