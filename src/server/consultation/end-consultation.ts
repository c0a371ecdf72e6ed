import 'server-only'
import { callOffConsultationInput, concludeConsultationInput } from '#domain/consultation/inputs'
import { type ConsultationStep, consultationSteps } from '#domain/consultation/steps'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { writePaper } from '../document/papers'
import { notify } from '../notification/notify'
import { must } from '../refused'

/**
 * Concludes a consultation: what was decided, and what was held against it. Whoever gave an opinion is told the conclusion.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who opened it), `opinionMissing` (nobody has said anything), `changedMeanwhile`.
 */
export const concludeConsultation = command(
  'consultation.conclude',
  concludeConsultationInput,
  (context, { consultationId, version, ...said }) => end(context, 'conclude', consultationId, version, said),
)

/** Takes the question back, with the reason. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const callOffConsultation = command(
  'consultation.callOff',
  callOffConsultationInput,
  (context, { consultationId, version, reason }) => end(context, 'callOff', consultationId, version, { calledOffReason: reason }),
)

type Given = Prisma.ConsultationShareGetPayload<object>

/** The paper of an opinion that was given (专家评审意见), in the case that it was asked for. */
async function writeOpinion(context: Context, share: Given): Promise<void> {
  const { caseId, title, secrecy, givenAt, givenByName, agencyId, invitedName } = share
  await writePaper(
    context,
    'expertOpinion',
    { type: 'case', id: caseId, title, secrecy },
    {
      ...{ organ: share.hostAgencyName, datedOn: beijingDay(context.now), number: share.number, subject: title },
      ...{ invited: invitedName, speciality: share.speciality, givenOn: beijingDay(givenAt ?? context.now) },
      // What an expert from outside said was written down by the host.
      givenBy: agencyId === null ? invitedName : (givenByName ?? invitedName),
      ...{ question: share.question, opinion: share.opinion, ground: share.ground, disclosedHash: share.disclosedHash },
    },
  )
}

type Said = { conclusion?: string; dissent?: string; calledOffReason?: string }

async function end(context: Context, name: ConsultationStep, id: string, version: number, said: Said): Promise<void> {
  const { tx, actor, now, requestId } = context
  const where = { AND: [{ id }, whereMay(actor, consultationSteps[name].by, 'consultation')] }
  const row = (await tx.consultation.findFirst({ where })) ?? must(refuse('notFound'))
  // Held, so that no opinion comes in between what is counted and what is closed.
  await tx.$queryRaw`SELECT id FROM consultation_share WHERE consultation_id = ${id}::uuid ORDER BY id FOR NO KEY UPDATE`
  const shares = await tx.consultationShare.findMany({ where: { consultationId: id } })
  const opinions = shares.filter(({ state }) => state === 'given').length
  const { to } = must(takeStep(consultationSteps[name], { ...row, opinions }, actor))
  const ended = { endedById: actor.userId, endedByName: actor.name, endedAt: now }
  const moved = await tx.consultation.updateMany({
    where: { id, version },
    data: { ...said, ...ended, state: to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await tx.consultationShare.updateMany({
    where: { consultationId: id, state: 'asked' },
    data: { state: 'closed', version: { increment: 1 } },
  })
  if (name === 'conclude') for (const share of shares) if (share.state === 'given') await writeOpinion(context, share)
  if (said.conclusion)
    await tx.consultationShare.updateMany({ where: { consultationId: id, state: 'given' }, data: { conclusion: said.conclusion } })
  await audit(tx, {
    ...{ at: now, actor, action: `consultation.${name}`, requestId, subject: { type: 'case', id: row.caseId } },
    change: { number: [null, row.number], ...(said.calledOffReason && { reason: [null, said.calledOffReason] }) },
  })
  for (const { id: shareId, agencyId, state } of shares)
    if (agencyId && state !== 'avoided')
      await notify(
        context,
        { agencyId },
        {
          ...{ kind: 'consultationEnded', detail: { from: actor.agencyName, number: row.number } },
          ...{ link: `/consultations/${id}`, dedupeKey: `consultation.ended:${shareId}` },
        },
      )
}
