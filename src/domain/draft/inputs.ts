import { z } from 'zod'

const formKey = z.string().min(1).max(120)

export const saveDraftInput = z.strictObject({
  formKey,
  values: z.record(z.string().max(60), z.array(z.string().max(20_000)).max(200)),
})
export const dropDraftInput = z.strictObject({ formKey })
