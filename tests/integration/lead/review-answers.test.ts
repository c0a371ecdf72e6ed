import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { graveSampleSize, sampleRule, sampleSize } from '#domain/lead/answers/review'
import { agreeReview } from '#server/lead/answers/agree-review-job'
import { getReview, sampledIn } from '#server/lead/answers/review-queries'
import { agreeTogether, beginReview, lookAtSample } from '#server/lead/answers/review-sheet'
import { proveBatches } from '#server/lead/prove-zero'
import { sendBackVerification } from '#server/lead/verify-lead'
import { answered, aReadSheet, aSentSheet, assignedLeads, sendSheet } from '../../fixtures/answers'
import { done } from '../../fixtures/campaigns'
import { reviewing } from '../../fixtures/lead-reviews'
import { type LeadPeople, leadPeople, leadRow, strangers } from '../../fixtures/leads'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

let people: LeadPeople
let byReviewer: ReturnType<typeof reviewing>
beforeAll(async () => {
  people = await leadPeople()
  byReviewer = reviewing(people.reviewer)
})

const facts = { conclusion: '查实', billed: '100', irregular: '90', fundLoss: '80' }

it('draws so many in a hundred, within bounds', () => {
  expect([0, 2, 20, 100, 400, 100_000].map(sampleSize)).toEqual([0, 2, 3, 5, 20, 30])
})

describe('a review of a sheet', () => {
  it('agrees to the rest only once the sample was looked at, and never to fraud or much money in bulk', async () => {
    const big = (sampleRule.aloneFromFen / 100n).toString()
    const { sheetId, leads } = await aSentSheet(people.handler, 60, (index) => {
      if (index === 0) return { ...facts, fraud: '是' }
      if (index === 1) return { ...facts, billed: big }
      return index < 20 ? facts : {}
    })
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    expect(done(await beginReview(people.reviewer, { sheetId })).reviewId).toBe(reviewId)
    const open = await byReviewer.reviewOf(reviewId)
    expect(open.sampleIds).toHaveLength(sampleSize(58))
    expect([open.together, open.aloneCount]).toEqual([58, 2])
    expect(open.sampleIds).not.toContain(leads[0]?.id)
    expect(open.shares.find(({ conclusion }) => conclusion === 'substantiated')?.irregular).toBe('180000')

    const [sampled = ''] = open.sampleIds
    expect(await agreeTogether(people.reviewer, { reviewId, version: 1 })).toMatchObject({ refusal: { code: 'sampleUnseen' } })
    const [first, second = ''] = open.sampleIds
    done(await lookAtSample(people.reviewer, { reviewId, leadId: second }))
    expect(await sampledIn(people.reviewer, reviewId, second)).toEqual({ reviewId, looked: 1, of: open.sampleIds.length, nextId: first })
    expect(await sampledIn(people.handler, reviewId, second)).toBeNull()
    expect(await sampledIn(people.reviewer, reviewId, leads[0]?.id ?? '')).toBeNull()
    await byReviewer.lookAtAll(reviewId)
    const { version: seen } = await leadRow(sampled)
    done(await sendBackVerification(people.reviewer, { leadId: sampled, version: seen, note: '佐证看不清，请补' }))
    const { version } = await byReviewer.reviewOf(reviewId)
    const twice = await Promise.all([1, 2].map(() => agreeTogether(people.reviewer, { reviewId, version })))
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    await byReviewer.work(reviewId)
    await byReviewer.work(reviewId)
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', agreedCount: 57, together: 0, aloneCount: 2, failed: [] })

    const states = await asOwner('SELECT state::text, count(*)::int AS n FROM lead WHERE id = ANY($1) GROUP BY 1 ORDER BY 1', [
      leads.map(({ id }) => id),
    ])
    expect(states).toEqual([
      { state: 'concluded', n: 57 },
      { state: 'toReview', n: 2 },
      { state: 'verifying', n: 1 },
    ])
    const last = leads.find(({ id }) => id !== sampled && id === leads[59]?.id)?.id ?? leads[58]?.id ?? ''
    expect(await actionsOn(last)).toEqual(['lead.takeUp', 'lead.submit', 'lead.agree'])
    const rounds = await asOwner(
      'SELECT DISTINCT reviewer_id, reviewer_name, agreed FROM lead_verification WHERE sheet_id = $1 AND agreed',
      [sheetId],
    )
    expect(rounds).toEqual([{ reviewer_id: people.reviewer.userId, reviewer_name: people.reviewer.name, agreed: true }])
    await verifyTrail(leads.map(({ id }) => id))
  })

  it('leaves a merging whose target no longer stands, names it, and the batch adds up to nought open in the end', async () => {
    const leads = await assignedLeads(8)
    const [first, second, ...others] = leads
    if (!first || !second) throw new Error('leads')
    const sheetId = await aReadSheet(people.handler, [
      answered(first, { conclusion: '并案', mergedInto: second.number, evidence: '' }),
      answered(second, { conclusion: '并案', mergedInto: first.number, evidence: '' }),
      ...others.map((lead) => answered(lead)),
    ])
    await sendSheet(people.handler, sheetId)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    await byReviewer.lookAtAll(reviewId)
    await byReviewer.agreeAsAsked(reviewId)
    const review = await byReviewer.reviewOf(reviewId)
    expect(review).toMatchObject({ state: 'done', agreedCount: 7 })
    expect(review.failed.map(({ refusal }) => refusal.code)).toEqual(['mergeTargetUnfit'])
    const [batch] = await asOwner<{ number: string; campaign_id: string }>(
      'SELECT b.number, b.campaign_id FROM lead_batch b JOIN lead l ON l.batch_id = b.id WHERE l.id = $1',
      [first.id],
    )
    const proof = (await proveBatches(people.city, batch?.campaign_id ?? ''))?.find(({ batchNumber }) => batchNumber === batch?.number)
    expect(proof).toMatchObject({ issued: 8, open: 1, concluded: { merged: 1, unsubstantiated: 6 }, holds: true })
  })

  it('goes on where a worker broke off, and nothing is agreed twice', async () => {
    const { sheetId, leads } = await aSentSheet(people.handler, 500)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    await byReviewer.lookAtAll(reviewId)
    await asOwner(`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''gone''; END';
      CREATE TRIGGER break_off BEFORE UPDATE ON lead FOR EACH ROW WHEN (NEW.id = '${leads[450]?.id}') EXECUTE FUNCTION break_off()`)
    await expect(byReviewer.agreeAsAsked(reviewId)).rejects.toThrow()
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'agreeing', agreedCount: 400, together: 100 })
    await asOwner('DROP FUNCTION break_off() CASCADE')
    await byReviewer.work(reviewId)
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', agreedCount: 500, together: 0, failed: [] })
  })

  it('never agrees in bulk to what came with much money, however it was answered; the sample has each conclusion and more of grave risks', async () => {
    const leads = await assignedLeads(60)
    const [costly, unverified, target, merged, ...others] = leads
    if (!costly || !unverified || !target || !merged) throw new Error('leads')
    const grave = others.slice(0, 40).map(({ id }) => id)
    await asOwner('UPDATE lead SET amount_fen = $2 WHERE id = $1', [costly.id, sampleRule.aloneFromFen])
    await asOwner(`UPDATE lead SET risk = CASE WHEN id = ANY($1) THEN 'high' ELSE 'low' END::"RiskLevel" WHERE id = ANY($2)`, [
      grave,
      leads.map(({ id }) => id),
    ])
    const said = new Map([
      [unverified.id, { conclusion: '无法核实' }],
      [merged.id, { conclusion: '并案', mergedInto: target.number }],
    ])
    const rows = leads.map((lead) => answered(lead, said.get(lead.id)))
    const sheetId = await aReadSheet(people.handler, rows)
    await sendSheet(people.handler, sheetId)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    const open = await byReviewer.reviewOf(reviewId)
    expect([open.together, open.alone.map(({ id }) => id)]).toEqual([59, [costly.id]])
    expect(open.sampleIds).toEqual(expect.arrayContaining([unverified.id, merged.id]))
    const sampled = open.sampleIds.filter((id) => grave.includes(id)).length
    const ofAll = sampleSize(59)
    // Of the three that are drawn of all, one is a grave one at most: two are those that alone have their conclusion.
    expect([open.sampleIds.length - ofAll, sampled - (open.sampleIds.length - ofAll) <= 1]).toEqual([graveSampleSize(40), true])
    await byReviewer.lookAtAll(reviewId)
    await byReviewer.agreeAsAsked(reviewId)
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', agreedCount: 59, together: 0, aloneCount: 1 })
    expect((await leadRow(costly.id)).state).toBe('toReview')
  })

  it('is not done while leads wait, though one leaves the list just as its block begins', async () => {
    const { sheetId, leads } = await aSentSheet(people.handler, 420)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    await byReviewer.lookAtAll(reviewId)
    const { version, sampleIds } = await byReviewer.reviewOf(reviewId)
    const leaves = leads.slice(0, 100).find(({ id }) => !sampleIds.includes(id))?.id
    done(await agreeTogether(people.reviewer, { reviewId, version }))
    const other = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
    await other.connect()
    await other.query('BEGIN')
    await other.query(`UPDATE lead SET state = 'verifying', version = version + 1 WHERE id = $1`, [leaves])
    const working = byReviewer.work(reviewId)
    const waits = () => asOwner(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
    await expect.poll(async () => (await waits()).length, { timeout: 20_000 }).toBe(1)
    await other.query('COMMIT')
    await other.end()
    await working
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', agreedCount: 419, together: 0, failed: [] })
  })

  it('leaves what its reviewer was kept away from between two blocks', async () => {
    const { sheetId, leads } = await aSentSheet(people.handler, 420)
    const reviewer = await officerOf(places.bureau, ['reviewer'])
    const { reviewId } = done(await beginReview(reviewer, { sheetId }))
    const review = () => getReview(reviewer, reviewId)
    for (const leadId of (await review())?.sampleIds ?? []) done(await lookAtSample(reviewer, { reviewId, leadId }))
    const { version = 0 } = (await review()) ?? {}
    done(await agreeTogether(reviewer, { reviewId, version }))
    const rounds = await asOwner<{ id: string }>(
      'SELECT lead_id::text AS id FROM lead_verification AS round WHERE sheet_id = $1 ORDER BY round.id',
      [sheetId],
    )
    const [first, last] = [rounds.at(0)?.id, rounds.at(-1)?.id]
    await asOwner(
      `CREATE FUNCTION keep_away() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN
         INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
         VALUES (gen_random_uuid(), ''${reviewer.userId}'', ''lead'', ''${last}'', ''MI'', 370811, ''近亲属任职'', ''${reviewer.userId}'', now());
         RETURN NULL; END';
       CREATE TRIGGER keep_away AFTER UPDATE ON lead FOR EACH ROW WHEN (NEW.id = '${first}') EXECUTE FUNCTION keep_away()`,
    )
    const { userId, postId } = reviewer
    await agreeReview({ reviewId, version: version + 1, userId, postId: postId ?? '' }, new Date())
    await asOwner('DROP FUNCTION keep_away() CASCADE')
    const left = await asOwner<{ id: string }>(`SELECT id::text FROM lead WHERE id = ANY($1) AND state = 'toReview'`, [
      leads.map(({ id }) => id),
    ])
    expect(left).toEqual([{ id: last }])
  })

  it('is nobody’s but the reviewer’s, and not the officer’s own', async () => {
    const both = await officerOf(places.bureau, ['handler', 'reviewer'], { name: '又核又复' })
    const { sheetId, leads } = await aSentSheet(both, 4)
    expect(await beginReview(both, { sheetId })).toMatchObject({ refusal: { code: 'samePerson' } })
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    const leadId = leads[0]?.id
    for (const [who, person] of strangers) {
      const stranger = await person()
      expect(await beginReview(stranger, { sheetId }), who).toMatchObject({ refusal: { code: 'notFound' } })
      expect(await getReview(stranger, reviewId), who).toBeNull()
      expect(await agreeTogether(stranger, { reviewId, version: 1 }), who).toMatchObject({ refusal: { code: 'notFound' } })
      expect(await lookAtSample(stranger, { reviewId, leadId }), who).toMatchObject({ refusal: { code: 'notFound' } })
    }
    const elsewhere = (await assignedLeads(1))[0]?.id
    expect(await lookAtSample(people.reviewer, { reviewId, leadId: elsewhere })).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await agreeTogether(people.reviewer, { reviewId, version: 7 })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
  })
})
