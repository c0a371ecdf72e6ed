import { z } from 'zod'
import { id, reason, text, version } from '../kernel/form-fields'
import { type PenaltyKind, penaltyKinds } from './kinds-of-penalties'

const kinds = Object.keys(penaltyKinds) as PenaltyKind[] // the keys of the table

export const draftPaperInput = z.strictObject({ caseId: id, kind: z.enum(kinds) })
export const paperInput = z.strictObject({ documentId: id, version })
export const voidPaperInput = z.strictObject({ documentId: id, version, reason })
/** The parts of a paper are those of its kind: the command knows which, and refuses any other. */
export const fillPaperInput = z.object({ documentId: id, version }).catchall(text(20_000))
