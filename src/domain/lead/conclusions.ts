import { ok, type Result, refuse } from '../kernel/result'

export const leadConclusions = ['substantiated', 'partlySubstantiated', 'unsubstantiated', 'unverifiable', 'merged', 'withdrawn'] as const
export type LeadConclusion = (typeof leadConclusions)[number]

/** What a verifier can arrive at. A lead is withdrawn (撤回) by the agency that issued it, and by no other. */
export const verifiedConclusions = [
  'substantiated',
  'partlySubstantiated',
  'unsubstantiated',
  'unverifiable',
  'merged',
] as const satisfies readonly LeadConclusion[]

/** What another lead can go on with: open, or answered in a way that stands by itself. So merging makes neither chain nor cycle. */
export const bearsMerging = ({ conclusion }: { conclusion: LeadConclusion | null }): boolean =>
  conclusion !== 'merged' && conclusion !== 'withdrawn'

/** What a conclusion must bring along. Evidence is asked for whatever is said of facts; a lead that cannot be verified says why. */
const demands = {
  substantiated: { evidence: true, amounts: true, accountLength: 10 },
  partlySubstantiated: { evidence: true, amounts: true, accountLength: 10 },
  unsubstantiated: { evidence: true, amounts: false, accountLength: 10 },
  unverifiable: { evidence: false, amounts: false, accountLength: 20 },
  merged: { evidence: false, amounts: false, accountLength: 10 },
  /** The issuer's word, not the verifier's: its letter is the evidence. */
  withdrawn: { evidence: true, amounts: false, accountLength: 10 },
} satisfies Record<LeadConclusion, { evidence: boolean; amounts: boolean; accountLength: number }>

export const conclusionDemands: Record<LeadConclusion, { evidence: boolean; amounts: boolean; accountLength: number }> = demands

export type Verification = {
  conclusion: LeadConclusion
  billedFen: bigint | null
  irregularFen: bigint | null
  fundLossFen: bigint | null
  isFraud: boolean
  account: string
  evidenceCount: number
}

/**
 * Whether a verification may go to review. Refuses `evidenceMissing`, `accountTooShort` (with the length asked for),
 * `amountsMissing`, `amountsOutOfOrder` (billed ≥ irregular ≥ fund loss), `fraudWithoutFacts`.
 */
export function verificationComplete(verification: Verification): Result<void> {
  const demand = conclusionDemands[verification.conclusion]
  if (verification.account.trim().length < demand.accountLength) return refuse('accountTooShort', { length: demand.accountLength })
  if (demand.evidence && verification.evidenceCount === 0) return refuse('evidenceMissing')
  if (verification.isFraud && !demand.amounts) return refuse('fraudWithoutFacts')
  if (!demand.amounts) return ok(undefined)

  const { billedFen, irregularFen, fundLossFen } = verification
  if (billedFen === null || irregularFen === null || fundLossFen === null) return refuse('amountsMissing')
  return billedFen >= irregularFen && irregularFen >= fundLossFen ? ok(undefined) : refuse('amountsOutOfOrder')
}
