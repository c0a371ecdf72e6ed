import { z } from 'zod'
import { civilDate, id, ids, reason, version } from '../../kernel/form-fields'
import { suspensionGrounds } from './suspension'

const proof = ids(5).refine((given) => given.length > 0)

/** A procedure stands still, and goes on, only with a ground and what proves it. */
export const suspendInput = z.strictObject({
  caseId: id,
  version,
  ground: z.enum(suspensionGrounds),
  suspendedOn: civilDate,
  reason,
  proofFileIds: proof,
})
export const resumeInput = z.strictObject({ caseId: id, version, resumedOn: civilDate, reason, proofFileIds: proof })
