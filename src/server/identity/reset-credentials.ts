import 'server-only'
import { resetPasswordInput, resetSecondFactorInput, unlockAccountInput } from '#domain/identity/inputs'
import { windowStart } from '#domain/identity/throttle-policy'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { type Context, command } from '../command'
import { must } from '../refused'
import { mustBeFresh } from './fresh-proof'
import { initialPassword } from './initial-password'
import { secondFactorOf } from './oneself'
import { revokeSessions } from './sessions'
import { mustAdminister } from './ward'

/** What was open under the old password or factor is over, machines included. */
async function shutAll({ tx, now }: Context, userId: string, reason: 'passwordReset' | 'secondFactorReset'): Promise<number> {
  const ended = await revokeSessions(tx, { userId }, reason, now)
  await tx.accessToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } })
  return ended
}

/**
 * Gives a person a new password for one sign-in (重置密码), returned this once.
 *
 * Refuses `notFound`, `ownAccount`, `proveAgain`, `accountDisabled`, `changedMeanwhile`.
 * Commits together: the new hash, the old one into the history (by the database), every session and token ended, the audit entry.
 */
export const resetPassword = command(
  'identity.resetPassword',
  resetPasswordInput,
  async (context, { sessionId, userId, version, reason }) => {
    const { tx, actor, now } = context
    const account = await mustAdminister(context, userId)
    await mustBeFresh(context, sessionId)
    if (account.disabledAt !== null) must(refuse('accountDisabled'))
    const { password, until, columns } = await initialPassword(account.login, now)
    const reset = await tx.userAccount.updateMany({ where: { id: userId, version }, data: { ...columns, version: { increment: 1 } } })
    if (reset.count === 0) must(refuse('changedMeanwhile'))
    const ended = await shutAll(context, userId, 'passwordReset')
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.resetPassword',
      subject: { type: 'account', id: userId },
      change: { password: ['old', 'initial'], sessionsEnded: [null, ended], reason: [null, reason] },
    })
    return { login: account.login, password, until }
  },
  'secret',
)

/**
 * Takes away a second factor that is lost (重置动态口令): the person signs in with the password alone, and must set up a
 * new one before anything else.
 *
 * Refuses `notFound`, `ownAccount`, `proveAgain`, `factorMissing`, `changedMeanwhile`.
 */
export const resetSecondFactor = command(
  'identity.resetSecondFactor',
  resetSecondFactorInput,
  async (context, { sessionId, userId, version, reason }) => {
    const { tx, actor, now } = context
    await mustAdminister(context, userId)
    await mustBeFresh(context, sessionId)
    if ((await secondFactorOf(tx, userId)) === 'off') must(refuse('factorMissing'))
    const reset = await tx.userAccount.updateMany({
      where: { id: userId, version },
      data: {
        ...{ totpSecretCipher: null, totpPendingCipher: null, totpConfirmedAt: null, totpLastStep: null },
        ...{ secondFactorDue: true, version: { increment: 1 } },
      },
    })
    if (reset.count === 0) must(refuse('changedMeanwhile'))
    const ended = await shutAll(context, userId, 'secondFactorReset')
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.resetSecondFactor',
      subject: { type: 'account', id: userId },
      change: { secondFactor: ['on', 'none'], sessionsEnded: [null, ended], reason: [null, reason] },
    })
  },
)

/**
 * Lets a person try again who was locked out by wrong answers (解除锁定). The attempts stay on record and go on counting
 * against the place they came from.
 *
 * Refuses `notFound`, `ownAccount`, `notLocked`.
 */
export const unlockAccount = command('identity.unlockAccount', unlockAccountInput, async (context, { userId, reason }) => {
  const { tx, actor, now } = context
  const { login } = await mustAdminister(context, userId)
  const cleared = await tx.signInAttempt.updateMany({
    where: { login, succeeded: false, clearedAt: null, at: { gt: windowStart(now) } },
    data: { clearedAt: now },
  })
  if (cleared.count === 0) must(refuse('notLocked'))
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.unlockAccount',
    subject: { type: 'account', id: userId },
    change: { attemptsCleared: [null, cleared.count], reason: [null, reason] },
  })
})
