import { fonts, type ParagraphBlock, type Run } from './blocks'
import { breakLines, type Glyph, type Line, spreadOver, widthOf } from './lines'
import { gridLine, sizes } from './text'
import type { Face, Typefaces } from './typefaces'

/** Points from twentieths of a point. */
export const points = (twips: number) => twips / 20

export type Drawing = { face: Face; size: number; color: string; rise: number; isBlank: boolean; spacing: number }

/** A stretch of characters at one place, drawn at once. */
export type Piece = Drawing & { text: string; x: number; width: number }
export type SetLine = { pieces: readonly Piece[]; height: number /** Of the largest character. */; size: number }
export type SetParagraph = {
  lines: readonly SetLine[]
  /** Below the last line: the room and the thickness of a rule. */
  rule: { gap: number; thickness: number; color: string } | null
  height: number
  keepNext: boolean
  keepLines: boolean
}

/** What stands on a page: lines of text by their top left corner, and rules, in points from the corner of the page. */
export type Mark =
  | { kind: 'line'; line: SetLine; x: number; y: number }
  | { kind: 'rule'; x1: number; y1: number; x2: number; y2: number; thickness: number; color: string }

const black = '000000'

function glyphsOf(runs: readonly Run[], typefaces: Typefaces): Glyph<Drawing>[] {
  return runs.flatMap(({ text, style }) => {
    const { font = fonts.body, size: halfPoints = sizes.sanhao, color = black, superScript = false, isBlank = false } = style
    const size = (halfPoints / 2) * (superScript ? 0.6 : 1)
    const spacing = halfPoints === sizes.sanhao && !superScript ? -0.25 : 0
    const rise = superScript ? (halfPoints / 2) * 0.35 : 0
    return [...text].map((char) => {
      const set = typefaces.set(char, font)
      return { char: set.char, width: set.width * size + spacing, style: { face: set.face, size, color, rise, isBlank, spacing } }
    })
  })
}

/** Breaks a paragraph into lines as wide as `width` (points), each with what stands where. */
export function setParagraph({ runs, style }: ParagraphBlock, width: number, typefaces: Typefaces, mayHang: boolean): SetParagraph {
  const { alignment = 'left', indent = {}, border } = style
  const left = points(indent.left ?? 0)
  const right = points(indent.right ?? 0)
  const firstIndent = points((indent.firstLine ?? 0) - (indent.hanging ?? 0))
  const room = { first: width - left - right - firstIndent, rest: width - left - right }
  const tabAt = style.tabStops?.[0] ? points(style.tabStops[0].position) : null
  const glyphs = glyphsOf(runs, typefaces)
  const tab = glyphs.findIndex(({ char }) => char === '\t')
  const measure = { ...room, mayHang, breaksWords: style.wordWrap ?? false }
  const broken = tab >= 0 && tabAt !== null ? [tabbed(glyphs, tab, tabAt - left)] : breakLines(glyphs, measure)
  const height = lineHeight(style.spacing?.line, glyphs)
  const lines = broken.map((line, index) => {
    const offset = left + (index === 0 ? firstIndent : 0)
    const available = index === 0 ? room.first : room.rest
    return setLine(line, { offset, available, alignment, height })
  })
  const rule = border ? { gap: border.bottom.space ?? 0, thickness: border.bottom.size / 8, color: border.bottom.color } : null
  return {
    lines,
    rule,
    height: lines.length * height + (rule ? rule.gap + rule.thickness : 0),
    keepNext: style.keepNext ?? false,
    keepLines: style.keepLines ?? false,
  }
}

/** The words after a tab end at its stop. */
function tabbed(glyphs: readonly Glyph<Drawing>[], tab: number, stop: number): Line<Drawing> {
  const before = glyphs.slice(0, tab)
  const after = glyphs.slice(tab + 1)
  const gap = Math.max(0, stop - widthOf(before) - widthOf(after))
  const blank = glyphs[tab]
  const all = blank ? [...before, { ...blank, char: ' ', width: gap }, ...after] : [...before, ...after]
  return { glyphs: all, width: widthOf(all), isLast: true }
}

/** An exact line where one is given; else as many lines of the grid as the characters need, as Word does. */
function lineHeight(twips: number | undefined, glyphs: readonly Glyph<Drawing>[]): number {
  if (twips !== undefined) return points(twips)
  const largest = Math.max(0, ...glyphs.map(({ style }) => style.size))
  return Math.max(1, Math.ceil((largest * 1.3) / points(gridLine))) * points(gridLine)
}

type Place = { offset: number; available: number; alignment: string; height: number }

function setLine(line: Line<Drawing>, { offset, available, alignment, height }: Place): SetLine {
  const extra =
    alignment === 'both'
      ? spreadOver(line, available)
      : alignment === 'distribute'
        ? spreadOver(line, available, true)
        : line.glyphs.map(() => 0)
  const lead = alignment === 'center' ? (available - line.width) / 2 : alignment === 'right' ? available - line.width : 0
  const pieces: Piece[] = []
  let x = offset + Math.max(alignment === 'right' ? -offset : 0, lead)
  for (const [index, { char, width, style }] of line.glyphs.entries()) {
    const added = extra[index] ?? 0
    const last = pieces.at(-1)
    const spacing = style.spacing + added
    if (last && sameDrawing(last, style) && Math.abs(last.spacing - spacing) < 0.001 && char !== ' ' && !last.text.endsWith(' ')) {
      last.text += char
      last.width += width + added
    } else {
      pieces.push({ ...style, spacing, text: char, x, width: width + added })
    }
    x += width + added
  }
  return { pieces: pieces.filter(({ text }) => text !== ' '), height, size: Math.max(0, ...line.glyphs.map(({ style }) => style.size)) }
}

const sameDrawing = (one: Drawing, other: Drawing) =>
  one.face === other.face &&
  one.size === other.size &&
  one.color === other.color &&
  one.rise === other.rise &&
  one.isBlank === other.isBlank
