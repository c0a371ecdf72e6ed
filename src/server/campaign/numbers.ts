import 'server-only'
import { departmentMetrics, mapMetrics } from '#domain/campaign/department-metrics'
import type { Actor } from '#domain/kernel/access'
import { isMetricId, type MetricId } from '#domain/summary/metrics'
import { ownLevelName } from '#domain/summary/outline'
import { query } from '../query'
import { measure, measureByRegion, type Scope } from '../summary/measure'

export type UnitFigures = {
  regionNo: number
  name: string
  /** What the region keeps in its own hands, and none of the units below. */
  ownLevel: boolean
  /** The number by which the map is coloured. */
  value: bigint
  filingsIssued: bigint
  filingsSubmitted: bigint
  leadsIssued: bigint
  leadsOpen: bigint
}

const compared = ['filingsIssued', 'filingsSubmitted', 'leadsIssued', 'leadsOpen'] as const

/** The numbers that a person can colour the map by: the bureau several, another department its own. */
const metricsToMap = (actor: Actor): readonly MetricId[] => {
  if (actor.department === 'MI') return mapMetrics
  return actor.department === null ? [] : departmentMetrics[actor.department]
}

/**
 * The numbers of a campaign for one person: those of their department, and one of them (`asked`, or the first) for each reporting
 * unit below, with what tells who is behind. Every number is the sum of rows that this person may open.
 */
export async function getCampaignNumbers(actor: Actor, scope: Scope, regionNo: number, asked: string | undefined) {
  const own = actor.department === null ? [] : departmentMetrics[actor.department]
  const choices = metricsToMap(actor)
  const chosen = asked !== undefined && isMetricId(asked) && choices.includes(asked) ? asked : choices[0]
  const figures = await measure(actor, [...new Set([...own, ...compared])], scope)
  const below = await unitsBelow(actor, regionNo)
  const units = chosen === undefined || below.length === 0 ? [] : await figuresOf(actor, scope, below, chosen)
  return { own, figures, choices, chosen, units }
}

type Unit = { regionNo: number; name: string; ownLevel: boolean; lo: number; hi: number }

/** The units below a region, and the region's own level, so that the units add up to the whole. A region without units below has none. */
const unitsBelow = (actor: Actor, regionNo: number): Promise<Unit[]> =>
  query(actor, async (tx) => {
    const region = await tx.region.findUnique({
      where: { regionNo },
      select: {
        shortName: true,
        children: { orderBy: { sortOrder: 'asc' }, select: { regionNo: true, shortName: true, rangeLo: true, rangeHi: true } },
      },
    })
    if (!region || region.children.length === 0) return []
    const below = region.children.map((child) => ({
      regionNo: child.regionNo,
      name: child.shortName,
      ownLevel: false,
      lo: child.rangeLo,
      hi: child.rangeHi,
    }))
    return [...below, { regionNo, name: ownLevelName(region.shortName), ownLevel: true, lo: regionNo, hi: regionNo }]
  })

async function figuresOf(actor: Actor, scope: Scope, units: readonly Unit[], chosen: MetricId): Promise<UnitFigures[]> {
  const [value, ...others] = await Promise.all([chosen, ...compared].map((id) => measureByRegion(actor, id, scope)))
  const within = (counted: ReadonlyMap<number, bigint> | undefined, { lo, hi }: Unit) =>
    [...(counted ?? [])].reduce((sum, [regionNo, count]) => (lo <= regionNo && regionNo <= hi ? sum + count : sum), 0n)
  return units.map((unit) => ({
    regionNo: unit.regionNo,
    name: unit.name,
    ownLevel: unit.ownLevel,
    value: within(value, unit),
    filingsIssued: within(others[0], unit),
    filingsSubmitted: within(others[1], unit),
    leadsIssued: within(others[2], unit),
    leadsOpen: within(others[3], unit),
  }))
}
