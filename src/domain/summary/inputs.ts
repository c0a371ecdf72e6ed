import { z } from 'zod'

const id = z.uuid()
const version = z.coerce.number().int().positive()

export const draftReportInput = z.strictObject({ campaignId: id })
export const editReportInput = z.strictObject({
  reportId: id,
  version,
  section: z.string().max(40),
  text: z.string().trim().max(20_000),
})
export const reportStepInput = z.strictObject({ reportId: id, version })
export const signReportInput = z.strictObject({ reportId: id, version })
export const sendBackReportInput = z.strictObject({ reportId: id, version, reason: z.string().trim().min(5).max(500) })
