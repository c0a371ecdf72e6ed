import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Result } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { fitTarget, type MergeTarget } from './merge-target'

/**
 * For each of many leads, the lead of the number that it names, when it can go on with it: by the rule of one at a time. Where it must hold,
 * the caller has the rows. Refuses each as `targetByNumber`.
 */
export async function mergeTargets(
  { tx, actor }: { tx: Tx; actor: Actor },
  asked: readonly { leadId: string; number: string }[],
): Promise<Map<string, Result<MergeTarget>>> {
  if (asked.length === 0) return new Map()
  const found = await tx.lead.findMany({
    where: { AND: [{ number: { in: asked.map(({ number }) => number) } }, whereReadable(actor, 'lead')] },
    select: { id: true, number: true, conclusion: true },
  })
  const byNumber = new Map(found.map((lead) => [lead.number, lead]))
  const bearing = await tx.$queryRaw<{ id: string }[]>`
    SELECT asked.id::text FROM unnest(${asked.map(({ leadId }) => leadId)}::uuid[]) AS asked(id) WHERE lead_bears_merged(asked.id)`
  const bears = new Set(bearing.map(({ id }) => id))
  return new Map(asked.map(({ leadId, number }) => [leadId, fitTarget(leadId, number, byNumber.get(number), bears.has(leadId))]))
}
