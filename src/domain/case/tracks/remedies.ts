import type { CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { byHead, byOfficer, type CaseRelation, notByOfficers } from '../grants'
import { remedyBases } from './bases-of-remedies'
import { type AdminStage, type ClosingKind, type ServedPaper, standingClosings } from './stages'

/** How a party has a decision looked at again: by the body above (行政复议), or by a court (行政诉讼). */
export const remedyKinds = ['reconsideration', 'litigation'] as const
export type RemedyKind = (typeof remedyKinds)[number]

export const remedyStates = ['received', 'answered', 'concluded', 'withdrawn'] as const
export type RemedyState = (typeof remedyStates)[number]

/** What it came to: the decision stands, is another one, or is none. */
export const remedyOutcomes = ['maintained', 'changed', 'revoked'] as const
export type RemedyOutcome = (typeof remedyOutcomes)[number]

/** As much of a remedy as the procedure looks at. */
export type Remedy = {
  id: string
  partyId: string
  kind: RemedyKind
  state: RemedyState
  outcome: RemedyOutcome | null
  stayed: boolean
  concludedOn: CivilDate | null
}

/** Why what was posted with a decision no longer counts. */
export const changedByRemedy = '行政复议、行政诉讼变更'

/** The bureau's time to answer, by the kind of remedy. */
const answeringRule = { reconsideration: 'CK79', litigation: 'CK80' } as const satisfies Record<RemedyKind, string>

/** The time of whoever looks at it again: a court's is kept by nobody here. From the bureau's own receipt, for it does not learn earlier. */
const decidingRules = { reconsideration: ['CK22'], litigation: [] } as const satisfies Record<RemedyKind, readonly string[]>

/** What runs from the day on which the bureau was told: its own time to answer, where it has not, and that of whoever looks at it again. */
export const timesOfRemedy = ({ kind, answered }: { kind: RemedyKind; answered: boolean }) => [
  ...(answered ? [] : [answeringRule[kind]]),
  ...decidingRules[kind],
]

type Manned = { proposedById: string; officerAId: string; officerBId: string; writerIds: readonly string[] }
/** A remedy with the people of its case. */
export type RemedyOfCase = Manned & { state: RemedyState }

const steps = {
  answer: {
    from: ['received'],
    to: 'answered',
    by: byOfficer,
    stops: ['CK79', 'CK80'],
    basis: remedyBases.answer.reconsideration.basis,
  },
  /** Also where nothing was answered: then the decision is taken to have no proof. */
  conclude: {
    from: ['received', 'answered'],
    to: 'concluded',
    by: byHead,
    notBy: notByOfficers,
    stops: ['CK22', 'CK79', 'CK80'],
    basis: remedyBases.conclude.reconsideration.basis,
  },
  /** With it fall the stay and what bars the court and the closing: nobody who works on the case says so alone. */
  withdraw: {
    from: ['received', 'answered'],
    to: 'withdrawn',
    by: byHead,
    notBy: notByOfficers,
    stops: ['CK22', 'CK79', 'CK80'],
    basis: remedyBases.withdraw.reconsideration.basis,
  },
} satisfies Record<string, Step<RemedyOfCase, CaseRelation>>

export type RemedyStep = keyof typeof steps
/** How a remedy moves on. */
export const remedySteps: Record<RemedyStep, Step<RemedyOfCase, CaseRelation>> = steps
export const remedyStepNames = Object.keys(steps) as RemedyStep[]

const appealableStages: readonly AdminStage[] = ['served', 'performing', 'demanded', 'enforcing', 'performed']

type Ended = { state: AdminStage; closingKind: ClosingKind | null }

const closedOnDecision = ({ state, closingKind }: Ended) => state === 'closed' && standingClosings.some((kind) => kind === closingKind)

/** On whom a paper was served, and when; of a case of before, no party is known. */
type Services = { services: readonly { paper: ServedPaper; partyId: string | null; servedOn: CivilDate }[] }

/** The day on which this party had the decision: its time to appeal runs from there, whoever else is still looked for. `null` where none is kept. */
export const decisionServedOn = ({ services }: Services, partyId: string): CivilDate | null =>
  services.find((one) => one.paper === 'decision' && one.partyId === partyId)?.servedOn ?? null

/**
 * A remedy is received against a decision that was served, be it on one of several parties, and is not taken back. That its case was closed takes
 * no time from the party.
 */
export const isAppealable = (procedure: Ended & Services): boolean =>
  appealableStages.includes(procedure.state) ||
  closedOnDecision(procedure) ||
  (procedure.state === 'decided' && procedure.services.some(({ paper }) => paper === 'decision'))

export const isOpen = ({ state }: Pick<Remedy, 'state'>) => state === 'received' || state === 'answered'

type Appealed = Ended & { facts: readonly { partyId: string }[]; remedies: readonly Omit<Remedy, 'concludedOn'>[] }

/**
 * One body looks at a decision at a time: each party asks either once, and nobody the body above once a court has it.
 * Refuses `wrongState`, `decisionNotServed` on this one, `remedyOpen`, `alreadyExists`.
 */
export function mayReceive(appealed: Appealed & Services, { partyId, kind }: Pick<Remedy, 'partyId' | 'kind'>): Result<void> {
  const { state, remedies } = appealed
  if (!isAppealable(appealed)) return refuse('wrongState', { state })
  if (state === 'decided' && decisionServedOn(appealed, partyId) === null) return refuse('decisionNotServed')
  const own = remedies.filter((one) => one.partyId === partyId && one.state !== 'withdrawn')
  if (own.some(isOpen)) return refuse('remedyOpen')
  const again = own.some((one) => one.kind === kind || one.kind === 'litigation')
  return again || own.some(({ outcome }) => outcome === 'revoked') || overturned(appealed) ? refuse('alreadyExists') : ok(undefined)
}

/** The decision was revoked from outside, for each of the parties that it is on, and is still to be taken back here. */
export const overturned = ({ facts, remedies }: Pick<Appealed, 'facts' | 'remedies'>): boolean => {
  const free = remedies.flatMap(({ partyId, outcome }) => (outcome === 'revoked' ? [partyId] : []))
  return free.length > 0 && facts.every(({ partyId }) => free.includes(partyId))
}

const nothingOverturned = (appealed: Appealed): Result<void> =>
  overturned(appealed) && appealed.state !== 'revoked' ? refuse('decisionOverturned') : ok(undefined)
const nothingStayed = ({ remedies }: Appealed): Result<void> =>
  remedies.some((one) => isOpen(one) && one.stayed) ? refuse('enforcementStayed') : ok(undefined)
/** A case that is closed is opened again only for a decision that was revoked from outside. */
const closedOnlyOverturned = (appealed: Appealed): Result<void> =>
  appealed.state !== 'closed' || (closedOnDecision(appealed) && overturned(appealed))
    ? ok(undefined)
    : refuse('wrongState', { state: appealed.state })
const nothingOpen = ({ remedies }: Appealed): Result<void> => (remedies.some(isOpen) ? refuse('remedyOpen') : ok(undefined))

type Rule = (appealed: Appealed) => Result<void>
const all =
  (...rules: readonly Rule[]): Rule =>
  (appealed) =>
    rules.map((rule) => rule(appealed)).find(({ ok: held }) => !held) ?? ok(undefined)

/**
 * What a remedy bars: a decision that was revoked is carried out no further, one that is stayed is not urged (复议、诉讼期间不停止执行，决定停止的除外),
 * and as long as one is open no court is asked to enforce and no case is closed.
 */
export const barredByRemedies: Readonly<Partial<Record<string, Rule>>> = {
  allowInstalments: nothingOverturned,
  demand: all(nothingOverturned, nothingStayed),
  applyToCourt: all(nothingOverturned, nothingOpen),
  perform: nothingOverturned,
  revoke: closedOnlyOverturned,
  close: all(nothingOverturned, nothingOpen),
}

/** The clocks in which somebody may still appeal. Of a single party that did something and had the decision looked at, what counts is its time to sue after that, and after a court none. */
export function appealRules({ facts, remedies }: Pick<Appealed, 'facts'> & { remedies: readonly Remedy[] }): readonly string[] {
  const concluded = remedies.filter(({ state }) => state === 'concluded')
  if (new Set(facts.map(({ partyId }) => partyId)).size > 1 || concluded.length === 0) return ['CK20', 'CK21', 'CK81']
  return concluded.some(({ kind }) => kind === 'litigation') ? [] : ['CK81']
}

/**
 * The days on which what was before a court ended, and on which a party took back what it had asked for: until then the decision could not be
 * enforced. That the three months are counted from a withdrawal too, nobody has verified.
 */
export const endedOn = ({ remedies }: { remedies: readonly Remedy[] }): CivilDate[] =>
  remedies.flatMap(({ kind, state, concludedOn }) => {
    const counts = state === 'withdrawn' || (state === 'concluded' && kind === 'litigation')
    return counts && concludedOn !== null ? [concludedOn] : []
  })
