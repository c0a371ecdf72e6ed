import 'server-only'
import { systemActor } from '#domain/kernel/system-actor'
import type { ListedAgency, ListedRegion, UnitList } from '#domain/settings/unit-list'
import { audit } from '#platform/audit'
import { prisma, type Tx } from '#platform/db'

/** What an operator's list of units changed. */
export type Imported = { regions: number; agencies: number; unchanged: number }

/** A line that contradicts what is there already, by its number in the file. */
export type Contradiction = { line: number; name: string; kind: 'regionDiffers' | 'agencyDiffers' | 'parentUnknown' | 'regionUnknown' }

class Contradicted extends Error {
  readonly contradictions: readonly Contradiction[]

  constructor(contradictions: readonly Contradiction[]) {
    super('the list contradicts what is there')
    this.contradictions = contradictions
  }
}

/**
 * Brings regions and agencies into the installation, as the operator of the machine: all of the list, or nothing. What is
 * there already as the list says is left as it is; what is there differently is a contradiction, never overwritten.
 */
export async function importUnits(
  list: UnitList,
  now: Date,
): Promise<{ ok: true; imported: Imported } | { ok: false; contradictions: readonly Contradiction[] }> {
  try {
    const imported = await prisma.$transaction(async (tx) => {
      const regions = await addRegions(tx, list.regions)
      const agencies = await addAgencies(tx, list.agencies)
      const wrong = [...regions.wrong, ...agencies.wrong]
      if (wrong.length > 0) throw new Contradicted(wrong)
      for (const { id, regionNo, name } of agencies.made) {
        await audit(tx, {
          at: now,
          actor: { ...systemActor, department: null, regionNo },
          action: 'settings.importAgency',
          subject: { type: 'agency', id },
          change: { name: [null, name] },
        })
      }
      const unchanged = list.regions.length + list.agencies.length - regions.made - agencies.made.length
      return { regions: regions.made, agencies: agencies.made.length, unchanged }
    })
    return { ok: true, imported }
  } catch (error) {
    if (error instanceof Contradicted) return { ok: false, contradictions: error.contradictions }
    throw error
  }
}

/** How far a region's subtree reaches, as the codes of the standard do it. */
const spans: Record<string, number> = { province: 9_999, city: 99, county: 0, unit: 0 }

async function addRegions(tx: Tx, listed: readonly ListedRegion[]) {
  const wrong: Contradiction[] = []
  let made = 0
  for (const { line, code, name, shortName, level, parentCode } of listed) {
    const known = await tx.region.findUnique({ where: { code } })
    if (known) {
      if (known.name !== name || known.parentCode !== parentCode) wrong.push({ line, name, kind: 'regionDiffers' })
      continue
    }
    if (parentCode && !(await tx.region.findUnique({ where: { code: parentCode } }))) {
      wrong.push({ line, name, kind: 'parentUnknown' })
      continue
    }
    const regionNo = Number(code)
    const range = { regionNo, rangeLo: regionNo, rangeHi: regionNo + (spans[level] ?? 0), sortOrder: regionNo % 10_000 }
    const kind = level === 'unit' ? ('functionalZone' as const) : ('division' as const)
    await tx.region.create({ data: { code, name, shortName, level, kind, official: level !== 'unit', parentCode, ...range } })
    made += 1
  }
  return { made, wrong }
}

async function addAgencies(tx: Tx, listed: readonly ListedAgency[]) {
  const wrong: Contradiction[] = []
  const made: { id: string; regionNo: number; name: string }[] = []
  for (const { line, name, shortName, regionCode, department, kind } of listed) {
    const known = await tx.agency.findUnique({ where: { name } })
    if (known) {
      if (known.regionCode !== regionCode || known.department !== department) wrong.push({ line, name, kind: 'agencyDiffers' })
      continue
    }
    const region = await tx.region.findUnique({ where: { code: regionCode }, select: { regionNo: true } })
    if (!region) {
      wrong.push({ line, name, kind: 'regionUnknown' })
      continue
    }
    const { id, regionNo } = await tx.agency.create({
      data: { name, shortName, regionCode, regionNo: region.regionNo, department, kind },
      select: { id: true, regionNo: true },
    })
    made.push({ id, regionNo, name })
  }
  return { made, wrong }
}
