import type { CaseRelation } from '../case/grants'
import { byHead, byOfficer } from '../case/grants'
import type { CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis } from '../law/law'

/** How grave what is kept is (失信). The nation names no grades: the grade itself is the place's own word. */
export const creditKinds = ['general', 'serious'] as const
export type CreditKind = (typeof creditKinds)[number]

export const creditStages = ['proposed', 'returned', 'approved', 'told', 'objected', 'revoked', 'repaired', 'lapsed'] as const
export type CreditStage = (typeof creditStages)[number]

/** A record that is on its way or counts; a case has one at a time. */
export const liveCredits = ['proposed', 'approved', 'told', 'objected'] as const satisfies readonly CreditStage[]

/** As much of a record as its rules look at, for an act of the day `on`. */
export type Credit = { state: CreditStage; proposedById: string; untilOn: CivilDate; on: CivilDate }

const over = ({ untilOn, on }: Credit): Result<void> => (on > untilOn ? ok(undefined) : refuse('creditRuns', { day: untilOn }))
const management = basis('fundRegulation', '第三十三条')

export type CreditStep = 'approve' | 'sendBack' | 'tell' | 'object' | 'uphold' | 'revoke' | 'repair' | 'lapse'

/** Every way a credit record (信用记录) goes: approved by another person, told, objected to, repaired before its time or over with it. */
export const creditRecordSteps: Readonly<Record<CreditStep, Step<Credit, CaseRelation>>> = {
  approve: { from: ['proposed'], to: 'approved', by: byHead, notBy: ['proposedById'], basis: management },
  sendBack: { from: ['proposed'], to: 'returned', by: byHead, notBy: ['proposedById'], basis: management },
  tell: { from: ['approved'], to: 'told', by: byOfficer, basis: management },
  object: { from: ['told'], to: 'objected', by: byOfficer, basis: management },
  uphold: { from: ['objected'], to: 'told', by: byHead, notBy: ['proposedById'], basis: management },
  /** On an objection, or because it was wrong or its decision fell. */
  revoke: { from: ['approved', 'told', 'objected'], to: 'revoked', by: byHead, notBy: ['proposedById'], basis: management },
  repair: { from: ['told'], to: 'repaired', by: byHead, notBy: ['proposedById'], basis: management },
  lapse: { from: ['told'], to: 'lapsed', by: byOfficer, requires: over, basis: management },
}
export const creditStepNames = Object.keys(creditRecordSteps) as CreditStep[] // the keys of the table are its steps
export const creditActs = ['propose', ...creditStepNames] as const
