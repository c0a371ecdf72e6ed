import 'server-only'
import { disableAccountInput, endPostInput } from '#domain/identity/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { type Context, command } from '../command'
import { must } from '../refused'
import { revokeSessions } from './sessions'

/** Access is withdrawn by the security administrator (安全管理员), never from oneself. Anybody else does not learn that the account exists. */
function mustBeSecurityAdmin({ actor }: Context, ofUserId: string | undefined): void {
  if (ofUserId === undefined || !actor.roles.includes('securityAdmin')) must(refuse('notFound'))
  if (ofUserId === actor.userId) must(refuse('samePerson'))
}

/**
 * Disables an account (停用账户): its sessions and tokens end with the next request.
 * Refuses `notFound`, `samePerson`, `wrongState` when it is disabled already.
 */
export const disableAccount = command('identity.disableAccount', disableAccountInput, async (context, { userId, reason }) => {
  const { tx, actor, now } = context
  const account = await tx.userAccount.findUnique({ where: { id: userId }, select: { id: true } })
  mustBeSecurityAdmin(context, account?.id)
  const disabled = await tx.userAccount.updateMany({
    where: { id: userId, disabledAt: null },
    data: { disabledAt: now, version: { increment: 1 } },
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
 * Ends a post (结束任职): what was open in it is closed with the next request; the person's other posts stay.
 * Refuses `notFound`, `samePerson`, `wrongState` when it is over already.
 */
export const endPost = command('identity.endPost', endPostInput, async (context, { postId, reason }) => {
  const { tx, actor, now } = context
  const post = await tx.post.findUnique({ where: { id: postId }, select: { userId: true } })
  mustBeSecurityAdmin(context, post?.userId)
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
    subject: { type: 'account', id: post?.userId ?? '' },
    change: { post: [postId, null], reason: [null, reason] },
  })
})
