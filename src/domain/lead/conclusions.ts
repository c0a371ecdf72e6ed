import { ok, type Result, refuse } from '../kernel/result'
import { house, type StepBasis } from '../law/law'

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

/**
 * What a conclusion rests on: `files`, papers on the file; `target`, the lead that it goes on as, whose own conclusion and papers hold for both.
 */
type Proof = 'files' | 'target'
type Demand = { proof: Proof; wanted: string; amounts: boolean; accountLength: number; basis: StepBasis }

const everyConclusion = house('每一种结论都要有据可查：查实、排除、查不成、并入或撤回，事后都能按卷复核')

/** What a conclusion must bring along; `wanted` names the papers to whoever has none. Nobody concludes anything on their word alone. */
export const conclusionDemands: Record<LeadConclusion, Demand> = {
  substantiated: { proof: 'files', wanted: '能证明违规事实和金额的材料', amounts: true, accountLength: 10, basis: everyConclusion },
  partlySubstantiated: { proof: 'files', wanted: '查实部分的证明材料', amounts: true, accountLength: 10, basis: everyConclusion },
  unsubstantiated: { proof: 'files', wanted: '能排除疑点的材料', amounts: false, accountLength: 10, basis: everyConclusion },
  /** That a thing could not be found out is a fact too, and the easiest to say: the tries are on record. */
  unverifiable: {
    ...{ proof: 'files', wanted: '已采取核查措施而未果的记录（如联系、调取、走访记录）' },
    ...{ amounts: false, accountLength: 20, basis: everyConclusion },
  },
  merged: { proof: 'target', wanted: '并入线索的编号', amounts: false, accountLength: 10, basis: everyConclusion },
  /** The issuer's word, not the verifier's: its letter is the evidence. */
  withdrawn: { proof: 'files', wanted: '下发单位的来函', amounts: false, accountLength: 10, basis: everyConclusion },
}

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
 * Whether a verification may go to review. Refuses `evidenceMissing` (with what is wanted), `accountTooShort` (with the length asked for),
 * `amountsMissing`, `amountsOutOfOrder` (billed ≥ irregular ≥ fund loss), `fraudWithoutFacts`.
 */
export function verificationComplete(verification: Verification): Result<void> {
  const demand = conclusionDemands[verification.conclusion]
  if (verification.account.trim().length < demand.accountLength) return refuse('accountTooShort', { length: demand.accountLength })
  if (demand.proof === 'files' && verification.evidenceCount === 0) return refuse('evidenceMissing', { missing: demand.wanted })
  if (verification.isFraud && !demand.amounts) return refuse('fraudWithoutFacts')
  if (!demand.amounts) return ok(undefined)

  const { billedFen, irregularFen, fundLossFen } = verification
  if (billedFen === null || irregularFen === null || fundLossFen === null) return refuse('amountsMissing')
  return billedFen >= irregularFen && irregularFen >= fundLossFen ? ok(undefined) : refuse('amountsOutOfOrder')
}
