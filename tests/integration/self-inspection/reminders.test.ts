import { beforeAll, describe, expect, it } from 'vitest'
import { query } from '#server/query'
import { closingReport } from '#server/self-inspection/closing-report'
import { filingProgress } from '#server/self-inspection/filing-progress'
import { issueFilings } from '#server/self-inspection/issue-filings'
import { listFilings } from '#server/self-inspection/list-filings'
import { escalateUnfiled, remindUnfiled } from '#server/self-inspection/remind-unfiled'
import { unfiled } from '#server/self-inspection/unfiled'
import { checklistId } from '../../../prisma/reference/rows'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { countyReviewer, filedAt, issuedFiling, submittedFiling } from '../../fixtures/filings'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
let here: Awaited<ReturnType<typeof issuedFiling>>
let there: Awaited<ReturnType<typeof issuedFiling>>
beforeAll(async () => {
  campaignId = await launchedCampaign()
  here = await issuedFiling(campaignId)
  there = await issuedFiling(campaignId, { regionNo: 370812 })
  await submittedFiling(campaignId)
  await asOwner(`UPDATE institution SET compliance_officer_name = '合规专员', phone = '0537-2345678-806' WHERE id = $1`, [
    here.institutionId,
  ])
})

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const remind = (regionNo: number, actor = city.handler, at = filedAt) => remindUnfiled(actor, { campaignId, regionNo }, at)
const hours = (count: number) => new Date(filedAt.getTime() + count * 3_600_000)
const seen = async (actor = city.handler, region?: number) => (await unfiled(actor, { campaign: campaignId, region }))?.shown

describe('who has not filed', () => {
  it('is found from the place down to the officer’s extension, each count the sum of its rows', async () => {
    const shown = await seen(city.handler, 370811)
    expect(shown?.top).toMatchObject({ regionNo: 370800, isOwn: true })
    const counts = new Map(shown?.top.below.map(({ regionNo, unfiled: count }) => [regionNo, count]))
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    expect(shown?.top.unfiled).toBe(total)
    expect(shown?.institutions.length).toBe(counts.get(370811))
    const own = shown?.institutions.find(({ id }) => id === here.id)
    expect(own).toMatchObject({ officer: '合规专员', phone: '0537-2345678-806', state: 'notStarted', remindedAt: null })
    expect((await seen(countyReviewer))?.institutions.map(({ id }) => id)).toContain(here.id)
    expect((await seen(countyReviewer))?.institutions.map(({ id }) => id)).not.toContain(there.id)
    for (const actor of [officerOf('PS', 370811, ['handler']), here.officer]) expect(await unfiled(actor, {})).toBeNull()
  })

  it('is told once within the set time, however many remind at once, and the log says who told how many', async () => {
    for (const actor of [officerOf('PS', 370800, ['handler']), here.officer, county.approver])
      expect(await remind(370811, actor)).toMatchObject(refusedWith('notFound'))
    expect(await remind(370812, county.handler)).toMatchObject(refusedWith('notFound'))
    const both = await Promise.all([remind(370811), remind(370811, city.otherHandler)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const { reminded } = done(both.find(({ ok }) => ok) ?? both[0])
    const notices = await asOwner(`SELECT institution_id FROM notification WHERE kind = 'filingReminder' AND institution_id = $1`, [
      here.institutionId,
    ])
    expect(notices).toEqual([{ institution_id: here.institutionId }])
    const shown = await seen(city.handler, 370811)
    expect(reminded).toBe(shown?.institutions.length)
    expect(shown?.institutions.every(({ remindedAt }) => remindedAt?.getTime() === filedAt.getTime())).toBe(true)
    expect(shown?.log).toMatchObject([{ kind: 'remind', count: reminded, agency: city.handler.agencyName }])

    // The whole city a little later: only who was not told; after the set time everybody again.
    const all = (await seen())?.top.unfiled ?? 0
    expect(done(await remind(370800, city.handler, hours(1))).reminded).toBe(all - reminded)
    expect(await remind(370800, city.handler, hours(2))).toMatchObject(refusedWith('nobodyToRemind'))
    expect(done(await remind(370800, city.handler, hours(26))).reminded).toBe(all)
    await expect(
      query(city.handler, (tx) => tx.filingReminder.updateMany({ where: { campaignId }, data: { remindedByName: '' } })),
    ).rejects.toThrow(/permission denied/)
  })

  it('is taken to the bureau of the place, once within the set time', async () => {
    const escalate = (regionNo: number, at = filedAt, actor = city.handler) => escalateUnfiled(actor, { campaignId, regionNo }, at)
    expect(await escalate(370800)).toMatchObject(refusedWith('notFound'))
    expect(await escalate(370811, filedAt, county.handler)).toMatchObject(refusedWith('notFound'))
    const both = await Promise.all([escalate(370811), escalate(370811)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await escalate(370811, hours(1))).toMatchObject(refusedWith('nobodyToRemind'))
    const told = await asOwner(`SELECT agency_id FROM notification WHERE kind = 'unfiledEscalated'`)
    expect(told).toEqual([{ agency_id: county.handler.agencyId }])
    expect((await seen(countyReviewer))?.log.filter(({ kind }) => kind === 'escalate')).toHaveLength(1)
  })
})

describe('an institution that was taken over before it filed', () => {
  it('is expected by nobody: not listed, counted or reminded of, and shown apart; what another has filed stays counted', async () => {
    const ofMerged = await launchedCampaign()
    await asOwner('UPDATE institution SET active = false')
    const [gone, filed, stays] = [await issuedFiling(ofMerged), await submittedFiling(ofMerged), await issuedFiling(ofMerged)]
    await asOwner('UPDATE institution SET active = false, merged_into_id = $2 WHERE id = ANY ($1)', [
      [gone.institutionId, filed.institutionId],
      stays.institutionId,
    ])
    const asked = { campaign: ofMerged }
    const shown = (await unfiled(countyReviewer, asked))?.shown
    expect(shown).toMatchObject({ top: { unfiled: 1 }, institutions: [{ id: stays.id }], ended: 1 })
    const list = async (filter: object) => (await listFilings(countyReviewer, { ...asked, ...filter })).rows.map(({ id }) => id)
    expect(await list({ state: 'unfiled' })).toEqual([stays.id])
    expect(await list({ state: 'notStarted' })).toEqual([stays.id])
    expect(await list({ overdue: '1' })).toEqual([stays.id])
    expect(await list({ state: 'ended' })).toEqual([gone.id])
    expect(await filingProgress(countyReviewer, ofMerged)).toMatchObject([
      { total: 2, overdue: 1, ended: 1, counts: { notStarted: 1, submitted: 1 } },
    ])
    const report = await closingReport(countyReviewer, { campaignId: ofMerged, on: '2024-06-30' })
    expect(report?.tables.region).toMatchObject([{ values: { issued: 2n, filed: 1n } }])
    expect(done(await remindUnfiled(countyReviewer, { campaignId: ofMerged, regionNo: 370811 }, filedAt))).toEqual({ reminded: 1 })
    expect(await asOwner('SELECT filing_id AS id FROM filing_reminder WHERE campaign_id = $1', [ofMerged])).toEqual([{ id: stays.id }])
    expect(done(await escalateUnfiled(city.handler, { campaignId: ofMerged, regionNo: 370811 }, filedAt))).toEqual({ unfiled: 1 })
  })
})

it('lists all of a county, page by page', async () => {
  const ofMany = await launchedCampaign()
  await asOwner('UPDATE institution SET active = false')
  await asOwner(
    `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids)
     SELECT gen_random_uuid(), 'N' || lpad(n::text, 11, '0'), '虚构药店' || n, 'pharmacy', '370811', 370811, '{}' FROM generate_series(1, 520) n`,
  )
  done(await issueFilings(city.handler, { campaignId: ofMany, checklistId, dueOn: '2024-05-31' }, filedAt))
  const page = async (number: number) => (await unfiled(countyReviewer, { campaign: ofMany, page: number }))?.shown?.institutions ?? []
  const pages = [await page(1), await page(2), await page(3)]
  expect(pages.map(({ length }) => length)).toEqual([500, 20, 0])
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(520)
})
