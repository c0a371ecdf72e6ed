import { addDays, type CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis } from '../../law/law'
import { byHead, type CaseRelation, notByOfficers } from '../grants'
import type { Procedure } from './procedure'
import type { AdminStage } from './stages'

/** Why a procedure stands still (中止). As the field names them; nobody has verified them word by word against the procedure rules. */
export const suspensionGrounds = ['awaitsJudgment', 'awaitsInterpretation', 'forceMajeure', 'partyMissing', 'other'] as const
export type SuspensionGround = (typeof suspensionGrounds)[number]

export const suspensionStates = ['running', 'suspended'] as const
export type SuspensionState = (typeof suspensionStates)[number]

/** Nothing is decided, and no days of the party run: those are its right, and no act of the bureau takes them away or halts them. */
export const suspendableStages = [
  ...(['filed', 'investigating', 'reported', 'inReview', 'reviewed'] as const),
  ...(['noticed', 'hearingAsked', 'deliberating'] as const),
] as const satisfies readonly AdminStage[]

/** As much of a procedure as its suspension looks at. */
type Halting = Pick<Procedure, 'proposedById' | 'officerAId' | 'officerBId' | 'writerIds'> & { state: SuspensionState; stage: AdminStage }

const mayHalt = ({ stage }: Halting): Result<void> =>
  suspendableStages.some((one) => one === stage) ? ok(undefined) : refuse('wrongState', { state: stage })

const steps = {
  suspend: {
    from: ['running'],
    to: 'suspended',
    by: byHead,
    notBy: notByOfficers,
    requires: mayHalt,
    basis: basis('penaltyProcedure', '中止调查条款'),
  },
  resume: {
    from: ['suspended'],
    to: 'running',
    by: byHead,
    notBy: notByOfficers,
    basis: basis('penaltyProcedure', '中止调查条款'),
  },
} satisfies Record<string, Step<Halting, CaseRelation>>

export type SuspensionStep = keyof typeof steps
/** How a procedure comes to stand still, and goes on. */
export const suspensionSteps: Record<SuspensionStep, Step<Halting, CaseRelation>> = steps
export const suspensionStepNames = Object.keys(steps) as SuspensionStep[]

/** The last day that is not counted of a suspension: the one before it goes on, and its first at the least. */
export function lastHalted(suspendedOn: CivilDate, resumedOn: CivilDate): CivilDate {
  const before = addDays(resumedOn, -1)
  return before < suspendedOn ? suspendedOn : before
}

/** Beside the day of the end that is entered later, with what proves it. */
export const afterItWentOn = '中止已经恢复，截止日不能晚于恢复日期的前一日。'

/** The procedure as its suspension looks at it. */
export const haltingOf = (procedure: Pick<Procedure, 'state' | 'suspendedAt' | Exclude<keyof Halting, 'state' | 'stage'>>): Halting => ({
  ...procedure,
  stage: procedure.state,
  state: procedure.suspendedAt === null ? 'running' : 'suspended',
})
