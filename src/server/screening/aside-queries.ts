import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { seesScreening } from '#domain/screening/settlement-load'
import { readableSql, whereReadable } from '../access'
import { query } from '../query'

/** How many clues of a run each act holds aside, whichever run it was made in. */
const heldHere = `SELECT same.aside_id::text AS id, count(DISTINCT screening_hit.id)::int AS n
  FROM screening_hit JOIN screening_hit AS same
    ON same.agency_id = screening_hit.agency_id AND same.fingerprint = screening_hit.fingerprint AND same.aside_id IS NOT NULL
  WHERE screening_hit.run_id = $1::uuid AND ${readableSql('screeningHit')} GROUP BY 1`

/**
 * What was set aside of a run, newest first, in it or in another that found the same clues: each with how many of its clues still are, and
 * how many of those this run finds (`here`), as far as this person sees them.
 */
export async function asidesOfRun(actor: Actor, runId: string) {
  if (!isUuid(runId) || !seesScreening(actor)) return []
  return query(actor, async (tx) => {
    const held = new Map((await tx.$queryRawUnsafe<{ id: string; n: number }[]>(heldHere, runId)).map(({ id, n }) => [id, n]))
    const asides = await tx.screeningAside.findMany({
      where: { OR: [{ runId }, { id: { in: [...held.keys()] } }], run: whereReadable(actor, 'screeningRun') },
      include: { run: { select: { months: true } } },
      orderBy: [{ setAsideAt: 'desc' }, { id: 'desc' }],
    })
    const left = await tx.screeningHit.groupBy({
      by: ['asideId'],
      where: { AND: [{ asideId: { in: asides.map(({ id }) => id) } }, whereReadable(actor, 'screeningHit')] },
      _count: true,
    })
    const still = new Map(left.map(({ asideId, _count }) => [asideId, _count]))
    return asides.map(({ run, ...aside }) => ({
      ...aside,
      still: still.get(aside.id) ?? 0,
      here: held.get(aside.id) ?? 0,
      /** Set when it was made in another run: the months of that one. */
      elsewhere: aside.runId === runId ? null : run.months,
    }))
  })
}
export type Aside = Awaited<ReturnType<typeof asidesOfRun>>[number]
