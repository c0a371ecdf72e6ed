import { z } from 'zod'
import { civilDate, id, reason, text } from '../kernel/form-fields'
import { exclusionGrounds } from './exclusion-grounds'

/** One period that begins not to count, with what proves its first day. */
export const openExclusionInput = z.strictObject({
  clockId: id,
  ground: z.enum(exclusionGrounds),
  note: text(500).min(2),
  fromOn: civilDate,
  fileId: id,
})
/** Its end, with what proves the last day. */
export const closeExclusionInput = z.strictObject({ clockId: id, exclusionId: id, toOn: civilDate, fileId: id })
/** It was entered wrongly: why. */
export const strikeExclusionInput = z.strictObject({ clockId: id, exclusionId: id, reason })
/** The last extension was entered wrongly: why. */
export const strikeExtensionInput = z.strictObject({ clockId: id, reason })
/** The next extension that the rule of a clock knows; `length` where the decision states it. */
export const extendClockInput = z.strictObject({
  clockId: id,
  reason,
  length: z.coerce.number().int().positive().max(999).optional(),
  fileId: z.union([id, z.literal('').transform(() => undefined)]).optional(),
})
