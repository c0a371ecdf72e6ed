import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { prisma } from '#platform/db'
import { currentTime } from '#platform/time'
import { type Post, postOf, postsOf } from './posts'
import { liveSessions } from './sessions'

/** The posts that the actor may act in now. */
async function listMyPosts(actor: Actor): Promise<Post[]> {
  const posts = await postsOf(actor.userId, currentTime())
  return posts.map((post) => postOf(post, actor.postId))
}

/** What the account page shows: sessions, posts and the state of the second factor. */
export async function getMyAccount(actor: Actor) {
  const now = currentTime()
  const [sessions, posts, account] = await Promise.all([
    liveSessions(actor, now),
    listMyPosts(actor),
    prisma.userAccount.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { login: true, name: true, totpConfirmedAt: true, totpPendingCipher: true, passwordChangedAt: true, oidcSubject: true },
    }),
  ])
  const { totpPendingCipher, totpConfirmedAt, oidcSubject, ...person } = account
  const secondFactor = totpConfirmedAt ? ('on' as const) : totpPendingCipher ? ('begun' as const) : ('off' as const)
  return { ...person, secondFactor, secondFactorSince: totpConfirmedAt, bySingleSignOn: oidcSubject !== null, sessions, posts }
}
