import { z } from 'zod'
import { answerKinds } from './answers'
import { findingFields } from './inputs'

/** As many as a section of the longest list has, and as one person records in a sitting. */
const answerLimit = 300
const findingLimit = 200

const { evidenceFileIds: _apart, ...finding } = findingFields

const answer = z.strictObject({
  itemId: z.uuid(),
  answer: z.enum(answerKinds),
  reason: z.string().trim().max(500).default(''),
  /** Of the answer as it was seen; 0 when there was none. */
  version: z.number().int().min(0).max(2_147_483_647),
})

/** Part of a filing sent in one go. An item with a finding is answered as found, whether its answer is sent or not. */
export const saveAnswersInput = z
  .strictObject({
    filingId: z.uuid(),
    answers: z.array(answer).max(answerLimit).default([]),
    findings: z
      .array(z.strictObject({ itemId: z.uuid(), ...finding }))
      .max(findingLimit)
      .default([]),
  })
  .refine(({ answers, findings }) => answers.length + findings.length > 0, '没有要保存的答复。')
  .refine(({ answers }) => new Set(answers.map(({ itemId }) => itemId)).size === answers.length, '同一条目有两个答复。')
export type SaveAnswers = z.infer<typeof saveAnswersInput>
export type SentAnswer = SaveAnswers['answers'][number]
export type SentFinding = SaveAnswers['findings'][number]
