import 'server-only'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { aboveCapacity, issueHitsInput } from '#domain/screening/issuing'
import { audit } from '#platform/audit'
import { sqlOf, type Tx } from '#platform/db'
import { plan } from '#platform/outbox'
import { readableSql, whereReadable } from '../access'
import { type Context, command } from '../command'
import type { Job } from '../jobs'
import { must } from '../refused'
import { waitingSql } from './fate-of-hit'
import { holdClues, runToIssue } from './issuing-access'
import { placeLoads } from './place-loads'

type Input = ReturnType<typeof issueHitsInput.parse>
type Chosen = { id: string; placeNo: number }

/** Of a run the hits to issue, gravest and dearest first: a clue once, and none that is a lead of the agency or set aside, in whichever run. */
const chosenHits = (tx: Tx, agencyId: string, { runId, codes, grades, most }: Input): Promise<Chosen[]> =>
  tx.$queryRawUnsafe<Chosen[]>(
    `SELECT id::text, place_no AS "placeNo" FROM (
       SELECT DISTINCT ON (fingerprint) id, place_no, grade, irregular_fen FROM screening_hit
       WHERE run_id = $1::uuid AND agency_id = $2::uuid AND code = ANY($3::text[]) AND grade::text = ANY($4::text[])
         AND ${readableSql('screeningHit')} AND ${waitingSql}
       ORDER BY fingerprint, grade, irregular_fen DESC, id) AS clue
     ORDER BY grade, irregular_fen DESC, clue.id LIMIT $5::int`,
    runId,
    agencyId,
    codes,
    grades,
    most,
  )

/** What each place would have to do with these beside what it has, and who is there. */
function placesOf({ tx }: Context, hits: readonly Chosen[]) {
  const counts = new Map<number, number>()
  for (const { placeNo } of hits) counts.set(placeNo, (counts.get(placeNo) ?? 0) + 1)
  return placeLoads(sqlOf(tx), counts)
}

/** The act itself, with the hits held for it and the job that makes leads of them. Refuses `changedMeanwhile` where another held one of them first. */
async function planIssue({ tx, actor, now }: Context, input: Input, hits: readonly Chosen[]): Promise<string> {
  const { userId, name, postId } = actor
  if (postId === null) return must(refuse('notFound'))
  const { id } = await tx.screeningIssue.create({
    data: {
      ...{ runId: input.runId, campaignId: input.campaignId, codes: input.codes, dueOn: toDateColumn(input.dueOn), reason: input.reason },
      ...{ hitCount: hits.length, requestedById: userId, requestedByName: name, requestedPostId: postId, requestedAt: now },
    },
    select: { id: true },
  })
  const held = await tx.$executeRaw`
    UPDATE screening_hit SET issue_id = ${id}::uuid
    WHERE id = ANY (${hits.map((hit) => hit.id)}::uuid[]) AND lead_id IS NULL AND issue_id IS NULL AND aside_id IS NULL`
  if (held !== hits.length) must(refuse('changedMeanwhile'))
  await plan<Job>(tx, { kind: 'issueHits', issueId: id }, { dedupeKey: id, runAt: now })
  return id
}

/**
 * Decides that hits are issued as a batch of leads (下发), a clue once, whichever run found it. A job makes the leads: until then the hits are held.
 * Refuses `notFound`, `dueOnPast`, `trialNotIssued`, `noHitsToIssue`, `aboveCapacity` where a place then has more than its people can verify and no
 * reason is given, `changedMeanwhile` where another was faster.
 * Commits together: the act, the marks on the hits, the job, one audit entry.
 */
export const issueHits = command('screening.issue', issueHitsInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const run = await runToIssue(tx, actor, input.runId)
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: input.campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
    select: { id: true },
  })
  if (!campaign) must(refuse('notFound'))
  if (input.dueOn < beijingDay(now)) must(refuse('dueOnPast'))
  await holdClues(tx, run.agencyId)
  const hits = await chosenHits(tx, run.agencyId, input)
  if (hits.length === 0) must(refuse('noHitsToIssue'))
  const over = (await placesOf(context, hits)).filter(aboveCapacity)
  if (over.length > 0 && input.reason.length < 5)
    must(refuse('aboveCapacity', { hours: String(over.reduce((sum, { hours }) => sum + hours, 0)) }))

  const issueId = await planIssue(context, input, hits)
  await audit(tx, {
    ...{ at: now, actor, action: 'screening.issue', subject: { type: 'screeningRun', id: run.id }, requestId },
    change: { asked: [null, hits.length], models: [null, input.codes.join('、')], reason: [null, input.reason] },
  })
  return { issueId, asked: hits.length }
})
