import 'server-only'
import type { Department } from '#domain/department/department'
import type { Tx } from '#platform/db'

type Bureau = { id: string; name: string }

/** The agencies that stand for their department, found by where they are. */
export type Bureaus = {
  /** The one of this department and region. Where a special region has none, the nearest one above acts for it. */
  of(department: Department, regionNo: number): Bureau | null
  /** The superior of the one of this region: same department, parent region. */
  above(department: Department, regionNo: number): Bureau | null
  name(agencyId: string | null): string | null
}

export async function loadBureaus(tx: Tx): Promise<Bureaus> {
  const agencies = await tx.agency.findMany({
    where: { kind: 'bureau' },
    select: { id: true, name: true, department: true, regionNo: true },
  })
  const regions = await tx.region.findMany({ select: { regionNo: true, parent: { select: { regionNo: true } } } })
  const parents = new Map(regions.map(({ regionNo, parent }) => [regionNo, parent?.regionNo ?? null]))
  const byPlace = new Map(agencies.map(({ id, name, department, regionNo }) => [`${department}-${regionNo}`, { id, name }]))
  const names = new Map(agencies.map(({ id, name }) => [id, name]))

  const nearest = (department: Department, regionNo: number | null): Bureau | null =>
    regionNo === null ? null : (byPlace.get(`${department}-${regionNo}`) ?? nearest(department, parents.get(regionNo) ?? null))
  return {
    of: nearest,
    above: (department, regionNo) => nearest(department, parents.get(regionNo) ?? null),
    name: (agencyId) => (agencyId ? (names.get(agencyId) ?? null) : null),
  }
}

/** The id of the superior of the insurance bureau of a region, as SQL: as `above` finds it, by the numbers of regions. */
export const bureauAboveSql = (regionNo: string): string =>
  `(SELECT above.id FROM agency above WHERE above.department = 'MI' AND above.kind = 'bureau' AND above.region_no <> ${regionNo}
    AND above.region_no IN (${regionNo} / 100 * 100, ${regionNo} / 10000 * 10000) ORDER BY above.region_no DESC LIMIT 1)`
