import 'server-only'
import type { Department } from '#domain/department/department'
import type { Actor } from '#domain/kernel/access'
import { ownLevelName, reportAddressee } from '#domain/summary/outline'
import type { Tx } from '#platform/db'

/** A part of a report's subtree that is listed by itself. */
export type ReportingUnit = { regionNo: number; name: string; lo: number; hi: number }

/** What a report's paper names besides figures and words. */
export type ReportFrame = { agencyName: string; addressee: string; units: readonly ReportingUnit[] }

/** Whose report it is. */
export type Reporter = { agencyId: string; department: Department; regionNo: number }

/**
 * The frame of an agency's report as things are called now. The own level stands first, then what reports to it: counties and the
 * special units of a city, cities of a province. Together they are the whole.
 */
export async function frameOf(tx: Tx, { agencyId, regionNo }: Reporter): Promise<ReportFrame & { lo: number; hi: number }> {
  const agency = await tx.agency.findUniqueOrThrow({ where: { id: agencyId }, select: { name: true } })
  const own = await tx.region.findUniqueOrThrow({
    where: { regionNo },
    include: { children: { orderBy: [{ sortOrder: 'asc' }, { regionNo: 'asc' }] } },
  })
  const superior = await superiorOf(tx, own.parentCode)
  const children = own.children.map((child) => ({
    regionNo: child.regionNo,
    name: child.shortName,
    lo: child.rangeLo,
    hi: child.rangeHi,
  }))
  return {
    agencyName: agency.name,
    addressee: reportAddressee(superior?.name ?? null),
    units: [{ regionNo, name: children.length > 0 ? ownLevelName(own.shortName) : own.shortName, lo: regionNo, hi: regionNo }, ...children],
    lo: own.rangeLo,
    hi: own.rangeHi,
  }
}

/** The frame that was kept when the figures were frozen. */
export const frozenFrame = (stored: unknown): ReportFrame => stored as ReportFrame // written by freezeReport alone

/** The insurance bureau one level up. */
export async function superiorOf(tx: Tx, parentCode: string | null): Promise<{ id: string; name: string } | null> {
  if (parentCode === null) return null
  return tx.agency.findFirst({ where: { regionCode: parentCode, department: 'MI', kind: 'bureau' }, select: { id: true, name: true } })
}

/** Reads as nobody in particular: no row keeps away from it, and none is kept from it within its reach. */
const nobody = {
  userId: '00000000-0000-0000-0000-000000000000',
  postId: '00000000-0000-0000-0000-000000000000',
  name: '',
  roles: [],
  agencyKind: 'bureau',
  agencyName: '',
  institutionId: null,
  clearance: 3,
  recusedIds: [],
  openedIds: [],
  committedTo: 'any',
} as const satisfies Partial<Actor>

/**
 * The reader that counts for a bureau's report: all rows of its department and regions, whatever the clearance, recusals and commitments of
 * whoever presses the button, so that two people of one bureau report one number. It opens nothing: rows are opened under one's own rights.
 */
export const bureauView = ({ agencyId, department, regionNo }: Reporter, { lo, hi }: { lo: number; hi: number }): Actor => ({
  ...nobody,
  agencyId,
  department,
  regionNo,
  regionLo: lo,
  regionHi: hi,
})

/** Finds the campaigns and reports of every bureau, for the operator of the whole installation. */
export const operatorView: Actor = { ...nobody, agencyId: null, department: 'MI', regionNo: 0, regionLo: 0, regionHi: 999_999 }
