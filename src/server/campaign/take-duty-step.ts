import 'server-only'
import { type DutyStep, dutySteps } from '#domain/campaign/duty-steps'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

/** The assigned duty, when the actor may take `step` on it. Refuses `notFound`, and `wrongState` when its campaign is over. */
export async function findDutyFor({ tx, actor }: Context, step: DutyStep, id: string) {
  const duty = await tx.dutyAssignment.findFirst({
    where: { AND: [{ id }, whereMay(actor, dutySteps[step].by, 'dutyAssignment')] },
    include: { campaign: { select: { state: true } } },
  })
  if (!duty) return must(refuse('notFound'))
  return duty.campaign.state === 'launched' ? duty : must(refuse('wrongState', { state: duty.campaign.state }))
}

type Found = Awaited<ReturnType<typeof findDutyFor>>

/** The one way an assigned duty changes state. `progress` is the account that stands with it from now on. Refuses what the step refuses, `changedMeanwhile`. */
export async function takeDutyStep(
  { tx, actor, now, requestId }: Context,
  name: DutyStep,
  duty: Found,
  version: number,
  { progress, reason }: { progress: string; reason?: string },
): Promise<void> {
  const step = must(takeStep(dutySteps[name], { state: duty.state, progress }, actor))
  const moved = await tx.dutyAssignment.updateMany({
    where: { id: duty.id, version },
    data: { state: step.to, progress, progressAt: now, completedAt: step.to === 'done' ? now : null, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    at: now,
    actor,
    action: `duty.${name}`,
    subject: { type: 'dutyAssignment', id: duty.id },
    change: { state: [duty.state, step.to], progress: [duty.progress, progress], ...(reason ? { reason: [null, reason] as const } : {}) },
    requestId,
  })
}
