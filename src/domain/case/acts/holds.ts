import { type ClockRuleId, clockRules, type RunningRuleId } from '../../clock/rules'
import type { ActKind } from '../../document/kinds-of-acts'
import type { CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis, type StepBasis } from '../../law/law'
import { byHead, byOfficer, type CaseRelation, notByOfficers } from '../grants'

/** What is kept so that it is not lost: evidence registered and left where it is (先行登记保存), or papers under seal (封存). */
export const holdKinds = ['registration', 'sealing'] as const
export type HoldKind = (typeof holdKinds)[number]

/** What became of it. `refused`: it was urgent, and nobody approved it afterwards. */
export const holdEnds = ['returned', 'copied', 'appraised', 'handedOver', 'refused'] as const
export type HoldEnd = (typeof holdEnds)[number]

/** How each kind is ended by a decision. */
export const endsOf: Readonly<Record<HoldKind, readonly Exclude<HoldEnd, 'refused'>[]>> = {
  registration: ['returned', 'copied', 'appraised', 'handedOver'],
  sealing: ['returned', 'handedOver'],
}

/** The same as the decision words it. */
export const endWords: Readonly<Record<Exclude<HoldEnd, 'refused'>, string>> = {
  returned: '退还',
  copied: '复制后退还',
  appraised: '送检验、检测或者鉴定',
  handedOver: '移送有关机关处理',
}

export const holdClock = { registration: 'CK05', sealing: 'CK07' } as const satisfies Record<HoldKind, RunningRuleId>
/** What runs on one hold. */
export const holdClocks = ['CK05', 'CK06', 'CK07'] as const satisfies readonly ClockRuleId[]
export const holdPapers: Readonly<Record<HoldKind, { decision: ActKind; end: ActKind }>> = {
  registration: { decision: 'registrationDecision', end: 'registrationDisposal' },
  sealing: { decision: 'sealingDecision', end: 'sealingLift' },
}

/** `urgent`: in force, and nobody has approved it yet. */
export const holdStates = ['asked', 'approved', 'urgent', 'held', 'refused', 'ended'] as const
export type HoldState = (typeof holdStates)[number]

type Kept = { approved: boolean | null; takenAt: Date | null; endWhy: HoldEnd | null }

/** Where it stands, by what was entered of it. */
export function holdStateOf({ approved, takenAt, endWhy }: Kept): HoldState {
  if (endWhy !== null) return 'ended'
  if (approved === null) return takenAt ? 'urgent' : 'asked'
  if (!approved) return 'refused'
  return takenAt ? 'held' : 'approved'
}

/** As its steps look at it, with who worked on its case. */
export type Hold = {
  state: HoldState
  kind: HoldKind
  askedById: string
  proposedById: string
  officerAId: string
  officerBId: string
  writerIds: readonly string[]
  takenAt: Date | null
  asOf: Date
}

const decided = { by: byHead, notBy: ['askedById', ...notByOfficers] } as const
const law = basis('administrativePenaltyLaw', '第五十六条')
const sealing = basis('penaltyProcedure', '第二十九条至第三十三条')
const urgency = basis('penaltyProcedure', '先行登记保存、封存条款')

const isSealed = ({ kind }: Hold): Result<void> => (kind === 'sealing' ? ok(undefined) : refuse('noExtension', { count: 0 }))

/** What was urgent is approved within its hours; past them it has ended by itself, and is only given back. */
const withinHours = ({ takenAt, asOf }: Hold): Result<void> =>
  takenAt && asOf.getTime() - takenAt.getTime() > clockRules.CK06.length * 3_600_000 ? refuse('holdUnapproved') : ok(undefined)

const steps = {
  approve: { ...decided, from: ['asked'], to: 'approved', basis: law },
  refuse: { ...decided, from: ['asked'], to: 'refused', basis: law },
  /** Within a day of what was urgent (补办批准). */
  ratify: { ...decided, from: ['urgent'], to: 'held', requires: withinHours, stops: ['CK06'], basis: urgency },
  annul: { ...decided, from: ['urgent'], to: 'ended', stops: holdClocks, basis: urgency },
  take: { from: ['approved'], to: 'held', by: byOfficer, basis: law },
  extend: { ...decided, from: ['held'], to: 'held', requires: isSealed, basis: sealing },
  end: { ...decided, from: ['held'], to: 'ended', stops: holdClocks, basis: law },
} satisfies Record<string, Step<Hold, CaseRelation>>

export type HoldStep = keyof typeof steps
export const holdSteps: Record<HoldStep, Step<Hold, CaseRelation>> = steps
export const holdStepNames = Object.keys(steps) as HoldStep[] // the keys of the table are its steps

/** On what a step rests: what the law of penalties says of registering evidence is not what a seal rests on. */
export const basisOf = (name: HoldStep, kind: HoldKind): StepBasis =>
  kind === 'sealing' && holdSteps[name].basis === law ? sealing : holdSteps[name].basis

type Ending = { why: HoldEnd; endedOn: CivilDate }

/**
 * Whether it is ended so: as its kind is, and when its time is over only by giving everything back, for it has ended by itself. `lastDay`: of its
 * time. Refuses `invalidInput`, `holdLapsed` with that day.
 */
export function mayEnd({ kind, lastDay }: { kind: HoldKind; lastDay: CivilDate }, { why, endedOn }: Ending): Result<void> {
  if (!endsOf[kind].some((end) => end === why)) return refuse('invalidInput', { fields: ['endWhy'] })
  return endedOn > lastDay && why !== 'returned' ? refuse('holdLapsed', { day: lastDay }) : ok(undefined)
}

/** Whether nothing of a case is held any more, so that it can be closed. Refuses `holdOpen` with how many. */
export function nothingHeld(holds: readonly Kept[]): Result<void> {
  const count = holds.filter((hold) => ['urgent', 'held'].includes(holdStateOf(hold))).length
  return count > 0 ? refuse('holdOpen', { count }) : ok(undefined)
}
