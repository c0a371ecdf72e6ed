import type { CivilDate } from '../kernel/civil-date'
import type { Confidence } from '../law/confidence'

/** What rows may lead to (后续处理): found again after it was said to be rectified, not rectified, or paid back early and honestly. */
export const consequenceKinds = ['again', 'notRemedied', 'earlyRefund'] as const
export type ConsequenceKind = (typeof consequenceKinds)[number]

export const consequenceDecisions = ['confirmed', 'dismissed'] as const
export type ConsequenceDecision = (typeof consequenceDecisions)[number]

/** What a person decides on: a closer look, a talk, or fewer checks. Nothing of it is a penalty. */
export const consequenceMeasures = ['onSiteCheck', 'talk', 'fewerChecks'] as const
export type ConsequenceMeasure = (typeof consequenceMeasures)[number]

export const measuresOf: Readonly<Record<ConsequenceKind, readonly ConsequenceMeasure[]>> = {
  again: ['onSiteCheck', 'talk'],
  notRemedied: ['onSiteCheck', 'talk'],
  earlyRefund: ['fewerChecks'],
}

/** For how long what was confirmed weighs in a draw. The house's own figure. */
export const consequenceMonths = 24
export const consequenceConfidence: Confidence = 'M'

/** Something that was found of an institution: declared by itself, or by inspectors on site. */
export type FoundRow = {
  id: string
  source: 'filing' | 'onSite'
  campaignId: string
  campaignName: string
  foundOn: CivilDate
  code: string
  text: string
  violationType: string
  fundLossFen: string
  /** When the institution said that it was rectified. */
  remediedOn: CivilDate | null
  /** On site it was found not to be. */
  notRemedied: boolean
}

export type Recurrence = { kind: 'again' | 'notRemedied'; violationType: string; rows: FoundRow[] }

const isSame = (one: FoundRow, other: FoundRow) => one.violationType === other.violationType || one.code === other.code
const inTime = (one: FoundRow, other: FoundRow) =>
  one.foundOn === other.foundOn ? (one.id < other.id ? -1 : 1) : one.foundOn < other.foundOn ? -1 : 1

/**
 * What came again (屡查屡犯) and what was not rectified (整改不到位), from what was found of one institution in all its campaigns. Again is: of one
 * violation type or under one item, in another campaign, after the day on which the earlier was said to be rectified. It says what
 * the rows say and decides nothing.
 */
export function recurrencesOf(rows: readonly FoundRow[]): Recurrence[] {
  const sorted = [...rows].sort(inTime)
  const isAgain = (row: FoundRow) =>
    sorted.some(
      (earlier) =>
        earlier.campaignId !== row.campaignId && earlier.remediedOn !== null && earlier.remediedOn < row.foundOn && isSame(earlier, row),
    )
  const found: Recurrence[] = []
  for (const [kind, holds] of [
    ['again', isAgain],
    ['notRemedied', (row: FoundRow) => row.notRemedied],
  ] as const) {
    for (const violationType of new Set(sorted.filter(holds).map((row) => row.violationType))) {
      const those = sorted.filter((row) => row.violationType === violationType && holds(row))
      found.push({ kind, violationType, rows: sorted.filter((row) => those.some((one) => one === row || isSame(row, one))) })
    }
  }
  return found
}

/** What a filing comes to in money, and what others did about it. */
export type RefundCourse = {
  declaredFen: bigint
  /** Arrived, on both ledgers. */
  returnedFen: bigint
  /** Anything demanded on or before the day of the last payment. */
  demanded: boolean
  /** What leads and re-checks found besides. */
  foundFen: bigint
}

/** All that was declared came back before anybody demanded it, and nobody found more (主动如实退回). */
export const isEarlyAndHonest = ({ declaredFen, returnedFen, demanded, foundFen }: RefundCourse): boolean =>
  declaredFen > 0n && returnedFen >= declaredFen && !demanded && foundFen === 0n

/** Decided by whoever reviews or approves where the institution is. */
export const settleConsequenceGrants = [
  { role: 'reviewer', as: 'owned' },
  { role: 'approver', as: 'owned' },
] as const
