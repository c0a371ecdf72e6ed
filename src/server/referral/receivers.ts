import 'server-only'
import type { Department } from '#domain/department/department'
import type { Tx } from '#platform/db'

export type Receiver = { id: string; name: string; shortName: string; department: Department; regionNo: number }

/** Whom a matter goes back to: whoever sent it, wherever they are. */
export const receiversBack = (tx: Tx, { senderAgencyId }: { senderAgencyId: string }): Promise<Receiver[]> =>
  tx.agency.findMany({
    where: { id: senderAgencyId },
    select: { id: true, name: true, shortName: true, department: true, regionNo: true },
  })

/** The other police that a matter may be passed on to. */
export const receiversElsewhere = (tx: Tx, agencyId: string): Promise<Receiver[]> =>
  tx.agency.findMany({
    where: { kind: 'bureau', department: 'PS', id: { not: agencyId } },
    select: { id: true, name: true, shortName: true, department: true, regionNo: true },
    orderBy: { regionNo: 'asc' },
  })

/**
 * The agencies of these departments that a matter of this region can go to: its own region's first, then those of the
 * regions above, so that a unit without police of its own turns to the city's.
 */
export async function receiversFor(tx: Tx, regionNo: number, departments: readonly Department[]): Promise<Receiver[]> {
  const agencies = await tx.agency.findMany({
    where: {
      kind: 'bureau',
      department: { in: [...departments] },
      region: { rangeLo: { lte: regionNo }, rangeHi: { gte: regionNo } },
    },
    select: {
      id: true,
      name: true,
      shortName: true,
      department: true,
      regionNo: true,
      region: { select: { rangeLo: true, rangeHi: true } },
    },
  })
  const span = ({ region }: (typeof agencies)[number]) => region.rangeHi - region.rangeLo
  return agencies.sort((one, other) => span(one) - span(other)).map(({ region: _, ...agency }) => agency)
}
