import { z } from 'zod'
import { isCivilDate } from './civil-date'
import { parseYuan } from './money'

/** What the fields of most forms are made of. A form sends text; a command gets what the text means. */

export const id = z.uuid()
/** The version the person saw: a row that has changed since is refused, never overwritten. */
export const version = z.coerce.number().int().positive().max(2_147_483_647)
/** No column of the database takes a NUL, and no person types one. */
export const text = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit)
    .regex(/^[^\0]*$/)
/** A word to search for, out of an address: whatever cannot be one is left out. */
export const searchWord = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((typed) => typed.replace(/\p{Cc}/gu, '').trim())
    .optional()
    .catch(undefined)
export const reason = text(2000).min(5)
export const civilDate = z.string().refine(isCivilDate, '请填写日期，如 2024-05-31。')
export const ticked = z
  .enum(['on', 'off'])
  .default('off')
  .transform((value) => value === 'on')

/** 元 as typed, with or without separators, in digits of either width; becomes 分. */
export const yuan = z.string().transform((typed, context) => {
  const amountFen = parseYuan(typed.normalize('NFKC').replace(/[,\s]/g, ''))
  if (amountFen !== null) return amountFen
  context.addIssue({ code: 'custom', message: '请填写金额（单位：元，最多两位小数），没有的填 0。' })
  return z.NEVER
})

/** A whole number that is not negative, in digits of either width. */
export const whole = z
  .string()
  .transform((typed) => typed.normalize('NFKC').replace(/[,\s]/g, ''))
  .pipe(z.string().regex(/^\d{1,7}$/, '请填写整数，如 12。'))
  .transform(Number)
  .pipe(z.number().max(1_000_000, '数值过大，请核对。'))

/** A field that a form may have once or several times. */
export const several = <T>(one: z.ZodType<T>) => z.union([z.array(one), one.transform((single) => [single])])

/** Words: one, several, or several in one field with commas between them. */
export const oneOrMore = several(z.string())
  .default([])
  .transform((given) => given.flatMap((words) => words.split(',').filter(Boolean)))

export const ids = (limit: number) => oneOrMore.pipe(z.array(id).max(limit))
