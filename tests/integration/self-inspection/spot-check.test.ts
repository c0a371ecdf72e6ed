import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, beijingDay } from '#domain/kernel/civil-date'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { announceSpotCheck } from '#server/self-inspection/announce-draw'
import { previewDraw } from '#server/self-inspection/draw-population'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import { checkDraw, giveUpDraw } from '#server/self-inspection/settle-draw'
import { getSpotCheck, listDrawable } from '#server/self-inspection/spot-check-queries'
import { anAccount } from '../../fixtures/accounts'
import { city, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { filedAt, submittedFiling, trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
const filings: Awaited<ReturnType<typeof submittedFiling>>[] = []
beforeAll(async () => {
  campaignId = await launchedCampaign()
  for (let made = 0; made < 6; made += 1) filings.push(await submittedFiling(campaignId))
})

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const lottery = '双色球开奖号码'
/** The day on which the number is published: the one after the filings came in. */
const publishedOn = addDays(beijingDay(filedAt), 1)
const publishedAt = new Date(filedAt.getTime() + 24 * 3_600_000)
/** Each announcement waits for the number of a day of its own; its officer announces it that many days before. */
let days = 0
const nextDay = () => addDays(publishedOn, ++days)
/** Whoever draws is another officer than who announced. */
const drawer = { ...city.handler, userId: '01980000-0000-7000-8000-0000000000dd', name: '抽取人' }
const long = (at: Date, more: number) => new Date(at.getTime() + more * 24 * 3_600_000)
const announce = (input: object = {}, actor = city.handler, at = filedAt) =>
  announceSpotCheck(
    actor,
    {
      ...{ campaignId, purpose: 'filingReview', method: 'simpleRandom', size: 3, sourceName: lottery, sourceOn: nextDay() },
      ...{ reason: '上一次之后又有机构报送' },
      ...input,
    },
    at,
  )
async function draw(input: object = {}, sourceValue = '03 11 19') {
  const { id } = done(await announce(input))
  return drawSpotCheck(drawer, { spotCheckId: id, sourceValue }, long(publishedAt, days))
}

describe('a draw', () => {
  it('is announced first, fixed from then on, and drawn from the number published on its day', async () => {
    const { id, number } = done(await announce({ purpose: 'supervision', sourceOn: publishedOn }))
    expect(number).toMatch(/^CC-370800-2024-\d{6}$/)
    const waiting = await getSpotCheck(drawer, id)
    expect(waiting).toMatchObject({ seed: null, drawnAt: null, population: 6, check: null, items: [], round: 1, mayDraw: true })
    const shares = waiting?.strata.reduce((sum, { population }) => sum + population, 0)
    expect(shares).toBe(6)

    const drawIt = (sourceValue: string, at = publishedAt) => drawSpotCheck(drawer, { spotCheckId: id, sourceValue }, at)
    expect(await drawIt('03 11', filedAt)).toMatchObject(refusedWith('drawDayNotCome'))
    expect(await drawIt('没有')).toMatchObject(refusedWith('invalidInput'))
    const both = await Promise.all([drawIt('03,11,19'), drawIt('０３－１１－１９')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await drawIt('07 07 07')).toMatchObject(refusedWith('wrongState'))
    const drawn = await getSpotCheck(city.handler, id)
    expect(drawn?.seed).toMatch(new RegExp(`\\|supervision\\|1\\|simpleRandom\\|3\\|[0-9a-f]{64}\\|${lottery}\\|${publishedOn}\\|031119$`))
    expect(drawn).toMatchObject({ check: 'same', size: 3 })
    expect(drawn?.items).toHaveLength(3)
    expect(await trailOf(id)).toEqual(['spotCheck.announce', 'spotCheck.draw'])
    expect((await listDrawable(city.handler)).find((one) => one.id === campaignId)?.population).toBe(6)
  })

  it('names a coming day: not one whose number can be known', async () => {
    for (const sourceOn of [beijingDay(filedAt), addDays(beijingDay(filedAt), -1)])
      expect(await announce({ sourceOn })).toMatchObject(refusedWith('drawDayNotComing'))
  })

  it('for the same purpose a second time says why, stands beside the first, and leaves the first undrawn as it is', async () => {
    const other = await launchedCampaign()
    await submittedFiling(other)
    const again = (input: object = {}) => announce({ campaignId: other, size: 1, ...input })
    const first = done(await again({ reason: '' }))
    expect(await again({ reason: '' })).toMatchObject({ ok: false, refusal: { code: 'secondDrawReason', detail: { round: 2 } } })
    const second = done(await again({ reason: '首次号码来源停止公布' }))
    expect(await drawSpotCheck(drawer, { spotCheckId: first.id, sourceValue: '12' }, long(publishedAt, days))).toMatchObject(
      refusedWith('drawSuperseded'),
    )
    for (const { id } of [first, second]) {
      const shown = await getSpotCheck(city.handler, id)
      expect(shown?.rounds.map(({ round, reason }) => [round, reason])).toEqual([
        [1, ''],
        [2, '首次号码来源停止公布'],
      ])
    }
    expect((await getSpotCheck(drawer, first.id))?.mayDraw).toBe(false)
    const [line] = await asOwner<{ change: object }>(
      `SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'spotCheck.announce'`,
      [second.id],
    )
    expect(line?.change).toMatchObject({
      round: [null, 2],
      reason: [null, '首次号码来源停止公布'],
      source: [null, `${lottery} ${addDays(publishedOn, days)}`],
    })
    expect(done(await again({ purpose: 'remedyReview', reason: '' }))).toBeTruthy()
  })

  it('keeps the population that was announced, whatever becomes of a filing meanwhile', async () => {
    const { id } = done(await announce())
    const [left] = filings
    await asOwner(`UPDATE filing SET state = 'returned', reviewed_at = now(), review_note = '请补正' WHERE id = $1`, [left?.id])
    done(await drawSpotCheck(drawer, { spotCheckId: id, sourceValue: '55' }, long(publishedAt, days)))
    await asOwner(`UPDATE filing SET state = 'submitted' WHERE id = $1`, [left?.id])
    expect(await getSpotCheck(city.handler, id)).toMatchObject({ population: 6, check: 'same' })
  })

  it('is neither announced nor drawn by somebody who keeps away from an institution', async () => {
    const { id } = done(await announce())
    const actor = { ...officerOf('MI', 370800, ['handler']), userId: (await anAccount()).userId, agencyId: city.handler.agencyId }
    await asOwner(
      `INSERT INTO recusal (id, subject_type, subject_id, user_id, agency_id, department, region_no, reason, recorded_by_id, recorded_at)
       VALUES (gen_random_uuid(), 'institution', $1, $2, $3, 'MI', 370800, '近亲属任职', $2, now())`,
      [filings[0]?.institutionId, actor.userId, actor.agencyId],
    )
    expect(await announce({}, actor)).toMatchObject(refusedWith('drawByAnother'))
    expect(await drawSpotCheck(actor, { spotCheckId: id, sourceValue: '55' }, long(publishedAt, days))).toMatchObject(
      refusedWith('drawByAnother'),
    )
  })

  it('is drawn by another than who announced it, and its number held against the source by another than who drew', async () => {
    const { id } = done(await announce())
    const at = long(publishedAt, days)
    expect(await drawSpotCheck(city.handler, { spotCheckId: id, sourceValue: '03 11' }, at)).toMatchObject(refusedWith('samePerson'))
    const check = (sourceValue: string, actor = city.handler) => checkDraw(actor, { spotCheckId: id, sourceValue }, at)
    expect(await check('03 11')).toMatchObject(refusedWith('wrongState'))
    done(await drawSpotCheck(drawer, { spotCheckId: id, sourceValue: '03 11' }, at))
    expect(await getSpotCheck(city.handler, id)).toMatchObject({ checkedAt: null, mayCheck: true })
    expect(await check('03 11', drawer)).toMatchObject(refusedWith('samePerson'))
    expect(await check('03 12')).toMatchObject(refusedWith('drawValueDiffers'))
    expect(await check('03 11', officerOf('PS', 370800, ['handler']))).toMatchObject(refusedWith('notFound'))
    done(await check('０３１１'))
    expect(await getSpotCheck(drawer, id)).toMatchObject({ checkedByName: city.handler.name, mayCheck: false })
    expect(await check('03 11')).toMatchObject(refusedWith('wrongState'))
    expect(await trailOf(id)).toEqual(['spotCheck.announce', 'spotCheck.draw', 'spotCheck.check'])
  })

  it('once its number is out is drawn or given up with a reason, before another is announced; and one day serves one draw', async () => {
    const other = await launchedCampaign()
    await submittedFiling(other)
    const on = (sourceOn: string, at: Date, purpose = 'filingReview') =>
      announce({ campaignId: other, size: 1, purpose, sourceOn, reason: '号码不理想再来一次' }, city.handler, at)
    const first = done(await on(publishedOn, filedAt))
    expect(await on(publishedOn, filedAt, 'supervision')).toMatchObject(refusedWith('drawDayTaken'))
    for (const purpose of ['filingReview', 'supervision'])
      expect(await on(addDays(publishedOn, 3), publishedAt, purpose)).toMatchObject(refusedWith('drawStillDue'))

    const giveUp = (actor = city.approver) => giveUpDraw(actor, { spotCheckId: first.id, reason: '当天停止公布号码' }, publishedAt)
    expect(await giveUp(city.handler)).toMatchObject(refusedWith('notFound'))
    done(await giveUp())
    expect(await giveUp()).toMatchObject(refusedWith('wrongState'))
    expect(await drawSpotCheck(drawer, { spotCheckId: first.id, sourceValue: '12' }, publishedAt)).toMatchObject(refusedWith('wrongState'))
    const second = done(await on(addDays(publishedOn, 3), publishedAt, 'supervision'))
    expect((await getSpotCheck(city.handler, second.id))?.rounds.map(({ purpose, givenUpReason }) => [purpose, givenUpReason])).toEqual([
      ['filingReview', '当天停止公布号码'],
      ['supervision', null],
    ])
    const redraw = `UPDATE spot_check SET given_up_reason = '改了' WHERE id = '${first.id}'`
    await expect(asActor(rowContext(city.approver), (tx) => tx.$executeRawUnsafe(redraw))).rejects.toThrow('is made')
  })

  it('cannot be changed under the row policies: neither what was announced nor what was drawn', async () => {
    const { id } = done(await draw())
    const write = (sql: string) => asActor(rowContext(city.handler), (tx) => tx.$executeRawUnsafe(sql))
    await expect(write(`UPDATE spot_check SET source_name = 'x' WHERE id = '${id}'`)).rejects.toThrow('permission denied')
    await expect(write(`UPDATE spot_check SET population_ids = '[]' WHERE id = '${id}'`)).rejects.toThrow('permission denied')
    await expect(write(`UPDATE spot_check SET seed = 'x' WHERE id = '${id}'`)).rejects.toThrow('is made')
  })
})

it('previews how many of each region, and never who', async () => {
  const preview = await previewDraw(city.handler, { campaignId, method: 'stratifiedByRegion', size: 3 })
  expect(preview).toMatchObject({ ok: true, value: { population: 6 } })
  const said = JSON.stringify(preview)
  for (const filing of filings) for (const secret of [filing.id, filing.institutionId]) expect(said).not.toContain(secret)
  expect(await previewDraw(city.approver, { campaignId, method: 'simpleRandom', size: 3 })).toMatchObject(refusedWith('notFound'))
  expect(await previewDraw(city.handler, { campaignId, method: 'simpleRandom', size: 7 })).toMatchObject(refusedWith('sampleTooLarge'))
})

it('notices a record that was tampered with', async () => {
  const { id } = done(await draw())
  const [{ seed = '' } = {}] = await asOwner<{ seed: string }>('SELECT seed FROM spot_check WHERE id = $1', [id])
  const found: unknown[] = []
  // Of six rows another seed may happen to draw the same three in the same order, but not each of four.
  for (const other of ['another', 'a third', 'a fourth', 'a fifth']) {
    await asOwner('UPDATE spot_check SET seed = $2 WHERE id = $1', [id, other])
    found.push((await getSpotCheck(city.handler, id))?.check)
  }
  expect(found).toContain('different')
  expect(found).not.toContain('same')
  await asOwner('UPDATE spot_check SET seed = $2, source_value = $3 WHERE id = $1', [id, seed, '99'])
  expect((await getSpotCheck(city.handler, id))?.check).toBe('seedUnbound')
  await asOwner('UPDATE spot_check SET population_ids = population_ids - 0 WHERE id = $1', [id])
  expect((await getSpotCheck(city.handler, id))?.check).toBe('populationChanged')
})

it('is the act of an officer of an insurance bureau, over its own region', async () => {
  for (const actor of [city.approver, officerOf('PS', 370800, ['handler']), complianceOfficer(randomUUID(), 370811)]) {
    expect(await announce({}, actor)).toMatchObject(refusedWith('notFound'))
  }
  expect(await announce({ size: 7 })).toMatchObject({ ok: false, refusal: { code: 'sampleTooLarge', detail: { limit: 6 } } })
  expect(await announce({ size: 1 }, officerOf('MI', 370812, ['handler']))).toMatchObject(refusedWith('sampleTooLarge'))
  expect(await announce({ size: 0 })).toMatchObject(refusedWith('invalidInput'))
  expect(await announce({ campaignId: randomUUID() })).toMatchObject(refusedWith('notFound'))
})
