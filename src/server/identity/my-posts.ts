import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { query } from '../query'
import { secondFactorOf } from './oneself'
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
  const [sessions, posts, { account, secondFactor }] = await Promise.all([
    liveSessions(actor, now),
    listMyPosts(actor),
    query(actor, async (tx) => ({
      account: await tx.userAccount.findUniqueOrThrow({
        where: { id: actor.userId },
        select: { login: true, name: true, totpConfirmedAt: true, passwordChangedAt: true, oidcSubject: true },
      }),
      secondFactor: await secondFactorOf(tx, actor.userId),
    })),
  ])
  const { totpConfirmedAt, oidcSubject, ...person } = account
  return { ...person, secondFactor, secondFactorSince: totpConfirmedAt, bySingleSignOn: oidcSubject !== null, sessions, posts }
}
