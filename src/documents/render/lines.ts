/** A character as it is set: `Style` is whatever its drawer needs to know. Widths in points. */
export type Glyph<Style> = { char: string; width: number; style: Style }
export type Line<Style> = {
  glyphs: readonly Glyph<Style>[]
  width: number /** The last of its paragraph, or broken by the writer. */
  isLast: boolean
}

/** 避头: what never begins a line; 避尾: what never ends one. */
const neverFirst = new Set('，。、；：！？）》〉】〕”’…—％‰℃°·)]},.;:!?%')
const neverLast = new Set('（《〈【〔“‘￥＄([{')
/** Marks that may stand out beyond the end of a full line. */
const hanging = new Set('，。、；：')
const latin = /[\u0021-\u007e]/
/** Longer than this, a number or a Latin word is broken wherever the line ends. */
const wordAtMost = 24

export type Measure = { first: number; rest: number; mayHang: boolean /** Whether a word may be broken at all. */; breaksWords: boolean }

/** Breaks a paragraph into lines: no line begins or ends with a mark that must not, and numbers stay whole where they can. */
export function breakLines<Style>(glyphs: readonly Glyph<Style>[], measure: Measure): Line<Style>[] {
  const lines: Line<Style>[] = []
  let start = 0
  while (start < glyphs.length) {
    const room = lines.length === 0 ? measure.first : measure.rest
    const end = lineEnd(glyphs, start, room, measure)
    const taken = glyphs.slice(start, end)
    const kept = end < glyphs.length ? withoutTrailingBlanks(taken) : taken
    lines.push({ glyphs: kept, width: widthOf(kept), isLast: end >= glyphs.length })
    start = end
    while (start < glyphs.length && glyphs[start]?.char === ' ') start += 1
  }
  return lines.length === 0 ? [{ glyphs: [], width: 0, isLast: true }] : lines
}

export const widthOf = <Style>(glyphs: readonly Glyph<Style>[]) => glyphs.reduce((sum, { width }) => sum + width, 0)

/** Where the line that begins at `start` ends: the index of the first character of the next. */
function lineEnd<Style>(glyphs: readonly Glyph<Style>[], start: number, room: number, { mayHang, breaksWords }: Measure): number {
  let width = 0
  let end = start
  while (end < glyphs.length) {
    width += glyphs[end]?.width ?? 0
    if (width > room + 0.01) break
    end += 1
  }
  if (end >= glyphs.length) return end
  if (mayHang && end > start && hanging.has(glyphs[end]?.char ?? '') && mayBreak(glyphs, end + 1, breaksWords)) return end + 1
  for (let at = end; at > start; at -= 1) if (mayBreak(glyphs, at, breaksWords)) return at
  // A word that fills the line and its mark do not fit together: behind a hyphen of it, or where the mark keeps a character before it.
  for (let at = end; at > start; at -= 1) if (glyphs[at - 1]?.char === '-' && latin.test(glyphs[at]?.char ?? '')) return at
  for (let at = end; at > start; at -= 1)
    if (!neverFirst.has(glyphs[at]?.char ?? '') && !neverLast.has(glyphs[at - 1]?.char ?? '')) return at
  return Math.max(end, start + 1)
}

/** Whether a line may end before the character at `index`. */
function mayBreak<Style>(glyphs: readonly Glyph<Style>[], index: number, breaksWords: boolean): boolean {
  const before = glyphs[index - 1]?.char
  const after = glyphs[index]?.char
  if (before === undefined || after === undefined) return true
  if (neverFirst.has(after) || neverLast.has(before)) return false
  if (!latin.test(before) || !latin.test(after)) return true
  return breaksWords && wordAround(glyphs, index) > wordAtMost
}

function wordAround<Style>(glyphs: readonly Glyph<Style>[], index: number): number {
  let from = index
  while (from > 0 && latin.test(glyphs[from - 1]?.char ?? '')) from -= 1
  let to = index
  while (to < glyphs.length && latin.test(glyphs[to]?.char ?? '')) to += 1
  return to - from
}

function withoutTrailingBlanks<Style>(glyphs: readonly Glyph<Style>[]): readonly Glyph<Style>[] {
  let end = glyphs.length
  while (end > 0 && glyphs[end - 1]?.char === ' ') end -= 1
  return glyphs.slice(0, end)
}

/**
 * The room to add after each character but the last, so that a full line reaches its end: between Chinese characters and at blanks,
 * never inside a number.
 */
export function spreadOver<Style>({ glyphs, width, isLast }: Line<Style>, room: number, always = false): readonly number[] {
  const none = glyphs.map(() => 0)
  const missing = room - width
  if ((isLast && !always) || missing <= 0 || glyphs.length < 2) return none
  const opens = glyphs.map(({ char }, index) => {
    const next = glyphs[index + 1]?.char
    return next !== undefined && (char === ' ' || !latin.test(char) || !latin.test(next))
  })
  const places = opens.filter(Boolean).length
  return places === 0 ? none : opens.map((isOpen) => (isOpen ? missing / places : 0))
}
