import { z } from 'zod'
import { reportSectionKeys } from './outline'

const id = z.uuid()
const version = z.coerce.number().int().positive().max(2_147_483_647)
const section = z.enum(reportSectionKeys)

/** Lines and nothing else: what a word processor leaves behind in a copied passage would be no text of a paper. */
const plainText = (text: string) =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()

export const draftReportInput = z.strictObject({ campaignId: id })
export const editReportInput = z.strictObject({
  reportId: id,
  version,
  section,
  text: z.string().transform(plainText).pipe(z.string().max(20_000)),
})
/** `fromReportId`: the report of a unit below whose passage is taken, or left out again. */
export const takePassageInput = z.strictObject({ reportId: id, version, section, fromReportId: id })
export const reportStepInput = z.strictObject({ reportId: id, version })
export const sendBackReportInput = z.strictObject({ reportId: id, version, reason: z.string().trim().min(5).max(500) })
