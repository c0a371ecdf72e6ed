import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '../access'
import { asOneself } from './oneself'
import { actorOf, postsOf } from './posts'

/**
 * Whoever asked for work that is done later, as they are now: with the post they asked in, if they hold it still. `null` once they do not,
 * or their account is shut.
 */
export async function actorOfPost(userId: string, postId: string, now: Date): Promise<Actor | null> {
  const [posts, person] = await Promise.all([
    postsOf(userId, now),
    asActor(asOneself(userId), async (tx) => {
      const account = await tx.userAccount.findUnique({ where: { id: userId }, select: { name: true, disabledAt: true } })
      const [recused] = await tx.$queryRaw<{ ids: string[] | null }[]>`SELECT recused_ids(${userId}::uuid)::text[] AS ids`
      return account && account.disabledAt === null ? { name: account.name, recusedIds: recused?.ids ?? [] } : null
    }),
  ])
  const post = posts.find(({ post_id }) => post_id === postId)
  if (!person || !post) return null
  const actor = actorOf({ userId, ...person, committedTo: [] }, post)
  const { agencyId } = actor
  if (agencyId === null) return actor
  const signed = await asActor(rowContext(actor), (tx) => tx.commitment.findMany({ where: { agencyId }, select: { campaignId: true } }))
  return { ...actor, committedTo: signed.map(({ campaignId }) => campaignId) }
}
