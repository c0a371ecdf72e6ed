import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type Digest, type SampleMethod, sharesOf } from '#domain/self-inspection/sample'
import { drawGrants, settlingStates } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { query } from '../query'
import { type Spread, spreadOf, weightsOfFilings } from './draw-weights'

export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex')

/** The ids that an announcement fixed, in their one order. */
export const announcedIds = (written: unknown): string[] => (Array.isArray(written) ? written.map(String) : [])

/** Drawing is for officers of an insurance bureau. */
export const mayDraw = ({ agencyId, department, agencyKind, roles }: Actor): boolean =>
  agencyId !== null && department === 'MI' && agencyKind === 'bureau' && drawGrants.some(({ role }) => roles.includes(role))

/** Whoever keeps away from an institution neither announces nor draws: the population would be without it. */
export const keepsAway = async (tx: Tx, actor: Actor): Promise<boolean> =>
  (await tx.recusal.count({ where: { userId: actor.userId, subjectType: 'institution', liftedAt: null } })) > 0

/** A campaign under way, and all that is filed in it in the actor's region. */
export async function populationOf(tx: Tx, actor: Actor, campaignId: string) {
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
    select: { id: true, number: true },
  })
  if (!campaign) return null
  const population = await tx.filing.findMany({
    where: { AND: [{ campaignId, state: { in: [...settlingStates] } }, whereReadable(actor, 'filing')] },
    select: { id: true, regionNo: true },
  })
  return { campaign, population }
}

/** How many there are of each region, and how many of them a draw takes; by simple chance nobody can say (`null`). Never who. */
export type Stratum = { regionName: string; population: number; share: number | null }

export async function strataOf(
  tx: Tx,
  population: readonly { regionNo: number }[],
  method: SampleMethod | string,
  size: number,
): Promise<Stratum[]> {
  const counts = new Map<number, number>()
  for (const { regionNo } of population) counts.set(regionNo, (counts.get(regionNo) ?? 0) + 1)
  const shares = method === 'stratifiedByRegion' ? sharesOf(counts, size) : null
  const regions = await tx.region.findMany({ where: { regionNo: { in: [...counts.keys()] } }, select: { regionNo: true, shortName: true } })
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([regionNo, count]) => ({
      regionName: regions.find((region) => region.regionNo === regionNo)?.shortName ?? '',
      population: count,
      share: shares?.get(regionNo) ?? null,
    }))
}

/** What a draw would be taken from: counts alone. Refuses `notFound`, `sampleTooLarge`. */
export const previewDraw = (
  actor: Actor,
  { campaignId, method, size }: { campaignId: string; method: SampleMethod; size: number },
): Promise<Result<{ population: number; strata: Stratum[]; spread: Spread | null }>> =>
  query(actor, async (tx) => {
    const found = mayDraw(actor) ? await populationOf(tx, actor, campaignId) : null
    if (!found) return refuse('notFound')
    const { population } = found
    if (size > population.length) return refuse('sampleTooLarge', { limit: population.length })
    const ids = population.map(({ id }) => id)
    const spread = method === 'riskWeighted' ? spreadOf(await weightsOfFilings(tx, ids)) : null
    return ok({ population: population.length, strata: await strataOf(tx, population, method, size), spread })
  })
