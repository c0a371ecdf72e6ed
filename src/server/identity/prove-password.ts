import 'server-only'
import { refuse } from '#domain/kernel/result'
import { verifyPassword } from '#platform/password'
import type { Before, Context } from '../command'
import { query } from '../query'
import { must } from '../refused'
import { succeed, takeAttempt } from './attempts'
import { ownAccountToProve } from './oneself'
import { redeemCode } from './second-factor'

/**
 * The actor's own account, when they know its password. Counted as sign-ins are, so that an open screen is no place to
 * guess at; a code that is asked for besides, where the account has a second factor, is guessed at in the same count. The count stands,
 * and the code is used up, whatever becomes of the command: so this is done before its transaction, and holds no second connection
 * beside it. Refuses `tooManyAttempts`, `passwordWrong`, `codeWrong`.
 */
export async function provePassword({ actor, now }: Before, password: string, besides?: { code: string }) {
  const account = await query(actor, (tx) => ownAccountToProve(tx, actor.userId))
  const attempt = (await takeAttempt({ login: account.login, source: `account:${account.id}` }, now)) ?? must(refuse('tooManyAttempts'))
  if (!(await verifyPassword(account.passwordHash, password))) must(refuse('passwordWrong'))
  if (besides && account.totpConfirmedAt !== null && !(await redeemCode(account, besides.code, now))) must(refuse('codeWrong'))
  await succeed(attempt)
  return account
}

export type ProvedAccount = Awaited<ReturnType<typeof provePassword>>

/** Goes on only while the password is the one that was proved. Refuses `changedMeanwhile`. */
export async function stillProved({ tx, actor }: Context, { passwordChangedAt }: ProvedAccount): Promise<void> {
  if ((await tx.userAccount.count({ where: { id: actor.userId, passwordChangedAt } })) === 0) must(refuse('changedMeanwhile'))
}
