import { z } from 'zod'
import { civilDate, id, ids, reason, text, ticked, version, yuan } from '../kernel/form-fields'
import { penaltyById } from '../law/penalties'
import { type FactLaw, isFactLaw } from './facts'
import { culpritMarks, openTrackKinds } from './kinds'
import { postedByHand } from './money'

/** A line of the law on liability; never typed, so that a citation is always of an article that exists. */
const provision = z.string().transform((provisionId, context): { law: FactLaw; article: string } => {
  const line = penaltyById(provisionId)
  if (line && isFactLaw(line.basis.law)) return { law: line.basis.law, article: line.basis.article }
  context.addIssue({ code: 'custom', message: 'provision' })
  return z.NEVER
})

const fact = {
  behaviour: text(200).min(2),
  actFrom: civilDate,
  actTo: civilDate,
  provision,
  billed: yuan,
  irregular: yuan,
  fundLoss: yuan,
}
/** Number of the law enforcement certificate (执法证号), as it will be printed. */
const certificate = text(30).min(4)

export const proposeCaseInput = z.strictObject({
  leadId: id,
  partyName: text(120).min(2),
  cause: text(120).min(2),
  summary: text(4000).min(10),
  officerACertificate: certificate,
  officerBId: id,
  officerBCertificate: certificate,
  culprit: z.enum(culpritMarks).default('none'),
  ...fact,
  evidenceFileIds: ids(50),
})
export const fileCaseInput = z.strictObject({ caseId: id, version, opinion: text(500).default('') })
export const refuseCaseInput = z.strictObject({ caseId: id, version, reason })
export const replaceOfficerInput = z.strictObject({
  caseId: id,
  version,
  officer: z.enum(['A', 'B']),
  officerId: id,
  certificate,
  reason,
})

export const addFactInput = z.strictObject({ caseId: id, version, ...fact })
export const setPenaltyInput = z.strictObject({
  caseId: id,
  version,
  factId: id,
  refund: yuan,
  /** Times of the loss, one decimal; empty for no fine. */
  fineTimes: z
    .string()
    .trim()
    .regex(/^(\d{1,2}(\.\d)?)?$/)
    .transform((typed) => (typed === '' ? null : Math.round(Number(typed) * 10))),
  firstMinor: ticked,
  /** Why nothing is fined; asked for where nothing is. */
  noPenaltyReason: text(500).default(''),
})
export const postMoneyInput = z.strictObject({
  caseId: id,
  version,
  kind: z.enum(postedByHand),
  amount: yuan.refine((amountFen) => amountFen > 0n),
  occurredOn: civilDate,
  voucher: text(60).min(2),
  note: text(500).default(''),
})
export const confirmMoneyInput = z.strictObject({ caseId: id, version, moneyId: id })
export const rejectMoneyInput = z.strictObject({ caseId: id, version, moneyId: id, reason })
export const startTrackInput = z.strictObject({ caseId: id, version, kind: z.enum(openTrackKinds), note: text(500).default('') })
export const concludeTrackInput = z.strictObject({ caseId: id, version, kind: z.enum(openTrackKinds), outcome: text(1000).min(5) })
