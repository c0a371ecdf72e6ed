import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../kernel/form-fields'
import { creditKinds } from './steps'

/** `level`: the grade as the place calls it; `basis`: what of the place sets it and for how long. */
export const proposeCreditInput = z
  .strictObject({
    caseId: id,
    kind: z.enum(creditKinds),
    level: text(40).min(1),
    basis: text(500).min(5),
    ground: text(2000).min(10),
    fromOn: civilDate,
    untilOn: civilDate,
  })
  .refine(({ fromOn, untilOn }) => fromOn < untilOn, { path: ['untilOn'], message: '截止日期应晚于开始日期。' })

const record = { caseId: id, creditId: id, version }
export const approveCreditInput = z.strictObject({ ...record, opinion: text(500).default('') })
export const reasonedCreditInput = z.strictObject({ ...record, reason })
export const tellCreditInput = z.strictObject({ ...record, on: civilDate, receiver: text(60).min(2) })
export const objectCreditInput = z.strictObject({ ...record, on: civilDate, reason })
export const lapseCreditInput = z.strictObject({ ...record, on: civilDate })
