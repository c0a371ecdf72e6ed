import 'server-only'
import { institutionKinds } from '#domain/institution/kinds'
import { institutionLevels } from '#domain/institution/levels'
import type { Actor } from '#domain/kernel/access'
import type { InstitutionSelection } from '#domain/self-inspection/inputs'
import { type AppliesTo, concerns } from '#domain/self-inspection/list/applies-to'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'

type Scope = { rangeLo: number; rangeHi: number }

/** The campaigns above and below that this one belongs together with, itself among them. */
export async function familyOf(tx: Tx, campaignId: string): Promise<string[]> {
  const [family] = await tx.$queryRaw<{ ids: string[] }[]>`SELECT campaign_family(${campaignId}::uuid)::text[] AS ids`
  return family?.ids ?? [campaignId]
}

/** Until this transaction ends, nobody else issues filings in the family: a city and its county who do so at once take turns. */
export async function holdFamily(tx: Tx, campaignId: string): Promise<void> {
  const first = (await familyOf(tx, campaignId)).sort()[0] ?? campaignId
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('filing.issue ' || ${first}, 0))`
}

const oneOf = <T>(field: string, values: readonly T[]) => (values.length > 0 ? { [field]: { in: [...values] } } : {})

/** The institutions of the campaign's region that a selection means: those that are at work, and not those it leaves out. */
export const whereChosen = (actor: Actor, { rangeLo, rangeHi }: Scope, selection: InstitutionSelection) => ({
  AND: [
    whereReadable(actor, 'institution'),
    { active: true, regionNo: { gte: rangeLo, lte: rangeHi } },
    oneOf('kind', selection.kinds),
    oneOf('level', selection.levels),
    oneOf('regionNo', selection.regionNos),
    selection.fieldIds.length > 0 ? { fieldIds: { hasSome: [...selection.fieldIds] } } : {},
    selection.exclude.length > 0 ? { code: { notIn: [...selection.exclude] } } : {},
  ],
})

/** The institutions of whom a list asks anything: by the kinds and levels of its items, as `whereAsked` tells them for one filing. */
export async function whereConcerned(tx: Tx, checklistId: string) {
  const groups = await tx.$queryRaw<AppliesTo[]>`
    SELECT DISTINCT kinds::text[] AS kinds, levels::text[] AS levels FROM checklist_item WHERE checklist_id = ${checklistId}::uuid`
  const pairs = institutionKinds.map((kind) => ({
    kind,
    level: { in: institutionLevels.filter((level) => groups.some((group) => concerns(group, kind, level))) },
  }))
  return { OR: pairs }
}

/**
 * Of these, the ones that have no filing yet, neither in the campaign nor in those above and below that it belongs together with: nobody files
 * twice for one cascade.
 */
export const whereWithoutFiling = (actor: Actor, scope: Scope, family: readonly string[], selection: InstitutionSelection) => ({
  AND: [whereChosen(actor, scope, selection), { filings: { none: { campaignId: { in: [...family] } } } }],
})
