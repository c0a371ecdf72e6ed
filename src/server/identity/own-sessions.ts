import 'server-only'
import { endOtherSessionsInput, endSessionInput, switchPostInput } from '#domain/identity/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { command } from '../command'
import { must } from '../refused'
import { postsOf } from './posts'
import { revokeSessions } from './sessions'

/** Ends one of the actor's own sessions. Refuses `notFound`, also for another person's. */
export const endSession = command('identity.endSession', endSessionInput, async ({ tx, actor, now }, { endedId }) => {
  const ended = await revokeSessions(tx, { id: endedId, userId: actor.userId }, 'revokedByOwner', now)
  if (ended === 0) must(refuse('notFound'))
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.endSession',
    subject: { type: 'account', id: actor.userId },
    change: { session: [endedId, null] },
  })
})

/** Ends every session of the actor but the one in hand. */
export const endOtherSessions = command('identity.endOtherSessions', endOtherSessionsInput, async ({ tx, actor, now }, { sessionId }) => {
  const ended = await revokeSessions(tx, { userId: actor.userId, id: { not: sessionId } }, 'revokedByOwner', now)
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.endOtherSessions',
    subject: { type: 'account', id: actor.userId },
    change: { otherSessionsEnded: [null, ended] },
  })
})

/** Acts in another of the actor's own posts from the next request on (切换身份). Refuses `notFound`, also for a post that is over. */
export const switchPost = command('identity.switchPost', switchPostInput, async ({ tx, actor, now }, { sessionId, postId }) => {
  const held = await postsOf(actor.userId, now)
  if (!held.some((post) => post.post_id === postId)) must(refuse('notFound'))
  const switched = await tx.userSession.updateMany({ where: { id: sessionId, userId: actor.userId, revokedAt: null }, data: { postId } })
  if (switched.count === 0) must(refuse('notFound'))
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.switchPost',
    subject: { type: 'account', id: actor.userId },
    change: { post: [actor.postId, postId] },
  })
})
