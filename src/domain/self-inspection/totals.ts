import { type RefundLedger, refundLedgers, type SplitFinding } from './ledger'
import { type LedgerLine, leftByLedger, standingFen } from './refund'

export type CountedFinding = SplitFinding & {
  billedFen: bigint
  irregularFen: bigint
  peopleCount: number
  refunds: readonly LedgerLine[]
}

/** What stands on one ledger: `declaredFen` counts what is declared or confirmed, `confirmedFen` what has arrived, `outstandingFen` what is left to pay. */
export type LedgerTotals = { declaredFen: bigint; confirmedFen: bigint; outstandingFen: bigint }

export type Totals = {
  findings: number
  peopleCount: number
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  /** Money by ledger; there is no sum over both. */
  byLedger: Record<RefundLedger, LedgerTotals>
}

/** The sums of findings, those of money received for each ledger by itself. */
export function totalsOf(findings: readonly CountedFinding[]): Totals {
  const sum = (of: (finding: CountedFinding) => bigint) => findings.reduce((total, finding) => total + of(finding), 0n)
  const on = (ledger: RefundLedger): LedgerTotals => {
    const refundsOf = (finding: CountedFinding) => finding.refunds.filter((refund) => refund.ledger === ledger)
    return {
      declaredFen: sum((finding) => standingFen(refundsOf(finding))),
      confirmedFen: sum((finding) => standingFen(refundsOf(finding).filter(({ state }) => state === 'confirmed'))),
      outstandingFen: sum((finding) => leftByLedger(finding)[ledger]),
    }
  }
  return {
    findings: findings.length,
    peopleCount: findings.reduce((total, finding) => total + finding.peopleCount, 0),
    billedFen: sum((finding) => finding.billedFen),
    irregularFen: sum((finding) => finding.irregularFen),
    fundLossFen: sum((finding) => finding.fundLossFen),
    byLedger: { fundRefund: on('fundRefund'), agreementRecovery: on('agreementRecovery') },
  }
}

/** Whether something is left to pay on any ledger. */
export const owesMore = ({ byLedger }: Totals): boolean => refundLedgers.some((ledger) => byLedger[ledger].outstandingFen > 0n)
