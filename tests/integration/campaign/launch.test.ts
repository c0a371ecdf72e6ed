import { beforeAll, describe, expect, it } from 'vitest'
import { approveCampaign } from '#server/campaign/approve'
import { confirmCampaign } from '#server/campaign/confirm'
import { launchCampaign } from '#server/campaign/launch'
import { city, county, done, draftCampaign, launchedAt, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

describe('the launched campaign of Jining', () => {
  let campaignId = ''
  beforeAll(async () => {
    campaignId = await launchedCampaign()
  })

  it('is to be signed for by seventy units: six departments of eleven counties, and the four special ones', async () => {
    const rows = await asOwner<{ department: string; n: number }>(
      `SELECT department::text, count(*)::int AS n FROM campaign_recipient WHERE campaign_id = $1 AND agency_id IS NOT NULL GROUP BY 1 ORDER BY 1`,
      [campaignId],
    )
    expect(Object.fromEntries(rows.map(({ department, n }) => [department, n]))).toEqual({ MI: 15, CT: 11, PR: 11, PS: 11, FI: 11, HC: 11 })
    expect(await asOwner('SELECT 1 FROM campaign_recipient WHERE campaign_id = $1 AND received_at IS NOT NULL', [campaignId])).toEqual([])
  })

  it('has the four stages with the plan’s own words and the last day they allow', async () => {
    const stages = await asOwner(`SELECT title, due_text, due_on::text FROM stage WHERE campaign_id = $1 ORDER BY seq`, [campaignId])
    expect(stages).toEqual([
      { title: '启动部署', due_text: '2024 年 4 月完成', due_on: '2024-04-30' },
      { title: '自查自纠', due_text: '2024 年 5 月完成', due_on: '2024-05-31' },
      { title: '集中整治', due_text: '2024 年 11 月完成', due_on: '2024-11-30' },
      { title: '总结上报', due_text: '2024年12月初完成', due_on: '2024-12-10' },
    ])
  })

  it('has the duties of the six departments and the five measures, handed to city, counties and special units', async () => {
    const parts = await asOwner<{ seq: number; department: string; part: string; n: number }>(
      `SELECT d.seq, a.department::text, a.part::text, count(*)::int AS n FROM duty d JOIN duty_assignment a ON a.duty_id = d.id
       WHERE d.campaign_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 3 DESC, 2`,
      [campaignId],
    )
    const of = (seq: number) => parts.filter((row) => row.seq === seq).map(({ department, part, n }) => [department, part, n])
    expect(of(1)).toEqual([['MI', 'lead', 16]])
    expect(of(4)).toEqual([['PS', 'lead', 12]])
    expect(of(9)).toEqual([
      ['MI', 'lead', 16],
      ['CT', 'cooperate', 12],
      ['FI', 'cooperate', 12],
      ['HC', 'cooperate', 12],
      ['PR', 'cooperate', 12],
      ['PS', 'cooperate', 12],
    ])
    expect(new Set(parts.map(({ seq }) => seq)).size).toBe(11)
  })

  it('tells each addressed unit and each co-issuer once, and nobody else', async () => {
    const told = await asOwner<{ kind: string; n: number }>(
      `SELECT kind, count(DISTINCT agency_id)::int AS n FROM notification WHERE dedupe_key LIKE '%' || $1 || '%' GROUP BY kind ORDER BY kind`,
      [campaignId],
    )
    expect(told).toEqual([
      { kind: 'dutiesAssigned', n: 5 },
      { kind: 'planAddressed', n: 70 },
    ])
  })

  it('keeps when it was launched', async () => {
    const [row] = await asOwner<{ launched_at: Date }>('SELECT launched_at FROM campaign WHERE id = $1', [campaignId])
    expect(row?.launched_at).toEqual(launchedAt)
  })
})

it('finds its parent by the number that it cites', async () => {
  const province = { handler: officerOf('MI', 370000, ['handler']), approver: officerOf('MI', 370000, ['approver']) }
  const parentId = await draftCampaign(province.handler, (text) => text.replaceAll('济医保发〔2024〕9号', '鲁医保发〔2024〕13号'))
  done(await confirmCampaign(province.handler, { campaignId: parentId, version: 1 }))
  done(await approveCampaign(province.approver, { campaignId: parentId, version: 2 }))
  const childId = await draftCampaign(city.handler, withOwnNumber)
  expect(await asOwner('SELECT parent_id FROM campaign WHERE id = $1', [childId])).toEqual([{ parent_id: null }])

  done(await launchCampaign(province.approver, { campaignId: parentId, version: 3 }))
  done(await confirmCampaign(city.handler, { campaignId: childId, version: 1 }))
  done(await approveCampaign(city.approver, { campaignId: childId, version: 2 }))
  done(await launchCampaign(city.approver, { campaignId: childId, version: 3 }))
  expect(await asOwner('SELECT parent_id FROM campaign WHERE id = $1', [childId])).toEqual([{ parent_id: parentId }])
})

it('keeps a name that fits nobody, unmatched and without duties', async () => {
  const campaignId = await launchedCampaign((text) => withOwnNumber(text).replace('济宁高新区人力资源部，', '平潭综合实验区社会事业局，'))
  const unmatched = await asOwner('SELECT name, agency_id FROM campaign_recipient WHERE campaign_id = $1 AND agency_id IS NULL', [
    campaignId,
  ])
  expect(unmatched).toEqual([{ name: '平潭综合实验区社会事业局', agency_id: null }])
})

describe('a launch', () => {
  const approved = async () => {
    const campaignId = await draftCampaign(city.handler, withOwnNumber)
    done(await confirmCampaign(city.handler, { campaignId, version: 1 }))
    done(await approveCampaign(city.approver, { campaignId, version: 2 }))
    return campaignId
  }
  const traces = async (campaignId: string) =>
    (
      await asOwner<{ n: number }>(
        `SELECT ((SELECT count(*) FROM stage WHERE campaign_id = $1) + (SELECT count(*) FROM duty WHERE campaign_id = $1)
          + (SELECT count(*) FROM duty_assignment WHERE campaign_id = $1) + (SELECT count(*) FROM campaign_recipient WHERE campaign_id = $1))::int AS n`,
        [campaignId],
      )
    )[0]?.n

  it.each([
    ['a county', county.approver],
    ['the police', officerOf('PS', 370800, ['approver'])],
    ['the province', officerOf('MI', 370000, ['approver'])],
    ['a reviewer', officerOf('MI', 370800, ['reviewer'])],
  ])('by %s finds nothing and leaves nothing', async (_who, actor) => {
    const campaignId = await approved()
    expect(await launchCampaign(actor, { campaignId, version: 3 })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await traces(campaignId)).toBe(0)
  })

  it('by two at once happens once', async () => {
    const campaignId = await approved()
    const outcomes = await Promise.all([
      launchCampaign(city.approver, { campaignId, version: 3 }),
      launchCampaign(city.handler, { campaignId, version: 3 }),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await asOwner('SELECT count(*)::int AS n FROM stage WHERE campaign_id = $1', [campaignId])).toEqual([{ n: 4 }])
  })

  it('from an old page leaves nothing behind', async () => {
    const campaignId = await approved()
    expect(await launchCampaign(city.approver, { campaignId, version: 2 })).toEqual({ ok: false, refusal: { code: 'changedMeanwhile' } })
    expect(await traces(campaignId)).toBe(0)
  })
})
