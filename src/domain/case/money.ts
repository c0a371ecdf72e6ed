import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'

export const moneyKinds = [
  'found',
  'demanded',
  'recovered',
  'fined',
  'finePaid',
  'agreementRecovered',
  'surcharged',
  'surchargePaid',
] as const
export type MoneyKind = (typeof moneyKinds)[number]

/**
 * Money of the funds goes back to the funds' own account; a fine, and what it grows by when it is late (加处罚款), go to the treasury
 * (条例 第四十五条). They are never added up.
 */
export const fundMoney = ['found', 'demanded', 'recovered', 'agreementRecovered'] as const satisfies readonly MoneyKind[]
export const treasuryMoney = ['fined', 'finePaid', 'surcharged', 'surchargePaid'] as const satisfies readonly MoneyKind[]

/** What is posted by hand, with a voucher. The rest follows from the facts and the decision. */
export const postedByHand = ['recovered', 'agreementRecovered', 'finePaid', 'surchargePaid'] as const satisfies readonly MoneyKind[]

export type MoneyTotals = {
  fund: {
    foundFen: bigint
    demandedFen: bigint
    recoveredFen: bigint
    agreementRecoveredFen: bigint
    returnedFen: bigint
    outstandingFen: bigint
  }
  treasury: {
    finedFen: bigint
    paidFen: bigint
    outstandingFen: bigint
    surchargedFen: bigint
    surchargePaidFen: bigint
    surchargeOutstandingFen: bigint
  }
}

const atLeastNought = (amountFen: bigint) => (amountFen > 0n ? amountFen : 0n)

export type Posting = { kind: MoneyKind; amountFen: bigint; confirmedAt: Date | null; rejectedAt: Date | null }

export const isFundMoney = (kind: MoneyKind): boolean => (fundMoney as readonly MoneyKind[]).includes(kind)
const isByHand = (kind: MoneyKind) => (postedByHand as readonly MoneyKind[]).includes(kind)

/** What follows from the case counts at once; what was posted by hand counts when a second person has confirmed it. */
export const counts = ({ kind, confirmedAt, rejectedAt }: Omit<Posting, 'amountFen'>): boolean =>
  rejectedAt === null && (!isByHand(kind) || confirmedAt !== null)

/** Posted by hand, and nobody has said yet whether it arrived. */
export const awaitsConfirmation = ({ kind, confirmedAt, rejectedAt }: Omit<Posting, 'amountFen'>): boolean =>
  isByHand(kind) && confirmedAt === null && rejectedAt === null

const sumOf = (postings: readonly { kind: MoneyKind; amountFen: bigint }[], kind: MoneyKind) =>
  postings.reduce((total, posting) => (posting.kind === kind ? total + posting.amountFen : total), 0n)

/** The money of a case by account, as far as it counts. `returned`: what came back to the funds, whichever way it was demanded. */
export function moneyTotals(postings: readonly Posting[]): MoneyTotals {
  const counted = postings.filter(counts)
  const demandedFen = sumOf(counted, 'demanded')
  const recoveredFen = sumOf(counted, 'recovered')
  const agreementRecoveredFen = sumOf(counted, 'agreementRecovered')
  const finedFen = sumOf(counted, 'fined')
  const paidFen = sumOf(counted, 'finePaid')
  const [surchargedFen, surchargePaidFen] = [sumOf(counted, 'surcharged'), sumOf(counted, 'surchargePaid')]
  return {
    fund: {
      foundFen: sumOf(counted, 'found'),
      demandedFen,
      recoveredFen,
      agreementRecoveredFen,
      returnedFen: recoveredFen + agreementRecoveredFen,
      outstandingFen: atLeastNought(demandedFen - recoveredFen),
    },
    treasury: {
      ...{ finedFen, paidFen, outstandingFen: atLeastNought(finedFen - paidFen) },
      ...{ surchargedFen, surchargePaidFen, surchargeOutstandingFen: atLeastNought(surchargedFen - surchargePaidFen) },
    },
  }
}

/** Whether so much more, or less, can have been lost. Refuses `foundBelowReturned`: no less than has come back or is said to have. */
export function foundHolds(postings: readonly Posting[], byFen: bigint): Result<void> {
  const standing = postings.filter(({ rejectedAt }) => rejectedAt === null)
  const returnedFen = sumOf(standing, 'recovered') + sumOf(standing, 'agreementRecovered')
  if (sumOf(standing, 'found') + byFen >= returnedFen) return ok(undefined)
  return refuse('foundBelowReturned', { returned: formatYuan(returnedFen) })
}

/** What is still owed to the treasury: of the fine, and of what was added to it. */
export const owedToTreasury = ({ treasury }: Pick<MoneyTotals, 'treasury'>): bigint =>
  treasury.outstandingFen + treasury.surchargeOutstandingFen

/** The least of what is left of several limits. */
const least = (limits: readonly bigint[]) => limits.reduce((one, other) => (other < one ? other : one))

/**
 * Whether so much more can have come in: no more to the treasury than was fined, or added to the fine; no more to the funds than was lost and, once it is
 * decided, than was demanded. What waits for its confirmation is counted along. Refuses `moneyBeyond` with what may still be posted.
 */
export function postingHolds(
  postings: readonly Posting[],
  { kind, amountFen }: { kind: MoneyKind; amountFen: bigint },
  isDecided: boolean,
): Result<void> {
  const standing = postings.filter(({ rejectedAt }) => rejectedAt === null)
  const sum = (of: MoneyKind) => sumOf(standing, of)
  const lost = sum('found') - sum('recovered') - sum('agreementRecovered')
  const limit =
    kind === 'finePaid' || kind === 'surchargePaid'
      ? sum(kind === 'finePaid' ? 'fined' : 'surcharged') - sum(kind)
      : kind === 'recovered' && isDecided
        ? least([lost, sum('demanded') - sum('recovered')])
        : lost
  return amountFen <= limit ? ok(undefined) : refuse('moneyBeyond', { left: formatYuan(atLeastNought(limit)) })
}
