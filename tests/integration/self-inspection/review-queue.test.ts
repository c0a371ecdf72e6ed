import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { surpriseFen } from '#domain/self-inspection/surprise'
import { query } from '#server/query'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import { getFilingForReview } from '#server/self-inspection/filing-queries'
import { passable, passBatch, waitingCampaigns } from '#server/self-inspection/pass-batch'
import { amendFinding } from '#server/self-inspection/record-finding'
import { ownPhrases, savePhrases } from '#server/self-inspection/return-phrases'
import { acceptFiling, returnFiling } from '#server/self-inspection/review-filing'
import { nextToReview, queuedFilings, reviewQueue } from '#server/self-inspection/review-queue'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import {
  aFinding,
  answerAll,
  countyReviewer,
  filedAt,
  filingRow,
  issuedFiling,
  otherCountyReviewer,
  stateOf,
  submittedFiling,
  trailOf,
} from '../../fixtures/filings'
import { cleanFiling, leadsOn } from '../../fixtures/reviews'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const queueOf = async (campaign: string, actor = countyReviewer) => (await reviewQueue(actor, { campaign }))?.rows ?? []
const hintsOf = async (filingId: string) => (await getFilingForReview(countyReviewer, filingId))?.hints ?? []

describe('the queue', () => {
  it('puts first what says least of what others say, by the same figure as the rule', async () => {
    const campaignId = await launchedCampaign()
    const declares = await submittedFiling(campaignId)
    const suspected = await cleanFiling(campaignId)
    await leadsOn(suspected, campaignId, 380_000_00n, 1_00n)
    const clean = await cleanFiling(campaignId)
    const rows = await queueOf(campaignId)
    expect(rows.map(({ id, surpriseFen: surprise }) => [id, surprise])).toEqual([
      [suspected.id, 380_001_00n],
      [clean.id, 0n],
      [declares.id, -1_500_00n],
    ])
    for (const row of rows) expect(row.surpriseFen).toBe(surpriseFen(row))
    expect(rows[0]).toMatchObject({ leads: 2, findings: 0, declaredFen: 0n, earlierFen: null })

    // Page by page it is the same order.
    const paged = await query(countyReviewer, async (tx) => {
      const first = await queuedFilings(tx, countyReviewer, { campaignId, after: null, limit: 1 })
      const at = first[0]
      if (!at) return first
      return [...first, ...(await queuedFilings(tx, countyReviewer, { campaignId, after: [surpriseFen(at), at.id], limit: 9 }))]
    })
    expect(paged.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect((await nextToReview(countyReviewer, 'x'))?.id).toBe(suspected.id)
    expect((await nextToReview(countyReviewer, suspected.id))?.id).not.toBe(suspected.id)
  })

  it('compares with what was filed the last time', async () => {
    const [campaignId, later] = [await launchedCampaign(), await launchedCampaign()]
    const before = await submittedFiling(campaignId)
    done(await acceptFiling(countyReviewer, { filingId: before.id, version: before.version }, filedAt))
    const now = await cleanFiling(later)
    await asOwner(`UPDATE filing SET institution_id = $2, submitted_at = submitted_at - interval '300 days' WHERE id = $1`, [
      before.id,
      now.institutionId,
    ])
    const row = (await queueOf(later)).find(({ id }) => id === now.id)
    expect(row).toMatchObject({ id: now.id, earlierFen: 1_500_00n, surpriseFen: 1_500_00n })
  })

  it('is for reviewers of an insurance bureau, each of the own region', async () => {
    const campaignId = await launchedCampaign()
    const filing = await submittedFiling(campaignId)
    expect((await queueOf(campaignId)).map(({ id }) => id)).toEqual([filing.id])
    expect(await queueOf(campaignId, otherCountyReviewer)).toEqual([])
    for (const actor of [county.handler, officerOf('PS', 370811, ['reviewer']), filing.officer])
      expect(await reviewQueue(actor, {})).toBeNull()
  })
})

describe('hints', () => {
  let campaignId = ''
  beforeAll(async () => {
    campaignId = await launchedCampaign()
  })

  it('speak of leads on an institution that found nothing, and name them', async () => {
    const filing = await cleanFiling(campaignId)
    await leadsOn(filing, campaignId, 100n, 200n)
    expect(await hintsOf(filing.id)).toEqual([])
    const [third] = await leadsOn(filing, campaignId, 300n)
    expect(await hintsOf(filing.id)).toMatchObject([{ name: 'leadsNoneFound', count: 3, rows: expect.arrayContaining([third]) }])
  })

  it('speak of answers given all at once, and of sums that are round', async () => {
    const quick = await issuedFiling(campaignId)
    await answerAll(quick)
    expect(await hintsOf(quick.id)).toMatchObject([{ name: 'allNoneAtOnce' }])
    const round = await submittedFiling(campaignId)
    expect((await hintsOf(round.id)).map(({ name }) => name)).toEqual([])
    await asOwner(`UPDATE finding SET billed_fen = 2000000, irregular_fen = 2000000, fund_loss_fen = 2000000 WHERE filing_id = $1`, [
      round.id,
    ])
    expect(await hintsOf(round.id)).toMatchObject([{ name: 'roundSums', count: 1 }])
  })

  it('speak of a field that an institution runs and says it does not', async () => {
    const filing = await cleanFiling(campaignId, 'hospital')
    await asOwner(
      `UPDATE filing_answer a SET answer = 'notApplicable', reason = '未开展' FROM checklist_item x WHERE x.id = a.item_id AND a.filing_id = $1 AND x.field_id IS NOT NULL`,
      [filing.id],
    )
    expect(await hintsOf(filing.id)).toEqual([])
    const [own] = await asOwner<{ field_id: string }>(
      `SELECT x.field_id FROM filing_answer a JOIN checklist_item x ON x.id = a.item_id WHERE a.filing_id = $1 AND x.field_id IS NOT NULL LIMIT 1`,
      [filing.id],
    )
    await asOwner(`UPDATE institution SET field_ids = ARRAY[$2] WHERE id = $1`, [filing.institutionId, own?.field_id])
    expect(await hintsOf(filing.id)).toMatchObject([{ name: 'fieldDenied' }])
  })

  it('speak of the same words in five filings, and of the amounts of the last time', async () => {
    const [earlier, other] = [await launchedCampaign(), await launchedCampaign()]
    const before = await submittedFiling(earlier)
    const filings = []
    for (let made = 0; made < 5; made += 1) filings.push(await submittedFiling(other))
    const [one] = filings
    if (!one) throw new Error('no filing')
    const words = (filingIds: readonly string[]) =>
      asOwner(`UPDATE finding SET cause = '收费人员对项目内涵理解有误，系统对照未及时更新。' WHERE filing_id = ANY ($1)`, [filingIds])
    await words(filings.slice(1).map(({ id }) => id))
    expect(await hintsOf(one.id)).toEqual([])
    await words([one.id])
    expect(await hintsOf(one.id)).toMatchObject([{ name: 'sameText', count: 5 }])

    await asOwner(`UPDATE filing SET institution_id = $2, submitted_at = submitted_at - interval '300 days' WHERE id = $1`, [
      before.id,
      one.institutionId,
    ])
    await asOwner(`UPDATE finding SET institution_id = $2 WHERE filing_id = $1`, [before.id, one.institutionId])
    expect((await hintsOf(one.id)).map(({ name }) => name)).toEqual(['sameAsEarlier', 'sameText'])
  })
})

describe('passing a batch', () => {
  const coming = addDays(beijingDay(filedAt), 1)
  const source = { sourceName: '双色球开奖号码', sourceOn: coming }

  it('passes what has nothing against it, and announces a re-check of a tenth that nobody can steer', async () => {
    const campaignId = await launchedCampaign()
    const clean = [await cleanFiling(campaignId), await cleanFiling(campaignId)]
    const odd = await cleanFiling(campaignId)
    await leadsOn(odd, campaignId, 100n)
    expect((await waitingCampaigns(countyReviewer)).find(({ id }) => id === campaignId)).toMatchObject({ waiting: 3 })
    expect(await passable(county.handler, campaignId)).toBeNull()
    const batch = await passable(countyReviewer, campaignId)
    expect(batch?.filings.map(({ id }) => id).sort()).toEqual(clean.map(({ id }) => id).sort())
    const pass = (input: object = {}, actor = countyReviewer) =>
      passBatch(actor, { campaignId, shownHash: batch?.hash, ...source, ...input }, filedAt)

    const before = await stateOf(clean[0]?.id ?? '')
    expect(await pass({ sourceOn: beijingDay(filedAt) })).toMatchObject(refusedWith('drawDayNotComing'))
    expect(await pass({ shownHash: '0'.repeat(64) })).toMatchObject(refusedWith('selectionChanged'))
    for (const actor of [county.handler, clean[0]?.officer ?? county.handler])
      expect(await pass({}, actor)).toMatchObject(refusedWith('notFound'))
    expect(await pass({}, otherCountyReviewer)).toMatchObject(refusedWith('nothingToPass'))
    expect(await stateOf(clean[0]?.id ?? '')).toBe(before)

    const both = await Promise.all([pass(), pass()])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const { draw, passed } = done(both.find(({ ok }) => ok) ?? both[0])
    expect({ passed, size: draw.size }).toEqual({ passed: 2, size: 1 })
    expect((await filingRow(odd.id)).state).toBe('submitted')
    for (const { id } of clean) {
      expect((await filingRow(id)).state).toBe('accepted')
      expect((await trailOf(id)).at(-1)).toBe('filing.passBatch')
    }

    // A later batch takes nothing from this one: both can be drawn.
    await cleanFiling(campaignId)
    const again = await passable(countyReviewer, campaignId)
    done(await passBatch(countyReviewer, { campaignId, shownHash: again?.hash, ...source }, filedAt))
    const nextDay = new Date(filedAt.getTime() + 24 * 3_600_000)
    done(await drawSpotCheck(county.handler, { spotCheckId: draw.id, sourceValue: '03 11 19' }, nextDay))
    const drawn = await getSpotCheck(countyReviewer, draw.id)
    expect(drawn).toMatchObject({
      check: 'same',
      purpose: 'batchPass',
      population: 2,
      seed: expect.stringContaining('|batchPass|1|simpleRandom|1|'),
    })
    expect(clean.map(({ id }) => id)).toContain(drawn?.items[0]?.filingId)
  })
})

it('finds what can be passed, and what comes next, behind any number of filings that say less or wait for an answer', async () => {
  await asOwner(`UPDATE filing SET state = 'inProgress' WHERE state = 'submitted'`)
  const campaignId = await launchedCampaign()
  const [clean, waits] = [await cleanFiling(campaignId), await cleanFiling(campaignId)]
  await leadsOn(waits, campaignId, 5_000_00n)
  // Sixty more that say less than leads do, and each waits for an answer.
  await asOwner(
    `WITH made AS (
       INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids)
       SELECT gen_random_uuid(), 'Q' || lpad(n::text, 11, '0'), '虚构诊所' || n, 'clinic', '370811', 370811, '{}' FROM generate_series(1, 60) n RETURNING id, name
     ), filed AS (
       INSERT INTO filing (id, number, campaign_id, checklist_id, institution_id, institution_name, region_no, state, look_back_from, due_on, submitted_at, submitted_by_id, attestation, receipt_number)
       SELECT gen_random_uuid(), 'ZC-Q-' || made.name, f.campaign_id, f.checklist_id, made.id, made.name, 370811, 'submitted', f.look_back_from, f.due_on,
         f.submitted_at, f.submitted_by_id, f.attestation, 'HZ-Q-' || made.name
       FROM made, filing f WHERE f.id = $1 RETURNING id, institution_id, institution_name
     ), suspected AS (
       INSERT INTO lead (id, number, batch_id, batch_number, source, campaign_id, source_row, region_no, agency_id, institution_id, institution_name, behaviour, amount_fen, secrecy, origin, due_on)
       SELECT gen_random_uuid(), 'XS-Q-' || filed.institution_name, l.batch_id, l.batch_number, l.source, l.campaign_id, l.source_row + row_number() OVER (), 370811, l.agency_id,
         filed.institution_id, filed.institution_name, l.behaviour, 900000, l.secrecy, l.origin, l.due_on
       FROM filed, lead l WHERE l.institution_id = $2
     )
     INSERT INTO filing_question (id, filing_id, institution_id, region_no, due_on, asked_at)
     SELECT gen_random_uuid(), filed.id, filed.institution_id, 370811, '2024-05-30', now() FROM filed`,
    [clean.id, waits.institutionId],
  )
  expect((await waitingCampaigns(countyReviewer)).find(({ id }) => id === campaignId)).toMatchObject({ waiting: 62 })
  expect((await passable(countyReviewer, campaignId))?.filings.map(({ id }) => id)).toEqual([clean.id])
  expect((await nextToReview(countyReviewer, clean.id))?.id).toBe(waits.id)
  expect((await nextToReview(countyReviewer, waits.id))?.id).toBe(clean.id)
})

describe('a correction', () => {
  it('is read as the cells that have changed since it was returned', async () => {
    const campaignId = await launchedCampaign()
    const filing = await submittedFiling(campaignId)
    expect((await getFilingForReview(countyReviewer, filing.id))?.revision).toBeNull()
    done(await returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: '金额与明细不符' }, filedAt))
    const finding = { ...aFinding(''), fundLoss: '1800' }
    done(await amendFinding(filing.officer, { findingId: filing.findingId, version: 1, ...finding }, filedAt))
    const seen = await getFilingForReview(countyReviewer, filing.id)
    expect(seen?.revision?.changes).toMatchObject([{ finding: '重复收取诊查费', cell: 'fundLossFen', from: '150000', to: '180000' }])
    await expect(
      query(filing.officer, (tx) => tx.filingRevision.updateMany({ where: { filingId: filing.id }, data: { no: 9 } })),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('phrases', () => {
  it('are the own agency’s, kept by its reviewers', async () => {
    const save = (input: object, actor = countyReviewer) =>
      savePhrases(actor, { version: 0, phrases: '请补附明细\n\n请补附明细\n金额不符', ...input })
    expect(await save({}, county.handler)).toMatchObject(refusedWith('notFound'))
    done(await save({}))
    expect(await ownPhrases(countyReviewer)).toMatchObject({ phrases: ['请补附明细', '金额不符'], version: 1 })
    expect(await save({})).toMatchObject(refusedWith('changedMeanwhile'))
    done(await save({ version: 1, phrases: '' }))
    expect(await ownPhrases(countyReviewer)).toMatchObject({ phrases: [] })
    expect(await ownPhrases(otherCountyReviewer)).toBeNull()
    expect(await ownPhrases(city.handler)).toBeNull()
  })
})
