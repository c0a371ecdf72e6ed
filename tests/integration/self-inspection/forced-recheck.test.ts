import { expect, it } from 'vitest'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import { passable, passBatch } from '#server/self-inspection/pass-batch'
import { giveUpDraw } from '#server/self-inspection/settle-draw'
import { getSpotCheck } from '#server/self-inspection/spot-check-queries'
import { county, done, launchedCampaign } from '../../fixtures/campaigns'
import { countyReviewer, filedAt } from '../../fixtures/filings'
import { cleanFiling } from '../../fixtures/reviews'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const source = { sourceName: '双色球开奖号码', sourceOn: addDays(beijingDay(filedAt), 1) }

it('keeps the re-check that a batch brought about: through giving up its day, and without whom has moved away', async () => {
  const campaignId = await launchedCampaign()
  const passed = []
  for (let made = 0; made < 3; made += 1) passed.push(await cleanFiling(campaignId))
  const batch = await passable(countyReviewer, campaignId)
  const { draw } = done(await passBatch(countyReviewer, { campaignId, shownHash: batch?.hash, ...source }, filedAt))
  const giveUp = (input: object) => giveUpDraw(county.approver, { spotCheckId: draw.id, reason: '当日停售，没有号码', ...input }, filedAt)
  expect(await giveUp({})).toMatchObject(refusedWith('recheckStays'))
  expect(await giveUp({ renewedOn: beijingDay(filedAt) })).toMatchObject(refusedWith('drawDayNotComing'))
  expect((await getSpotCheck(countyReviewer, draw.id))?.givenUpAt).toBeNull()
  const renewed = done(await giveUp({ renewedOn: addDays(beijingDay(filedAt), 2) }))
  expect(await giveUp({ renewedOn: addDays(beijingDay(filedAt), 3) })).toMatchObject(refusedWith('wrongState'))
  // Once its number can be known, another day would be another throw.
  const late = { spotCheckId: renewed?.id, reason: '当日停售，没有号码', renewedOn: addDays(beijingDay(filedAt), 9) }
  expect(await giveUpDraw(county.approver, late, new Date(filedAt.getTime() + 48 * 3_600_000))).toMatchObject(refusedWith('renewTooLate'))

  const away = passed[1]?.institutionId
  await asOwner(`UPDATE institution SET region_no = 370812, region_code = '370812' WHERE id = $1`, [away])
  const published = new Date(filedAt.getTime() + 48 * 3_600_000)
  const { id } = done(await drawSpotCheck(county.handler, { spotCheckId: renewed?.id, sourceValue: '03 11 19' }, published))
  const drawn = await getSpotCheck(countyReviewer, id)
  expect(drawn).toMatchObject({ check: 'same', population: 3, passedOver: 1, size: 1, round: 2, purpose: 'batchPass' })
  expect([passed[0]?.id, passed[2]?.id]).toContain(drawn?.items[0]?.filingId)

  // Whoever must keep away from the one that was drawn is shown no row of it, and the list is not called wrong for that.
  const [item] = await asOwner<{ institution_id: string }>('SELECT institution_id FROM spot_check_item WHERE spot_check_id = $1', [id])
  await asOwner(
    `INSERT INTO recusal (id, user_id, subject_type, subject_id, reason, recorded_at, recorded_by_id, department, region_no)
     VALUES (gen_random_uuid(), $1, 'institution', $2, '近亲属任职', now(), $1, 'MI', 370811)`,
    [county.handler.userId, item?.institution_id],
  )
  expect(await getSpotCheck({ ...county.handler, recusedIds: [item?.institution_id ?? ''] }, id)).toMatchObject({
    check: 'partly',
    items: [],
  })
})

it('is given up when nobody of its population is left to look into', async () => {
  const campaignId = await launchedCampaign()
  const only = await cleanFiling(campaignId)
  const batch = await passable(countyReviewer, campaignId)
  const { draw } = done(await passBatch(countyReviewer, { campaignId, shownHash: batch?.hash, ...source }, filedAt))
  await asOwner(`UPDATE institution SET region_no = 370812, region_code = '370812' WHERE id = $1`, [only.institutionId])
  const input = { spotCheckId: draw.id, reason: '该机构已整体迁出本区' }
  expect(await giveUpDraw(county.approver, input, filedAt)).toEqual({ ok: true, value: null })
})
