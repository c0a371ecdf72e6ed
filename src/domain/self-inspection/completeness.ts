import type { AnswerKind } from './answers'

/** As much of an item and what stands under it as completeness looks at. */
export type AnsweredItem = {
  code: string
  fieldId: string | null
  /** `previousItem`: the answer was given to an item that has changed since, and is to be given again. */
  answer: { answer: AnswerKind; reason: string; previousItem?: unknown } | null
  findings: readonly { cause: string; remedy: string; evidence: readonly unknown[] }[]
}

export const lacks = ['answer', 'confirmation', 'reason', 'finding', 'cause', 'remedy', 'evidence'] as const
export type Lack = (typeof lacks)[number]
export type Gap = { code: string; fieldId: string | null; lacks: Lack }

/** What an item still lacks before the filing can be submitted; nothing when it is answered in full. */
export function lacksOf({ answer, findings }: Pick<AnsweredItem, 'answer' | 'findings'>): Lack[] {
  if (answer === null) return ['answer']
  if (answer.previousItem) return ['confirmation']
  if (answer.answer === 'noneFound') return []
  if (answer.answer === 'notApplicable') return answer.reason.trim() === '' ? ['reason'] : []
  if (findings.length === 0) return ['finding']
  const wanting = (['cause', 'remedy'] as const).filter((text) => findings.some((finding) => finding[text].trim() === ''))
  return findings.some(({ evidence }) => evidence.length === 0) ? [...wanting, 'evidence'] : wanting
}

/** Everything that is missing, item by item, in the order of the list. */
export const gapsOf = (items: readonly AnsweredItem[]): Gap[] =>
  items.flatMap((item) => lacksOf(item).map((lack) => ({ code: item.code, fieldId: item.fieldId, lacks: lack })))

export const allFields = 'general'
export const allFieldsName = '通用'
/** The section of an item: its field, or the one that concerns every department. */
export const sectionOf = ({ fieldId }: { fieldId: string | null }): string => fieldId ?? allFields

export type SectionProgress = {
  section: string
  items: number
  answered: number
  found: number
  gaps: number
  state: 'notStarted' | 'inProgress' | 'done'
}

/** How far each section has come, in the order in which the list names them. */
export function progressOf(items: readonly AnsweredItem[]): SectionProgress[] {
  const sections = [...new Set(items.map(sectionOf))]
  return sections.map((section) => {
    const own = items.filter((item) => sectionOf(item) === section)
    const answered = own.filter(({ answer }) => answer !== null).length
    const gaps = own.filter((item) => lacksOf(item).length > 0).length
    const found = own.filter(({ answer }) => answer?.answer === 'found').length
    return { section, items: own.length, answered, found, gaps, state: gaps === 0 ? 'done' : answered === 0 ? 'notStarted' : 'inProgress' }
  })
}
