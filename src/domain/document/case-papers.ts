import type { Grant } from '../kernel/access'
import { ok, type Result, refuse } from '../kernel/result'
import { type PenaltyKind, penaltyKindNames, penaltyKinds } from './kinds-of-penalties'

type Grants = readonly Grant<'officerA' | 'officerB' | 'ownAgency'>[]

/** The two officers of a case write its papers. */
const officers: Grants = [
  { role: 'handler', as: 'officerA' },
  { role: 'handler', as: 'officerB' },
  { role: 'reviewer', as: 'officerA' },
  { role: 'reviewer', as: 'officerB' },
]

/** Who writes a paper of a case: its officers, and the lawyers what is their opinion. */
export const mayWrite = (kind: PenaltyKind): Grants => (kind === 'legalReviewOpinion' ? [{ role: 'reviewer', as: 'ownAgency' }] : officers)

type Reviewed = { legalReviewedById: string | null }
/** Of the lawyers it is whoever reviewed the case as it stands. Refuses `otherPerson`. */
export const mayBeWrittenBy = (userId: string, kind: PenaltyKind, { legalReviewedById }: Reviewed): Result<void> =>
  kind !== 'legalReviewOpinion' || legalReviewedById === userId ? ok(undefined) : refuse('otherPerson')

/** What is decided on the spot the officers sign there (处罚法第五十二条), as they finish what bears no number. */
const byOfficers = (kind: PenaltyKind) => penaltyKinds[kind].register === null || kind === 'summaryDecision'

/** Who issues a paper: the head of the organ, or whoever wrote what bears no number. */
export const mayIssue = (kind: PenaltyKind): Grants => (byOfficers(kind) ? mayWrite(kind) : [{ role: 'approver', as: 'ownAgency' }])

/** The papers that wait for the head of the organ. */
export const headSigns: readonly PenaltyKind[] = penaltyKindNames.filter((kind) => !byOfficers(kind))

type Written = { generatedById: string; reviserIds: readonly string[] }
type Manned = { proposedById: string; officerAId: string; officerBId: string; writerIds: readonly string[] }

/** The head signs what others wrote: neither who worked on the case nor whoever drafted the paper or ever wrote in it. Refuses `samePerson`. */
export function mayBeSignedBy(userId: string, kind: PenaltyKind, { generatedById, reviserIds }: Written, file: Manned): Result<void> {
  const wrote = [generatedById, ...reviserIds, file.proposedById, file.officerAId, file.officerBId, ...file.writerIds].includes(userId)
  return wrote && !byOfficers(kind) ? refuse('samePerson') : ok(undefined)
}
