import type { AddressableAgency } from '#domain/campaign/recipients'
import { agencies } from '../reference/agencies'
import { type ReferenceRegion, regions } from '../reference/regions'
import { agencyId } from '../reference/rows'

const regionOf = new Map(regions.map((region) => [region.code, region]))

/** Whether a place lies in a region or above it. */
export function isInLine(regionNo: number, { rangeLo, rangeHi }: Pick<ReferenceRegion, 'rangeLo' | 'rangeHi'>): boolean {
  const own = regions.find((region) => region.regionNo === regionNo)
  return (rangeLo <= regionNo && regionNo <= rangeHi) || (own !== undefined && own.rangeLo <= rangeLo && rangeHi <= own.rangeHi)
}

/** Every agency of a region's subtree, in the order of the regions. */
export function agenciesWithin({ rangeLo, rangeHi }: Pick<ReferenceRegion, 'rangeLo' | 'rangeHi'>): AddressableAgency[] {
  return agencies
    .flatMap(({ code, name, shortName, department, kind, regionCode }) => {
      const region = regionOf.get(regionCode)
      if (!region || region.regionNo < rangeLo || region.regionNo > rangeHi) return []
      return [
        { agency: { id: agencyId(code), name, shortName, department, kind, regionNo: region.regionNo, regionLevel: region.level }, region },
      ]
    })
    .sort((one, other) => one.region.sortOrder - other.region.sortOrder)
    .map(({ agency }) => agency)
}
