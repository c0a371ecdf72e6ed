import { z } from 'zod'
import { officialDocumentNumber } from '#domain/document/numbering'
import { isCivilDate } from '#domain/kernel/civil-date'

/** One line of text. */
export const text = z.string().trim().min(1).max(500)
/** Running text; line breaks begin new paragraphs. */
export const prose = z.string().trim().min(1).max(20_000)
export const optionalText = z.string().trim().max(500).default('')

export const civilDate = z.string().refine(isCivilDate, 'expected a day written YYYY-MM-DD')

/** 分. Stored inputs hold it as digits, since JSON has no such integers. */
export const amountFen = z
  .union([z.bigint(), z.string().regex(/^\d{1,15}$/)])
  .transform((value) => BigInt(value))
  .refine((value) => value >= 0n, 'expected an amount that is not negative')

export const documentNumber = z.string().transform((value, context) => {
  const official = officialDocumentNumber(value)
  if (official !== null) return official
  context.addIssue({ code: 'custom', message: 'expected a document number such as 济医保发〔2024〕9号' })
  return z.NEVER
})

/** A law enforcement officer (执法人员) and the number of the certificate shown. */
export const officer = z.strictObject({ name: text, certificateNumber: text })
/** Never fewer than two officers on a step that takes evidence. */
export const officers = z.array(officer).min(2).max(10)

/** The institution or person a paper is about. */
export const party = z.strictObject({
  name: text,
  /** 统一社会信用代码, 医保编码, 身份证件… with what it is. */
  identifier: z.strictObject({ kind: text, number: text }),
  address: optionalText,
  representative: optionalText,
})

/** 三口径: billed, irregular, lost to the funds. */
export const amounts = z.strictObject({ billedFen: amountFen, irregularFen: amountFen, fundLossFen: amountFen })

export const contact = z.strictObject({ name: text, telephone: text })

/** The parts every outgoing letter has. `documentNumber: null` while it is a draft. */
export const letterParts = {
  organ: text,
  documentNumber: documentNumber.nullable(),
  addressee: text,
  datedOn: civilDate,
}
