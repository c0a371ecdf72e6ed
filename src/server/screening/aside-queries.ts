import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { seesScreening } from '#domain/screening/settlement-load'
import { whereReadable } from '../access'
import { query } from '../query'

/** What was set aside of a run, newest first, each with how many of its clues still are, as far as this person sees them. */
export async function asidesOfRun(actor: Actor, runId: string) {
  if (!isUuid(runId) || !seesScreening(actor)) return []
  return query(actor, async (tx) => {
    const asides = await tx.screeningAside.findMany({
      where: { runId, run: whereReadable(actor, 'screeningRun') },
      orderBy: [{ setAsideAt: 'desc' }, { id: 'desc' }],
    })
    const left = await tx.screeningHit.groupBy({
      by: ['asideId'],
      where: { AND: [{ asideId: { in: asides.map(({ id }) => id) } }, whereReadable(actor, 'screeningHit')] },
      _count: true,
    })
    const still = new Map(left.map(({ asideId, _count }) => [asideId, _count]))
    return asides.map((aside) => ({ ...aside, still: still.get(aside.id) ?? 0 }))
  })
}
export type Aside = Awaited<ReturnType<typeof asidesOfRun>>[number]
