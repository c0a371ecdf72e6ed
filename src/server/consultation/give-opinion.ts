import 'server-only'
import { avoidConsultationInput, giveOpinionInput } from '#domain/consultation/inputs'
import { expertGrants, shareSteps } from '#domain/consultation/steps'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'

/**
 * Gives the opinion of one who is asked; of an expert from outside, the host writes it down.
 *
 * Refuses `notFound`, `wrongState` (given already, or the consultation is over), `changedMeanwhile`.
 */
export const giveOpinion = command('consultation.give', giveOpinionInput, (context, { shareId, version, opinion, ground }) =>
  answer(context, 'give', shareId, version, { opinion, ground }),
)

/** Keeps away from the question, with the reason. Refuses as `giveOpinion` does. */
export const avoidConsultation = command('consultation.avoid', avoidConsultationInput, (context, { shareId, version, reason }) =>
  answer(context, 'avoid', shareId, version, { opinion: reason, ground: '' }),
)

async function answer(
  context: Context,
  name: keyof typeof shareSteps,
  id: string,
  version: number,
  said: { opinion: string; ground: string },
): Promise<void> {
  const { tx, actor, now, requestId } = context
  const step = shareSteps[name]
  const mine = whereMay(actor, step.by, 'consultationShare')
  const experts = { AND: [{ agencyId: null }, whereMay(actor, expertGrants, 'consultationShare')] }
  const share = (await tx.consultationShare.findFirst({ where: { AND: [{ id }, { OR: [mine, experts] }] } })) ?? must(refuse('notFound'))
  const { to } = must(takeStep(step, share, actor))
  const given = { givenById: actor.userId, givenByName: actor.name, givenAt: now }
  const moved = await tx.consultationShare.updateMany({
    where: { id, version, state: 'asked' },
    data: { ...said, ...given, state: to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `consultation.${name}`, requestId, subject: { type: 'case', id: share.caseId } },
    change: { number: [null, share.number], asked: [null, share.invitedName] },
  })
  await notify(
    context,
    { agencyId: share.hostAgencyId },
    {
      ...{ kind: 'consultationAnswered', detail: { from: share.invitedName, number: share.number } },
      ...{ link: `/consultations/${share.consultationId}`, dedupeKey: `consultation.answered:${id}` },
    },
  )
}
