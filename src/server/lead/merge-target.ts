import 'server-only'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { bearsMerging, type LeadConclusion } from '#domain/lead/conclusions'
import { whereReadable } from '../access'
import type { Context } from '../command'

export type MergeTarget = { id: string; number: string }

/**
 * Whether `leadId` can go on with what was found under a number. Refuses `mergeTargetMissing` (no number), `mergeTargetUnfit` (nothing found,
 * itself, merged or withdrawn), `mergedStand` (others are merged into it).
 */
export function fitTarget(
  leadId: string,
  number: string,
  target: (MergeTarget & { conclusion: LeadConclusion | null }) | undefined,
  bearsOthers: boolean,
): Result<MergeTarget> {
  if (number === '') return refuse('mergeTargetMissing')
  if (!target || target.id === leadId || !bearsMerging(target)) return refuse('mergeTargetUnfit', { number })
  return bearsOthers ? refuse('mergedStand') : ok({ id: target.id, number: target.number })
}

/** The lead of that number, when this one can go on with it. Refuses `mergeTargetMissing`, `mergeTargetUnfit`, `mergedStand`. */
export async function targetByNumber(context: Context, leadId: string, number: string): Promise<Result<MergeTarget>> {
  if (number === '') return refuse('mergeTargetMissing')
  const named = await context.tx.lead.findFirst({
    where: { AND: [{ number }, whereReadable(context.actor, 'lead')] },
    select: { id: true },
  })
  return named ? targetStands(context, leadId, named.id) : refuse('mergeTargetUnfit', { number })
}

/**
 * Whether a lead can go on with that one now. Both rows are held in one order, so that of two that name each other one comes second
 * and is told. Refuses `mergeTargetUnseen` (out of this person's reach), `mergeTargetUnfit` (itself, merged or withdrawn), `mergedStand` (others are merged into the lead).
 */
export async function targetStands({ tx, actor }: Context, leadId: string, targetId: string | null): Promise<Result<MergeTarget>> {
  if (targetId === null) return refuse('mergeTargetMissing')
  await tx.$queryRaw`SELECT id::text FROM lead WHERE id = ANY(${[leadId, targetId]}::uuid[]) ORDER BY id FOR UPDATE`
  const target = await tx.lead.findFirst({
    where: { AND: [{ id: targetId }, whereReadable(actor, 'lead')] },
    select: { id: true, number: true, conclusion: true },
  })
  if (!target) return refuse('mergeTargetUnseen')
  return fitTarget(leadId, target.number, target, await bearsMerged(tx, leadId))
}

/** Whether others are merged into a lead, also those out of sight from here. */
export async function bearsMerged(tx: Context['tx'], leadId: string): Promise<boolean> {
  const [answer] = await tx.$queryRaw<{ bears: boolean }[]>`SELECT lead_bears_merged(${leadId}::uuid) AS bears`
  return answer?.bears === true
}
