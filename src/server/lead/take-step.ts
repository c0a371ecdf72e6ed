import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type LeadStep, leadSteps } from '#domain/lead/steps'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

/** The lead, when the actor may take `step` on it. Refuses `notFound`, whether it is missing or out of reach. */
export async function findLeadFor({ tx, actor }: Context, step: LeadStep, id: string) {
  const lead = await tx.lead.findFirst({ where: { AND: [{ id }, whereMay(actor, leadSteps[step].by, 'lead')] } })
  return lead ?? must(refuse('notFound'))
}

type Seen = NonNullable<Awaited<ReturnType<Context['tx']['lead']['findFirst']>>>

/**
 * The one way a lead changes state: rule, row and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the row has moved on from `version`.
 */
export async function takeLeadStep(
  { tx, actor, now, requestId }: Context,
  name: LeadStep,
  lead: Seen,
  version: number,
  set: Prisma.LeadUncheckedUpdateManyInput = {},
  change: Record<string, readonly [unknown, unknown]> = {},
): Promise<void> {
  const step = must(takeStep(leadSteps[name], lead, actor))
  const moved = await tx.lead.updateMany({
    where: { id: lead.id, version },
    data: { ...set, state: step.to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))

  await audit(tx, {
    at: now,
    actor,
    action: `lead.${name}`,
    subject: { type: 'lead', id: lead.id },
    change: { state: [lead.state, step.to], ...change },
    requestId,
  })
}
