import { beforeAll, describe, expect, it } from 'vitest'
import { graveSampleSize, sampleSize } from '#domain/lead/answers/review'
import { agreeTogether, beginReview, lookAtSample } from '#server/lead/answers/review-sheet'
import { answered, aReadSheet, aSentSheet, assignedLeads, sendSheet } from '../../fixtures/answers'
import { done } from '../../fixtures/campaigns'
import { reviewing } from '../../fixtures/lead-reviews'
import { type LeadPeople, leadPeople } from '../../fixtures/leads'
import { actionsOn, agencyNamed, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let people: LeadPeople
let byReviewer: ReturnType<typeof reviewing>
beforeAll(async () => {
  people = await leadPeople()
  byReviewer = reviewing(people.reviewer)
})

const setRisk = (risk: string, of: readonly string[]) => asOwner('UPDATE lead SET risk = $2::"RiskLevel" WHERE id = ANY($1)', [of, risk])
const setSecrecy = (secrecy: number, of: readonly string[]) => asOwner('UPDATE lead SET secrecy = $2 WHERE id = ANY($1)', [of, secrecy])
/** Gives leads to another county, out of the reviewer's sight. */
async function moveAway(ids: readonly string[]): Promise<void> {
  const { id: agencyId, regionNo } = await agencyNamed(places.otherBureau)
  await asOwner('UPDATE lead SET agency_id = $2, region_no = $3 WHERE id = ANY($1)', [ids, agencyId, regionNo])
}

describe('the sample of a review', () => {
  it('draws another for one that left the reviewer’s reach unseen, and does not agree before that was looked at', async () => {
    const { sheetId } = await aSentSheet(people.handler, 8)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    const { sampleIds } = await byReviewer.reviewOf(reviewId)
    const [gone = '', ...others] = sampleIds
    for (const leadId of others) done(await lookAtSample(people.reviewer, { reviewId, leadId }))
    await moveAway([gone])
    const { version } = await byReviewer.reviewOf(reviewId)
    done(await agreeTogether(people.reviewer, { reviewId, version }))
    const renewed = await byReviewer.reviewOf(reviewId)
    expect(renewed).toMatchObject({ state: 'open', agreedCount: 0, version: version + 1 })
    expect(renewed.sampleIds).toHaveLength(3)
    expect(renewed.sampleIds).not.toContain(gone)
    expect(await actionsOn(reviewId)).toContain('lead.redrawSample')
    expect(await agreeTogether(people.reviewer, { reviewId, version: version + 1 })).toMatchObject({ refusal: { code: 'sampleUnseen' } })
    await byReviewer.lookAtAll(reviewId)
    await byReviewer.agreeAsAsked(reviewId)
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', agreedCount: 7, together: 0 })
  })

  it('draws more where more waits than when it was drawn, and grave ones for grave ones', async () => {
    const { sheetId, leads } = await aSentSheet(people.handler, 120)
    const ids = leads.map(({ id }) => id)
    await setRisk('low', ids)
    await setSecrecy(3, ids.slice(20))
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    expect((await byReviewer.reviewOf(reviewId)).sampleIds).toHaveLength(sampleSize(20))
    await byReviewer.lookAtAll(reviewId)
    await setSecrecy(1, ids)
    await setRisk('high', ids.slice(60))
    const { version } = await byReviewer.reviewOf(reviewId)
    done(await agreeTogether(people.reviewer, { reviewId, version }))
    const renewed = await byReviewer.reviewOf(reviewId)
    expect(renewed).toMatchObject({ state: 'open', agreedCount: 0 })
    const more = graveSampleSize(60 - sampleSize(120))
    expect(renewed.sampleIds).toHaveLength(sampleSize(120) + more)
    expect(renewed.sampleIds.filter((id) => ids.indexOf(id) >= 60).length).toBeGreaterThanOrEqual(more)
  })

  it('keeps as many of grave risks when one of these leaves, while any waits', async () => {
    const leads = await assignedLeads(60)
    const ids = leads.map(({ id }) => id)
    const graves = ids.slice(50)
    await setRisk('low', ids)
    await setRisk('high', graves)
    // Each the only one of its conclusion, so that the sample has it.
    const said = new Map([
      [ids[0], { conclusion: '无法核实' }],
      [ids[1], { conclusion: '查实', billed: '100', irregular: '90', fundLoss: '80' }],
    ])
    const sheetId = await aReadSheet(
      people.handler,
      leads.map((lead) => answered(lead, said.get(lead.id))),
    )
    await sendSheet(people.handler, sheetId)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    const before = await byReviewer.reviewOf(reviewId)
    const ofGrave = (sampleIds: readonly string[]) => sampleIds.filter((id) => graves.includes(id))
    const drawn = ofGrave(before.sampleIds)
    expect(drawn.length).toBeGreaterThanOrEqual(graveSampleSize(10 - sampleSize(60)))
    await moveAway(drawn)
    done(await lookAtSample(people.reviewer, { reviewId, leadId: ids[0] }))
    const after = await byReviewer.reviewOf(reviewId)
    expect(after.sampleIds).toHaveLength(before.sampleIds.length)
    expect(after.sampleIds.filter((id) => drawn.includes(id))).toEqual([])
    expect(ofGrave(after.sampleIds)).toHaveLength(drawn.length)

    const rest = graves.filter((id) => !drawn.includes(id))
    await moveAway(rest)
    done(await lookAtSample(people.reviewer, { reviewId, leadId: ids[1] }))
    const last = await byReviewer.reviewOf(reviewId)
    expect(last.sampleIds).toHaveLength(before.sampleIds.length)
    expect(ofGrave(last.sampleIds)).toEqual([])
  })

  it('is drawn on where more comes to a review that was done, which is open again', async () => {
    const { sheetId, leads } = await aSentSheet(people.handler, 120)
    const later = leads.slice(20).map(({ id }) => id)
    await setSecrecy(3, later)
    const { reviewId } = done(await beginReview(people.reviewer, { sheetId }))
    await byReviewer.lookAtAll(reviewId)
    await byReviewer.agreeAsAsked(reviewId)
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', agreedCount: 20 })
    await setSecrecy(1, later)
    done(await beginReview(people.reviewer, { sheetId }))
    const again = await byReviewer.reviewOf(reviewId)
    expect(again).toMatchObject({ state: 'open', together: 100 })
    expect(again.sampleIds).toHaveLength(sampleSize(100))
    await byReviewer.lookAtAll(reviewId)
    await byReviewer.agreeAsAsked(reviewId)
    expect(await byReviewer.reviewOf(reviewId)).toMatchObject({ state: 'done', together: 0, failed: [] })
  })
})
