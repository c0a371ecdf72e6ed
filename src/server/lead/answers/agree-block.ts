import 'server-only'
import assert from 'node:assert'
import type { Refusal } from '#domain/kernel/result'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { reviewInput } from '#domain/lead/inputs'
import { leadSteps } from '#domain/lead/steps'
import { auditMany } from '#platform/audit'
import { Prisma } from '#platform/prisma/client'
import { type Context, jobCommand } from '../../command'
import { must } from '../../refused'
import { tellConclusion } from '../ask-institution'
import { WorkStopped } from '../list-work'
import { targetStands } from '../merge-target'
import { whereOwnReviews } from './review-access'
import { waitingTogether } from './review-figures'

const rowsABlock = 400
/** A lead that could not be agreed with the others, and why. */
export type Failed = { leadId: string; number: string; refusal: Refusal }

const seen = {
  ...{ id: true, number: true, state: true, version: true, handlerId: true },
  ...{ conclusion: true, withdrawnAt: true },
} as const

/**
 * Agrees to the next leads of a sheet, each by the rules of a single agreement on the lead as it is in this transaction. What cannot be agreed
 * is left as it is and named. Commits together: state and conclusion of each lead, its round, its line in the trail, how far the work has
 * come. Refuses `notFound`.
 */
export const agreeBlock = jobCommand('lead.agreeBlock', reviewInput, async (context, { reviewId, version }) => {
  const { tx, actor, now, requestId } = context
  const review = await tx.leadReview.findFirst({ where: { AND: [{ id: reviewId }, whereOwnReviews(actor)] }, select: { sheetId: true } })
  if (!review) return must(refuse('notFound'))
  const failed = await holdReview(context, reviewId, version)
  const { rounds, isLast } = await heldRounds(context, review.sheetId, failed)
  const agreed: typeof rounds = []
  const left: Failed[] = []
  for (const round of rounds) {
    const { lead } = round
    const step = takeStep(leadSteps.agree, lead, actor)
    const stands = step.ok && round.conclusion === 'merged' ? await targetStands(context, lead.id, round.mergedIntoId) : step
    if (stands.ok) agreed.push(round)
    else left.push({ leadId: lead.id, number: lead.number, refusal: stands.refusal })
    // One that is agreed may be what the next is to be merged into: each finds the others as they are by then.
    if (stands.ok && round.conclusion === 'merged') await concludeLeads(context, [round.id])
  }
  await concludeLeads(
    context,
    agreed.flatMap(({ id, conclusion }) => (conclusion === 'merged' ? [] : [id])),
  )
  await tx.leadVerification.updateMany({
    where: { id: { in: agreed.map(({ id }) => id) } },
    data: { agreed: true, reviewNote: '', reviewerId: actor.userId, reviewerName: actor.name, reviewedAt: now },
  })
  await auditMany(
    tx,
    agreed.map(({ lead, conclusion }) => ({
      ...{ at: now, actor, action: 'lead.agree' as const, subject: { type: 'lead', id: lead.id }, requestId },
      change: { state: [lead.state, leadSteps.agree.to], conclusion: [lead.conclusion, conclusion], review: [null, reviewId] },
    })),
  )
  await tellInstitutions(context, agreed)
  const noted = await tx.leadReview.updateMany({
    where: { id: reviewId, version, state: 'agreeing' },
    data: {
      ...{ agreedCount: { increment: agreed.length }, rowsDone: { increment: rounds.length }, failed: [...failed, ...left] },
      ...(isLast ? { state: 'done' as const, endedAt: now, trouble: Prisma.DbNull } : {}),
    },
  })
  if (noted.count === 0) throw new WorkStopped()
  return { isLast }
})

/** Of two workers at one review the second waits here, and then goes on after the first; or learns that nobody wants it any longer. */
async function holdReview({ tx }: Context, reviewId: string, version: number): Promise<Failed[]> {
  const [held] = await tx.$queryRaw<{ failed: Failed[] }[]>`
    SELECT failed FROM lead_review WHERE id = ${reviewId}::uuid AND version = ${version} AND state = 'agreeing' FOR UPDATE`
  if (!held) throw new WorkStopped()
  return held.failed // written here alone
}

/**
 * The next rounds that wait, with their leads held in one order: what is not as it was by then has left the list. These are the last when no
 * more waited, however many of them have left.
 */
async function heldRounds({ tx, actor }: Context, sheetId: string, failed: readonly Failed[]) {
  const next = await waitingTogether(tx, actor, sheetId, { except: failed.map(({ leadId }) => leadId), most: rowsABlock })
  const ids = next.map(({ leadId }) => leadId)
  await tx.$queryRaw`SELECT id::text FROM lead WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const still = await waitingTogether(tx, actor, sheetId, { only: ids })
  const rounds = await tx.leadVerification.findMany({
    where: { id: { in: still.map(({ id }) => id) } },
    select: { id: true, conclusion: true, mergedIntoId: true, lead: { select: seen } },
    orderBy: { id: 'asc' },
  })
  return { rounds, isLast: next.length < rowsABlock }
}

async function concludeLeads({ tx, now }: Context, roundIds: readonly string[]): Promise<void> {
  if (roundIds.length === 0) return
  const moved = await tx.$executeRaw`
    UPDATE lead SET state = ${leadSteps.agree.to}::"LeadState", conclusion = r.conclusion, concluded_at = ${now}::timestamptz, billed_fen = r.billed_fen,
      irregular_fen = r.irregular_fen, fund_loss_fen = r.fund_loss_fen, is_fraud = r.is_fraud, merged_into_id = r.merged_into_id,
      version = lead.version + 1
    FROM lead_verification r WHERE r.id = ANY(${roundIds}::uuid[]) AND lead.id = r.lead_id`
  assert(moved === roundIds.length, 'each lead that was held is concluded')
}

/** Institutions that were heard are told, as after a single agreement. Most leads heard none. */
async function tellInstitutions(context: Context, agreed: Awaited<ReturnType<typeof heldRounds>>['rounds']): Promise<void> {
  const heard = await context.tx.leadStatement.findMany({
    where: { leadId: { in: agreed.map(({ lead }) => lead.id) } },
    select: { leadId: true },
  })
  const told = new Set(heard.map(({ leadId }) => leadId))
  for (const { lead, conclusion } of agreed) if (told.has(lead.id)) await tellConclusion(context, lead, conclusion)
}
