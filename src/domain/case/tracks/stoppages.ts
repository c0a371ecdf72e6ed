import { addDays, addMonths, type CivilDate, daysBetween } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis, house } from '../../law/law'
import { byHead, byOperator, type CaseRelation, notByOfficers } from '../grants'
import type { PartyKind } from '../parties'

/** What a decision stops for some months (责令暂停): what a department does on the funds, or that a person's bills are settled on the spot. */
export const stoppageKinds = ['services', 'settlement'] as const
export type StoppageKind = (typeof stoppageKinds)[number]

/** Why it ended: looked at again and restored; not ordered any more; or over without having been carried out. */
export const stoppageEnds = ['restored', 'revoked', 'lapsed'] as const
export type StoppageEnd = (typeof stoppageEnds)[number]

export const stoppageStates = ['imposed', 'begun', 'reviewed', 'ended', 'lapsed'] as const
export type StoppageState = (typeof stoppageStates)[number]

export const stoppageClocks = { services: 'CK45', settlement: 'CK46' } as const satisfies Record<StoppageKind, string>

/** As its steps look at it. `asOf`: the day of the act. */
export type Stoppage = {
  state: StoppageState
  toOn: CivilDate
  /** Its being carried out was stayed by whoever looks at the decision again (停止执行). */
  stayed: boolean
  /** A stay that came within its months has not ended. */
  stayRuns: boolean
  endWhy: StoppageEnd | null
  begunById: string | null
  reviewedById: string | null
  endedById: string | null
  proposedById: string
  officerAId: string
  officerBId: string
  writerIds: readonly string[]
  asOf: CivilDate
}

export const stoppageKindOf = ({ kind }: { kind: PartyKind }): StoppageKind => (kind === 'person' ? 'settlement' : 'services')

/** Its last day. The day of service is not counted (自送达次日起), so that it is the day of the same number. */
export const stoppageEnd = (fromOn: CivilDate, months: number): CivilDate => addMonths(fromOn, months)

/** What an appeal did to it: it left fewer months of it, or had it not carried out for a while (停止执行). */
export const stoppageChangeKinds = ['shortened', 'stayed'] as const
export type StoppageChangeKind = (typeof stoppageChangeKinds)[number]
/** `months`: that are left, of what was shortened. A stay has its days: from its first, to the one on which it goes on again. */
export type StoppageChange = { kind: StoppageChangeKind; months: number | null; fromOn: CivilDate | null; toOn: CivilDate | null }

/** How many months it is for: as decided, or as the last appeal left it. */
export const monthsLeft = (months: number, changes: readonly StoppageChange[]): number =>
  changes.findLast(({ kind }) => kind === 'shortened')?.months ?? months

/** The days on which it was not carried out because that was stayed; of a stay that is not over, none yet. */
export const daysStayed = (changes: readonly StoppageChange[]): number =>
  changes.reduce((days, { fromOn, toOn }) => days + (fromOn && toOn ? Math.max(0, daysBetween(fromOn, toOn)) : 0), 0)

/** Its last day as appeals left it: of fewer months, and later by the days that were stayed (停止执行的日数顺延，未核实). */
export const stoppageEndAfter = (fromOn: CivilDate, months: number, changes: readonly StoppageChange[]): CivilDate =>
  addDays(stoppageEnd(fromOn, monthsLeft(months, changes)), daysStayed(changes))

/** What the law lets an appeal do: no more months than before are left. Refuses `stoppageLonger` with how many there were. */
export const mayLeave = (left: number, before: number): Result<void> =>
  left > before ? refuse('stoppageLonger', { months: before }) : ok(undefined)

/** Where it stands, by what was entered of it. */
type Entered = { begunOn: Date | null; reviewedOn: Date | null; endedOn: Date | null; endWhy: StoppageEnd | null }
export function stoppageStateOf(days: Entered): StoppageState {
  if (days.endedOn) return days.endWhy === 'lapsed' ? 'lapsed' : 'ended'
  if (days.reviewedOn) return 'reviewed'
  return days.begunOn ? 'begun' : 'imposed'
}

type Rule = (stoppage: Stoppage) => Result<void>
const notStayed = ({ stayed }: Stoppage): Result<void> => (stayed ? refuse('enforcementStayed') : ok(undefined))
const monthsOver = ({ asOf, toOn }: Stoppage): Result<void> => (asOf < toOn ? refuse('stoppageRuns', { day: toOn }) : ok(undefined))
/** Days that a stay takes are not over. One that came after the last day takes none, and keeps nothing shut. */
const noStayRuns = ({ stayRuns }: Stoppage): Result<void> => (stayRuns ? refuse('enforcementStayed') : ok(undefined))
/** What is over is begun no more: months that nobody ordered would follow. */
const notOver = ({ asOf, toOn }: Stoppage): Result<void> => (asOf > toOn ? refuse('stoppageOver', { day: toOn }) : ok(undefined))
const endedHere = ({ endWhy, state }: Stoppage): Result<void> => (endWhy === 'revoked' ? refuse('wrongState', { state }) : ok(undefined))
/** The last day belongs to the months: what stood still goes on from the day after at the earliest. */
const lastDayOver = ({ asOf, toOn }: Stoppage): Result<void> => (asOf <= toOn ? refuse('stoppageRuns', { day: toOn }) : ok(undefined))

/** The first of them that does not hold. */
const both =
  (one: Rule, other: Rule): Rule =>
  (stoppage) => {
    const first = one(stoppage)
    return first.ok ? other(stoppage) : first
  }

const review = house('期满不自动恢复：经办机构先复核，由行政部门另一人决定恢复。期满复核的程序未核实，以当地规定为准。')

const wrongly = house('登记有误的，由另一人注销，原登记在办理记录中保留可查。')

const steps = {
  begin: {
    from: ['imposed'],
    to: 'begun',
    by: byOperator,
    requires: both(notStayed, notOver),
    basis: basis('fundRegulation', '第三十八条、第四十条、第四十一条'),
  },
  review: { from: ['begun'], to: 'reviewed', by: byOperator, requires: both(noStayRuns, monthsOver), basis: review },
  sendBack: { from: ['reviewed'], to: 'begun', by: byHead, notBy: ['reviewedById', ...notByOfficers], basis: review },
  restore: {
    from: ['reviewed'],
    to: 'ended',
    by: byHead,
    notBy: ['reviewedById', ...notByOfficers],
    requires: both(noStayRuns, lastDayOver),
    basis: review,
  },
  lapse: {
    from: ['imposed'],
    to: 'lapsed',
    by: byHead,
    notBy: notByOfficers,
    requires: both(noStayRuns, lastDayOver),
    basis: house('期满仍未执行的，由负责人写明原因了结，不再补执行。'),
  },
  strikeBegun: { from: ['begun'], to: 'imposed', by: byOperator, notBy: ['begunById'], basis: wrongly },
  strikeEnded: {
    from: ['ended', 'lapsed'],
    to: 'reviewed',
    by: byHead,
    notBy: ['endedById', ...notByOfficers],
    requires: endedHere,
    basis: wrongly,
  },
} satisfies Record<string, Step<Stoppage, CaseRelation>>

export type StoppageStep = keyof typeof steps
/** How what was decided to be stopped is carried out, and taken up again. */
export const stoppageSteps: Record<StoppageStep, Step<Stoppage, CaseRelation>> = steps
export const stoppageStepNames = Object.keys(steps) as StoppageStep[]

/** Whether all that was decided to be stopped stands still. Refuses `stoppageNotBegun` with how many do not. */
export function stoppagesBegun({ stoppages }: { stoppages: readonly Pick<Stoppage, 'state'>[] }): Result<void> {
  const waiting = stoppages.filter(({ state }) => state === 'imposed' || state === 'lapsed').length
  return waiting > 0 ? refuse('stoppageNotBegun', { count: waiting }) : ok(undefined)
}

/** So many days before its last one the operating agency and the bureau are reminded, and again each so many after it: no law says how often. */
export const remindedBefore = 10
const remindedEach = 7

/** Of what the reminder is on this day, and which of its kind: one before the last day, then one each week. */
export const reminderOf = (toOn: CivilDate, today: CivilDate): { kind: 'stoppageEnding' | 'stoppageOver'; span: number } =>
  today <= toOn
    ? { kind: 'stoppageEnding', span: 0 }
    : { kind: 'stoppageOver', span: Math.floor((daysBetween(toOn, today) - 1) / remindedEach) }
