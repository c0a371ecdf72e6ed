import type { CivilDate } from '../../kernel/civil-date'
import { formatYuan } from '../../kernel/money'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis } from '../../law/law'
import { byOperator, type CaseRelation } from '../grants'
import type { CaseState } from '../kinds'
import { type AgreementMeasure, endOf, measureRules } from './agreement-measures'

/** Where the operating agency stands with the agreement (协议处理) once it has answered; before that it is only asked. */
export const agreementStages = ['accepted', 'stated', 'proposed', 'decided', 'served', 'performed', 'closed', 'declined'] as const
export type AgreementStage = (typeof agreementStages)[number]
export type AgreementState = 'asked' | AgreementStage

/** The agreement of a case as its rules look at it. */
export type Agreement = {
  state: AgreementState
  caseState: CaseState
  /** Everybody of the operating agency who worked on it: none of them decides. */
  workerIds: readonly string[]
  decidedById: string | null
  decidedOn: CivilDate | null
  servedOn: CivilDate | null
  measures: readonly AgreementMeasure[]
  /** The loss over all facts, and how much of it lies beyond the limitation: no penalty reaches that, the agreement does. */
  fundLossFen: bigint
  limitedFen: bigint
  /** What the bureau's own decision demands back. */
  demandedFen: bigint
  /** What came back under the agreement and was confirmed by a second person; and what came back at all, whichever way. */
  recoveredFen: bigint
  returnedFen: bigint
  involvesFraud: boolean
}

/** Whoever answers for the operating agency. The bureau hands over and is told, and decides nothing here. */
export const byOperatorsHead = [{ role: 'approver', as: 'handedTo' }] as const

const amountOf = (measures: readonly Pick<AgreementMeasure, 'kind' | 'amountFen'>[], kind: AgreementMeasure['kind']) =>
  measures.reduce((sum, measure) => (measure.kind === kind ? sum + (measure.amountFen ?? 0n) : sum), 0n)

/** What of a loss the agreement takes back once that is decided; the rest the bureau may demand. */
export const takenBack = (state: AgreementState, measures: readonly Pick<AgreementMeasure, 'kind' | 'amountFen'>[]): bigint =>
  decidedStates.some((one) => one === state) ? amountOf(measures, 'recover') : 0n
const decidedStates = ['decided', 'served', 'performed', 'closed'] as const satisfies readonly AgreementState[]

const underWay = ({ caseState }: Agreement): Result<void> =>
  ['filed', 'investigating', 'decided'].includes(caseState) ? ok(undefined) : refuse('wrongState', { state: caseState })

/**
 * What is proposed can be decided: something is; the agreement is not both halted and ended; a bar of three years has fraud behind it; what is
 * to come back takes the loss beyond the limitation, and no more than was lost and is not demanded by the bureau.
 * Refuses `measureMissing`, `measuresClash`, `barNeedsFraud`, `limitedNotTaken`, `recoverBeyondLoss`.
 */
export function measuresHold({ measures, fundLossFen, limitedFen, demandedFen, involvesFraud }: Agreement): Result<void> {
  const has = (kind: AgreementMeasure['kind']) => measures.some((measure) => measure.kind === kind)
  if (measures.length === 0) return refuse('measureMissing')
  if (has('suspend') && has('terminate')) return refuse('measuresClash')
  if (!involvesFraud && measures.some(({ kind, months }) => kind === 'terminate' && months === longBarMonths))
    return refuse('barNeedsFraud')
  const recover = amountOf(measures, 'recover')
  const most = fundLossFen > demandedFen ? fundLossFen - demandedFen : 0n
  const least = limitedFen < most ? limitedFen : most
  if (recover < least) return refuse('limitedNotTaken', { limited: formatYuan(least) })
  return recover <= most ? ok(undefined) : refuse('recoverBeyondLoss', { most: formatYuan(most) })
}
export const longBarMonths = 36

/** Every measure was carried out, and what was to come back has come. Refuses `measureOpen`, `agreementUnpaid`. */
function measuresPerformed(agreement: Agreement): Result<void> {
  return agreement.measures.some(({ performedOn }) => performedOn === null) ? refuse('measureOpen') : paid(agreement)
}

/** What has come back to the funds another way is not to come back again. */
function paid({ measures, recoveredFen, returnedFen, fundLossFen }: Agreement): Result<void> {
  const [unpaid, lost] = [amountOf(measures, 'recover') - recoveredFen, fundLossFen - returnedFen]
  const outstanding = unpaid < lost ? unpaid : lost
  return outstanding > 0n ? refuse('agreementUnpaid', { outstanding: formatYuan(outstanding) }) : ok(undefined)
}

/**
 * Whether a measure was carried out on this day: no earlier than it was served, and a halted agreement not before its days are over.
 * Refuses `wrongState`, `dateBeforeAct`, `suspensionRuns` with its last day, `agreementUnpaid`.
 */
export function measureDone(agreement: Agreement, measure: AgreementMeasure, day: CivilDate): Result<void> {
  const { state, decidedOn, servedOn } = agreement
  if (state !== 'served' || servedOn === null || decidedOn === null || measure.performedOn !== null) return refuse('wrongState', { state })
  if (day < servedOn) return refuse('dateBeforeAct', { day: servedOn })
  const last = measure.kind === 'suspend' ? endOf(measure, decidedOn) : undefined
  if (last !== undefined && day < last) return refuse('suspensionRuns', { day: last })
  return measure.kind === 'recover' ? paid(agreement) : ok(undefined)
}

const rules = basis('implementingRules', '第十三条')
const steps = {
  accept: { from: ['asked'], to: 'accepted', by: byOperator, requires: underWay, basis: rules },
  /** Also after it looked closer: then the bureau goes on without it. */
  decline: {
    from: ['asked', 'accepted', 'stated'],
    to: 'declined',
    by: byOperatorsHead,
    notBy: ['workerIds'],
    requires: underWay,
    basis: rules,
  },
  /** The institution speaks, or lets it pass, before anything is proposed against it (陈述、申辩). */
  state: { from: ['accepted'], to: 'stated', by: byOperator, requires: underWay, basis: rules },
  propose: {
    from: ['stated'],
    to: 'proposed',
    by: byOperator,
    requires: (agreement) => (underWay(agreement).ok ? measuresHold(agreement) : underWay(agreement)),
    basis: rules,
  },
  sendBack: { from: ['proposed'], to: 'stated', by: byOperatorsHead, notBy: ['workerIds'], requires: underWay, basis: rules },
  decide: {
    from: ['proposed'],
    to: 'decided',
    by: byOperatorsHead,
    notBy: ['workerIds'],
    requires: (agreement) => (underWay(agreement).ok ? measuresHold(agreement) : underWay(agreement)),
    starts: ['CK42'],
    basis: rules,
  },
  serve: { from: ['decided'], to: 'served', by: byOperator, notBy: ['decidedById'], requires: underWay, starts: ['CK44'], basis: rules },
  perform: {
    from: ['served'],
    to: 'performed',
    by: byOperator,
    notBy: ['decidedById'],
    requires: measuresPerformed,
    basis: rules,
  },
  /** With the report to the bureau (报行政部门备案). */
  close: {
    from: ['performed'],
    to: 'closed',
    by: byOperatorsHead,
    notBy: ['workerIds'],
    basis: basis('hospitalDesignation', '第四十三条'),
  },
} satisfies Record<string, Step<Agreement, CaseRelation>>

export type AgreementStep = keyof typeof steps
/** How the operating agency handles the agreement, beside the administrative procedure and without it. */
export const agreementSteps: Record<AgreementStep, Step<Agreement, CaseRelation>> = steps
export const agreementStepNames = Object.keys(steps) as AgreementStep[]

/** Every act in it: its steps, and what is done with its measures. */
export const agreementActs = [...agreementStepNames, 'planMeasure', 'withdrawMeasure', 'performMeasure'] as const

/** Every pair of stages that a step leads between. The database refuses any other. */
export const agreementMoves: readonly (readonly [from: AgreementState, to: AgreementState])[] = agreementStepNames.flatMap((name) =>
  agreementSteps[name].from.map((from) => [from, agreementSteps[name].to] as const),
)

/** The clocks that a measure starts with a step, and the last day of each where it is not the rule's own. */
export const clocksOf = (measure: AgreementMeasure, step: AgreementStep, day: CivilDate) => {
  const { clock } = measureRules[measure.kind]
  return clock && agreementSteps[step].starts?.includes(clock) ? { rule: clock, agreedOn: endOf(measure, day) } : null
}
