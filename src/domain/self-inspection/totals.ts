import { type RefundLine, standingFen } from './refund'

export type CountedFinding = {
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  peopleCount: number
  refunds: readonly RefundLine[]
}

export type Totals = {
  findings: number
  peopleCount: number
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  declaredFen: bigint
  confirmedFen: bigint
  /** Fund loss that nobody has declared as returned. */
  outstandingFen: bigint
}

/** The sums of findings. `declaredFen` counts what stands (declared or confirmed), `confirmedFen` what has arrived. */
export function totalsOf(findings: readonly CountedFinding[]): Totals {
  const sum = (of: (finding: CountedFinding) => bigint) => findings.reduce((total, finding) => total + of(finding), 0n)
  const fundLossFen = sum((finding) => finding.fundLossFen)
  const declaredFen = sum(({ refunds }) => standingFen(refunds))
  return {
    findings: findings.length,
    peopleCount: findings.reduce((total, finding) => total + finding.peopleCount, 0),
    billedFen: sum((finding) => finding.billedFen),
    irregularFen: sum((finding) => finding.irregularFen),
    fundLossFen,
    declaredFen,
    confirmedFen: sum(({ refunds }) => refunds.reduce((total, one) => (one.state === 'confirmed' ? total + one.amountFen : total), 0n)),
    outstandingFen: fundLossFen - declaredFen,
  }
}
