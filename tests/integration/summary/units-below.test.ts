import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { freezeReport } from '#server/summary/freeze-report'
import { getReport } from '#server/summary/queries'
import { reportPaper } from '#server/summary/report-paper'
import { signReport } from '#server/summary/sign-report'
import { draftReport, editReport, leavePassage, takePassage } from '#server/summary/write-report'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

const at = new Date('2026-12-05T02:00:00Z')
let city: Actor
let cityApprover: Actor
let county: Actor
let countyApprover: Actor
let campaignId: string
let adoptionId: string
let cityReport: string
let countyReport: string

beforeAll(async () => {
  city = await officerOf(places.cityBureau, ['handler'], { name: '张敏' })
  cityApprover = await officerOf(places.cityBureau, ['approver'], { name: '孙立' })
  county = await officerOf(places.bureau, ['handler'], { name: '王芳' })
  countyApprover = await officerOf(places.bureau, ['approver'], { name: '刘洋' })
})
beforeEach(async () => {
  campaignId = await aCampaign()
  adoptionId = await aCampaign({ parentId: campaignId, bureau: places.bureau })
  cityReport = value(await draftReport(city, { campaignId })).reportId
  countyReport = value(await draftReport(county, { campaignId: adoptionId })).reportId
  value(await editReport(county, { reportId: countyReport, version: '1', section: 'cases', text: '任城区查处一起虚假住院案。' }, at))
})

const countyFreezes = async () => value(await freezeReport(county, { reportId: countyReport, version: '2' }))
const take = (override: Record<string, unknown> = {}) => ({
  reportId: cityReport,
  version: '1',
  section: 'cases',
  fromReportId: countyReport,
  ...override,
})
const stateOf = async (regionNo: number) =>
  (await getReport(city, cityReport))?.unitsBelow.find((unit) => unit.regionNo === regionNo)?.report?.state ?? null
const blocks = async () => (await asOwner<{ blocks: unknown }>('SELECT blocks FROM summary_report WHERE id = $1', [cityReport]))[0]?.blocks

it('shows the city how far each unit below is, on its own adoption or on the city’s campaign', async () => {
  expect(await stateOf(370811)).toBe('draft')
  expect(await stateOf(370881)).toBeNull()
  await countyFreezes()
  expect(await stateOf(370811)).toBe('frozen')
  value(await signReport(countyApprover, { reportId: countyReport, version: '3' }))
  expect(await stateOf(370811)).toBe('signed')

  const quFu = await officerOf(places.otherBureau, ['handler'])
  value(await draftReport(quFu, { campaignId }))
  expect(await stateOf(370881)).toBe('draft')
  expect((await getReport(city, cityReport))?.unitsBelow).toHaveLength(15)
})

it('shows a county nothing of its neighbours and of the city', async () => {
  const quFu = await officerOf(places.otherBureau, ['handler', 'reviewer', 'approver'])
  expect(await getReport(quFu, countyReport)).toBeNull()
  expect(await getReport(county, cityReport)).toBeNull()
  expect((await getReport(county, countyReport))?.unitsBelow).toEqual([])
})

describe('taking a passage', () => {
  it('keeps who wrote it and who took it, prints it, and does not follow later changes below', async () => {
    await countyFreezes()
    value(await takePassage(city, take(), at))
    const passage = {
      text: '任城区查处一起虚假住院案。',
      byName: '王芳',
      at: at.toISOString(),
      agencyName: places.bureau,
      reportId: countyReport,
    }
    expect(await blocks()).toEqual({ cases: { own: null, taken: [{ ...passage, takenByName: '张敏', takenAt: at.toISOString() }] } })
    expect(
      await asOwner('SELECT action, change FROM audit_entry WHERE subject_id = $1 ORDER BY seq DESC LIMIT 1', [cityReport]),
    ).toMatchObject([{ action: 'summary.takePassage', change: { from: [null, countyReport] } }])
    await asOwner(`UPDATE summary_report SET blocks = '{}' WHERE id = $1`, [countyReport])
    value(await editReport(city, { reportId: cityReport, version: '2', section: 'cases', text: '全市查处多起。' }))
    expect(paperText((await reportPaper(city, cityReport))?.bytes)).toContain('全市查处多起。任城区查处一起虚假住院案。')
  })

  it('replaces what was taken before from there, and can be left out again', async () => {
    await countyFreezes()
    value(await takePassage(city, take()))
    value(await takePassage(city, take({ version: '2' })))
    expect(await blocks()).toMatchObject({ cases: { taken: [{ reportId: countyReport }] } })
    value(await leavePassage(city, take({ version: '3' })))
    expect(await blocks()).toEqual({ cases: { own: null, taken: [] } })
    expect(await leavePassage(city, take({ version: '4' }))).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it('finds nothing that is not reported, not written, not below or not of this campaign', async () => {
    const nothing = { ok: false, refusal: { code: 'notFound' } }
    expect(await takePassage(city, take()), 'still a draft').toEqual(nothing)
    await countyFreezes()
    expect(await takePassage(city, take({ section: 'next' })), 'nothing written there').toEqual(nothing)
    expect(await takePassage(city, take({ fromReportId: cityReport })), 'its own').toEqual(nothing)
    const other = value(await draftReport(city, { campaignId: await aCampaign() })).reportId
    expect(await takePassage(city, take({ reportId: other })), 'of another campaign').toEqual(nothing)
  })

  it('cannot be done by another county, the approver, the police or no role, nor on a stale page', async () => {
    await countyFreezes()
    const others = [
      await officerOf(places.otherBureau, ['handler']),
      cityApprover,
      await officerOf('济宁市公安局', ['handler'], { clearance: 3 }),
      await officerOf(places.cityBureau, []),
    ]
    for (const person of others) expect(await takePassage(person, take())).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await takePassage(city, take({ version: '9' }))).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    expect(await blocks()).toEqual({})
  })
})
