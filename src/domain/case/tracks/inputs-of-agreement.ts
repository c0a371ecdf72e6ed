import { z } from 'zod'
import { civilDate, id, ids, reason, text, version, whole, yuan } from '../../kernel/form-fields'
import { agreementMeasureKinds, barMonths, measureRules, mostSuspendedDays } from './agreement-measures'
import { caseServiceMethods } from './stages'

const proofFileIds = ids(5).refine((given) => given.length > 0)
const step = { caseId: id, version }
const ofMeasure = { ...step, measureId: id }

export const acceptAgreementInput = z.strictObject(step)
export const declineAgreementInput = z.strictObject({ ...step, reason })

/** Whether the institution spoke, or let it pass. */
export const institutionSays = ['spoke', 'silent'] as const
/** What it said is kept word for word where it spoke. */
export const statementMissing = '机构提出陈述、申辩的，写明其意见。'
export const stateAgreementInput = z
  .strictObject({ ...step, said: z.enum(institutionSays), statedOn: civilDate, statement: text(4000).default(''), proofFileIds })
  .refine(({ said, statement }) => said === 'silent' || statement.length >= 5, { path: ['statement'], message: statementMissing })

const orNothing = <T>(given: z.ZodType<T>) => z.union([z.literal('').transform(() => null), given]).prefault('')
const amount = orNothing(yuan.refine((amountFen) => amountFen > 0n))

/** Each measure says its own: an amount, days or months, and nothing else. */
export const measureIncomplete = '拒付、追回写明金额；中止写明天数（不超过180天）；解除选择再次申请的间隔；其他各项不填。'
export const planMeasureInput = z
  .strictObject({
    ...step,
    kind: z.enum(agreementMeasureKinds),
    clause: text(200).min(2),
    amount,
    days: orNothing(whole.pipe(z.number().min(1).max(mostSuspendedDays))),
    months: orNothing(whole.pipe(z.number().refine((months) => barMonths.some((one) => one === months)))),
    note: text(500).default(''),
  })
  .refine(
    ({ kind, amount, days, months }) => {
      const { takes } = measureRules[kind]
      return (
        (amount !== null) === (takes === 'amountFen') &&
        (days !== null) === (takes === 'days') &&
        (months !== null) === (takes === 'months')
      )
    },
    { path: ['kind'], message: measureIncomplete },
  )
export const withdrawMeasureInput = z.strictObject(ofMeasure)
export const proposeAgreementInput = z.strictObject({ ...step, proposal: text(4000).min(10) })
export const sendBackAgreementInput = z.strictObject({ ...step, reason })
export const decideAgreementInput = z.strictObject({
  ...step,
  decidedOn: civilDate,
  opinion: text(2000).default(''),
})
export const serveAgreementInput = z.strictObject({
  ...step,
  servedOn: civilDate,
  method: z.enum(caseServiceMethods),
  receiver: text(60).min(2),
  proofFileIds,
})
export const performMeasureInput = z.strictObject({ ...ofMeasure, performedOn: civilDate, result: text(1000).min(2), proofFileIds: ids(5) })
export const performAgreementInput = z.strictObject(step)
export const closeAgreementInput = z.strictObject({ ...step, reportedOn: civilDate, outcome: text(1000).min(5) })
