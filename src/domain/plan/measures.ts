import { headed, type Part } from './outline'
import { cut, type Passage, splitOutsideBrackets, trimmed } from './passage'

export type Unit = { name: string; at: Passage }
export type Units = { lead: Unit | null; units: Unit[] }
export type Measure = { number: Passage; title: Passage | null; text: Passage } & Units

/** The bracket that closes a measure and says who answers for it. */
const closingBracket =
  /[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*(?:责任单位|责任部门|牵头|负责|配合|分工)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)][。\s]*$/
const closingLine = /(?:^|[。\n])\s*((?:责任单位|责任部门|牵头单位|牵头部门)[：:][^。\n]+)[。\s]*$/

/** Units are named in the last words of a measure. */
const longestStatement = 400

/** Where a measure's responsible units stand, without brackets. */
export function unitsPassage(text: Passage): Passage | null {
  const end = cut(text, Math.max(0, text.text.length - longestStatement))
  for (const form of [closingBracket, closingLine]) {
    const match = form.exec(end.text)
    const words = match?.[1]
    if (match && words) {
      const from = match.index + match[0].indexOf(words)
      return cut(end, from, from + words.length)
    }
  }
  return null
}

/**
 * Who leads and who takes part: `责任单位：A，B` (the first leads), `牵头单位：A；配合单位：B`, `A牵头，B等部门配合`,
 * `A负责，B配合`; under `按职责分工负责` nobody leads.
 */
export function readUnits(words: Passage | null): Units {
  if (!words) return { lead: null, units: [] }
  const statement = trimmed(cut(words, 0, words.text.search(/。|$/)))
  const shared = /按(?:照)?(?:各自)?职责(?:分工|分别|范围)?/.test(statement.text)
  const units: Unit[] = []
  for (const group of splitOutsideBrackets(statement, '；;，,')) {
    const label = /^(?:责任|牵头|配合|协同|参与|协办|主办)(?:单位|部门)\s*[：:]\s*/.exec(group.text)
    units.push(...unitsIn(label ? cut(group, label[0].length) : group))
  }
  return { lead: shared ? null : (units[0] ?? null), units }
}

const role =
  /(?:按(?:照)?(?:各自)?职责.*|分别|共同|具体)?(?:负责|牵头|配合|落实|参与)(?:落实|组织实施|配合)?$|(?:按(?:照)?(?:各自)?职责.*)$/

/** Names between 、 and ，; in `公安、财政等部门` the 部门 said once belongs to each. */
function unitsIn(passage: Passage): Unit[] {
  return splitOutsideBrackets(passage, '，,').flatMap((group) => {
    const names = trimmed(cut(group, 0, group.text.search(role) >= 0 ? group.text.search(role) : group.text.length))
    const ending = /等?(?:相关|有关)?(部门|单位|机构)$/.exec(names.text)
    const members = splitOutsideBrackets(names, '、')
    return members.map((member, index) => {
      const last = index === members.length - 1
      const bare = last ? member.text.replace(/等(?:相关|有关)?(部门|单位|机构)$/, '$1').replace(/等$/, '') : member.text
      const shares = ending?.[1] !== undefined && members.length > 1 && !endsAsBody.test(bare)
      const at = shares ? cut(group, member.start - group.start, names.start - group.start + names.text.length) : member
      return { name: (shares ? bare + ending[1] : bare).replace(/\s/g, ''), at }
    })
  })
}

const endsAsBody = /(?:局|委|委员会|厅|院|部|办公室|办|政府|部门|单位|机构|机关|管委|管委会|组|署|中心|公司)$/

/** The measures: the parts of the section so called, or every part of a plan whose parts are numbered right through. */
export function readMeasures(text: string, parts: readonly Part[]): Measure[] {
  return parts.map((part) => {
    const { title, text: body } = headed(text, endingAtUnits(part))
    return { number: part.label, title: title.text === body.text ? null : title, text: body, ...readUnits(unitsPassage(body)) }
  })
}

/** A part whose own paragraph closes with its responsible units ends there: what follows belongs to the whole plan. */
export function endingAtUnits(part: Part): Part {
  return unitsPassage(part.head) && part.parts.length === 0 ? { ...part, own: part.head, paragraphs: [] } : part
}

/** What follows the closed last part of the plan. */
export const afterUnits = (part: Part): Passage[] => (unitsPassage(part.head) && part.parts.length === 0 ? part.paragraphs : [])

/** `true` when the second-level numbers run on across the sections, as in a list of measures under several headings. */
export function runsOn(sections: readonly Part[]): boolean {
  const numbers = sections.flatMap((section) => section.parts.map((part) => part.marker.number))
  const sectionsWithParts = sections.filter((section) => section.parts.length > 0).length
  return sectionsWithParts >= 2 && numbers.length >= 4 && numbers.every((number, index) => number === index + 1)
}

/** The sections that hold the measures of a campaign (工作举措、主要任务). */
export const measureSections = (sections: readonly Part[]): Part[] =>
  sections.filter(
    ({ head, parts }) =>
      /举措|措施|主要任务|工作任务|重点任务|工作内容|方式方法/.test(head.text) &&
      !/保障/.test(head.text) &&
      head.text.length <= 40 &&
      parts.length > 0,
  )
