import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { approveCampaign } from '#server/campaign/approve'
import { closeCampaign } from '#server/campaign/close'
import { confirmCampaign } from '#server/campaign/confirm'
import { correctPlan, setCampaign } from '#server/campaign/correct-plan'
import { launchCampaign } from '#server/campaign/launch'
import { sendBackCampaign } from '#server/campaign/send-back'
import { city, county, done, draftCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeEach(async () => {
  campaignId = await draftCampaign(city.handler, withOwnNumber)
})
const state = async () => (await asOwner('SELECT state::text, version FROM campaign WHERE id = $1', [campaignId]))[0]
const at = (version: number) => ({ campaignId, version })
const reason = '第四部分举措(三)的责任部门有误'

describe('a plan', () => {
  it('goes from draft to closed, each step by its person, with a line in the trail for each', async () => {
    done(await confirmCampaign(city.handler, at(1)))
    done(await approveCampaign(city.approver, at(2)))
    done(await launchCampaign(city.handler, at(3)))
    done(await closeCampaign(city.approver, at(4)))
    expect(await state()).toEqual({ state: 'closed', version: 5 })
    const trail = await asOwner(`SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq`, [campaignId])
    expect(trail.map(({ action }) => action)).toEqual(['draft', 'confirm', 'approve', 'launch', 'close'].map((step) => `campaign.${step}`))
  })

  it('is not approved by the one who confirmed it', async () => {
    const both = officerOf('MI', 370800, ['handler', 'approver'])
    done(await confirmCampaign(both, at(1)))
    expect(await approveCampaign(both, at(2))).toEqual({ ok: false, refusal: { code: 'samePerson' } })
    expect(await state()).toEqual({ state: 'confirmed', version: 2 })
  })

  it('is not approved by anyone who drafted it or wrote something into it, though another confirmed it', async () => {
    const both = ['handler', 'approver'] as const
    const [drafter, corrector, namer] = [officerOf('MI', 370800, both), officerOf('MI', 370800, both), officerOf('MI', 370800, both)]
    const id = await draftCampaign(drafter, withOwnNumber)
    done(await correctPlan(corrector, { campaignId: id, version: 1, path: 'title', values: { value: '专项整治工作方案（修订）' } }))
    done(await setCampaign(namer, { campaignId: id, version: 2, name: '本市专项整治', lookBackFrom: '2021-05-01' }))
    done(await confirmCampaign(city.handler, { campaignId: id, version: 3 }))
    for (const author of [drafter, corrector, namer]) {
      expect(await approveCampaign(author, { campaignId: id, version: 4 })).toEqual({ ok: false, refusal: { code: 'samePerson' } })
    }
    done(await approveCampaign(city.approver, { campaignId: id, version: 4 }))
  })

  it('under one number is confirmed once, also when two confirm at once', async () => {
    const [row] = await asOwner<{ document_number: string }>('SELECT document_number FROM campaign WHERE id = $1', [campaignId])
    const twin = await draftCampaign(city.handler, (text) => text.replace('济医保发〔2024〕9号', row?.document_number ?? ''))
    const other = officerOf('MI', 370800, ['handler'])
    const outcomes = await Promise.all([confirmCampaign(city.handler, at(1)), confirmCampaign(other, { campaignId: twin, version: 1 })])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'alreadyExists' } })
    // What the program might overlook, the database does not.
    await expect(
      asOwner(`UPDATE campaign SET state = 'confirmed', confirmed_by_id = $2, confirmed_at = now() WHERE id = ANY ($1)`, [
        [campaignId, twin],
        randomUUID(),
      ]),
    ).rejects.toThrow(/campaign_document/)
  })

  it('that lacks what a plan must say is not confirmed', async () => {
    done(await correctPlan(city.handler, { ...at(1), path: 'title', values: { value: '' } }))
    expect(await confirmCampaign(city.handler, at(2))).toEqual({
      ok: false,
      refusal: { code: 'incomplete', detail: { missing: ['标题'] } },
    })
  })

  it('under a number that the agency has used is not confirmed', async () => {
    done(await confirmCampaign(city.handler, at(1)))
    const [first] = await asOwner<{ document_number: string }>('SELECT document_number FROM campaign WHERE id = $1', [campaignId])
    const again = await draftCampaign(city.handler, (text) => text.replace('济医保发〔2024〕9号', first?.document_number ?? ''))
    expect(await confirmCampaign(city.handler, { campaignId: again, version: 1 })).toEqual({
      ok: false,
      refusal: { code: 'alreadyExists' },
    })
  })

  it('sent back is a draft again, and both signatures begin anew', async () => {
    done(await confirmCampaign(city.handler, at(1)))
    done(await approveCampaign(city.approver, at(2)))
    done(await sendBackCampaign(city.approver, { ...at(3), reason }))
    const [row] = await asOwner('SELECT state::text, confirmed_by_id, approved_by_id FROM campaign WHERE id = $1', [campaignId])
    expect(row).toEqual({ state: 'draft', confirmed_by_id: null, approved_by_id: null })
    const [entry] = await asOwner(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'campaign.sendBack'`, [campaignId])
    expect(entry?.change).toMatchObject({ state: ['approved', 'draft'], reason: [null, reason] })
  })

  it.each([
    ['launch', () => launchCampaign(city.approver, at(1))],
    ['approve', () => approveCampaign(city.approver, at(1))],
    ['close', () => closeCampaign(city.approver, at(1))],
    ['send back', () => sendBackCampaign(city.approver, { ...at(1), reason })],
  ])('that is a draft cannot %s', async (_step, take) => {
    expect(await take()).toEqual({ ok: false, refusal: { code: 'wrongState', detail: { state: 'draft' } } })
    expect(await state()).toEqual({ state: 'draft', version: 1 })
  })

  it('seen at an older version is not moved', async () => {
    expect(await confirmCampaign(city.handler, at(7))).toEqual({ ok: false, refusal: { code: 'changedMeanwhile' } })
  })

  it('confirmed twice under one key is confirmed once', async () => {
    const raw = { ...at(1), requestKey: crypto.randomUUID() }
    expect([await confirmCampaign(city.handler, raw), await confirmCampaign(city.handler, raw)]).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: null },
    ])
    expect(await state()).toEqual({ state: 'confirmed', version: 2 })
  })
})

describe.each([
  ['a county', county.handler, county.approver],
  ['another department of the city', officerOf('CT', 370800, ['handler']), officerOf('CT', 370800, ['approver'])],
  ['the province', officerOf('MI', 370000, ['handler']), officerOf('MI', 370000, ['approver'])],
  ['nobody in particular', officerOf('MI', 370800, []), officerOf('MI', 370800, ['supervisor'])],
])('%s', (_who, handler, approver) => {
  it('finds no plan to confirm, approve or send back', async () => {
    const notFound = { ok: false, refusal: { code: 'notFound' } }
    expect(await confirmCampaign(handler, at(1))).toEqual(notFound)
    done(await confirmCampaign(city.handler, at(1)))
    expect(await approveCampaign(approver, at(2))).toEqual(notFound)
    expect(await sendBackCampaign(approver, { ...at(2), reason })).toEqual(notFound)
    expect(await state()).toEqual({ state: 'confirmed', version: 2 })
  })
})
