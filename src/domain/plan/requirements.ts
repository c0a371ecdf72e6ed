import { type Part, wholeOf } from './outline'
import { type Passage, sentences } from './passage'

const isRequirement = (part: Part) =>
  /要求|保障|纪律/.test(part.head.text) && !/总体|目标|医疗保障|医保/.test(part.head.text) && part.head.text.length <= 30

/**
 * What the plan requires of everyone (工作要求): each numbered part of that section whole, each plain sentence on its own;
 * and the closing words of a plan that has no such section.
 */
export function readRequirements(text: string, sections: readonly Part[], closing: readonly Passage[]): Passage[] {
  const required = sections.filter(isRequirement)
  const inSections = required.flatMap((section) => [
    ...section.paragraphs.flatMap(sentences),
    ...section.parts.map((part) => wholeOf(text, part)),
  ])
  return [...inSections, ...closing.flatMap(sentences)]
}
