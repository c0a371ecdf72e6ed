import type { ClockRule, RunningRule } from './clock-rule'
import { campaignRules } from './rules-of-campaigns'
import { caseRules } from './rules-of-cases'
import { decisionRules } from './rules-of-decisions'
import { letterRules } from './rules-of-letters'
import { referralRules } from './rules-of-referrals'
import { scoringRules } from './rules-of-scoring'
import { whistleRules } from './rules-of-whistle'

/** Every legal clock (法定时限) of the field, by id. `clockRules.CK30` keeps its own unit, so it can be given to `dueAt`. */
export const clockRules = {
  ...caseRules,
  ...decisionRules,
  ...scoringRules,
  ...referralRules,
  ...campaignRules,
  ...letterRules,
  ...whistleRules,
} satisfies Record<string, ClockRule>

export type ClockRuleId = keyof typeof clockRules

/** The rules that run from an instant; the others are a rate, a period shown by papers, or days fixed by a plan. */
export type RunningRuleId = { [Id in ClockRuleId]: (typeof clockRules)[Id] extends RunningRule ? Id : never }[ClockRuleId]

/** In the order of their numbers. */
export const clockRuleIds = (Object.keys(clockRules) as ClockRuleId[]).sort()

export const isClockRuleId = (id: string): id is ClockRuleId => Object.hasOwn(clockRules, id)

/** The rule of this id, whatever its kind. */
export const clockRule = (id: ClockRuleId): ClockRule => clockRules[id]

/** The rule of this id, when it runs from an instant. */
export function runningRule(id: ClockRuleId): RunningRule | null {
  const rule = clockRule(id)
  return rule.unit === 'percentPerDay' || rule.unit === 'milestone' || rule.unit === 'asEvidenced' ? null : rule
}

/**
 * What runs on when its case is closed: an institution whose agreement was ended is not taken on again, and what was stopped not taken up, before
 * that; and what was published of a decision that fell is still to be taken off,
 * and what was decided to be published and reported.
 */
export const outlastingRules = [
  'CK23',
  'CK24',
  'CK44',
  'CK45',
  'CK46',
  'CK48',
  'CK49',
  'CK50',
  'CK67',
  'CK91',
] as const satisfies readonly ClockRuleId[]

/** Time in which a party may speak, ask or appeal, or must wait. It may let it pass: then it is over, and nobody is late. */
export const lapsingRules = [
  'CK10',
  'CK12',
  'CK15',
  'CK20',
  'CK21',
  'CK44',
  'CK45',
  'CK46',
  'CK49',
  'CK50',
  'CK81',
  'CK90',
  'CK91',
] as const satisfies readonly ClockRuleId[]

/** Whose length a place may set, and say that it holds for what runs. */
export const localLengthRules = ['CK12', 'CK13'] as const satisfies readonly ClockRuleId[]
