import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { whereReadable } from '../access'
import { query } from '../query'
import type { Scope } from './measure'

/** A region with all below it, or its own level alone: what a city keeps in its own hands. */
export type ScopeReach = 'subtree' | 'ownLevel'

/** A scope with its names. A region outside the actor's own subtree, and a campaign out of reach, do not exist: `null`. */
export function scopeOf(
  actor: Actor,
  campaignId: string,
  regionNo: number | null,
  reach: ScopeReach = 'subtree',
): Promise<(Scope & { campaignName: string; regionName: string; regionNames: ReadonlyMap<number, string> }) | null> {
  return query(actor, async (tx) => {
    if (!isUuid(campaignId)) return null
    const campaign = await tx.campaign.findFirst({ where: { AND: [{ id: campaignId }, whereReadable(actor, 'campaign')] } })
    const regions = await tx.region.findMany({ where: { regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } } })
    const region = regions.find((one) => one.regionNo === (regionNo ?? actor.regionNo))
    if (!campaign || !region) return null
    return {
      campaignId,
      regionLo: reach === 'subtree' ? region.rangeLo : region.regionNo,
      regionHi: reach === 'subtree' ? region.rangeHi : region.regionNo,
      campaignName: campaign.name,
      regionName: region.name,
      regionNames: new Map(regions.map((one) => [one.regionNo, one.shortName])),
    }
  })
}
