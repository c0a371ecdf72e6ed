import 'server-only'
import { freshUntil } from '#domain/identity/account-policy'
import { proveAgainInput } from '#domain/identity/inputs'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { currentTime } from '#platform/time'
import { type Context, preparedCommand } from '../command'
import { query } from '../query'
import { must } from '../refused'
import { provePassword, stillProved } from './prove-password'

const proofs = { createdAt: true, secondFactorAt: true, provedAt: true } as const

/** Goes on only when the person proved who they are within the last minutes of this very session. Refuses `proveAgain`. */
export async function mustBeFresh({ tx, actor, now }: Context, sessionId: string): Promise<void> {
  const session = await tx.userSession.findFirst({ where: { id: sessionId, userId: actor.userId, revokedAt: null }, select: proofs })
  if (!session || freshUntil(session) <= now) must(refuse('proveAgain'))
}

/** Whether this session is fresh, and whether proving it again takes a code besides the password. */
export async function getProofState(actor: Actor, sessionId: string): Promise<{ fresh: boolean; withCode: boolean }> {
  const [session, account] = await query(actor, async (tx) => [
    await tx.userSession.findFirst({ where: { id: sessionId, userId: actor.userId }, select: proofs }),
    await tx.userAccount.findUniqueOrThrow({ where: { id: actor.userId }, select: { totpConfirmedAt: true } }),
  ])
  return { fresh: session !== null && freshUntil(session) > currentTime(), withCode: account.totpConfirmedAt !== null }
}

/**
 * Proves again, in an open session, to be who one is (再次确认本人): password, and code where the account has one.
 * Refuses `tooManyAttempts`, `passwordWrong`, `codeWrong`.
 */
export const proveAgain = preparedCommand(
  'identity.proveAgain',
  proveAgainInput,
  (before, { password, code }) => provePassword(before, password, { code }),
  async (context, { sessionId }, account) => {
    const { tx, actor, now } = context
    await stillProved(context, account)
    const proved = await tx.userSession.updateMany({
      where: { id: sessionId, userId: actor.userId, revokedAt: null },
      data: { provedAt: now },
    })
    if (proved.count === 0) must(refuse('notFound'))
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.proveAgain',
      subject: { type: 'account', id: actor.userId },
      change: { session: [null, sessionId] },
    })
  },
)
