import { z } from 'zod'
import { id, ids, text, version } from '../kernel/form-fields'
import { type PenaltyKind, penaltyFields, penaltyKindNames } from './kinds-of-penalties'
import { type PaperField, sealedPart } from './paper-fields'

export const paperBatchActs = ['draft', 'issue'] as const
export const paperBatchStates = ['open', 'working', 'stopped', 'done'] as const
export const paperBatchItemStates = ['waiting', 'done', 'failed'] as const
export type BatchState = (typeof paperBatchStates)[number]

/** As many papers as one act takes. */
export const mostPapers = 500

/** What is of one party alone is said in no other's paper. */
const ofOneParty: readonly string[] = [sealedPart, 'partyAddress', 'partyHead']

/** The parts of a paper that may be said alike in many. */
export const sharedParts = (kind: PenaltyKind): PaperField[] => penaltyFields(kind).filter(({ name }) => !ofOneParty.includes(name))

/** One more than an act takes is let through, so that it is refused in its own words. */
const chosen = ids(mostPapers + 1).pipe(z.array(id).min(1))

export const draftBatchInput = z.strictObject({ caseIds: chosen, kind: z.enum(penaltyKindNames) })
export const issueBatchInput = z.strictObject({ documentIds: chosen })
export const batchInput = z.strictObject({ batchId: id, version })
/** What is said alike is of the kind of the paper: the command knows which, and refuses any other. */
export const startBatchInput = z.object({ batchId: id, version }).catchall(text(20_000))
export const batchItemInput = z.strictObject({ batchId: id, version, itemId: id })
