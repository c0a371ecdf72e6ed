import 'server-only'
import { beginSecondFactorInput, confirmSecondFactorInput } from '#domain/identity/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { must } from '../refused'
import { provePassword } from './prove-password'
import { enrolmentUri, newSecret, openSecret, redeemCode, sealSecret, stepOf } from './second-factor'
import { revokeSessions } from './sessions'

const issuer = 'Qingyuan'

/**
 * Begins to set up a second factor (启用动态口令), or to replace one: then the old code is asked for too. Returns the secret,
 * this once. It asks for nothing at sign-in before `confirmSecondFactor`.
 *
 * Refuses `tooManyAttempts`, `passwordWrong`, `codeWrong`.
 */
export const beginSecondFactor = command(
  'identity.beginSecondFactor',
  beginSecondFactorInput,
  async (context, { password, currentCode }) => {
    const { tx, actor, now } = context
    const account = await provePassword(context, password)
    if (account.totpConfirmedAt !== null && !(await redeemCode(account, currentCode, now))) must(refuse('codeWrong'))

    const secret = newSecret()
    await tx.userAccount.update({
      where: { id: actor.userId },
      data: { totpSecretCipher: sealSecret(actor.userId, secret), totpConfirmedAt: null, totpLastStep: null },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.beginSecondFactor',
      subject: { type: 'account', id: actor.userId },
      change: { secondFactor: [account.totpConfirmedAt === null ? 'none' : 'on', 'begun'] },
    })
    return { secret, uri: enrolmentUri(account.login, secret, issuer) }
  },
  'secret',
)

/**
 * Turns the second factor on, once its first code is right.
 *
 * Refuses `wrongState` when none was begun, `codeWrong`.
 * Commits together: the factor in force, that code used up, every other session of this person ended, the audit entry.
 */
export const confirmSecondFactor = command(
  'identity.confirmSecondFactor',
  confirmSecondFactorInput,
  async ({ tx, actor, now }, { sessionId, code }) => {
    const account = await tx.userAccount.findUniqueOrThrow({ where: { id: actor.userId } })
    if (account.totpSecretCipher === null || account.totpConfirmedAt !== null) return must(refuse('wrongState', { state: 'secondFactor' }))
    const step = stepOf(openSecret(actor.userId, account.totpSecretCipher), code.replaceAll(/\s/g, ''), now)
    if (step === null) return must(refuse('codeWrong'))

    await tx.userAccount.update({
      where: { id: actor.userId },
      data: { totpConfirmedAt: now, totpLastStep: BigInt(step), secondFactorDue: false },
    })
    await revokeSessions(tx, { userId: actor.userId, id: { not: sessionId } }, 'secondFactorChanged', now)
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.confirmSecondFactor',
      subject: { type: 'account', id: actor.userId },
      change: { secondFactor: ['begun', 'on'] },
    })
  },
)
