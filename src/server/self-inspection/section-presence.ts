import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { showPresenceInput } from '#domain/self-inspection/inputs'
import { presenceGoneMs } from '#domain/self-inspection/presence'
import { filingGrants } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { whereMay, whereReadable } from '../access'
import { command } from '../command'
import { must } from '../refused'

/**
 * Says that somebody has a section open, and answers who else has (正在填). It locks nothing: two who write one item are told by its
 * version. Refuses `notFound`. Of the moment alone, so it leaves nothing in the trail.
 */
export const showPresence = command('filing.showPresence', showPresenceInput, async ({ tx, actor, now }, { filingId, section }) => {
  const filing = await tx.filing.findFirst({
    where: { AND: [{ id: filingId }, whereMay(actor, filingGrants.fill, 'filing')] },
    select: { institutionId: true },
  })
  if (!filing) return must(refuse('notFound'))
  const own = { filingId, section, userId: actor.userId }
  await tx.sectionPresence.upsert({
    where: { filingId_section_userId: own },
    create: { id: randomUUID(), ...own, institutionId: filing.institutionId, userName: actor.name, seenAt: now },
    update: { userName: actor.name, seenAt: now },
    select: { id: true },
  })
  const others = await whoFills(tx, actor, filingId, now)
  return { others: others.filter((one) => one.section === section).map(({ userName }) => userName) }
})

/** Who else has which section of a filing open. */
export const whoFills = (tx: Tx, actor: Actor, filingId: string, now: Date) =>
  tx.sectionPresence.findMany({
    where: {
      AND: [
        { filingId, userId: { not: actor.userId }, seenAt: { gt: new Date(now.getTime() - presenceGoneMs) } },
        whereReadable(actor, 'sectionPresence'),
      ],
    },
    select: { section: true, userName: true },
    orderBy: { userName: 'asc' },
  })

/** Whether the institution has several people who fill in: where there is one, nobody need be told of anybody. */
export async function fillsWithOthers(tx: Tx, now: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ several: boolean }[]>`SELECT fills_with_others(${now}::timestamptz) AS several`
  return row?.several ?? false
}
