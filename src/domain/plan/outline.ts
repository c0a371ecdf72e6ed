import { type Marker, type MarkerStyle, markerOf } from './markers'
import { across, cut, type Passage, trimmed } from './passage'

/** A numbered part of the text, with what is numbered beneath it. */
export type Part = {
  marker: Marker
  /** The first paragraph, after its number. */
  head: Passage
  /** Everything from after the number to before the first part beneath. */
  own: Passage
  /** The number itself, as written. */
  label: Passage
  /** The plain paragraphs after the first, before any part beneath. */
  paragraphs: Passage[]
  parts: Part[]
}

/** The paragraphs of the normalised text. */
export function paragraphsOf(text: string): Passage[] {
  const paragraphs: Passage[] = []
  let start = 0
  for (const line of text.split('\n')) {
    paragraphs.push({ text: line, start })
    start += line.length + 1
  }
  return paragraphs
}

/**
 * Nests numbered paragraphs by the order in which their styles of numbering first go deeper, so that `一、（一）1.` and
 * `（一）1.（1）` and `1.（1）` all come out as the levels they are.
 */
export function outlineOf(whole: string, paragraphs: readonly Passage[]): Part[] {
  const roots: Part[] = []
  const open: { style: MarkerStyle; part: Part }[] = []
  for (const paragraph of paragraphs) {
    const marker = markerOf(paragraph.text)
    if (!marker) {
      const last = open.at(-1)?.part
      if (!last) continue
      last.paragraphs.push(paragraph)
      last.own = trimmed(across(whole, last.head, paragraph))
      continue
    }
    const head = trimmed(cut(paragraph, marker.length))
    const part: Part = { marker, head, own: head, label: cut(paragraph, 0, marker.label.length), paragraphs: [], parts: [] }
    const level = open.findIndex((one) => one.style === marker.style)
    if (level >= 0) open.length = level
    const parent = open.at(-1)?.part
    ;(parent ? parent.parts : roots).push(part)
    open.push({ style: marker.style, part })
  }
  return roots
}

/** The text of a part with everything beneath it. */
export function wholeOf(text: string, part: Part): Passage {
  const last = part.parts.at(-1)
  return last ? across(text, part.head, wholeOf(text, last)) : part.own
}

/**
 * A part read as heading and text. The heading is its first sentence when that is short and more follows (`聚焦欺诈骗保行为。对…`),
 * or a first paragraph of its own; a part that is one sentence throughout is its own text, headed by its first clause.
 */
export function headed(text: string, part: Part): { title: Passage; text: Passage } {
  const whole = wholeOf(text, part)
  const sentence = /^[^。；！？：:\n]{1,44}[。：:](?=\s*\S)/.exec(whole.text)
  if (sentence && balanced(sentence[0])) {
    return { title: trimmed(cut(whole, 0, sentence[0].length - 1)), text: trimmed(cut(whole, sentence[0].length)) }
  }
  const line = part.head.text.length < whole.text.length && !/[。；！？]/.test(part.head.text) && part.head.text.length <= 60
  if (line)
    return { title: cut(part.head, 0, part.head.text.replace(/[：:]$/, '').length), text: trimmed(cut(whole, part.head.text.length)) }
  const clause = /^[^，,。；！？\n]{2,}/.exec(whole.text)
  return { title: trimmed(cut(whole, 0, clause ? clause[0].length : whole.text.length)), text: whole }
}

const balanced = (text: string) => (text.match(/[（(《“]/g)?.length ?? 0) === (text.match(/[）)》”]/g)?.length ?? 0)
