import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { drawSpotCheck } from '#server/self-inspection/draw-spot-check'
import { recordSpotCheck } from '#server/self-inspection/record-spot-check'
import { getSpotCheck, listDrawable, listSpotChecks } from '#server/self-inspection/spot-check-queries'
import { anAccount, aPost } from '../../fixtures/accounts'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { filedAt, stateOf, submittedFiling, trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
const filings: Awaited<ReturnType<typeof submittedFiling>>[] = []
let colleague = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
  for (let made = 0; made < 6; made += 1) filings.push(await submittedFiling(campaignId))
  colleague = (await anAccount()).userId
  await aPost(colleague, { validFrom: new Date('2024-01-01T00:00:00Z') })
})

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const draw = (input: object = {}, actor = city.handler) =>
  drawSpotCheck(actor, { campaignId, method: 'simpleRandom', size: 3, seed: '20240522', ...input }, filedAt)

it('draws what the seed says, writes the seed down, and comes out the same when drawn again', async () => {
  const [one, other] = [done(await draw()), done(await draw())]
  const [first, second] = [await getSpotCheck(city.handler, one.id), await getSpotCheck(city.handler, other.id)]
  expect(first).toMatchObject({ seed: '20240522', method: 'simpleRandom', size: 3, population: 6, check: 'same' })
  expect(first?.items.map(({ filingId }) => filingId)).toEqual(second?.items.map(({ filingId }) => filingId))
  expect(one.number).toMatch(/^CC-370800-2024-\d{6}$/)
  expect(await trailOf(one.id)).toEqual(['spotCheck.draw'])

  const own = done(await draw({ seed: '' }))
  expect((await getSpotCheck(city.handler, own.id))?.seed).toMatch(/^[0-9a-f]{32}$/)
  expect((await listSpotChecks(city.handler)).length).toBeGreaterThanOrEqual(3)
  expect((await listDrawable(city.handler)).find(({ id }) => id === campaignId)?.population).toBe(6)
})

it('notices a record that was tampered with', async () => {
  const { id } = done(await draw())
  await asOwner('UPDATE spot_check SET seed = $2 WHERE id = $1', [id, 'another'])
  expect((await getSpotCheck(city.handler, id))?.check).toBe('different')
  await asOwner(`UPDATE spot_check SET seed = '20240522', population_ids = population_ids - 0 WHERE id = $1`, [id])
  expect((await getSpotCheck(city.handler, id))?.check).toBe('populationChanged')
})

it('is the act of an officer of an insurance bureau, over its own region', async () => {
  for (const actor of [city.approver, officerOf('PS', 370800, ['handler']), complianceOfficer(randomUUID(), 370811)]) {
    expect(await draw({}, actor)).toMatchObject(refusedWith('notFound'))
  }
  expect(await draw({ size: 7 })).toMatchObject({ ok: false, refusal: { code: 'sampleTooLarge', detail: { limit: 6 } } })
  expect(await draw({ size: 1 }, officerOf('MI', 370812, ['handler']))).toMatchObject(refusedWith('sampleTooLarge'))
  expect(await draw({ size: 0 })).toMatchObject(refusedWith('invalidInput'))
  expect(await draw({ campaignId: randomUUID() })).toMatchObject(refusedWith('notFound'))
})

it('records agreement and discrepancy once, by two officers of the agency that drew', async () => {
  const { id } = done(await draw({ method: 'stratifiedByRegion' }))
  const shown = await getSpotCheck(city.handler, id)
  const [one, two] = shown?.items ?? []
  const before = await stateOf(one?.filingId ?? '')
  const record = (item: typeof one, input: object, actor = city.handler) =>
    recordSpotCheck(actor, { spotCheckItemId: item?.id, version: 1, secondCheckerId: colleague, result: 'agrees', ...input }, filedAt)
  for (const actor of [county.handler, city.approver, officerOf('PS', 370800, ['handler'])]) {
    expect(await record(one, {}, actor)).toMatchObject(refusedWith('notFound'))
  }
  expect(await record(one, { secondCheckerId: randomUUID() })).toMatchObject(refusedWith('notFound'))
  expect(await record(one, { secondCheckerId: city.handler.userId })).toMatchObject(refusedWith('samePerson'))
  expect(await record(one, { result: 'discrepancy', note: '多计费' })).toMatchObject(refusedWith('discrepancyUnsaid'))
  expect(await record(one, { result: 'discrepancy', discrepancy: '100' })).toMatchObject(refusedWith('discrepancyUnsaid'))
  expect(await record(one, { version: 2 })).toMatchObject(refusedWith('changedMeanwhile'))
  expect(await stateOf(one?.filingId ?? '')).toBe(before)

  expect(await record(one, { discrepancy: '', note: '一致' })).toMatchObject({ ok: true })
  expect(await record(one, { version: 2 })).toMatchObject(refusedWith('wrongState'))
  expect(await record(two, { result: 'discrepancy', discrepancy: '1,234.50', note: '抽查病历发现未申报的收费' })).toMatchObject({
    ok: true,
  })
  const after = await getSpotCheck(city.handler, id)
  expect(after?.items.slice(0, 2).map(({ result, discrepancyFen, checkers }) => [result, discrepancyFen, checkers.length])).toEqual([
    ['agrees', null, 1],
    ['discrepancy', 123450n, 1],
  ])
  expect(await trailOf(id)).toEqual(['spotCheck.draw', 'spotCheck.record', 'spotCheck.record'])
  expect((await trailOf(one?.filingId ?? '')).at(-1)).toBe('spotCheck.record')

  const institution = filings.find((filing) => filing.id === one?.filingId)
  const seen = await asOwner('SELECT 1 FROM spot_check_item WHERE institution_id = $1 AND checked_at IS NOT NULL', [
    institution?.institutionId,
  ])
  expect(seen).toHaveLength(1)
})

it('records one result when ten arrive at once', async () => {
  const { id } = done(await draw())
  const [item] = (await getSpotCheck(city.handler, id))?.items ?? []
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      recordSpotCheck(city.handler, { spotCheckItemId: item?.id, version: 1, secondCheckerId: colleague, result: 'agrees' }, filedAt),
    ),
  )
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await trailOf(id)).filter((action) => action === 'spotCheck.record')).toHaveLength(1)
})
