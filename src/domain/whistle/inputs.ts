import { z } from 'zod'
import { civilDate, id, reason, text, ticked, version, whole, yuan } from '../kernel/form-fields'
import { whistleRewardReturns } from './reward-steps'
import { whistleChannels, whistleOutcomes, whistleReplyManners } from './steps'

const report = { reportId: id, version }

export const registerReportInput = z
  .strictObject({
    channel: z.enum(whistleChannels),
    receivedOn: civilDate,
    about: text(120).min(2),
    statement: text(6000).min(10),
    evidence: text(2000).default(''),
    keepSecret: text(1000).default(''),
    isNamed: ticked,
    alias: text(30).default(''),
    reporterName: text(30).default(''),
    reporterContact: text(120).default(''),
    reporterIdNumber: text(30).default(''),
  })
  .refine(({ isNamed, reporterName }) => !isNamed || reporterName.length > 1, {
    path: ['reporterName'],
    message: '实名举报请填写举报人姓名。',
  })
  .refine(({ isNamed, reporterName, reporterIdNumber }) => isNamed || (reporterName === '' && reporterIdNumber === ''), {
    path: ['isNamed'],
    message: '填写了姓名或者证件号码的是实名举报，请勾选。',
  })

/** A lead of it says what is suspected, and nothing of who said so. */
export const acceptReportInput = z.strictObject({ ...report, campaignId: id, behaviour: text(200).min(4), reason: text(1000).default('') })
export const declineReportInput = z.strictObject({ ...report, reason })
export const decideReportInput = z
  .strictObject({ ...report, outcome: z.enum(whistleOutcomes), decidedOn: civilDate, caseNumber: text(80).default(''), reason })
  .refine(({ outcome, caseNumber }) => outcome !== 'filed' || caseNumber.length > 3, {
    path: ['caseNumber'],
    message: '记录立案请填写案件编号或者立案文号。',
  })
export const replyReportInput = z.strictObject({
  ...report,
  repliedOn: civilDate,
  replyWay: z.enum(whistleReplyManners),
  reply: text(2000).min(10),
})
export const assignKeeperInput = z.strictObject({ ...report, keeperId: id })

export const whistleRevealReasons = ['reply', 'verification', 'reward', 'retaliation'] as const
export const revealReporterInput = z.strictObject({ reportId: id, reason: z.enum(whistleRevealReasons), note: text(200).default('') })

/** Percent with two places, as typed: `2`, `1.25`; becomes hundredths of a percent. */
const rate = z
  .string()
  .transform((typed) => typed.normalize('NFKC').trim().replace(/%$/, ''))
  .pipe(z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, '请填写百分比，如 2 或 1.5。'))
  .transform((typed) => Math.round(Number(typed) * 100))
  .pipe(z.number().min(1).max(5_000))
export const proposeRewardInput = z.strictObject({
  ...report,
  verifiedFen: yuan.pipe(z.bigint().positive()),
  rate,
  basis: text(1000).min(5),
})

const reward = { ...report, rewardSeq: whole.pipe(z.number().min(1)) }
export const approveRewardInput = z.strictObject(reward)
export const sendBackRewardInput = z.strictObject({ ...reward, returnReason: z.enum(whistleRewardReturns) })
export const noticeRewardInput = z.strictObject({ ...reward, noticedOn: civilDate })
/** Of the transfer, which is never in cash. A number and no words: whoever pays does not know whom they must not name. */
const voucher = text(30).regex(/^[0-9A-Za-z\-/()（）〔〕字第号]{3,}$/, '凭证号只填字母、数字和“字第号”。')
export const payRewardInput = z.strictObject({ ...reward, claimedOn: civilDate, paidOn: civilDate, voucher })
export const lapseRewardInput = z.strictObject({ ...reward, lapsedOn: civilDate })
