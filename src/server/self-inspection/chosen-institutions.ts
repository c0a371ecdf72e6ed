import 'server-only'
import { institutionKinds } from '#domain/institution/kinds'
import { institutionLevels } from '#domain/institution/levels'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import type { InstitutionSelection } from '#domain/self-inspection/inputs'
import { type AppliesTo, concerns } from '#domain/self-inspection/list/applies-to'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

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

/**
 * What is done to all the filings of a place at once is not done by who keeps away from one of its institutions: that one would be left out,
 * and nobody would know. Refuses `issueByAnother`, with their names.
 */
export async function mustKeepAwayFromNone(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  { rangeLo, rangeHi }: Scope,
  ids?: readonly string[],
) {
  const recusals = await tx.recusal.findMany({
    where: { userId: actor.userId, subjectType: 'institution', liftedAt: null },
    select: { subjectId: true },
  })
  if (recusals.length === 0) return
  const kept = recusals.map(({ subjectId }) => subjectId).filter((id) => ids === undefined || ids.includes(id))
  const institutions = await tx.institution.findMany({
    where: { AND: [whereReadable(actor, 'institution'), { id: { in: kept }, regionNo: { gte: rangeLo, lte: rangeHi } }] },
    select: { name: true },
    orderBy: { code: 'asc' },
  })
  if (institutions.length > 0) must(refuse('issueByAnother', { institutions: institutions.map(({ name }) => name) }))
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
