import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { kindsWrittenBy, type LetterKind, letterKindRules } from '#domain/letter/kinds'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { loadBureaus } from '../clock/bureaus'
import { type Receiver, receiversFor } from '../referral/receivers'

/** The kinds that this person may draft: a handler or a head of a bureau whose word they are. */
export const writableKinds = (actor: Actor): LetterKind[] =>
  actor.agencyKind === 'bureau' && actor.agencyId && actor.roles.some((role) => role === 'handler' || role === 'approver')
    ? kindsWrittenBy(actor.department)
    : []

const select = { id: true, name: true, shortName: true, department: true, regionNo: true } as const
const shownAtMost = 200
const nearAtMost = 30

type Wanted = { ids: readonly string[] } | { search: string; chosen: readonly string[] }

/**
 * Who can be sent a letter of this kind; of one about a matter of a place below, only who is there. `ids`: of these, whoever can; else those
 * whose name holds what is searched for, or the nearest, and those that are `chosen` already.
 */
export async function letterReceivers(
  tx: Tx,
  actor: Actor,
  kind: LetterKind,
  matterRegionNo: number | null,
  wanted: Wanted,
): Promise<Receiver[]> {
  const { receivers, direction } = letterKindRules[kind]
  if (direction === 'beside') {
    const near = await receiversFor(tx, actor.regionNo, receivers)
    return near.filter(({ id, department }) => id !== actor.agencyId && department !== actor.department)
  }
  if (direction === 'above') {
    const above = actor.department && (await loadBureaus(tx)).above(actor.department, actor.regionNo)
    return above ? tx.agency.findMany({ where: { id: above.id }, select }) : []
  }
  const only = kind === 'cluster' ? null : matterRegionNo
  const below = [{ regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } }, { regionNo: only ?? { not: actor.regionNo } }]
  const open: Prisma.AgencyWhereInput = {
    ...{ kind: 'bureau', department: { in: [...receivers] }, NOT: { id: actor.agencyId ?? '' } },
    AND: direction === 'anywhere' ? [] : below,
  }
  if ('ids' in wanted) return tx.agency.findMany({ where: { AND: [open, { id: { in: [...wanted.ids] } }] }, select })
  const chosen = await tx.agency.findMany({ where: { AND: [open, { id: { in: [...wanted.chosen] } }] }, select, take: shownAtMost })
  const found = await offered(tx, actor, open, wanted.search, direction === 'anywhere')
  return [...chosen, ...found.filter(({ id }) => !wanted.chosen.includes(id))]
}

/** By name; where nothing is searched for and they are of the whole country, the nearest. Regions are numbered so that neighbours lie side by side. */
async function offered(tx: Tx, { regionNo }: Actor, open: Prisma.AgencyWhereInput, search: string, anywhere: boolean): Promise<Receiver[]> {
  const order = (way: 'asc' | 'desc') => [{ regionNo: way }, { department: way }] satisfies Prisma.AgencyOrderByWithRelationInput[]
  if (search !== '' || !anywhere) {
    const named = search === '' ? {} : { name: { contains: search } }
    return tx.agency.findMany({ where: { AND: [open, named] }, select, orderBy: order('asc'), take: shownAtMost })
  }
  const side = (of: object, way: 'asc' | 'desc') =>
    tx.agency.findMany({ where: { AND: [open, { regionNo: of }] }, select, orderBy: order(way), take: nearAtMost })
  return [...(await side({ lt: regionNo }, 'desc')).toReversed(), ...(await side({ gte: regionNo }, 'asc'))]
}
