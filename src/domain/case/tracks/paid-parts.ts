import type { CivilDate } from '../../kernel/civil-date'
import { counts, type Posting } from '../money'

/** A fine, or a part of it where it is paid in parts. */
export type DuePart = { id: string; amountFen: bigint }
type Paid = Posting & { occurredOn: CivilDate }

/**
 * What of a fine is covered by what has come in, and on which day: each part of it in their order, or the whole under no id. Only what counts is
 * owed or paid: not a fine that was changed, nor what was posted wrongly.
 */
export function paidParts(parts: readonly DuePart[], money: readonly Paid[]): { id: string | undefined; coveredOn: CivilDate }[] {
  const counted = money.filter(counts)
  const payments = counted.filter(({ kind }) => kind === 'finePaid').sort((one, other) => (one.occurredOn < other.occurredOn ? -1 : 1))
  const finedFen = counted.reduce((sum, { kind, amountFen }) => (kind === 'fined' ? sum + amountFen : sum), 0n)
  if (finedFen === 0n) return []
  const owed: readonly { id: string | undefined; amountFen: bigint }[] = parts.length > 0 ? parts : [{ id: undefined, amountFen: finedFen }]
  let dueFen = 0n
  return owed.flatMap(({ id, amountFen }) => {
    dueFen += amountFen
    const coveredOn = dayCovered(payments, dueFen)
    return coveredOn === null ? [] : [{ id, coveredOn }]
  })
}

/** A plan for a fine that is lower now: its last parts are cut, down to nothing, and what comes first stays as it was agreed. */
export function planCutTo<Part extends DuePart>(parts: readonly Part[], fineFen: bigint): Part[] {
  let leftFen = fineFen
  return parts.map((part) => {
    const amountFen = part.amountFen < leftFen ? part.amountFen : leftFen
    leftFen -= amountFen
    return { ...part, amountFen }
  })
}

/** The day of the payment with which so much had come in. */
function dayCovered(payments: readonly Paid[], dueFen: bigint): CivilDate | null {
  let paidFen = 0n
  for (const { amountFen, occurredOn } of payments) {
    paidFen += amountFen
    if (paidFen >= dueFen) return occurredOn
  }
  return null
}
