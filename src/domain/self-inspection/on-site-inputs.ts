import { z } from 'zod'
import { id, several, text, version, yuan } from '../kernel/form-fields'
import { consequenceDecisions, consequenceKinds, consequenceMeasures } from './consequence'
import { checkedLineResults } from './on-site'

/** File ids as the upload field carries them: joined by commas. */
const fileIds = z
  .string()
  .default('')
  .transform((joined) => joined.split(',').filter(Boolean))
  .pipe(z.array(id).max(20))
const difference = z.union([z.literal('').transform(() => null), yuan]).default(null)

export const assignInspectorsInput = z.strictObject({
  spotCheckId: id,
  checkIds: several(id)
    .default([])
    .refine((chosen) => chosen.length > 0, '请先勾选要安排的机构。')
    .refine((chosen) => chosen.length <= 500, '一次最多安排 500 家。'),
  inspectorAId: z.uuid('请选择检查人员。'),
  inspectorBId: z.uuid('请选择检查人员。'),
})

/** `version` is that of the line as it was seen; 0 when there was none. */
export const recordLineInput = z.strictObject({
  checkId: id,
  itemId: id,
  version: z.coerce.number().int().min(0).max(2_147_483_647),
  result: z.enum(checkedLineResults, '请选择核查结果。'),
  difference,
  note: text(1000).default(''),
  evidenceFileIds: fileIds,
})
/** Every item that has no result yet agrees, on somebody's word. */
export const agreeRestInput = z.strictObject({ checkId: id, attested: z.literal('on', '请先勾选。') })

export const signCheckInput = z.strictObject({ checkId: id, version })
export const handBackCheckInput = z.strictObject({ checkId: id, version, reason: text(500).min(2, '请写明退回的原因。') })

export const raiseDisputeInput = z.strictObject({
  lineId: id,
  reason: text(1000).min(5, '请写明异议的理由，至少 5 个字。'),
  evidenceFileIds: fileIds,
})
/** Where the result changes, what it changes to. */
export const decideDisputeInput = z.strictObject({
  disputeId: id,
  version,
  outcome: z.enum(['stands', 'changed'], '请选择处理结果。'),
  result: z.union([z.literal('').transform(() => null), z.enum(checkedLineResults)]).default(null),
  difference,
  decision: text(1000).min(5, '请写明理由，至少 5 个字。'),
})

export const settleConsequenceInput = z.strictObject({
  institutionId: id,
  kind: z.enum(consequenceKinds),
  factsKey: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.enum(consequenceDecisions, '请选择采纳或不采纳。'),
  measure: z.union([z.literal('').transform(() => null), z.enum(consequenceMeasures)]).default(null),
  reason: text(1000).min(10, '请写明理由，至少 10 个字。'),
})
