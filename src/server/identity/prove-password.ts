import 'server-only'
import { refuse } from '#domain/kernel/result'
import { verifyPassword } from '#platform/password'
import type { Context } from '../command'
import { must } from '../refused'
import { succeed, takeAttempt } from './attempts'

/**
 * The actor's own account, when they know its password. Counted as sign-ins are, so that an open screen is no place to
 * guess at. Refuses `tooManyAttempts`, `passwordWrong`.
 */
export async function provePassword({ tx, actor, now }: Context, password: string) {
  const account = await tx.userAccount.findUniqueOrThrow({ where: { id: actor.userId } })
  const attempt = (await takeAttempt({ login: account.login, source: `account:${account.id}` }, now)) ?? must(refuse('tooManyAttempts'))
  if (!(await verifyPassword(account.passwordHash, password))) must(refuse('passwordWrong'))
  await succeed(attempt)
  return account
}
