import type { CaseState } from '../case/kinds'
import { type Publication, publicationFor } from '../case/tracks/publication'
import { type ServedPaper, stepPapers } from '../case/tracks/stages'
import { ok, type Result, refuse } from '../kernel/result'
import { type PenaltyKind, penaltyKinds } from './kinds-of-penalties'

/** As what a paper is served on the party. A kind that is not here is not served by a record of its own. */
const servedAs: Partial<Record<PenaltyKind, ServedPaper>> = {
  priorNotice: 'priorNotice',
  hearingNotice: 'priorNotice',
  penaltyDecision: 'decision',
  summaryDecision: 'decision',
  handlingDecision: 'decision',
  noPenaltyDecision: 'decision',
  demandNotice: 'demand',
  terminationDecision: 'termination',
  revocationDecision: 'revocation',
  surchargeDecision: 'surcharge',
}

type Issued = { state: string; number: string | null; generatedAt: Date }
type Served = {
  state: CaseState
  services: readonly { paper: ServedPaper; recordedAt: Date }[]
  clocks: readonly Publication[]
}

/**
 * Whether an issued paper may still be voided with its number: only what has not gone out. What was served is put right by law, under another
 * number. Refuses `wrongState`, `paperServed`, `paperPublished`: what was made public has gone out, and its thirty days run for it alone.
 */
export function mayBeVoided(kind: PenaltyKind, paper: Issued, file: Served): Result<void> {
  if (paper.state !== 'issued' || paper.number === null || file.state === 'closed') return refuse('wrongState', { state: paper.state })
  const as = servedAs[kind]
  const wasServed = file.services.some(({ paper: of, recordedAt }) => of === as && recordedAt >= paper.generatedAt)
  if (wasServed) return refuse('paperServed', { paper: penaltyKinds[kind].name })
  const isPublished = stepPapers.some((one) => one === as) && publicationFor(file.clocks, paper.generatedAt, null) !== null
  return isPublished ? refuse('paperPublished', { paper: penaltyKinds[kind].name }) : ok(undefined)
}

/** Who voids a paper: the head, who issues it. */
export const mayVoid = [{ role: 'approver', as: 'ownAgency' }] as const
