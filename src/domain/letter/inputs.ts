import { z } from 'zod'
import { civilDate, id, reason, several, text, ticked, version } from '../kernel/form-fields'
import { letterKinds, letterOutcomes } from './kinds'

/** A line for each point. */
const points = text(6000)
  .default('')
  .transform((typed) =>
    typed
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().max(500)).max(30))

const optional = <T>(one: z.ZodType<T>) => z.union([z.literal('').transform(() => undefined), one]).optional()

/** One letter goes to each receiver. `answerBy`: a day that was agreed on, in place of the usual time. */
export const draftLetterInput = z.strictObject({
  kind: z.enum(letterKinds),
  receiverAgencyIds: several(id).pipe(z.array(id).min(1).max(60)),
  caseId: id.optional(),
  leadId: id.optional(),
  followsId: id.optional(),
  subjectName: text(120).default(''),
  title: text(120).min(4),
  problems: text(6000).min(10),
  suggestions: points,
  answerBy: optional(civilDate),
})

const letter = { letterId: id, version }
export const takeLetterStepInput = z.strictObject(letter)

/** `measures`: what is done about each point, in the order of the points. */
export const draftAnswerInput = z.strictObject({
  ...letter,
  outcome: z.enum(letterOutcomes),
  answer: text(6000).min(5),
  measures: several(text(1000)).default([]),
  office: text(60).default(''),
  becameRule: ticked,
})
export const returnLetterInput = z.strictObject({ ...letter, reason })
export const closeLetterInput = z.strictObject({ ...letter, outcome: z.enum(letterOutcomes), note: text(2000).default('') })
