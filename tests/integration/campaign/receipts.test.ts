import { beforeAll, describe, expect, it } from 'vitest'
import { matchRecipient } from '#server/campaign/match-recipient'
import { remindReceipts } from '#server/campaign/remind-receipts'
import { signReceipt } from '#server/campaign/sign-receipt'
import { agencyId } from '../../../prisma/reference/rows'
import { city, county, done, draftCampaign, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign((text) => withOwnNumber(text).replace('济宁高新区人力资源部，', '高新区医保服务专班，'))
})

const receiptOf = async (code: string) => {
  const [row] = await asOwner<{ id: string; version: number }>(
    'SELECT id, version FROM campaign_recipient WHERE campaign_id = $1 AND agency_id = $2',
    [campaignId, agencyId(code)],
  )
  if (!row) throw new Error(`${code} is not addressed`)
  return { recipientId: row.id, version: row.version, commitment: 'on' }
}
const state = async ({ recipientId }: { recipientId: string }) =>
  (await asOwner('SELECT received_by_name, version FROM campaign_recipient WHERE id = $1', [recipientId]))[0]

describe('a receipt', () => {
  it('is signed by the addressed unit, with its commitment, in one commit', async () => {
    const receipt = await receiptOf('MI-370811')
    const now = new Date('2024-05-21T02:00:00Z')
    done(await signReceipt(county.handler, receipt, now))

    expect(await state(receipt)).toEqual({ received_by_name: county.handler.name, version: 2 })
    expect(await asOwner('SELECT agency_id, signed_at FROM commitment WHERE campaign_id = $1', [campaignId])).toEqual([
      { agency_id: agencyId('MI-370811'), signed_at: now },
    ])
    expect(await asOwner('SELECT action FROM audit_entry WHERE subject_id = $1', [receipt.recipientId])).toEqual([
      { action: 'campaign.receive' },
    ])
  })

  it('is signed by the unit that acts for the bureau under another name', async () => {
    const receipt = await receiptOf('MI-370894')
    const enterprise = officerOf('MI', 370894, ['handler'])
    done(await signReceipt(enterprise, receipt))
    expect(await state(receipt)).toMatchObject({ received_by_name: enterprise.name })
  })

  it('without the commitment is refused', async () => {
    const receipt = { ...(await receiptOf('MI-370812')), commitment: 'off' }
    expect(await signReceipt(officerOf('MI', 370812, ['handler']), receipt)).toEqual({ ok: false, refusal: { code: 'commitmentMissing' } })
  })

  it('is signed once', async () => {
    const receipt = await receiptOf('PS-370811')
    const police = officerOf('PS', 370811, ['handler'])
    done(await signReceipt(police, receipt))
    expect(await signReceipt(police, receipt)).toMatchObject({ ok: false, refusal: { code: 'wrongState' } })
    expect(await state(receipt)).toMatchObject({ version: 2 })
  })

  it.each([
    ['the issuer', city.handler],
    ['another department of the county', officerOf('FI', 370826, ['handler'])],
    ['another county', officerOf('MI', 370812, ['handler'])],
    ['a supervisor of the unit', officerOf('MI', 370826, ['supervisor'])],
  ])('is not signed by %s', async (_who, actor) => {
    const receipt = await receiptOf('MI-370826')
    expect(await signReceipt(actor, receipt)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await state(receipt)).toEqual({ received_by_name: null, version: 1 })
  })
})

describe('the reminder', () => {
  it('goes to every unit that has not signed, once a day, and its log names them', async () => {
    const { reminded } = done(await remindReceipts(city.handler, { campaignId }, new Date('2024-05-24T02:00:00Z')))
    done(await remindReceipts(city.handler, { campaignId }, new Date('2024-05-24T06:00:00Z')))
    expect(reminded).toContain('济宁经济技术开发区人力资源部')
    expect(reminded).not.toContain('任城区医疗保障局')
    expect(await asOwner(`SELECT count(*)::int AS n FROM notification WHERE kind = 'receiptReminder'`)).toEqual([{ n: reminded.length }])
    const entries = await asOwner(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'campaign.remind'`, [campaignId])
    expect(entries[0]?.change).toEqual({ reminded: [null, reminded] })
  })

  it.each([
    ['a county', county.handler],
    ['the court', officerOf('CT', 370800, ['handler'])],
  ])('is not sent by %s', async (_who, actor) => {
    expect(await remindReceipts(actor, { campaignId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it('is not sent before the launch', async () => {
    const draft = await draftCampaign(city.handler, withOwnNumber)
    expect(await remindReceipts(city.handler, { campaignId: draft })).toMatchObject({ ok: false, refusal: { code: 'wrongState' } })
  })
})

describe('a name that fits nobody', () => {
  const unmatched = async () => {
    const [row] = await asOwner<{ id: string; version: number }>(
      `SELECT id, version FROM campaign_recipient WHERE campaign_id = $1 AND name = '高新区医保服务专班'`,
      [campaignId],
    )
    return { recipientId: row?.id ?? '', version: row?.version ?? 0 }
  }

  it('is matched by the issuer to an agency of the region that is not addressed yet, not by others', async () => {
    const found = await unmatched()
    const to = (code: string) => ({ ...found, agencyId: agencyId(code) })
    expect(await matchRecipient(county.handler, to('MI-370891'))).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await matchRecipient(city.handler, to('MI-370811'))).toEqual({ ok: false, refusal: { code: 'alreadyExists' } })
    expect(await matchRecipient(city.handler, to('MI-370100'))).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it('then has its receipt to sign and its duties, under the plan’s own wording', async () => {
    done(await matchRecipient(city.handler, { ...(await unmatched()), agencyId: agencyId('MI-370891') }))
    expect(
      await asOwner(`SELECT name FROM campaign_recipient WHERE campaign_id = $1 AND agency_id = $2`, [campaignId, agencyId('MI-370891')]),
    ).toEqual([{ name: '高新区医保服务专班' }])
    const [duties] = await asOwner('SELECT count(*)::int AS n FROM duty_assignment WHERE campaign_id = $1 AND agency_id = $2', [
      campaignId,
      agencyId('MI-370891'),
    ])
    expect(duties).toEqual({ n: 6 })
    done(await signReceipt(officerOf('MI', 370891, ['handler']), await receiptOf('MI-370891')))
  })
})
