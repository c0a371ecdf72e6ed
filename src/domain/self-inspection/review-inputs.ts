import { z } from 'zod'
import { civilDate, id, ids, text, version } from '../kernel/form-fields'

export const passBatchInput = z.strictObject({
  campaignId: id,
  /** The fingerprint of the list that was shown: one that has changed since is refused. */
  shownHash: z.string().regex(/^[0-9a-f]{64}$/),
  sourceName: text(80)
    .min(4, '请写明在哪里公布的什么号码。')
    .regex(/^[^|]*$/, '来源中不能有“|”。'),
  sourceOn: civilDate,
  note: text(1000).default(''),
})

/** One phrase a line; none at all brings those of the house back. */
export const savePhrasesInput = z.strictObject({
  version: z.coerce.number().int().min(0).max(2_147_483_647),
  phrases: text(4000)
    .default('')
    .transform((typed) => [...new Set(typed.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean))
    .pipe(z.array(z.string().max(200, '每条理由不超过 200 字。')).max(30, '常用理由不超过 30 条。')),
})

const dueOn = civilDate
export const askQuestionInput = z.strictObject({
  filingId: id,
  itemId: z.union([z.literal('').transform(() => null), id]).default(null),
  text: text(1000).min(5, '请写明要说明什么，至少 5 个字。'),
  dueOn,
})
export const askAgainInput = z.strictObject({ questionId: id, version, text: text(1000).min(5, '请写明要说明什么，至少 5 个字。'), dueOn })
export const answerQuestionInput = z.strictObject({
  questionId: id,
  version,
  text: text(2000).min(2, '请填写答复。'),
  evidenceFileIds: ids(20),
})
export const settleQuestionInput = z.strictObject({ questionId: id, version })

const place = z.coerce.number().int().min(100_000).max(999_999)
export const remindUnfiledInput = z.strictObject({ campaignId: id, regionNo: place })
