import { z } from 'zod'

const typedPassword = z.string().min(1).max(512)
/** Given by the page from the session itself, never by the form. */
const sessionId = z.uuid()

export const changePasswordInput = z.strictObject({
  sessionId,
  currentPassword: typedPassword,
  newPassword: z.string().max(512),
  repeatPassword: z.string().max(512),
})
export const beginSecondFactorInput = z.strictObject({ password: typedPassword, currentCode: z.string().max(20).default('') })
export const confirmSecondFactorInput = z.strictObject({ sessionId, code: z.string().min(1).max(20) })
export const switchPostInput = z.strictObject({ sessionId, postId: z.uuid() })
export const endSessionInput = z.strictObject({ endedId: z.uuid() })
export const endOtherSessionsInput = z.strictObject({ sessionId })
export const disableAccountInput = z.strictObject({ userId: z.uuid(), reason: z.string().trim().min(1).max(200) })
export const endPostInput = z.strictObject({ postId: z.uuid(), reason: z.string().trim().min(1).max(200) })
