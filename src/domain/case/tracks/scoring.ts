import type { CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis } from '../../law/law'
import { namedIn } from '../../person/named-in'
import { byOperator, type CaseRelation } from '../grants'
import { byOperatorsHead } from './agreement'
import { effectEnd, effectRules, type ScoreEntryId, type ScoringEffect, scoreTable } from './scoring-table'

/** Where the scoring of one person stands (医保支付资格记分). */
export const scoringStages = [
  'proposed',
  'noticed',
  'stated',
  'reviewed',
  'decided',
  'served',
  'objected',
  'restored',
  'revoked',
  'dropped',
] as const
export type ScoringStage = (typeof scoringStages)[number]

/** The scoring of a person as its rules look at it. `asOf`: the day of the act. */
export type Scoring = {
  state: ScoringStage
  /** The bureau asked for it, and it has not been ended. */
  trackRuns: boolean
  /** The institution itself was punished, or handled under its agreement, first. */
  sanctioned: boolean
  /** Everybody of the operating agency who worked on it: none of them decides. */
  workerIds: readonly string[]
  decidedById: string | null
  entry: ScoreEntryId
  points: number
  /** The last day on which the person may speak before the decision, and object after it. */
  sayBy: CivilDate | null
  objectBy: CivilDate | null
  effect: ScoringEffect | null
  months: number | null
  servedOn: CivilDate | null
  asOf: CivilDate
}

/** Whoever looks at a decision again is neither of those who worked on it nor whoever decided. */
const byAnother = [{ role: 'reviewer', as: 'handedTo' }, ...byOperatorsHead] as const

/** Refuses `wrongState` once the track is ended, `sanctionMissing`. */
export function mayBeScored({ trackRuns, sanctioned, state }: Pick<Scoring, 'trackRuns' | 'sanctioned' | 'state'>): Result<void> {
  if (!trackRuns) return refuse('wrongState', { state })
  return sanctioned ? ok(undefined) : refuse('sanctionMissing')
}

/** Refuses `pointsOutOfBand` with the band of the behaviour. */
export function pointsFit(entry: ScoreEntryId, points: number): Result<void> {
  const { least, most } = scoreTable[entry]
  return points >= least && points <= most ? ok(undefined) : refuse('pointsOutOfBand', { least, most })
}

/** How long an effect lasts: what is fixed as it is fixed, what is a range as it was decided. Refuses `scoringTerm` with the range. */
export function termOf(effect: ScoringEffect, asked: number | null): Result<number | null> {
  const { months } = effectRules[effect]
  if (months === null) return asked === null ? ok(null) : refuse('scoringTermless')
  if (months.least === months.most && asked === null) return ok(months.least)
  return asked !== null && asked >= months.least && asked <= months.most ? ok(asked) : refuse('scoringTerm', months)
}

/** A person who says nothing has let it pass only when the time is over. Refuses `statementOpen` with its last day. */
export const silenceCounts = ({ sayBy, asOf }: Pick<Scoring, 'sayBy' | 'asOf'>): Result<void> =>
  sayBy !== null && asOf <= sayBy ? refuse('statementOpen', { day: sayBy }) : ok(undefined)

const inTime = ({ objectBy, asOf }: Scoring): Result<void> =>
  objectBy !== null && asOf > objectBy ? refuse('objectionLate', { day: objectBy }) : ok(undefined)

/** The last day of what was decided; of a reminder there is none. */
export const lastDayOfEffect = ({ months, servedOn }: Pick<Scoring, 'months' | 'servedOn'>): CivilDate | null =>
  servedOn === null ? null : effectEnd(months, servedOn)

/** What was taken comes back with its last day, or before it by a repair (修复). Refuses `wrongState` where nothing was taken, `effectRuns`. */
export function mayBeRestored(scoring: Pick<Scoring, 'state' | 'months' | 'servedOn' | 'asOf'>, repaired: boolean): Result<void> {
  const last = lastDayOfEffect(scoring)
  if (last === null) return refuse('wrongState', { state: scoring.state })
  return !repaired && scoring.asOf < last ? refuse('effectRuns', { day: last }) : ok(undefined)
}

const points = basis('paymentQualification', '记分管理要求')
const steps = {
  notify: { from: ['proposed'], to: 'noticed', by: byOperator, requires: mayBeScored, starts: ['CK90'], basis: points },
  state: { from: ['noticed'], to: 'stated', by: byOperator, requires: mayBeScored, stops: ['CK90'], basis: points },
  review: { from: ['stated'], to: 'reviewed', by: byOperator, notBy: ['workerIds'], requires: mayBeScored, basis: points },
  decide: {
    from: ['reviewed'],
    to: 'decided',
    by: byOperatorsHead,
    notBy: ['workerIds'],
    requires: mayBeScored,
    basis: points,
  },
  /** Also by the head, who does not agree: it may be proposed anew. */
  drop: {
    from: ['proposed', 'noticed', 'stated', 'reviewed'],
    to: 'dropped',
    by: [...byOperator, ...byOperatorsHead],
    stops: ['CK90'],
    basis: points,
  },
  serve: {
    from: ['decided'],
    to: 'served',
    by: byOperator,
    notBy: ['decidedById'],
    requires: mayBeScored,
    starts: ['CK91'],
    basis: points,
  },
  object: { from: ['served'], to: 'objected', by: byOperator, requires: inTime, stops: ['CK91'], basis: points },
  uphold: { from: ['objected'], to: 'served', by: byAnother, notBy: ['workerIds', 'decidedById'], basis: points },
  /** After an objection, or because what it rests on no longer stands. */
  revoke: {
    from: ['decided', 'served', 'objected'],
    to: 'revoked',
    by: byAnother,
    notBy: ['workerIds', 'decidedById'],
    stops: ['CK48', 'CK49', 'CK50', 'CK91'],
    basis: points,
  },
  restore: {
    from: ['served'],
    to: 'restored',
    by: byOperatorsHead,
    notBy: ['workerIds'],
    stops: ['CK48', 'CK49', 'CK50', 'CK91'],
    basis: points,
  },
} satisfies Record<string, Step<Scoring, CaseRelation>>

export type ScoringStep = keyof typeof steps
/** How the operating agency scores a person of the institution, beside the other tracks and after one of them has come to a decision. */
export const scoringSteps: Record<ScoringStep, Step<Scoring, CaseRelation>> = steps
export const scoringStepNames = Object.keys(steps) as ScoringStep[]

/** Every act in it: its steps, the proposal that it begins with, and the end of the track. */
export const scoringActs = ['propose', ...scoringStepNames, 'conclude'] as const

/** Every pair of stages that a step leads between. The database refuses any other. */
export const scoringMoves: readonly (readonly [from: ScoringStage, to: ScoringStage])[] = scoringStepNames.flatMap((name) =>
  scoringSteps[name].from.map((from) => [from, scoringSteps[name].to] as const),
)

/** Whose points count in their year: what was decided and not taken back. */
export const countedStages = ['decided', 'served', 'objected', 'restored'] as const satisfies readonly ScoringStage[]

/** What still waits for the operating agency before the track may end. */
export const openScorings = ['proposed', 'noticed', 'stated', 'reviewed', 'decided', 'objected'] as const satisfies readonly ScoringStage[]

/** Refuses `scoringOpen` with how many. */
export function mayEnd(stages: readonly ScoringStage[]): Result<void> {
  const count = stages.filter((stage) => openScorings.some((open) => open === stage)).length
  return count === 0 ? ok(undefined) : refuse('scoringOpen', { count })
}

/**
 * No text that is typed of a scoring names who is scored: it goes into the trail, which is never taken back. Refuses `namesScored`; the name is
 * not said again.
 */
export const withoutScored = (texts: readonly string[], { name, code }: { name: string; code: string }): Result<void> =>
  texts.some((text) => namedIn(text, [name, code]).length > 0) ? refuse('namesScored') : ok(undefined)
