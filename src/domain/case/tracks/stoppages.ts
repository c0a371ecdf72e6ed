import { addMonths, type CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { basis, house } from '../../law/law'
import { byHead, byOperator, type CaseRelation, notByOfficers } from '../grants'
import type { PartyKind } from '../parties'

/** What a decision stops for some months (责令暂停): what a department does on the funds, or that a person's bills are settled on the spot. */
export const stoppageKinds = ['services', 'settlement'] as const
export type StoppageKind = (typeof stoppageKinds)[number]

/** Why it ended: looked at again and restored, or the decision was revoked. */
export const stoppageEnds = ['restored', 'revoked'] as const
export type StoppageEnd = (typeof stoppageEnds)[number]

export const stoppageStates = ['imposed', 'begun', 'reviewed', 'ended'] as const
export type StoppageState = (typeof stoppageStates)[number]

export const stoppageClocks = { services: 'CK45', settlement: 'CK46' } as const satisfies Record<StoppageKind, string>

/** As its steps look at it. `asOf`: the day of the act. */
export type Stoppage = {
  state: StoppageState
  toOn: CivilDate
  /** Its being carried out was stayed by whoever looks at the decision again (停止执行). */
  stayed: boolean
  reviewedById: string | null
  proposedById: string
  officerAId: string
  officerBId: string
  writerIds: readonly string[]
  asOf: CivilDate
}

export const stoppageKindOf = ({ kind }: { kind: PartyKind }): StoppageKind => (kind === 'person' ? 'settlement' : 'services')

/** Its last day. The day of service is not counted (自送达次日起), so that it is the day of the same number. */
export const stoppageEnd = (fromOn: CivilDate, months: number): CivilDate => addMonths(fromOn, months)

/** Where it stands, by what was entered of it. */
export function stoppageStateOf(days: { begunOn: Date | null; reviewedOn: Date | null; endedOn: Date | null }): StoppageState {
  if (days.endedOn) return 'ended'
  if (days.reviewedOn) return 'reviewed'
  return days.begunOn ? 'begun' : 'imposed'
}

const notStayed = ({ stayed }: Stoppage): Result<void> => (stayed ? refuse('enforcementStayed') : ok(undefined))
const monthsOver = ({ asOf, toOn }: Stoppage): Result<void> => (asOf < toOn ? refuse('stoppageRuns', { day: toOn }) : ok(undefined))
/** The last day belongs to the months: what stood still goes on from the day after at the earliest. */
const lastDayOver = ({ asOf, toOn }: Stoppage): Result<void> => (asOf <= toOn ? refuse('stoppageRuns', { day: toOn }) : ok(undefined))

const review = house('期满不自动恢复：经办机构先复核，由行政部门另一人决定恢复。期满复核的程序未核实，以当地规定为准。')

const steps = {
  begin: {
    from: ['imposed'],
    to: 'begun',
    by: byOperator,
    requires: notStayed,
    basis: basis('fundRegulation', '第三十八条、第四十条、第四十一条'),
  },
  review: { from: ['begun'], to: 'reviewed', by: byOperator, requires: monthsOver, basis: review },
  sendBack: { from: ['reviewed'], to: 'begun', by: byHead, notBy: ['reviewedById', ...notByOfficers], basis: review },
  restore: { from: ['reviewed'], to: 'ended', by: byHead, notBy: ['reviewedById', ...notByOfficers], requires: lastDayOver, basis: review },
} satisfies Record<string, Step<Stoppage, CaseRelation>>

export type StoppageStep = keyof typeof steps
/** How what was decided to be stopped is carried out, and taken up again. */
export const stoppageSteps: Record<StoppageStep, Step<Stoppage, CaseRelation>> = steps
export const stoppageStepNames = Object.keys(steps) as StoppageStep[]

/** Whether all that was decided to be stopped stands still. Refuses `stoppageNotBegun` with how many do not. */
export function stoppagesBegun({ stoppages }: { stoppages: readonly Pick<Stoppage, 'state'>[] }): Result<void> {
  const waiting = stoppages.filter(({ state }) => state === 'imposed').length
  return waiting > 0 ? refuse('stoppageNotBegun', { count: waiting }) : ok(undefined)
}
