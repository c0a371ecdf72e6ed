import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { kindsWrittenBy, type LetterKind, letterKindRules } from '#domain/letter/kinds'
import type { Tx } from '#platform/db'
import { loadBureaus } from '../clock/bureaus'
import { type Receiver, receiversFor } from '../referral/receivers'

/** The kinds that this person may draft: a handler or a head of a bureau whose word they are. */
export const writableKinds = (actor: Actor): LetterKind[] =>
  actor.agencyKind === 'bureau' && actor.agencyId && actor.roles.some((role) => role === 'handler' || role === 'approver')
    ? kindsWrittenBy(actor.department)
    : []

/** Who can be sent a letter of this kind; of one about a matter of a place below, only who is there. */
export async function letterReceivers(tx: Tx, actor: Actor, kind: LetterKind, matterRegionNo: number | null): Promise<Receiver[]> {
  const { receivers, direction } = letterKindRules[kind]
  if (direction === 'beside') {
    const near = await receiversFor(tx, actor.regionNo, receivers)
    return near.filter(({ id, department }) => id !== actor.agencyId && department !== actor.department)
  }
  const select = { id: true, name: true, shortName: true, department: true, regionNo: true } as const
  if (direction === 'above') {
    const above = actor.department && (await loadBureaus(tx)).above(actor.department, actor.regionNo)
    return above ? tx.agency.findMany({ where: { id: above.id }, select }) : []
  }
  if (direction === 'anywhere')
    return tx.agency.findMany({
      where: { kind: 'bureau', department: { in: [...receivers] }, NOT: { id: actor.agencyId ?? '' } },
      select,
      orderBy: [{ regionNo: 'asc' }, { department: 'asc' }],
      take: 200,
    })
  const only = kind === 'cluster' ? null : matterRegionNo
  return tx.agency.findMany({
    where: {
      kind: 'bureau',
      department: { in: [...receivers] },
      AND: [{ regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } }, { regionNo: only ?? { not: actor.regionNo } }],
      NOT: { id: actor.agencyId ?? '' },
    },
    select,
    orderBy: [{ regionNo: 'asc' }, { department: 'asc' }],
    take: 200,
  })
}
