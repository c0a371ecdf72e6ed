import { beforeAll, describe, expect, it } from 'vitest'
import { adoptCampaign } from '#server/campaign/adopt-campaign'
import { approveCampaign } from '#server/campaign/approve'
import { confirmCampaign } from '#server/campaign/confirm'
import { correctPlan } from '#server/campaign/correct-plan'
import { launchCampaign } from '#server/campaign/launch'
import { city, county, done, draftCampaign, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let parentId = ''
beforeAll(async () => {
  parentId = await launchedCampaign()
})

describe('a county that takes up the plan of its city', () => {
  let campaignId = ''
  beforeAll(async () => {
    campaignId = done(await adoptCampaign(county.handler, { campaignId: parentId })).campaignId
  })

  it('has a draft of its own under its own name, with the parent’s text', async () => {
    const [row] = await asOwner<{ plan: { issuers: { name: string }[]; recipients: unknown[] } }>(
      `SELECT c.*, c.plan_text = p.plan_text AS same_text FROM campaign c JOIN campaign p ON p.id = c.parent_id WHERE c.id = $1`,
      [campaignId],
    )
    expect(row).toMatchObject({
      state: 'draft',
      name: '任城区2024年医保基金违法违规问题专项整治',
      parent_id: parentId,
      document_number: null,
      range_lo: 370811,
      range_hi: 370811,
      same_text: true,
    })
    expect(row?.plan.issuers.map(({ name }) => name)).toEqual([
      '任城区医疗保障局',
      '济宁市任城区人民法院',
      '济宁市任城区人民检察院',
      '济宁市公安局任城区分局',
      '任城区财政局',
      '任城区卫生健康局',
    ])
  })

  it('cannot take it up twice', async () => {
    expect(await adoptCampaign(county.handler, { campaignId: parentId })).toEqual({ ok: false, refusal: { code: 'alreadyExists' } })
  })

  it('confirms, approves and launches it by its own two people, for its own five departments', async () => {
    done(
      await correctPlan(county.handler, {
        campaignId,
        version: 1,
        path: 'stages[1]',
        values: { kind: 'selfInspection', title: '自查自纠', text: '…', dueText: '6月15日前', dueOn: '2024-06-15' },
      }),
    )
    expect(await confirmCampaign(city.handler, { campaignId, version: 2 })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    done(await confirmCampaign(county.handler, { campaignId, version: 2 }))
    done(await approveCampaign(county.approver, { campaignId, version: 3 }))
    done(await launchCampaign(county.approver, { campaignId, version: 4 }))

    const recipients = await asOwner<{ department: string }>(
      `SELECT department::text FROM campaign_recipient WHERE campaign_id = $1 ORDER BY seq`,
      [campaignId],
    )
    expect(recipients.map(({ department }) => department)).toEqual(['CT', 'PR', 'PS', 'FI', 'HC'])
    const outside = await asOwner('SELECT 1 FROM duty_assignment WHERE campaign_id = $1 AND region_no <> 370811', [campaignId])
    expect(outside).toEqual([])
    expect(await asOwner(`SELECT due_on::text FROM stage WHERE campaign_id = $1 AND seq = 2`, [campaignId])).toEqual([
      { due_on: '2024-06-15' },
    ])
    expect(await asOwner(`SELECT due_on::text FROM stage WHERE campaign_id = $1 AND seq = 2`, [parentId])).toEqual([
      { due_on: '2024-05-31' },
    ])
  })
})

it('is taken up once by an agency, also when two of its people do so at once', async () => {
  const people = Array.from({ length: 6 }, () => officerOf('MI', 370812, ['handler']))
  const outcomes = await Promise.all(people.map((handler) => adoptCampaign(handler, { campaignId: parentId })))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal.code === 'alreadyExists')).toHaveLength(5)
})

it('lets the special units take it up as counties do', async () => {
  const { campaignId } = done(await adoptCampaign(officerOf('MI', 370892, ['handler']), { campaignId: parentId }))
  expect(await asOwner('SELECT name FROM campaign WHERE id = $1', [campaignId])).toEqual([
    { name: '太白湖新区2024年医保基金违法违规问题专项整治' },
  ])
})

describe('nobody else takes it up', () => {
  it.each([
    ['the issuer itself', city.handler],
    ['another city', officerOf('MI', 370900, ['handler'])],
    ['the province', officerOf('MI', 370000, ['handler'])],
    ['the county’s police', officerOf('PS', 370811, ['handler'])],
    ['a county’s approver', officerOf('MI', 370826, ['approver'])],
    ['a hospital', complianceOfficer(crypto.randomUUID(), 370811)],
  ])('%s', async (_who, actor) => {
    expect(await adoptCampaign(actor, { campaignId: parentId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it('before it is launched', async () => {
    const draft = await draftCampaign(city.handler, withOwnNumber)
    expect(await adoptCampaign(officerOf('MI', 370826, ['handler']), { campaignId: draft })).toEqual({
      ok: false,
      refusal: { code: 'notFound' },
    })
  })
})
