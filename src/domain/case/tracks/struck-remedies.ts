import { formatYuan } from '../../kernel/money'
import { ok, type Result, refuse } from '../../kernel/result'
import type { Step } from '../../kernel/workflow'
import { house } from '../../law/law'
import { byHead, type CaseRelation, notByOfficers } from '../grants'
import { moneyTotals, type Posting } from '../money'
import type { Owed } from './owed-by-party'
import type { RemedyOfCase, RemedyState } from './remedies'
import type { AdminStage, ClosingKind } from './stages'

/** `isLast`: its party asked for nothing after it. `stands`: the decision was not taken back meanwhile. */
type Recorded = Omit<RemedyOfCase, 'state'> & {
  state: RemedyState | 'struck'
  concludedById: string | null
  isLast: boolean
  stands: boolean
}

type Ended = { stage: AdminStage; closingKind: ClosingKind | null }

/**
 * Whether a decision may owe so much again: no more than has come in where it was performed, for nothing leads back from there to the demand and
 * the court. Refuses `strikeOwesAgain` with what would be owed.
 */
export function mayOweAgain({ stage, closingKind }: Ended, { refundFen, fineFen }: Owed, money: readonly Posting[]): Result<void> {
  if (stage !== 'performed' && (stage !== 'closed' || closingKind === 'unperformed')) return ok(undefined)
  const { fund, treasury } = moneyTotals(money)
  const [refund, fine] = [refundFen - fund.recoveredFen, fineFen - treasury.paidFen].map((left) => (left > 0n ? left : 0n))
  if (!refund && !fine) return ok(undefined)
  return refuse('strikeOwesAgain', { refund: formatYuan(refund ?? 0n), fine: formatYuan(fine ?? 0n) })
}

type Shared = { facts: readonly { fundLossFen: bigint }[]; byAgreementFen: bigint }

/**
 * One loss comes back once: a decision may demand again only what the agreement has not taken meanwhile. Refuses `refundBeyondAgreement` with what
 * may still be.
 */
export function mayDemandAgain({ facts, byAgreementFen }: Shared, before: Owed, { refundFen }: Owed): Result<void> {
  const left = facts.reduce((total, { fundLossFen }) => total + fundLossFen, -byAgreementFen)
  const most = left > 0n ? left : 0n
  if (refundFen <= before.refundFen || refundFen <= most) return ok(undefined)
  return refuse('refundBeyondAgreement', { taken: formatYuan(byAgreementFen), most: formatYuan(most) })
}

type Asked = { partyId: string; seq: number; state: RemedyState; struckAt: Date | null }

/** Its party asked for nothing after it. What was struck out or taken back counts for nothing. */
export const isLastOf = (remedies: readonly Asked[], { partyId, seq }: Pick<Asked, 'partyId' | 'seq'>): boolean =>
  !remedies.some((one) => one.partyId === partyId && one.seq > seq && one.state !== 'withdrawn' && one.struckAt === null)

const nothingCameOfIt = ({ isLast, stands, state }: Recorded): Result<void> =>
  isLast && stands ? ok(undefined) : refuse('wrongState', { state })

/** What was recorded wrongly as the end of an appeal is struck out, by another head than who recorded it: the appeal goes on as it stood before. */
export const strikeStep: Step<Recorded, CaseRelation> = {
  from: ['concluded'],
  to: 'struck',
  by: byHead,
  notBy: [...notByOfficers, 'concludedById'],
  requires: nothingCameOfIt,
  basis: house('登记有误的，由另一名负责人注销，原登记保留可查。'),
}
