import 'server-only'
import type { Context } from '../command'

/** A part of the actor's own subtree that is listed by itself. */
export type ReportingUnit = { regionNo: number; name: string; lo: number; hi: number }

/** The actor's own level first, then what reports to it: counties and the special units of a city, cities of a province. Together they are the whole. */
export async function reportingUnits({ tx, actor }: Pick<Context, 'tx' | 'actor'>): Promise<ReportingUnit[]> {
  const own = await tx.region.findUnique({ where: { regionNo: actor.regionNo }, include: { children: { orderBy: { sortOrder: 'asc' } } } })
  if (!own) return []
  return [
    { regionNo: own.regionNo, name: own.shortName, lo: own.regionNo, hi: own.regionNo },
    ...own.children.map((child) => ({ regionNo: child.regionNo, name: child.shortName, lo: child.rangeLo, hi: child.rangeHi })),
  ]
}
