import 'server-only'
import { changePasswordInput } from '#domain/identity/inputs'
import { type PasswordFault, passwordPolicy } from '#domain/identity/password-limits'
import { faultsOf } from '#domain/identity/password-policy'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { hashPassword, verifyPassword } from '#platform/password'
import { type Context, preparedCommand } from '../command'
import { must } from '../refused'
import { provePassword, stillProved } from './prove-password'
import { revokeSessions } from './sessions'

async function usedBefore({ tx }: Context, currentHash: string, password: string): Promise<boolean> {
  const earlier = await tx.$queryRaw<
    { hash: string }[]
  >`SELECT * FROM own_earlier_passwords(${passwordPolicy.history - 1}::int) AS earlier(hash)`
  for (const hash of [currentHash, ...earlier.map((one) => one.hash)]) if (await verifyPassword(hash, password)) return true
  return false
}

/**
 * Changes the actor's own password (修改密码).
 *
 * Refuses `tooManyAttempts`, `passwordWrong`, `passwordUnfit`.
 * Commits together: the new hash, the old one into the history (by the database), every other session and every access token of this
 * person ended, the audit entry.
 */
export const changePassword = preparedCommand(
  'identity.changePassword',
  changePasswordInput,
  (before, { currentPassword }) => provePassword(before, currentPassword),
  async (context, { sessionId, newPassword, repeatPassword }, account) => {
    const { tx, actor, now } = context
    await stillProved(context, account)
    const faults: PasswordFault[] = newPassword === repeatPassword ? faultsOf(newPassword, account) : ['notConfirmed']
    if (faults.length === 0 && (await usedBefore(context, account.passwordHash, newPassword))) faults.push('usedBefore')
    if (faults.length > 0) must(refuse('passwordUnfit', { faults }))

    await tx.userAccount.updateMany({
      where: { id: actor.userId },
      data: {
        passwordHash: await hashPassword(newPassword),
        passwordChangedAt: now,
        mustChangePassword: false,
        initialPasswordUntil: null,
        version: { increment: 1 },
      },
    })
    const ended = await revokeSessions(tx, { userId: actor.userId, id: { not: sessionId } }, 'passwordChanged', now)
    await tx.accessToken.updateMany({ where: { userId: actor.userId, revokedAt: null }, data: { revokedAt: now } })
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.changePassword',
      subject: { type: 'account', id: actor.userId },
      change: { password: ['old', 'new'], otherSessionsEnded: [null, ended] },
    })
  },
)
