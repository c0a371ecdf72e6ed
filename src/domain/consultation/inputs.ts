import { z } from 'zod'
import { civilDate, id, ids, reason, several, text, version } from '../kernel/form-fields'
import { disclosureParts } from '../referral/disclosure'

const line = /^(\S{2,20})[\s，,]+(.{2,80})$/

/** An expert on each line: the name, and after a space what the expert is called for. */
const experts = text(2000)
  .default('')
  .transform((typed, context) =>
    typed
      .split(/\r?\n/)
      .map((one) => one.trim())
      .filter(Boolean)
      .map((one) => {
        const [, name, speciality] = line.exec(one) ?? []
        if (name && speciality) return { name, speciality: speciality.trim() }
        context.addIssue({ code: 'custom', message: '每行写一位专家：姓名，空一格，单位和专业。' })
        return z.NEVER
      }),
  )
  .pipe(z.array(z.object({ name: z.string(), speciality: z.string() })).max(10))

/** `parts` and `factIds`: what of the case is put before those who are asked; nothing where nothing is chosen. */
export const openConsultationInput = z.strictObject({
  caseId: id,
  title: text(80).min(4),
  question: text(4000).min(10),
  answerBy: z.union([z.literal('').transform(() => undefined), civilDate]).optional(),
  agencyIds: ids(20),
  experts,
  parts: several(z.enum(disclosureParts)).default([]),
  factIds: ids(200),
})

const share = { shareId: id, version }
export const giveOpinionInput = z.strictObject({ ...share, opinion: text(6000).min(5), ground: text(2000).default('') })
export const avoidConsultationInput = z.strictObject({ ...share, reason })

const consultation = { consultationId: id, version }
export const concludeConsultationInput = z.strictObject({ ...consultation, conclusion: text(6000).min(5), dissent: text(4000).default('') })
export const callOffConsultationInput = z.strictObject({ ...consultation, reason })
