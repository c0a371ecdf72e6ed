import type { Department } from '../department/department'
import type { CivilDate } from '../kernel/civil-date'
import { type CampaignPlan, departmentOfUnit, participantsOf } from './campaign-plan'
import type { DutyPart } from './duty-steps'

export type DutyRow = {
  seq: number
  /** The plan's own number of a measure; `null` for a department's duty. */
  number: string | null
  title: string
  text: string
  parts: { department: Department; part: DutyPart }[]
  /** The plan's words about the time, and the last day they allow; both `null` where it sets none. */
  dueText: string | null
  dueOn: CivilDate | null
}

/** How running text names a department as somebody who acts. `医保基金` or `刑事` name nobody. */
const naming: Record<Department, RegExp> = {
  MI: /(?:医疗保障|医保)(?:行政)?(?:部门|局|机构|、)/,
  CT: /法院|审判机关/,
  PR: /检察(?:机关|院|部门)/,
  PS: /公安/,
  FI: /财政(?:部门|局|厅|、)/,
  HC: /卫生健康(?:部门|局|委|行政)|卫健(?:部门|局|委)/,
  MR: /市场监(?:管|督管理)/,
  TX: /税务/,
  AU: /审计(?:部门|机关|局|、)/,
  DA: /药品监(?:管|督)|药监/,
  TM: /中医药(?:管理)?(?:部门|局)/,
  DI: /纪检监察|纪委/,
  CY: /网信/,
  DR: /发展改革|发展和改革|发改/,
}

/** The departments that the text names, in the order in which it first does. */
export function departmentsNamedIn(text: string, among: readonly Department[]): Department[] {
  return among
    .map((department) => ({ department, at: text.search(naming[department]) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ department }) => department)
}

/** Of a measure that names its responsible units, the first leads; of one that only speaks of departments, the insurance bureau does. */
function partsOf(measure: CampaignPlan['measures'][number], participants: readonly Department[], leader: Department): DutyRow['parts'] {
  const responsible = measure.units.map(departmentOfUnit).filter((department) => department !== null)
  const named = responsible.length > 0 ? responsible : [leader, ...departmentsNamedIn(measure.text, participants)]
  const nobodyLeads = measure.units.length > 0 && measure.leadUnit === null
  return [...new Set(named)].map((department, index) => ({ department, part: index === 0 && !nobodyLeads ? 'lead' : 'cooperate' }))
}

type Deadline = Pick<DutyRow, 'dueText' | 'dueOn'>

/**
 * The time a duty has: that of the stage its title names (自查自纠…), else that of the rectification, in which the work is done; else
 * that of the last dated stage. The plan's own words stay beside the day.
 */
function deadlineOf(title: string, stages: CampaignPlan['stages']): Deadline {
  const named = stages.find((stage) => stage.title.length >= 4 && title.includes(stage.title.slice(0, 4)))
  const stage = named ?? stages.findLast(({ kind }) => kind === 'rectification') ?? stages.findLast(({ dueOn }) => dueOn !== null)
  return { dueText: stage?.dueText ?? null, dueOn: stage?.dueOn ?? null }
}

const titleLimit = 40
const firstClause = (text: string) => (/^[^，,；;。]+/.exec(text.trim())?.[0] ?? text.trim()).slice(0, titleLimit)

/**
 * The rows of the matrix (责任分工矩阵), taken from the plan's own text: what each department is to do, then each measure with the
 * departments that it names. Of one department's duty that department leads.
 */
export function dutyRows(plan: CampaignPlan, leader: Department): DutyRow[] {
  const participants = participantsOf(plan)
  const own = plan.duties.map(({ department, text }) => ({
    number: null,
    title: firstClause(text),
    text,
    parts: [{ department, part: 'lead' as const }],
  }))
  const measures = plan.measures.map((measure) => ({
    number: measure.number,
    title: measure.title ?? firstClause(measure.text),
    text: measure.text,
    parts: partsOf(measure, participants, leader),
  }))
  return [...own, ...measures].map((row, index) => ({ ...row, seq: index + 1, ...deadlineOf(row.title, plan.stages) }))
}
