import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis, house } from '../law/law'

export const dutyStates = ['notStarted', 'inProgress', 'done'] as const
export type DutyState = (typeof dutyStates)[number]

/** The first-named unit of a measure leads, the others cooperate (排第一位为牵头单位). */
export const dutyParts = ['lead', 'cooperate'] as const
export type DutyPart = (typeof dutyParts)[number]

/** As much of an assigned duty as its rules look at. */
export type AssignedDuty = { state: DutyState; progress: string }

type DutyStepRule = Step<AssignedDuty, 'ownAgency'>

/** A duty is not struck off (销号) without a word on what was done. */
const accounted = ({ progress }: AssignedDuty): Result<void> => (progress.trim() === '' ? refuse('dutyWithoutAccount') : ok(undefined))

/** Each department acts within its own duties (各部门依职责开展专项整治). */
const byPlan = basis('campaignPlanJining2024', '三、职责分工')

/** Every way an assigned duty moves. Each agency answers for its own and for nobody else's. */
const steps = {
  report: {
    from: ['notStarted', 'inProgress'],
    to: 'inProgress',
    by: [{ role: 'handler', as: 'ownAgency' }],
    basis: byPlan,
  },
  complete: {
    from: ['notStarted', 'inProgress'],
    to: 'done',
    by: [{ role: 'handler', as: 'ownAgency' }],
    requires: accounted,
    basis: byPlan,
  },
  reopen: {
    from: ['done'],
    to: 'inProgress',
    by: [
      { role: 'handler', as: 'ownAgency' },
      { role: 'approver', as: 'ownAgency' },
    ],
    basis: house('A duty that was struck off too early is taken up again by whoever answers for it.'),
  },
} satisfies Record<string, DutyStepRule>

export type DutyStep = keyof typeof steps
export const dutySteps: Record<DutyStep, DutyStepRule> = steps
export const dutyStepNames = Object.keys(steps) as DutyStep[]

/** Who names the person that answers for a duty in the agency. */
export const ownerGrants = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'reviewer', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
] as const
