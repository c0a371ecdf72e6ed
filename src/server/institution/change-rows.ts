import 'server-only'
import type { InstitutionChangeKind } from '#domain/institution/register'
import type { Grant } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import type { NoticeDetail, NoticeKind } from '#domain/notification/notices'
import { audit } from '#platform/audit'
import { type RelationName, whereMay } from '../access'
import { loadBureaus } from '../clock/bureaus'
import type { Context } from '../command'
import { notifyAll } from '../notification/notify'
import { must } from '../refused'

export type Held = {
  id: string
  code: string
  name: string
  regionCode: string
  regionNo: number
  active: boolean
  mergedIntoId: string | null
  version: number
}
const shown = {
  id: true,
  code: true,
  name: true,
  regionCode: true,
  regionNo: true,
  active: true,
  mergedIntoId: true,
  version: true,
} as const

/**
 * Institutions of the actor's register, held until the command has ended: in one order, so that of two who merge each into the other one
 * waits and finds it done. Those out of reach are left out.
 */
export async function holdInstitutions(
  { tx, actor }: Context,
  grants: readonly Grant<RelationName<'institution'>>[],
  ids: readonly string[],
) {
  const where = { AND: [{ id: { in: [...ids] } }, whereMay(actor, grants, 'institution')] }
  const found = await tx.institution.findMany({ where, select: { id: true } })
  if (found.length === 0) return new Map<string, Held>()
  await tx.$queryRaw`SELECT id FROM institution WHERE id = ANY (${found.map(({ id }) => id)}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const held = await tx.institution.findMany({ where, select: shown })
  return new Map<string, Held>(held.map((one) => [one.id, one]))
}

/** Sets the institution, from the version that the person or the lock has seen. Refuses `changedMeanwhile`. */
export async function setInstitution(
  { tx }: Context,
  { id, version }: { id: string; version: number },
  data: { regionCode?: string; regionNo?: number; active?: boolean; mergedIntoId?: string },
) {
  const set = await tx.institution.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })
  if (set.count === 0) must(refuse('changedMeanwhile'))
}

type NewChange = {
  kind: InstitutionChangeKind
  reason: string
  toRegionCode?: string
  intoInstitutionId?: string
  /** A stop or a resumption, which one person does: from which day. */
  effectiveOn?: Date
}

/** Writes down what is done, or proposed, for an institution. */
export async function addChange({ tx, actor, now }: Context, institution: Held, change: NewChange): Promise<string> {
  const { id } = await tx.institutionChange.create({
    data: {
      ...change,
      ...{ institutionId: institution.id, regionNo: institution.regionNo, fromRegionCode: institution.regionCode },
      ...{ agencyId: actor.agencyId ?? must(refuse('notFound')), agencyName: actor.agencyName },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
      ...(change.effectiveOn ? { state: 'confirmed', decidedById: actor.userId, decidedByName: actor.name, decidedAt: now } : {}),
    },
    select: { id: true },
  })
  return id
}

export const auditChange = (
  { tx, actor, now, requestId }: Context,
  action: `register.${string}`,
  institutionId: string,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action, subject: { type: 'institution', id: institutionId }, change, requestId })

type Told = { kind: NoticeKind; detail: NoticeDetail; key: string }

/** Tells the bureaus of these regions and these institutions. A bureau opens the institution where it is still in its reach. */
export async function tellOf(
  context: Context,
  { kind, detail, key }: Told,
  { regions, institutions, link }: { regions: readonly number[]; institutions: readonly string[]; link: string },
) {
  const bureaus = await loadBureaus(context.tx)
  const agencies = new Map(
    regions.flatMap((regionNo) => {
      const bureau = bureaus.of('MI', regionNo)
      return bureau ? [[bureau.id, regionNo] as const] : []
    }),
  )
  await notifyAll(context, [
    ...[...agencies.keys()].map((agencyId) => ({
      to: { agencyId },
      notice: { kind, detail, link, dedupeKey: `${key}:${agencyId}` },
    })),
    ...institutions.map((institutionId) => ({
      to: { institutionId },
      notice: { kind, detail, link: '/desk', dedupeKey: `${key}:${institutionId}` },
    })),
  ])
}
