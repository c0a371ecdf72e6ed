import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { drawSample } from '#domain/self-inspection/sample'
import { weightsOf } from '#domain/self-inspection/weight'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { announceSpotCheck } from '#server/self-inspection/announce-draw'
import { previewDraw } from '#server/self-inspection/draw-population'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { filedAt, submittedFiling } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { leadsOn } from '../../fixtures/reviews'
import { aDraw, drawer, drawnAt } from '../../fixtures/spot-checks'
import { asOwner } from '../../support/as-owner'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const filings: Awaited<ReturnType<typeof submittedFiling>>[] = []
let campaignId = ''
const sourceOn = addDays(beijingDay(filedAt), 1)
const announced = { purpose: 'supervision', method: 'riskWeighted', size: 2, sourceName: '双色球开奖号码', sourceOn }

/** A lead against the first institution that proved true. */
async function provenLead(fundLossFen: number) {
  const [filing] = filings
  if (!filing) throw new Error('no filing')
  const [number] = await leadsOn(filing, campaignId, 900_00n)
  await asOwner(
    `UPDATE lead SET state = 'concluded', conclusion = 'substantiated', concluded_at = now(), billed_fen = $2, irregular_fen = $2, fund_loss_fen = $2
     WHERE number = $1`,
    [number, fundLossFen],
  )
}
const openLead = async () => {
  if (filings[0]) await leadsOn(filings[0], campaignId, 800_00n)
}

beforeAll(async () => {
  campaignId = await launchedCampaign()
  for (let made = 0; made < 4; made += 1) filings.push(await submittedFiling(campaignId))
})

it('weighs each institution from the rows the bureau holds, before the number is out, and keeps that', async () => {
  await openLead()
  await provenLead(4_500_00)
  const preview = await previewDraw(city.handler, { campaignId, method: 'riskWeighted', size: 2 })
  expect(preview).toMatchObject({ ok: true, value: { spread: { least: 10, middle: 10, most: 33, total: 63 } } })
  const said = JSON.stringify(preview)
  for (const { id, institutionId } of filings) for (const secret of [id, institutionId]) expect(said).not.toContain(secret)

  const { id } = done(await announceSpotCheck(city.handler, { campaignId, ...announced }, filedAt))
  const [row] = await asOwner<{ weights: unknown }>('SELECT weights FROM spot_check WHERE id = $1', [id])
  const weights = weightsOf(row?.weights)
  // 1,500 declared and 4,500 found by others: three quarters of 20.
  expect(weights.find((one) => one.id === filings[0]?.id)).toMatchObject({
    weight: 33,
    parts: { base: 10, openLeads: 3, provenLeads: 5, underDeclared: 15 },
  })
  expect(weights.filter(({ weight }) => weight === 10)).toHaveLength(3)

  // What is learnt after the announcement moves nobody.
  await openLead()
  done(await drawSpotCheck(drawer, { spotCheckId: id, sourceValue: '03 11' }, drawnAt))
  const drawn = await getSpotCheck(city.handler, id)
  expect(drawn).toMatchObject({ check: 'same', spread: { most: 33, total: 63 } })
  const [{ seed = '' } = {}] = await asOwner<{ seed: string }>('SELECT seed FROM spot_check WHERE id = $1', [id])
  expect(seed.split('|')).toHaveLength(10)
  const again = drawSample(
    {
      population: filings.map((filing) => ({ id: filing.id, regionNo: 370811 })),
      ...{ seed, size: 2, method: 'riskWeighted', weightOf: new Map(weights.map((one) => [one.id, one.weight])) },
    },
    sha256,
  )
  expect(again.ok && again.value.map((one) => one.id)).toEqual(drawn?.items.map(({ filingId }) => filingId))
})

it('notices weights that were changed afterwards, and lets nobody change them', async () => {
  const { id } = await aDraw(campaignId, { method: 'riskWeighted', size: 2, days: 2 })
  const write = `UPDATE spot_check SET weights = '[]' WHERE id = '${id}'`
  await expect(asActor(rowContext(city.handler), (tx) => tx.$executeRawUnsafe(write))).rejects.toThrow('permission denied')
  const heavier = `jsonb_set(weights, '{0,weight}', '9')`
  await asOwner(`UPDATE spot_check SET weights = ${heavier} WHERE id = $1`, [id])
  expect((await getSpotCheck(city.handler, id))?.check).toBe('weightsChanged')
})

it('is drawn only by the weights that were announced', async () => {
  const { id } = done(
    await announceSpotCheck(city.handler, { campaignId, ...announced, purpose: 'remedyReview', sourceOn: addDays(sourceOn, 3) }, filedAt),
  )
  await asOwner(`UPDATE spot_check SET weights = jsonb_set(weights, '{0,weight}', '9') WHERE id = $1`, [id])
  const at = new Date(drawnAt.getTime() + 3 * 86_400_000)
  expect(await drawSpotCheck(drawer, { spotCheckId: id, sourceValue: '03 11' }, at)).toMatchObject({
    ok: false,
    refusal: { code: 'weightsMissing' },
  })
})

it('is refused to other departments, other counties and institutions', async () => {
  const strangers = [officerOf('PS', 370800, ['handler']), city.approver, complianceOfficer(filings[0]?.institutionId ?? '', 370811)]
  for (const actor of strangers) {
    expect(await previewDraw(actor, { campaignId, method: 'riskWeighted', size: 1 })).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await announceSpotCheck(actor, { campaignId, ...announced }, filedAt)).toMatchObject({ refusal: { code: 'notFound' } })
  }
  const other = officerOf('MI', 370812, ['handler'])
  expect(await previewDraw(other, { campaignId, method: 'riskWeighted', size: 1 })).toMatchObject({ refusal: { code: 'sampleTooLarge' } })
  const { id } = done(
    await announceSpotCheck(city.handler, { campaignId, ...announced, reason: '另有机构报送', sourceOn: addDays(sourceOn, 5) }, filedAt),
  )
  for (const actor of [county.handler, other, ...strangers.slice(0, 1), ...strangers.slice(2)])
    expect(await getSpotCheck(actor, id)).toBeNull()
})
