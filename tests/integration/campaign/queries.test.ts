import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { adoptCampaign } from '#server/campaign/adopt-campaign'
import { correctPlan } from '#server/campaign/correct-plan'
import { getDutyCell, getDutyMatrix, getLiveCounts } from '#server/campaign/duty-matrix'
import { getMeetings } from '#server/campaign/meetings'
import { getCampaignNumbers } from '#server/campaign/numbers'
import { getPlanPart, getPlanReview } from '#server/campaign/plan-review'
import { getCampaign, listCampaigns } from '#server/campaign/queries'
import { getReceipts } from '#server/campaign/receipts'
import { remindReceipts } from '#server/campaign/remind-receipts'
import { signReceipt } from '#server/campaign/sign-receipt'
import { agencyId } from '../../../prisma/reference/rows'
import { city, county, done, draftCampaign, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

/** A delivered referral of a county to its police, with the procuratorate in copy. */
const policeReferral = (id: string, campaign: string) =>
  asOwner(
    `INSERT INTO referral (id, number, kind, campaign_id, state, title, summary, secrecy, sender_agency_id, sender_agency_name, sender_department,
       sender_region_no, receiver_agency_id, receiver_agency_name, receiver_department, receiver_region_no, copy_agency_id, copy_agency_name,
       copy_department, copy_region_no, officer_a_id, officer_b_id, proposed_by_id, proposed_by_name, proposed_at, approved_at, delivered_at,
       snapshot, snapshot_hash)
     VALUES ($1, $2, 'police', $3, 'delivered', '移送', '摘要', 1, $4, '任城区医疗保障局', 'MI', 370811, $5, '任城区公安', 'PS', 370811, $6, '任城区检察院',
       'PR', 370811, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '经办人', '2024-05-30', '2024-05-31', '2024-06-01', '{}', 'x')`,
    [id, `YS-${id}`, campaign, agencyId('MI-370811'), agencyId('PS-370811'), agencyId('PR-370811')],
  )

const hospital = complianceOfficer(crypto.randomUUID(), 370811)
const administrator = officerOf('MI', 370800, ['systemAdmin'])
const six = ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'] as const

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

describe('an officer of each department', () => {
  it.each(six.filter((department) => department !== 'MI'))(
    'of %s in the city sees the duties of that department in that region, and nothing else',
    async (department) => {
      const matrix = await getDutyMatrix(officerOf(department, 370800, ['handler']), campaignId)
      expect(matrix?.departments).toEqual([department])
      expect(matrix?.rows.flatMap(({ cells }) => cells.map((cell) => cell.department)).every((one) => one === department)).toBe(true)
      expect(matrix?.tally.total).toBe(24) // its own duty and measure (三), each in the city and eleven counties
      const receipts = await getReceipts(officerOf(department, 370800, ['handler']), campaignId)
      expect(receipts?.recipients.map((one) => one.department)).toEqual(Array(11).fill(department))
    },
  )

  it.each(six)('of %s in a county sees its own agency’s alone', async (department) => {
    const actor = officerOf(department, 370811, ['handler'])
    const matrix = await getDutyMatrix(actor, campaignId)
    const seen = new Set(matrix?.rows.flatMap(({ cells }) => cells.map((cell) => cell.department)))
    expect([...seen].sort()).toEqual(department === 'MI' ? [...six].sort() : [department])
    const [duty] = matrix?.rows ?? []
    const cell = await getDutyCell(actor, campaignId, duty?.id ?? '', duty?.cells[0]?.department ?? 'MI')
    expect(cell?.assignments.map(({ regionNo }) => regionNo)).toEqual([370811])
  })

  it('finds no cell of another department', async () => {
    const matrix = await getDutyMatrix(city.handler, campaignId)
    const ofPolice = matrix?.rows.find(({ seq }) => seq === 4)
    expect(await getDutyCell(officerOf('FI', 370800, ['handler']), campaignId, ofPolice?.id ?? '', 'PS')).toBeNull()
    expect((await getDutyCell(city.handler, campaignId, ofPolice?.id ?? '', 'PS'))?.assignments).toHaveLength(12)
  })
})

describe.each<[string, Actor]>([
  ['a hospital', hospital],
  ['an administrator', administrator],
  ['another city', officerOf('MI', 370900, ['handler'])],
])('for %s', (_who, actor) => {
  it('there is no campaign', async () => {
    expect(await listCampaigns(actor)).toEqual([])
    expect(await getCampaign(actor, campaignId)).toBeNull()
    expect(await getPlanReview(actor, campaignId)).toBeNull()
    expect(await getPlanPart(actor, campaignId, 'title')).toBeNull()
    expect(await getReceipts(actor, campaignId)).toBeNull()
    expect(await getDutyMatrix(actor, campaignId)).toBeNull()
    expect(await getMeetings(actor, campaignId)).toBeNull()
  })
})

it('keeps a draft from everybody below', async () => {
  const draft = await draftCampaign(city.handler, withOwnNumber)
  expect(await getCampaign(city.approver, draft)).toMatchObject({ state: 'draft' })
  for (const actor of [county.handler, officerOf('PS', 370800, ['handler'])]) expect(await getCampaign(actor, draft)).toBeNull()
})

describe('the campaign’s first page', () => {
  it('says where each stage stands on the day, with the plan’s own words, and what has slipped', async () => {
    const page = await getCampaign(city.handler, campaignId, new Date('2024-12-05T01:00:00Z'))
    expect(page?.stages.map(({ title, dueText, phase, slippedDays }) => [title, dueText, phase, slippedDays])).toEqual([
      ['启动部署', '2024 年 4 月完成', 'past', 0],
      ['自查自纠', '2024 年 5 月完成', 'past', 0],
      ['集中整治', '2024 年 11 月完成', 'past', 5],
      ['总结上报', '2024年12月初完成', 'current', 0],
    ])
    expect(page?.duties.late).toBe(page?.duties.total)
    expect(new Map(page?.lateByRegion).get(370894)).toBe(6)
  })

  it('offers a county its receipt, then to take the plan up', async () => {
    const before = await getCampaign(county.handler, campaignId)
    expect(before?.own).toMatchObject({ receivedAt: null })
    expect(before?.steps).toEqual([])
    done(await signReceipt(county.handler, { recipientId: before?.own?.id, version: before?.own?.version, commitment: 'on' }))
    expect(await getCampaign(county.handler, campaignId)).toMatchObject({
      own: { receivedByName: county.handler.name },
      adoption: { made: null, mayAdopt: true },
    })
    expect((await getCampaign(city.handler, campaignId))?.adoption.mayAdopt).toBe(false)
  })

  it('offers each step to its person, and says why it is shut', async () => {
    const draft = await draftCampaign(city.handler, withOwnNumber)
    expect((await getCampaign(city.handler, draft))?.steps).toEqual([{ name: 'confirm', shut: null }])
    expect((await getCampaign(city.approver, draft))?.steps).toEqual([])
    done(await correctPlan(city.handler, { campaignId: draft, version: 1, path: 'title', values: { value: '' } }))
    expect((await getCampaign(city.handler, draft))?.steps).toEqual([
      { name: 'confirm', shut: { code: 'incomplete', detail: { missing: ['标题'] } } },
    ])
  })
})

it('shows the issuer who has not signed, whom it reminded, and whose local dates are later', async () => {
  const parentId = await launchedCampaign()
  const enterprise = officerOf('MI', 370894, ['handler'])
  const { campaignId: local } = done(await adoptCampaign(enterprise, { campaignId: parentId }))
  done(
    await correctPlan(enterprise, {
      campaignId: local,
      version: 1,
      path: 'stages[2]',
      values: { kind: 'rectification', title: '集中整治', text: '…', dueText: '12月底前', dueOn: '2024-12-31' },
    }),
  )
  const later = [{ index: 2, title: '集中整治', dueOn: '2024-12-31', parentTitle: '集中整治', parentDueOn: '2024-11-30', daysLater: 31 }]
  expect((await getPlanReview(enterprise, local))?.later).toEqual(later)

  const { reminded } = done(await remindReceipts(city.handler, { campaignId: parentId }))
  const receipts = await getReceipts(city.handler, parentId)
  expect(receipts?.recipients.filter((one) => one.receivedAt === null).map(({ name }) => name)).toEqual(reminded)
  expect(receipts?.reminders).toHaveLength(1)
  expect(receipts?.recipients.find((one) => one.agencyId === agencyId('MI-370894'))?.adoption).toMatchObject({ id: local, later })
  expect(receipts?.internal).toEqual(['市局各科室', '市局直属单位'])
  expect((await getReceipts(county.handler, parentId))?.recipients.map(({ name }) => name)).toEqual(['任城区医疗保障局'])
})

describe('the numbers beside the duties', () => {
  it('count clocks that a department has let pass on this campaign, and no other', async () => {
    const referralId = crypto.randomUUID()
    await policeReferral(referralId, campaignId)
    const overdue = `INSERT INTO statutory_clock (id, subject_type, subject_id, subject_number, subject_title, secrecy, rule_id, started_at, due_at, estimated,
        responsible_department, responsible_region_no, other_department, other_region_no)
      VALUES (gen_random_uuid(), 'referral', $1, 'YS', '移送', 1, 'CK31', '2024-06-01', '2024-06-04', false, 'PS', 370811, 'MI', 370811)`
    await asOwner(overdue, [referralId])
    await asOwner(overdue, [crypto.randomUUID()]) // of something else

    const scope = { campaignId, regionLo: 370800, regionHi: 370899 }
    const live = await getLiveCounts(city.handler, six, scope, new Date('2024-06-10T00:00:00Z'))
    expect(live.map(({ department, arrived, lateClocks }) => [department, arrived.value, lateClocks])).toEqual([
      ['MI', 0n, 0],
      ['CT', 0n, 0],
      ['PR', 1n, 0],
      ['PS', 1n, 1],
      ['FI', 0n, 0],
      ['HC', 0n, 0],
    ])
    const ofPolice = await getLiveCounts(officerOf('PS', 370811, ['handler']), ['PS'], { ...scope, regionLo: 370811, regionHi: 370811 })
    expect(ofPolice[0]?.arrived.value).toBe(1n)
    const ofFinance = await getLiveCounts(officerOf('FI', 370811, ['handler']), ['PS'], { ...scope, regionLo: 370811, regionHi: 370811 })
    expect(ofFinance[0]).toMatchObject({ arrived: { value: 0n }, lateClocks: 0 })
  })

  it('are given for every reporting unit below, counties and special units', async () => {
    const scope = { campaignId, regionLo: 370800, regionHi: 370899 }
    const numbers = await getCampaignNumbers(city.handler, scope, 370800, 'casesFiled')
    expect(numbers.chosen).toBe('casesFiled')
    expect(numbers.units.filter(({ ownLevel }) => !ownLevel)).toHaveLength(15)
    expect(numbers.units.filter(({ ownLevel }) => ownLevel)).toMatchObject([{ regionNo: 370800, name: '济宁本级' }])
    expect((await getCampaignNumbers(officerOf('FI', 370800, ['handler']), scope, 370800, 'casesFiled')).chosen).toBe('billsSent')
    expect((await getCampaignNumbers(county.handler, { ...scope, regionLo: 370811, regionHi: 370811 }, 370811, undefined)).units).toEqual(
      [],
    )
  })
})
