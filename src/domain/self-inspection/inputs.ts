import { z } from 'zod'
import { institutionKinds } from '../institution/kinds'
import { institutionLevels } from '../institution/levels'
import { civilDate, several, whole, yuan } from '../kernel/form-fields'
import { answerKinds } from './answers'
import { announcedPurposes, digitsOf } from './draw'
import { refundLedgers } from './ledger'
import { sampleMethods } from './sample'
import { readYears } from './years'

const id = z.uuid()
const version = z.coerce.number().int().positive().max(2_147_483_647)
const text = (limit: number) => z.string().trim().max(limit)
const positiveYuan = yuan.refine((amountFen) => amountFen > 0n, '金额应大于 0。')
/** File ids as the upload field carries them: joined by commas. */
const fileIds = z
  .string()
  .default('')
  .transform((joined) => joined.split(',').filter(Boolean))
  .pipe(z.array(id).max(20))
const ticked = z.literal('on', '请先勾选。')

/** From here on the Regulation is in force (医疗保障基金使用监督管理条例): what an institution looks back to, unless the campaign says otherwise. */
export const regulationInForceOn = '2021-05-01'

const regionNo = z.coerce.number().int().min(100_000).max(999_999)
/** Codes of institutions as somebody typed or pasted them, one a line or with commas between. */
const institutionCodes = z
  .string()
  .default('')
  .transform((typed) => [...new Set(typed.split(/[\s,，、;；]+/).filter(Boolean))])
  .pipe(z.array(z.string().max(40)).max(2000))

/** Which institutions get the list. Whatever is empty does not narrow. */
export const selectionFields = {
  kinds: several(z.enum(institutionKinds)).default([]),
  levels: several(z.enum(institutionLevels)).default([]),
  fieldIds: several(text(40).min(1)).default([]),
  regionNos: several(regionNo).default([]),
  exclude: institutionCodes,
}
const selection = z.object(selectionFields)
export type InstitutionSelection = z.infer<typeof selection>
export const wholeRegion: InstitutionSelection = { kinds: [], levels: [], fieldIds: [], regionNos: [], exclude: [] }
/** The selection as an address has it; what does not fit is left out. */
export const selectionOf = (asked: Readonly<Record<string, unknown>>): InstitutionSelection => {
  const given = Object.keys(selectionFields).flatMap((name) =>
    asked[name] === undefined || asked[name] === '' ? [] : [[name, asked[name]]],
  )
  const parsed = selection.safeParse(Object.fromEntries(given))
  return parsed.success ? parsed.data : wholeRegion
}

/** `expected`: how many institutions the person was shown. */
export const issueFilingsInput = z.strictObject({
  campaignId: id,
  checklistId: id,
  ...selectionFields,
  dueOn: civilDate,
  lookBackFrom: civilDate.optional(),
  expected: z.coerce.number().int().min(0).max(1_000_000).optional(),
})
export const recallFilingsInput = z.strictObject({
  campaignId: id,
  checklistId: id,
  reason: text(500).min(5, '请写明收回的原因，至少 5 个字。'),
})
/** `fromId`: the version that was recalled. */
export const reissueFilingsInput = z.strictObject({ campaignId: id, fromId: id, checklistId: id, dueOn: civilDate })

export const startFilingInput = z.strictObject({ filingId: id, version })

/** `version` is that of the answer as it was seen; 0 when there was none. */
export const answerItemInput = z.strictObject({
  filingId: id,
  itemId: id,
  answer: z.enum(answerKinds),
  reason: text(500).default(''),
  version: z.coerce.number().int().min(0).max(2_147_483_647),
})
/** Every item of a section that has no answer yet, at once, on somebody's word. */
export const answerRestInput = z.strictObject({
  filingId: id,
  section: text(40).min(1),
  answer: z.enum(['noneFound', 'notApplicable']),
  reason: text(500).default(''),
  attested: ticked,
})

/** The amounts year by year, as the table of the form writes them; nothing where the finding is not split. */
const years = z
  .string()
  .max(20_000)
  .default('')
  .transform((written, context) => {
    const read = readYears(written)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: '分年金额请填写数字（单位：元，最多两位小数），没有的填 0。' })
    return z.NEVER
  })

/** What is said of a finding, as it is typed. */
export const findingFields = {
  behaviour: text(500).min(2, '请写明具体情形。'),
  peopleCount: whole,
  periodFrom: civilDate,
  periodTo: civilDate,
  billed: yuan,
  irregular: yuan,
  fundLoss: yuan,
  years,
  cause: text(1000).default(''),
  remedy: text(1000).default(''),
  remedyDueOn: z.union([z.literal('').transform(() => null), civilDate]).default(null),
  remedied: z.enum(['on', 'off']).default('off'),
  evidenceFileIds: fileIds,
}
export const showPresenceInput = z.strictObject({ filingId: id, section: text(40).min(1) })
export const recordFindingInput = z.strictObject({ filingId: id, itemId: id, ...findingFields })
export const amendFindingInput = z.strictObject({
  findingId: id,
  version,
  ...findingFields,
  /** Evidence to be taken away again. */
  dropEvidence: several(id).default([]),
})
export const removeFindingInput = z.strictObject({ findingId: id, version })
export const pasteFindingsInput = z.strictObject({ filingId: id, pasted: z.string().min(1).max(200_000), evidenceFileIds: fileIds })

export const makePackInput = z.strictObject({ filingId: id })
export const returnPackInput = z.strictObject({ filingId: id, fileId: z.uuid('请先选择填好的离线填报包。') })
export const packErrorsInput = z.strictObject({ packReturnId: id })
/** `seen`: the fingerprint of the comparison that the person has before them. `mine`: the conflicts that the pack wins. */
export const applyPackInput = z.strictObject({
  packReturnId: id,
  seen: text(100).min(1),
  mine: several(text(80)).default([]),
  theirs: several(text(80)).default([]),
  evidenceFileIds: fileIds,
  proofFileIds: fileIds,
})

export const declareRefundInput = z.strictObject({
  findingId: id,
  /** Which ledger it is paid on, where the finding owes on both. */
  ledger: z.enum(refundLedgers).optional(),
  amount: positiveYuan,
  paidOn: civilDate,
  voucherNumber: text(60).min(1, '请填写凭证号。'),
  proofFileId: z.uuid('请上传退款凭证。'),
})
export const withdrawRefundInput = z.strictObject({ refundId: id, version })
export const confirmRefundInput = z.strictObject({ refundId: id, version, reason: text(500).min(2, '请写明凭什么确认到账。') })
export const unconfirmRefundInput = z.strictObject({ refundId: id, version, reason: text(500).min(2, '请写明理由。') })
export const rejectRefundInput = z.strictObject({ refundId: id, version, reason: text(500).min(2, '请写明理由。') })

export const submitFilingInput = z.strictObject({ filingId: id, version, attested: ticked })
export const acceptFilingInput = z.strictObject({ filingId: id, version, note: text(1000).default('') })
/** `itemId` and `itemReason` run in pairs: what is wrong with which item. */
export const returnFilingInput = z
  .strictObject({
    filingId: id,
    version,
    reason: text(1000).min(5, '请写明退回理由，至少 5 个字。'),
    itemId: several(z.union([z.literal(''), id])).default([]),
    itemReason: several(text(500)).default([]),
  })
  .transform(({ itemId, itemReason, ...rest }) => ({
    ...rest,
    items: itemId.flatMap((one, place) => (one === '' ? [] : [{ itemId: one, reason: itemReason[place] ?? '' }])),
  }))

const drawnFrom = {
  campaignId: id,
  method: z.enum(sampleMethods),
  size: z.coerce.number('请填写数量。').int('请填写整数。').min(1, '至少抽取 1 家。').max(5000, '一次最多抽取 5000 家。'),
}
export const previewDrawInput = z.object(drawnFrom)
export const announceSpotCheckInput = z.strictObject({
  ...drawnFrom,
  purpose: z.enum(announcedPurposes),
  sourceName: text(80)
    .min(4, '请写明在哪里公布的什么号码。')
    .regex(/^[^|]*$/, '来源中不能有“|”。'),
  sourceOn: civilDate,
  reason: text(500).default(''),
})
export const drawSpotCheckInput = z.strictObject({
  spotCheckId: id,
  /** As published; only its digits count. */
  sourceValue: text(100).refine((typed) => digitsOf(typed).length >= 2, '请填写公布的号码，至少 2 位数字。'),
})
/** The number once more, as the checker reads it in its source. */
export const checkDrawInput = drawSpotCheckInput
export const giveUpDrawInput = z.strictObject({
  spotCheckId: id,
  reason: text(500).min(5, '请写明为什么不抽取（至少 5 个字）。'),
  /** The coming day whose number decides instead, where the draw is forced. */
  renewedOn: z.union([z.literal('').transform(() => undefined), civilDate]).optional(),
})
