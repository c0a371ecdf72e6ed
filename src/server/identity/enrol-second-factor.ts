import 'server-only'
import { beginSecondFactorInput, confirmSecondFactorInput } from '#domain/identity/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command, preparedCommand } from '../command'
import { must } from '../refused'
import { ownAccountToProve } from './oneself'
import { provePassword, stillProved } from './prove-password'
import { enrolmentUri, newSecret, openSecret, sealSecret, stepOf } from './second-factor'
import { revokeSessions } from './sessions'

const issuer = 'Qingyuan'

/**
 * Begins to set up a second factor (启用动态口令), or to replace one: then the old code is asked for too, and the old one stays
 * in force until `confirmSecondFactor`. Returns the secret, this once.
 *
 * Refuses `tooManyAttempts`, `passwordWrong`, `codeWrong`.
 */
export const beginSecondFactor = preparedCommand(
  'identity.beginSecondFactor',
  beginSecondFactorInput,
  (before, { password, currentCode }) => provePassword(before, password, { code: currentCode }),
  async (context, _input, account) => {
    const { tx, actor, now } = context
    await stillProved(context, account)
    const secret = newSecret()
    await tx.userAccount.updateMany({
      where: { id: actor.userId },
      data: { totpPendingCipher: sealSecret(actor.userId, secret) },
    })
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.beginSecondFactor',
      subject: { type: 'account', id: actor.userId },
      change: {
        secondFactor: [account.totpConfirmedAt === null ? 'none' : 'on', account.totpConfirmedAt === null ? 'begun' : 'replacing'],
      },
    })
    return { secret, uri: enrolmentUri(account.login, secret, issuer) }
  },
  'secret',
)

/**
 * Puts the second factor in force, in place of an earlier one, once its first code is right.
 *
 * Refuses `wrongState` when none was begun, `codeWrong`.
 * Commits together: the factor in force, that code used up, every other session of this person ended, the audit entry.
 */
export const confirmSecondFactor = command(
  'identity.confirmSecondFactor',
  confirmSecondFactorInput,
  async ({ tx, actor, now }, { sessionId, code }) => {
    const account = await ownAccountToProve(tx, actor.userId)
    const pending = account.totpPendingCipher
    if (pending === null) return must(refuse('wrongState', { state: 'secondFactor' }))
    const step = stepOf(openSecret(actor.userId, pending), code.replaceAll(/\s/g, ''), now)
    if (step === null) return must(refuse('codeWrong'))

    await tx.userAccount.updateMany({
      where: { id: actor.userId },
      data: {
        ...{ totpSecretCipher: pending, totpPendingCipher: null },
        ...{ totpConfirmedAt: now, totpLastStep: BigInt(step), secondFactorDue: false },
      },
    })
    await revokeSessions(tx, { userId: actor.userId, id: { not: sessionId } }, 'secondFactorChanged', now)
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.confirmSecondFactor',
      subject: { type: 'account', id: actor.userId },
      change: { secondFactor: [account.totpConfirmedAt === null ? 'begun' : 'replacing', 'on'] },
    })
  },
)
