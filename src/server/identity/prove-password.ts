import 'server-only'
import { refuse } from '#domain/kernel/result'
import { verifyPassword } from '#platform/password'
import type { Context } from '../command'
import { must } from '../refused'
import { succeed, takeAttempt } from './attempts'
import { redeemCode } from './second-factor'

/**
 * The actor's own account, when they know its password. Counted as sign-ins are, so that an open screen is no place to
 * guess at; a code that is asked for besides, where the account has a second factor, is guessed at in the same count.
 * Refuses `tooManyAttempts`, `passwordWrong`, `codeWrong`.
 */
export async function provePassword({ tx, actor, now }: Context, password: string, besides?: { code: string }) {
  const account = await tx.userAccount.findUniqueOrThrow({ where: { id: actor.userId } })
  const attempt = (await takeAttempt({ login: account.login, source: `account:${account.id}` }, now)) ?? must(refuse('tooManyAttempts'))
  if (!(await verifyPassword(account.passwordHash, password))) must(refuse('passwordWrong'))
  if (besides && account.totpConfirmedAt !== null && !(await redeemCode(account, besides.code, now))) must(refuse('codeWrong'))
  await succeed(attempt)
  return account
}
