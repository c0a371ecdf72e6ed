import type { CivilDate } from '../kernel/civil-date'
import type { StageKind } from './codes'
import { deadlineIn, lastDayAllowed, namesTime, openingTime } from './due-words'
import { headed, type Part } from './outline'
import { cut, matches, type Passage, trimmed } from './passage'

export type Stage = { kind: StageKind; title: Passage; text: Passage; due: Passage | null; dueOn: CivilDate | null }

const kinds: readonly (readonly [StageKind, RegExp])[] = [
  ['summary', /总结|上报/],
  ['launch', /启动|动员|部署|发动|准备/],
  ['selfInspection', /自查|自纠/],
  ['rectification', /整治|检查|抽查|复查|核查|查处|打击|整改|攻坚|惩处/],
  ['summary', /评估|验收|巩固|提升/],
]
export const stageKindOf = (title: string): StageKind => kinds.find(([, words]) => words.test(title))?.[0] ?? 'other'

/** The stages of the section on arrangement (工作安排、实施步骤), each with the last day its words allow. */
export function readStages(text: string, sections: readonly Part[], year: number | null): Stage[] {
  const section = sections.find((part) => isArrangement(part))
  const parts = section ? section.parts : sections.filter((part) => part.marker.style === 'ordinal')
  const stages: Stage[] = []
  for (const part of parts) {
    const before = stages.at(-1)?.dueOn ?? null
    stages.push(readStage(text, part, year ?? (before ? Number(before.slice(0, 4)) : null), before))
  }
  return stages
}

const isArrangement = (part: Part) =>
  part.parts.length > 0 &&
  /安排|步骤|阶段|进度|时间|流程/.test(part.head.text) &&
  part.head.text.length <= 40 &&
  part.parts.some((inner) => stageKindOf(inner.head.text.slice(0, 20)) !== 'other')

function readStage(text: string, part: Part, year: number | null, notBefore: CivilDate | null): Stage {
  const { title: heading, text: body } = headed(text, spacedHeading(part))
  const bracket = /\s*[（(]([^（）()]*)[）)]\s*$/.exec(heading.text)
  const inHeading =
    bracket && namesTime(bracket[1] ?? '')
      ? cut(heading, bracket.index + bracket[0].search(/[（(]/) + 1, bracket.index + bracket[0].trimEnd().length - 1)
      : null
  const title = inHeading && bracket ? trimmed(cut(heading, 0, bracket.index)) : heading
  const due =
    closingDue(body) ??
    inHeading ??
    openingDue(body) ??
    (namesTime(title.text) ? deadlineIn(title) : null) ??
    deadlineIn(body) ??
    openingTime(body)
  return {
    kind: stageKindOf(title.text),
    title,
    text: body,
    due: due && trimmed(due),
    dueOn: due && lastDayAllowed(due.text, year, notBefore),
  }
}

/** A heading set off by a blank only: `动员部署阶段 5月底前，召开…`. */
function spacedHeading(part: Part): Part {
  const match = /^(\S{2,16}阶段(?:[（(][^（）()]*[）)])?)\s+(?=\S{6,})/.exec(part.own.text)
  if (!match?.[1] || /[。，；：:]/.test(match[1])) return part
  return { ...part, head: cut(part.own, 0, match[1].length), own: part.own }
}

/** A deadline in the last bracket: …动员部署。（2024年5月完成） */
function closingDue(body: Passage): Passage | null {
  const last = matches(body, /[（(]([^（）()]*)[）)]/g).at(-1)
  if (!last || !/^[。\s]*$/.test(body.text.slice(last.passage.start - body.start + last.passage.text.length))) return null
  const words = cut(last.passage, 1, last.passage.text.length - 1)
  return namesTime(words.text) ? words : null
}

/** A bracket or a span of time with which the text begins: （2024年5月）召开… */
function openingDue(body: Passage): Passage | null {
  const match = /^\s*[（(]([^（）()]*)[）)]/.exec(body.text)
  const words = match?.[1]
  return match && words && namesTime(words) ? cut(body, match[0].indexOf(words), match[0].indexOf(words) + words.length) : null
}
