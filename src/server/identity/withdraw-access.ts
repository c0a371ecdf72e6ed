import 'server-only'
import { disableAccountInput, enableAccountInput, endPostInput } from '#domain/identity/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { must } from '../refused'
import { mustBeFresh } from './fresh-proof'
import { revokeSessions } from './sessions'
import { mustAdminister } from './ward'

/**
 * Disables an account (停用账户): its sessions and tokens end with the next request. By the security administrator
 * (安全管理员) of its ward, never one's own. Anybody else does not learn that the account exists.
 * Refuses `notFound`, `ownAccount`, `wrongState` when it is disabled already.
 */
export const disableAccount = command('identity.disableAccount', disableAccountInput, async (context, { userId, reason }) => {
  const { tx, actor, now } = context
  await mustAdminister(context, userId)
  const disabled = await tx.userAccount.updateMany({
    where: { id: userId, disabledAt: null },
    data: { disabledAt: now, disabledReason: reason, version: { increment: 1 } },
  })
  if (disabled.count === 0) must(refuse('wrongState', { state: 'disabled' }))
  await revokeSessions(tx, { userId }, 'accountDisabled', now)
  await tx.accessToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } })
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.disableAccount',
    subject: { type: 'account', id: userId },
    change: { disabledAt: [null, now.toISOString()], reason: [null, reason] },
  })
})

/**
 * Opens a disabled account again (启用账户). What was open before stays over.
 * Refuses `notFound`, `ownAccount`, `proveAgain`, `wrongState` when it is not disabled, `changedMeanwhile`.
 */
export const enableAccount = command(
  'identity.enableAccount',
  enableAccountInput,
  async (context, { sessionId, userId, version, reason }) => {
    const { tx, actor, now } = context
    const account = await mustAdminister(context, userId)
    await mustBeFresh(context, sessionId)
    if (account.disabledAt === null) must(refuse('wrongState', { state: 'enabled' }))
    const enabled = await tx.userAccount.updateMany({
      where: { id: userId, version },
      data: { disabledAt: null, disabledReason: null, enabledAt: now, version: { increment: 1 } },
    })
    if (enabled.count === 0) must(refuse('changedMeanwhile'))
    await audit(tx, {
      at: now,
      actor,
      action: 'identity.enableAccount',
      subject: { type: 'account', id: userId },
      change: { disabledAt: [account.disabledAt?.toISOString() ?? null, null], reason: [null, reason] },
    })
  },
)

/**
 * Ends a post (结束任职): what was open in it is closed with the next request; the person's other posts stay.
 * Refuses `notFound`, `ownAccount`, `wrongState` when it is over already.
 */
export const endPost = command('identity.endPost', endPostInput, async (context, { postId, reason }) => {
  const { tx, actor, now } = context
  const post = (await tx.post.findUnique({ where: { id: postId }, select: { userId: true } })) ?? must(refuse('notFound'))
  await mustAdminister(context, post.userId)
  const ended = await tx.post.updateMany({
    where: { id: postId, validFrom: { lt: now }, OR: [{ validUntil: null }, { validUntil: { gt: now } }] },
    data: { validUntil: now },
  })
  if (ended.count === 0) must(refuse('wrongState', { state: 'ended' }))
  await revokeSessions(tx, { postId }, 'postEnded', now)
  await tx.accessToken.updateMany({ where: { postId, revokedAt: null }, data: { revokedAt: now } })
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.endPost',
    subject: { type: 'account', id: post.userId },
    change: { post: [postId, null], reason: [null, reason] },
  })
})
