import { z } from 'zod'
import { roles } from '../kernel/access'
import { civilDate, ticked, version } from '../kernel/form-fields'
import { normaliseLogin } from './login'

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

const reason = z.string().trim().min(2, '请写明原因，至少 2 个字').max(200)
/** One of the two names the unit: an agency chosen from the list, or an institution by its code. */
const unit = {
  agencyId: z.union([z.literal(''), z.uuid()]).default(''),
  institutionCode: z.string().trim().max(40).default(''),
}
const someRoles = z.union([z.enum(roles).transform((role) => [role]), z.array(z.enum(roles)).min(1).max(roles.length)])

export const proveAgainInput = z.strictObject({ sessionId, password: typedPassword, code: z.string().max(20).default('') })
export const createAccountInput = z.strictObject({
  sessionId,
  login: z
    .string()
    .transform(normaliseLogin)
    .pipe(z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '用 2 到 40 个小写字母、数字、点、横线，以字母或数字开头')),
  name: z.string().trim().min(2, '请填写真实姓名').max(40),
  ...unit,
  phone: z
    .string()
    .trim()
    .regex(/^[\d\s+()#转分机-]{0,30}$/u, '只填电话或分机号')
    .default(''),
  secondFactor: ticked,
})
export const resetPasswordInput = z.strictObject({ sessionId, userId: z.uuid(), version, reason })
export const resetSecondFactorInput = resetPasswordInput
export const enableAccountInput = resetPasswordInput
export const unlockAccountInput = z.strictObject({ userId: z.uuid(), reason })
export const proposePostInput = z.strictObject({
  sessionId,
  userId: z.uuid(),
  version,
  ...unit,
  title: z.string().trim().min(2, '请填写职务或岗位').max(40),
  roles: someRoles,
  clearance: z.coerce.number().int().min(0).max(3),
  validUntil: z.union([z.literal(''), civilDate]).default(''),
  reason,
})
export const confirmPostInput = z.strictObject({ sessionId, grantId: z.uuid(), version })
export const refusePostInput = z.strictObject({ grantId: z.uuid(), version, reason })
export const withdrawPostInput = refusePostInput
