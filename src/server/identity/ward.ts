import 'server-only'
import type { Actor, Role } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import type { Context } from '../command'
import { must } from '../refused'
import { postsOf, rolesOf } from './posts'

/** The regions whose accounts an administrator looks after, as a range. */
export type Ward = { lo: number; hi: number }

/**
 * The ward of an administrator: the region of the unit in which they hold the very post they act in, with all below it.
 * `null` for whoever holds none of these roles there, or not any more. An actor of theirs stands outside of every region,
 * so the post is asked.
 */
export async function wardOf(actor: Actor, by: readonly Role[], now: Date): Promise<Ward | null> {
  if (!by.some((role) => actor.roles.includes(role))) return null
  const post = (await postsOf(actor.userId, now)).find(({ post_id }) => post_id === actor.postId)
  if (!post || post.range_lo === null || post.range_hi === null) return null
  return by.some((role) => rolesOf(post).includes(role)) ? { lo: post.range_lo, hi: post.range_hi } : null
}

/** The same, in a command. Refuses `notFound`: anybody else does not learn that there is something to administer. */
export async function mustHaveWard({ actor, now }: Context, by: readonly Role[]): Promise<Ward> {
  return (await wardOf(actor, by, now)) ?? must(refuse('notFound'))
}

export type Home = { user_id: string; unit_name: string; region_no: number }

/** The accounts that belong to a ward, each with the unit it belongs to. */
export const homesIn = (tx: Tx, ward: Ward): Promise<Home[]> =>
  tx.$queryRaw<Home[]>`
    SELECT user_id::text, unit_name, region_no FROM ward_homes() WHERE region_no BETWEEN ${ward.lo}::int AND ${ward.hi}::int`

/** An account of this administrator's ward, locked, that is not their own. Refuses `notFound`, `ownAccount`. */
export async function mustAdminister(context: Context, userId: string, by: readonly Role[] = ['securityAdmin']) {
  const { tx, actor } = context
  const ward = await mustHaveWard(context, by)
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM ward_homes() home WHERE home.user_id = ${userId}::uuid AND home.region_no BETWEEN ${ward.lo}::int AND ${ward.hi}::int`
  if (found.length === 0) must(refuse('notFound'))
  if (userId === actor.userId) must(refuse('ownAccount'))
  await tx.$queryRaw`SELECT FROM user_account WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
  return tx.userAccount.findUniqueOrThrow({
    where: { id: userId },
    select: { login: true, name: true, disabledAt: true },
  })
}
