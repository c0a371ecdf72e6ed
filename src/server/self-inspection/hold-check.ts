import 'server-only'
import { refuse } from '#domain/kernel/result'
import { inspectGrants } from '#domain/self-inspection/on-site'
import type { Tx } from '#platform/db'
import { whereMay, whereReadable } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

/** Who inspects these institutions now, in the order assigned. */
export const inspectorsOf = (tx: Tx, checkIds: readonly string[]) =>
  tx.checkInspector.findMany({
    where: { checkId: { in: [...checkIds] }, leftAt: null },
    orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }],
  })

/**
 * An institution that was drawn, held until the command has ended, for one of its inspectors. Refuses `notFound` (not of the agency that
 * drew, or out of reach, as one is that has moved to another county), `notInspector`, `wrongState` when both have signed.
 */
export async function holdCheck(context: Context, id: string) {
  const { tx, actor } = context
  const reached = await tx.spotCheckItem.findFirst({
    where: { AND: [{ id }, whereMay(actor, inspectGrants, 'spotCheckItem'), { filing: whereReadable(actor, 'filing') }] },
  })
  if (!reached) return must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM spot_check_item WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const check = await tx.spotCheckItem.findFirst({
    where: { id },
    include: {
      spotCheck: { select: { number: true } },
      filing: { include: { institution: { select: { kind: true, level: true } } } },
    },
  })
  if (!check) return must(refuse('notFound'))
  const inspectors = await inspectorsOf(tx, [id])
  if (inspectors.every(({ userId }) => userId !== actor.userId)) must(refuse('notInspector'))
  if (check.result !== 'pending') must(refuse('wrongState', { state: check.result }))
  return { ...check, inspectors }
}

export type HeldCheck = Awaited<ReturnType<typeof holdCheck>>
