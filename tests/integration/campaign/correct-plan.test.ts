import { beforeEach, describe, expect, it } from 'vitest'
import { confirmCampaign } from '#server/campaign/confirm'
import { correctPlan, setCampaign } from '#server/campaign/correct-plan'
import { city, county, done, draftCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeEach(async () => {
  campaignId = await draftCampaign(city.handler, withOwnNumber)
})

const row = async () => (await asOwner('SELECT * FROM campaign WHERE id = $1', [campaignId]))[0]
const number = (value: string, version = 1) => ({ campaignId, version, path: 'documentNumber', values: { value } })

describe('a correction', () => {
  it('changes the plan and what follows from it, and keeps the old value with who and when, in one commit', async () => {
    const now = new Date('2024-05-18T02:00:00Z')
    expect(await correctPlan(city.handler, number('济医保发〔2024〕19号'), now)).toEqual({ ok: true, value: undefined })

    const after = await row()
    expect(after).toMatchObject({ version: 2, document_number: '济医保发〔2024〕19号', plan: { documentNumber: '济医保发〔2024〕19号' } })
    expect(after?.corrections).toEqual([
      {
        path: 'documentNumber',
        from: expect.stringMatching(/^济医保发〔2024〕1\d\d号$/),
        to: '济医保发〔2024〕19号',
        byId: city.handler.userId,
        byName: city.handler.name,
        at: now.toISOString(),
      },
    ])
    expect(after?.plan_read).toMatchObject({ documentNumber: expect.stringMatching(/^济医保发〔2024〕1\d\d号$/) })
    const [entry] = await asOwner(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'campaign.correct'`, [campaignId])
    expect(entry?.change).toMatchObject({ documentNumber: [expect.any(String), '济医保发〔2024〕19号'] })
  })

  it('of who issues it changes who takes part', async () => {
    done(
      await correctPlan(city.handler, { campaignId, version: 1, path: 'issuers[+]', values: { name: '济宁市审计局', department: 'AU' } }),
    )
    expect((await row())?.plan).toMatchObject({ issuers: expect.arrayContaining([{ name: '济宁市审计局', department: 'AU' }]) })
    expect(await asOwner(`SELECT 'AU' = ANY (participant_codes::text[]) AS yes FROM campaign WHERE id = $1`, [campaignId])).toEqual([
      { yes: true },
    ])
  })

  it('that changes nothing leaves no trace', async () => {
    const [current] = await asOwner<{ document_number: string }>('SELECT document_number FROM campaign WHERE id = $1', [campaignId])
    done(await correctPlan(city.handler, number(current?.document_number ?? '')))
    expect(await row()).toMatchObject({ version: 1, corrections: [] })
  })

  it('from a page that is no longer current is refused, and the other one’s stands', async () => {
    done(await correctPlan(city.otherHandler, number('济医保发〔2024〕18号')))
    expect(await correctPlan(city.handler, number('济医保发〔2024〕19号', 1))).toEqual({ ok: false, refusal: { code: 'changedMeanwhile' } })
    expect(await row()).toMatchObject({ version: 2, document_number: '济医保发〔2024〕18号' })
  })

  it('by two at once passes once', async () => {
    const outcomes = await Promise.all([
      correctPlan(city.handler, number('济医保发〔2024〕18号')),
      correctPlan(city.otherHandler, number('济医保发〔2024〕19号')),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await row()).toMatchObject({ version: 2 })
  })

  it('of a confirmed plan is refused', async () => {
    done(await confirmCampaign(city.handler, { campaignId, version: 1 }))
    expect(await correctPlan(city.handler, number('济医保发〔2024〕19号', 2))).toMatchObject({ ok: false, refusal: { code: 'wrongState' } })
  })

  it.each([
    ['a county', county.handler],
    ['another department', officerOf('FI', 370800, ['handler'])],
    ['the approver', city.approver],
    ['the province', officerOf('MI', 370000, ['handler'])],
  ])('by %s finds nothing', async (_who, actor) => {
    expect(await correctPlan(actor, number('济医保发〔2024〕19号'))).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await row()).toMatchObject({ version: 1 })
  })

  it.each(['plan', 'stages', 'stages[0].dueOn', '__proto__'])('of %s is no correction', async (path) => {
    expect(await correctPlan(city.handler, { campaignId, version: 1, path, values: { value: 'x' } })).toMatchObject({ ok: false })
    expect(await row()).toMatchObject({ version: 1 })
  })
})

it('can be called otherwise, and look back further', async () => {
  done(await setCampaign(city.handler, { campaignId, version: 1, name: '2024年专项整治（济宁）', lookBackFrom: '2020-01-01' }))
  expect(await row()).toMatchObject({ version: 2, name: '2024年专项整治（济宁）' })
})
