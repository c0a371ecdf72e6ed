import type { Span } from './plan'

/** A stretch of the normalised text that still knows where it stands. */
export type Passage = { text: string; start: number }

export const spanOf = (passage: Passage): Span => ({ start: passage.start, end: passage.start + passage.text.length })

export const cut = (passage: Passage, from: number, to = passage.text.length): Passage => ({
  text: passage.text.slice(from, to),
  start: passage.start + from,
})

export function trimmed(passage: Passage): Passage {
  const from = passage.text.length - passage.text.trimStart().length
  return cut(passage, from, Math.max(from, passage.text.trimEnd().length))
}

/** From the first to the last of `passages`, which stand in order in `whole`. */
export function across(whole: string, first: Passage, last: Passage): Passage {
  return { text: whole.slice(first.start, last.start + last.text.length), start: first.start }
}

/** Every match of a global expression, with the passage it covers. */
export const matches = (passage: Passage, expression: RegExp): { match: RegExpExecArray; passage: Passage }[] =>
  [...passage.text.matchAll(expression)].map((match) => ({ match, passage: cut(passage, match.index, match.index + match[0].length) }))

/** The sentences of a passage, each with its final mark, blanks between them left out. */
export const sentences = (passage: Passage): Passage[] =>
  matches(passage, /[^。！？\n]*[。！？]+[”’」』）)]*|[^。！？\n]+/g)
    .map((found) => trimmed(found.passage))
    .filter((found) => found.text.length > 0)

/** The parts between separators that stand outside all brackets. */
export function splitOutsideBrackets(passage: Passage, separators: string): Passage[] {
  const parts: Passage[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at <= passage.text.length; at += 1) {
    const character = passage.text.charAt(at)
    if (character && '（(《〈<〔['.includes(character)) depth += 1
    else if (character && '）)》〉>〕]'.includes(character)) depth = Math.max(0, depth - 1)
    if (character && (depth > 0 || !separators.includes(character))) continue
    const part = trimmed(cut(passage, from, at))
    if (part.text) parts.push(part)
    from = at + 1
  }
  return parts
}

/** Without any white space: for comparing words that layout may have spread out. */
export const compact = (text: string) => text.replace(/\s+/g, '')
