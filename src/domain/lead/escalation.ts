import { type WorkCalendar, workingDaysBetween } from '../clock/work-calendar'
import type { Grant } from '../kernel/access'
import { addDays, beijingDay, type CivilDate, daysBetween, fromDateColumn } from '../kernel/civil-date'
import type { Confidence } from '../law/confidence'
import { type Basis, basis } from '../law/law'
import type { LeadState, RiskLevel } from './steps'

export const leadEscalationKinds = ['supervise', 'flight', 'cross'] as const
export type LeadEscalationKind = (typeof leadEscalationKinds)[number]
export const leadEscalationStates = ['proposed', 'accepted', 'declined'] as const
export type LeadEscalationState = (typeof leadEscalationStates)[number]

type Rule = { length: number; basis: Basis; confidence: Confidence }
const slowAndGrave = basis('campaignPlanFujian2024', '四（五）')

/**
 * When a lead is put before the agency above (高风险、核查慢的，列入飞行检查、交叉检查范围). The plan names the reasons; the lengths and the sum are
 * parameters of the house that nobody has verified (M).
 */
export const escalationRules = {
  /** Working days that a high risk may lie before somebody begins. */
  graveNotBegun: { length: 5, basis: slowAndGrave, confidence: 'M' },
  /** Days beyond its last day. */
  farOverdue: { length: 10, basis: slowAndGrave, confidence: 'M' },
  /** Fen that it is about: 50 万元. */
  largeAmount: { length: 50_000_000, basis: slowAndGrave, confidence: 'M' },
} as const satisfies Record<string, Rule>
export type EscalationRule = keyof typeof escalationRules
export const escalationRuleNames = Object.keys(escalationRules) as EscalationRule[]

export const proposeEscalationGrants: readonly Grant<'ownAgency'>[] = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
]
export const decideEscalationGrants: readonly Grant<'owned'>[] = [{ role: 'approver', as: 'owned' }]

export type Escalable = {
  state: LeadState
  risk: RiskLevel
  amountFen: bigint | null
  assignedAt: Date | null
  dueOn: Date
}

/** The rules that hold of a lead now. Nothing of an answered one: a machine puts forward, a person decides. */
export function escalationGrounds(lead: Escalable, now: Date, calendar: WorkCalendar): EscalationRule[] {
  if (lead.state === 'concluded') return []
  const today: CivilDate = beijingDay(now)
  const { graveNotBegun, farOverdue, largeAmount } = escalationRules
  const lies = lead.state === 'toAssign' || lead.state === 'toVerify'
  const waited = lead.assignedAt ? workingDaysBetween(calendar, beijingDay(lead.assignedAt), today) : 0
  return [
    ...(lead.risk === 'high' && lies && waited > graveNotBegun.length ? (['graveNotBegun'] as const) : []),
    ...(daysBetween(fromDateColumn(lead.dueOn), today) > farOverdue.length ? (['farOverdue'] as const) : []),
    ...(lead.amountFen !== null && lead.amountFen >= BigInt(largeAmount.length) ? (['largeAmount'] as const) : []),
  ]
}

/** The last day on which a lead was assigned that has by now lain for more than `graveNotBegun`. */
export function lyingSince(now: Date, calendar: WorkCalendar): CivilDate {
  const today = beijingDay(now)
  let day = today
  while (workingDaysBetween(calendar, day, today) <= escalationRules.graveNotBegun.length) day = addDays(day, -1)
  return day
}

/** What of these nobody has decided: a decision is about the rules that held then, and another that comes to hold is put forward anew. */
export const undecided = (
  grounds: readonly EscalationRule[],
  escalations: readonly { state: LeadEscalationState; grounds: readonly string[] }[],
): EscalationRule[] => grounds.filter((rule) => !escalations.some((one) => one.state !== 'proposed' && one.grounds.includes(rule)))
