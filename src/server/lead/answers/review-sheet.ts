import 'server-only'
import { refuse } from '#domain/kernel/result'
import { reviewers } from '#domain/lead/answers/review'
import { beginReviewInput, lookAtSampleInput, reviewInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { plan } from '#platform/outbox'
import { may, whereReadable } from '../../access'
import { type Context, command } from '../../command'
import type { Job } from '../../jobs'
import { must } from '../../refused'
import { claimReview, findReview, whereOwnReviews } from './review-access'
import { countWaiting } from './review-figures'
import { drawWhole, renewSample, unlooked } from './sample'

/**
 * Opens a review of a sheet of answers: from what waits and may be agreed together, the platform draws what is looked at one by one. Opened
 * again by the same person, it is the same review, its sample made good. Refuses `notFound`, `wrongState` (not all sent yet), `samePerson`, `nothingWaits`.
 */
export const beginReview = command('lead.beginReview', beginReviewInput, async (context, { sheetId }) => {
  const { tx, actor, now } = context
  const sheet = await tx.leadAnswerSheet.findFirst({ where: { AND: [{ id: sheetId }, whereReadable(actor, 'leadAnswerSheet')] } })
  if (!sheet || !may(actor, reviewers, 'leadReview', sheet)) return must(refuse('notFound'))
  if (sheet.handlerId === actor.userId) must(refuse('samePerson'))
  if (sheet.state !== 'submitted') must(refuse('wrongState', { state: sheet.state }))
  const known = await tx.leadReview.findFirst({ where: { AND: [{ sheetId }, whereOwnReviews(actor)] } })
  if (known) {
    if (known.state !== 'agreeing') await renewSample(context, known, { toSize: true })
    return { reviewId: known.id }
  }
  const waiting = await countWaiting(tx, actor, sheetId)
  if (waiting.all === 0) must(refuse('nothingWaits'))
  const sample = await drawWhole(context, sheetId, waiting)
  const { agencyId, regionNo, secrecy } = sheet
  const { id } = await tx.leadReview.create({
    data: {
      ...{ sheetId, agencyId, regionNo, secrecy, reviewerId: actor.userId, reviewerName: actor.name, openedAt: now },
      ...sample,
    },
    select: { id: true },
  })
  await record(context, 'lead.beginReview', id, { waiting: [null, waiting.together], sample: [null, sample.sampleIds.length] })
  return { reviewId: id }
})

/**
 * Says that one of the sample is being looked at. Looked at twice is looked at; what no longer waits is opened, and another drawn in its
 * place. Refuses `notFound`, `changedMeanwhile`.
 */
export const lookAtSample = command('lead.lookAtSample', lookAtSampleInput, async (context, { reviewId, leadId }) => {
  const { tx, actor } = context
  const found = await tx.leadReview.findFirst({ where: { AND: [{ id: reviewId }, whereOwnReviews(actor)] } })
  const lead = await tx.lead.findFirst({ where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] }, select: { id: true } })
  if (!found?.sampleIds.includes(leadId) || !lead) return must(refuse('notFound'))
  if (found.lookedIds.includes(leadId)) return { reviewId, leadId }
  const { review } = await renewSample(context, found, { toSize: false })
  if (!review.sampleIds.includes(leadId)) return { reviewId, leadId }
  await tx.$executeRaw`
    UPDATE lead_review SET looked_ids = looked_ids || ${leadId}::uuid, version = version + 1
    WHERE id = ${reviewId}::uuid AND NOT ${leadId}::uuid = ANY(looked_ids)`
  await record(context, 'lead.lookAtSample', reviewId, { lead: [null, leadId] })
  return { reviewId, leadId }
})

/**
 * Agrees to what of a sheet may be agreed together, once all of the sample has been looked at; what is left of it after that is done one by
 * one. Where some of the sample had to be drawn anew, that is all that happens: these are looked at first. Refuses as `findReview`,
 * `sampleUnseen`, `nothingWaits`.
 */
export const agreeTogether = command('lead.agreeTogether', reviewInput, async (context, seen) => {
  const { tx, actor, now } = context
  const { drawn, review: found } = await renewSample(context, await findReview(context, seen, ['open', 'done']), { toSize: true })
  if (drawn > 0) return
  const unseen = unlooked(found).length
  if (unseen > 0) must(refuse('sampleUnseen', { count: unseen }))
  const { together: waiting } = await countWaiting(tx, actor, found.sheetId)
  if (waiting === 0 || actor.postId === null) return must(refuse('nothingWaits'))
  const rest = { failed: [], rowsDone: 0, rowsTotal: waiting, begunAt: null, endedAt: null }
  const version = await claimReview(context, found, { state: 'agreeing', ...rest })
  const job: Job = { kind: 'agreeLeadReview', reviewId: found.id, version, userId: actor.userId, postId: actor.postId }
  await plan(tx, job, { dedupeKey: `${found.id}:${version}`, runAt: now })
  await record(context, 'lead.agreeTogether', found.id, { waiting: [null, waiting] })
})

/** Stops agreeing: what has been agreed stands, the rest waits. Refuses as `findReview`. */
export const stopReview = command('lead.stopReview', reviewInput, async (context, seen) => {
  const found = await findReview(context, seen, ['agreeing'])
  await claimReview(context, found, { state: 'open', endedAt: context.now })
  await record(context, 'lead.stopReview', found.id, { agreed: [null, found.agreedCount] })
})

type Change = Record<string, readonly [unknown, unknown]>
const record = ({ tx, actor, now, requestId }: Context, action: `lead.${string}`, id: string, change: Change) =>
  audit(tx, { at: now, actor, action, subject: { type: 'leadReview', id }, change, requestId })
