import { addMonths, type CivilDate } from '../kernel/civil-date'
import { ok, type Result, refuse } from '../kernel/result'
import { type Basis, basis } from '../law/law'

/** The day the Regulation took effect: self-inspection looks back to it, whatever the plan leaves unsaid. */
export const regulationInForceFrom: CivilDate = '2021-05-01'

export type FindingFacts = {
  periodFrom: CivilDate
  periodTo: CivilDate
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
}

/**
 * Whether a finding's figures hold together: billed ≥ irregular ≥ fund loss, and a period in order, within what the
 * filing looks back to and not in the future. Refuses `amountsOutOfOrder`, `periodOutOfRange`.
 */
export function findingStands(finding: FindingFacts, lookBackFrom: CivilDate, today: CivilDate): Result<void> {
  const { periodFrom, periodTo, billedFen, irregularFen, fundLossFen } = finding
  if (billedFen < irregularFen || irregularFen < fundLossFen || fundLossFen < 0n) return refuse('amountsOutOfOrder')
  const inRange = lookBackFrom <= periodFrom && periodFrom <= periodTo && periodTo <= today
  return inRange ? ok(undefined) : refuse('periodOutOfRange', { from: lookBackFrom, to: today })
}

/** An unlawful act not discovered within two years is not penalised. */
export const limitationBasis: Basis = basis('administrativePenaltyLaw', '第三十六条')
const limitationMonths = 24

/**
 * What can still be done about money of a period. `agreementOnly`: all of it lies more than two years back, so that it can be
 * recovered under the agreement or returned, but not penalised. `mixed`: the period reaches across that day.
 */
export function recovery(period: Pick<FindingFacts, 'periodFrom' | 'periodTo'>, today: CivilDate): 'full' | 'mixed' | 'agreementOnly' {
  const edge = addMonths(today, -limitationMonths)
  if (period.periodTo < edge) return 'agreementOnly'
  return period.periodFrom < edge ? 'mixed' : 'full'
}
