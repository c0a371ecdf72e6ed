import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { byHead, byOfficer, type CaseRelation, notByOfficers } from '../grants'
import { remedyBases } from './bases-of-remedies'
import { isOpen, type RemedyOfCase, type RemedyState } from './remedies'

/** Whether a decision is carried out while it is looked at again (不停止执行), or the body above or a court has stayed that (停止执行). */
type Staying = Omit<RemedyOfCase, 'state'> & { state: 'carriedOut' | 'stayed'; remedy: RemedyState }

const whileOpen = ({ remedy }: Staying): Result<void> =>
  isOpen({ state: remedy }) ? ok(undefined) : refuse('wrongState', { state: remedy })

const { basis } = remedyBases.stay.reconsideration

const steps = {
  /** A stay binds from the day on which it is told: who works on the case enters it at once. */
  stay: { from: ['carriedOut'], to: 'stayed', by: byOfficer, requires: whileOpen, basis },
  /** With it falls what bars the demand: the body has lifted it, or it was entered wrongly. */
  liftStay: { from: ['stayed'], to: 'carriedOut', by: byHead, notBy: notByOfficers, requires: whileOpen, basis },
} satisfies Record<string, Step<Staying, CaseRelation>>

export type StayStep = keyof typeof steps
/** How the carrying out of a decision is stayed while it is looked at again, and goes on. */
export const staySteps: Record<StayStep, Step<Staying, CaseRelation>> = steps
export const stayStepNames = Object.keys(steps) as StayStep[]

/** A remedy with the people of its case as its stay looks at it. */
export const stayingOf = (file: Omit<RemedyOfCase, 'state'>, { state, stayed }: { state: RemedyState; stayed: boolean }): Staying => ({
  ...file,
  state: stayed ? 'stayed' : 'carriedOut',
  remedy: state,
})
