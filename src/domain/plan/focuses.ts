import { headed, type Part, wholeOf } from './outline'
import { cut, matches, type Passage, sentences, trimmed } from './passage'

export type Item = { title: Passage; text: Passage }

/** Members counted inside a paragraph: 一是…。二是…。三是…。 */
export function countedMembers(passage: Passage): Passage[] {
  const starts = matches(passage, /(?:^|(?<=[。；;：:，]))\s*[一二三四五六七八九]是/g).map((found) => found.passage.start - passage.start)
  if (starts.length < 2) return []
  return starts.map((from, index) =>
    trimmed(cut(passage, from + passage.text.slice(from).indexOf('是') + 1, starts[index + 1] ?? passage.text.length)),
  )
}

const withClause = (passage: Passage): Item => ({ title: trimmed(cut(passage, 0, passage.text.search(/[，,。；;]|$/))), text: passage })

/**
 * What the plan aims at (工作重点): the parts of the section so called; else the members 一是、二是 of a measure so called;
 * else the sentences of that section.
 */
export function readFocuses(text: string, sections: readonly Part[]): Item[] {
  const section = sections.find(
    (part) => /重点|(?:整治|治理|检查|打击|主要)(?:内容|范围|对象)/.test(part.head.text) && part.head.text.length <= 40,
  )
  if (section) {
    if (section.parts.length > 0) return section.parts.map((part) => headed(text, part))
    const counted = countedMembers(section.own)
    if (counted.length > 0) return counted.map(withClause)
    return section.paragraphs.flatMap(sentences).map(withClause)
  }
  for (const part of sections.flatMap((one) => one.parts)) {
    if (!/重点|聚焦/.test(headed(text, part).title.text)) continue
    if (part.parts.length > 1) return part.parts.map((inner) => headed(text, inner))
    const counted = countedMembers(wholeOf(text, part))
    if (counted.length > 0) return counted.map(withClause)
  }
  return []
}
