import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { listConsequences, settleConsequence } from '#server/self-inspection/consequences'
import { weightsOfFilings } from '#server/self-inspection/draw-weights'
import { city, county, done, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { countyReviewer, otherCountyReviewer, submittedFiling, trailOf } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { anInspectedDraw, signedCheck } from '../../fixtures/spot-checks'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
type Filing = Awaited<ReturnType<typeof submittedFiling>>

/** The filings of two campaigns by one institution, the earlier said to be rectified; both under one item. */
async function twice(): Promise<[Filing, Filing]> {
  const [before, after] = [await submittedFiling(await launchedCampaign()), await submittedFiling(await launchedCampaign())]
  for (const table of ['filing', 'filing_answer', 'finding'])
    await asOwner(`UPDATE ${table} SET institution_id = $2 WHERE ${table === 'filing' ? 'id' : 'filing_id'} = $1`, [
      before.id,
      after.institutionId,
    ])
  await asOwner(`UPDATE filing SET submitted_at = '2023-05-20T02:00:00Z' WHERE id = $1`, [before.id])
  await asOwner(`UPDATE finding SET remedied_at = '2023-06-01T02:00:00Z' WHERE filing_id = $1`, [before.id])
  return [before, after]
}
/** All that was declared has arrived, on a day of its own accord. */
async function refunded({ id, findingId, institutionId }: Filing, amountFen = 1_500_00) {
  await asOwner(
    `INSERT INTO refund (id, campaign_id, filing_id, finding_id, institution_id, region_no, ledger, amount_fen, matched_fen, paid_on, voucher_number, state, declared_by_id, declared_at, confirmed_by_id, confirmed_at, confirm_reason)
     SELECT gen_random_uuid(), campaign_id, id, $2, $3, region_no, 'fundRefund', $4, 0, '2024-05-25', gen_random_uuid()::text, 'confirmed', gen_random_uuid(), now(), gen_random_uuid(), now(), '银行回单' FROM filing WHERE id = $1`,
    [id, findingId, institutionId, amountFen],
  )
  await asOwner(
    `UPDATE filing SET state = 'accepted', reviewed_at = now(), reviewed_by_id = gen_random_uuid(), reviewed_by_name = '审核人' WHERE id = $1`,
    [id],
  )
}
const proposalsOf = async (filing: Filing, actor: Actor = countyReviewer) =>
  (await listConsequences(actor, filing.institutionId))?.proposals ?? []
const settle = (
  filing: Filing,
  { kind, factsKey }: { kind: string; factsKey: string },
  input: object = {},
  actor: Actor = countyReviewer,
) =>
  settleConsequence(actor, {
    ...{
      institutionId: filing.institutionId,
      kind,
      factsKey,
      decision: 'confirmed',
      reason: '两个专项均有同一问题，整改后再犯',
      measure: 'onSiteCheck',
    },
    ...input,
  })
const weightOf = async (filing: Filing) => (await asActor(rowContext(city.handler), (tx) => weightsOfFilings(tx, [filing.id])))[0]

describe('what came again after it was said to be rectified', () => {
  let after: Filing
  beforeAll(async () => {
    after = (await twice())[1]
  }, 60_000)

  it('is proposed with its rows to whoever looks after the institution, and to nobody else', async () => {
    const [proposal, ...more] = await proposalsOf(after)
    expect(more).toEqual([])
    expect(proposal).toMatchObject({ kind: 'again', maySettle: true, facts: [{ remediedOn: '2023-06-01' }, { remediedOn: null }] })
    expect(await proposalsOf(after, city.handler)).toMatchObject([{ kind: 'again', maySettle: false }])
    expect(await proposalsOf(after, otherCountyReviewer)).toEqual([])
    const strangers = [
      officerOf('PS', 370800, ['reviewer']),
      officerOf('HC', 370811, ['reviewer']),
      after.officer,
      complianceOfficer(randomUUID(), 370811),
    ]
    for (const actor of strangers) {
      expect(await listConsequences(actor)).toBeNull()
      expect(await settle(after, { kind: 'again', factsKey: proposal?.factsKey ?? '' }, {}, actor)).toMatchObject(refusedWith('notFound'))
    }
    for (const actor of [otherCountyReviewer, county.handler])
      expect(await settle(after, { kind: 'again', factsKey: proposal?.factsKey ?? '' }, {}, actor)).toMatchObject(refusedWith('notFound'))
    const keepsAway = { ...countyReviewer, userId: randomUUID(), recusedIds: [after.institutionId] }
    expect(await settle(after, { kind: 'again', factsKey: proposal?.factsKey ?? '' }, {}, keepsAway)).toMatchObject(refusedWith('notFound'))
  })

  it('does nothing until a person confirms it with a measure and a reason; then it weighs in the next draw', async () => {
    const [proposal] = await proposalsOf(after)
    if (!proposal) throw new Error('no proposal')
    expect((await weightOf(after))?.parts.closer).toBeUndefined()
    expect(await settle(after, proposal, { reason: '短' })).toMatchObject(refusedWith('invalidInput'))
    expect(await settle(after, proposal, { measure: '' })).toMatchObject(refusedWith('measureUnfit'))
    expect(await settle(after, proposal, { measure: 'fewerChecks' })).toMatchObject(refusedWith('measureUnfit'))
    expect(await settle(after, { ...proposal, factsKey: 'a'.repeat(64) })).toMatchObject(refusedWith('proposalChanged'))

    const many = await Promise.all(Array.from({ length: 5 }, () => settle(after, proposal)))
    expect(many.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await proposalsOf(after)).toEqual([])
    expect(await settle(after, proposal)).toMatchObject(refusedWith('proposalChanged'))
    const found = await listConsequences(countyReviewer, after.institutionId)
    expect(found?.settled).toMatchObject([
      { kind: 'again', decision: 'confirmed', measure: 'onSiteCheck', decidedByName: countyReviewer.name },
    ])
    expect(await trailOf(after.institutionId)).toEqual(['consequence.settle'])
    expect((await weightOf(after))?.parts.closer).toBe(20)
    const write = `UPDATE consequence SET decision = 'dismissed' WHERE institution_id = '${after.institutionId}'`
    await expect(asActor(rowContext(countyReviewer), (tx) => tx.$executeRawUnsafe(write))).rejects.toThrow('permission denied')
  })
})

it('what was dismissed stays dismissed for the same rows, and weighs nothing', async () => {
  const [, after] = await twice()
  const [proposal] = await proposalsOf(after)
  if (!proposal) throw new Error('no proposal')
  done(await settle(after, proposal, { decision: 'dismissed', measure: '', reason: '前次系收费目录调整所致，不属再犯' }))
  expect(await proposalsOf(after)).toEqual([])
  expect((await weightOf(after))?.parts.closer).toBeUndefined()
  // A row more is another matter.
  await asOwner(
    `INSERT INTO finding (id, campaign_id, filing_id, answer_id, institution_id, region_no, behaviour, people_count, period_from, period_to, billed_fen, irregular_fen, fund_loss_fen, recorded_by_id, recorded_at)
     SELECT gen_random_uuid(), campaign_id, filing_id, answer_id, institution_id, region_no, behaviour, 1, period_from, period_to, 100, 100, 100, recorded_by_id, recorded_at FROM finding WHERE filing_id = $1 LIMIT 1`,
    [after.id],
  )
  expect(await proposalsOf(after)).toMatchObject([{ kind: 'again' }])
}, 60_000)

it('what inspectors found not rectified is proposed once both have signed', async () => {
  const campaignId = await launchedCampaign()
  const filing = await submittedFiling(campaignId)
  const inspected = await anInspectedDraw(campaignId)
  expect(await proposalsOf(filing)).toEqual([])
  await signedCheck(inspected, { result: 'notRemedied', note: '现场仍在重复收费' })
  const [proposal] = await proposalsOf(filing)
  expect(proposal).toMatchObject({ kind: 'notRemedied', facts: [{ source: 'filing' }, { source: 'onSite', notRemedied: true }] })
}, 60_000)

describe('an early honest refund', () => {
  it('is proposed for fewer checks, and halves the weight once a person has confirmed it', async () => {
    const filing = await submittedFiling(await launchedCampaign())
    await refunded(filing)
    const before = (await weightOf(filing))?.weight ?? 0
    const [proposal] = await proposalsOf(filing)
    expect(proposal).toMatchObject({
      kind: 'earlyRefund',
      facts: [{ filingId: filing.id, declaredFen: '150000', lastPaidOn: '2024-05-25' }],
    })
    if (!proposal) throw new Error('no proposal')
    expect(await settle(filing, proposal)).toMatchObject(refusedWith('measureUnfit'))
    done(await settle(filing, proposal, { measure: 'fewerChecks', reason: '如实自查并在通知之前全部退回' }))
    expect((await weightOf(filing))?.weight).toBe(before - Math.floor(before / 2))
    expect(await proposalsOf(filing)).toEqual([])
    const told = await asOwner<{ kind: string }>('SELECT kind FROM notification WHERE institution_id = $1 AND kind = $2', [
      filing.institutionId,
      'fewerChecks',
    ])
    expect(told).toHaveLength(1)
  }, 60_000)

  it('is not what was demanded, paid in part, or found by others to be more', async () => {
    const campaignId = await launchedCampaign()
    const [demanded, partly, checked] = [
      await submittedFiling(campaignId),
      await submittedFiling(campaignId),
      await submittedFiling(await launchedCampaign()),
    ]
    await asOwner(
      `INSERT INTO refund_demand (id, number, campaign_id, filing_id, finding_id, institution_id, region_no, ledger, amount_fen, noticed_fen, due_on, demanded_by_id, demanded_by_name, demanded_at)
       SELECT gen_random_uuid(), 'TK-1', campaign_id, id, $2, institution_id, region_no, 'fundRefund', 150000, 150000, '2024-06-30', gen_random_uuid(), '经办人', '2024-05-24T02:00:00Z' FROM filing WHERE id = $1`,
      [demanded.id, demanded.findingId],
    )
    await refunded(demanded)
    await refunded(partly, 1_499_99)
    const [row] = await asOwner<{ campaign_id: string }>('SELECT campaign_id FROM filing WHERE id = $1', [checked.id])
    await signedCheck(await anInspectedDraw(row?.campaign_id ?? ''), { result: 'underDeclared', difference: '1', note: '少报' })
    await refunded(checked)
    for (const filing of [demanded, partly, checked]) expect(await proposalsOf(filing)).toEqual([])
  }, 90_000)
})
