import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { beijingDay } from '#domain/kernel/civil-date'
import { debtMeasures, type Ledger, ledgers, splitByLedger, sumOfDebts } from '#domain/self-inspection/ledger'
import { hotQuery } from '#server/query'
import { debtConditionsOf, debtFilter, debtRows, measuresSql } from '#server/self-inspection/debt-rows'
import { type DebtGroup, debtGroups, debtSums } from '#server/self-inspection/debts'
import { declareRefund, withdrawRefund } from '#server/self-inspection/declare-refund'
import { demandRefunds, splitFinding, withdrawDemand } from '#server/self-inspection/demand-refunds'
import { confirmRefund, rejectRefund } from '#server/self-inspection/settle-refund'
import { city, launchedCampaign } from '../../fixtures/campaigns'
import { filedAt, proof, submittedFiling } from '../../fixtures/filings'
import { cityReviewer } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'

const seed = 20_261_122
const later = new Date('2024-07-02T02:00:00Z')
let campaignId = ''
type Place = Awaited<ReturnType<typeof submittedFiling>> & { proofFileId: string }
const places: Place[] = []

/** Findings of two counties and three fields; of old, recent and mixed periods. */
beforeAll(async () => {
  campaignId = await launchedCampaign()
  const periods = [
    ['2021-06-01', '2021-12-31'],
    ['2021-06-01', '2024-01-31'],
    ['2023-01-01', '2023-06-30'],
  ]
  for (let index = 0; index < 6; index++) {
    const filing = await submittedFiling(campaignId)
    const [from, to] = periods[index % 3] ?? []
    await asOwner('UPDATE finding SET period_from = $2, period_to = $3, field_id = $4 WHERE id = $1', [
      filing.findingId,
      from,
      to,
      [null, 'orthopaedics', 'imaging'][index % 3],
    ])
    if (index % 2)
      for (const table of ['finding', 'filing'])
        await asOwner(`UPDATE ${table} SET region_no = 370812 WHERE ${table === 'filing' ? 'id' : 'filing_id'} = $1`, [filing.id])
    places.push({ ...filing, proofFileId: await proof(filing.officer) })
  }
  const [caseRow] = await asOwner<{ id: string }>(
    `INSERT INTO case_file (id, number, campaign_id, party_name, cause, summary, agency_id, region_no, officer_a_id, officer_a_name, officer_b_id, officer_b_name, proposed_by_id, proposed_at)
     VALUES (gen_random_uuid(), 'AJ-370811-2024-900001', $1, '虚构当事人', '案由', '案情', $2, 370811, gen_random_uuid(), '甲', gen_random_uuid(), '乙', gen_random_uuid(), now()) RETURNING id`,
    [campaignId, city.handler.agencyId],
  )
  for (const [kind, amount, isConfirmed] of [
    ['demanded', 50_000, true],
    ['recovered', 20_000, true],
    ['recovered', 9_000, false],
    ['fined', 70_000, true],
    ['finePaid', 30_000, false],
    ['agreementRecovered', 4_000, true],
  ]) {
    await asOwner(
      `INSERT INTO case_money (id, case_id, campaign_id, kind, amount_fen, occurred_on, recorded_by_id, recorded_at, agency_id, confirmed_by_id, confirmed_at)
       VALUES (gen_random_uuid(), $1, $2, $3::"MoneyKind", $4, '2024-06-01', gen_random_uuid(), now(), $5, CASE WHEN $6 THEN gen_random_uuid() END, CASE WHEN $6 THEN now() END)`,
      [caseRow?.id, campaignId, kind, amount, city.handler.agencyId, isConfirmed],
    )
  }
})

type Step = { kind: number; place: number; amount: number; ledger: 0 | 1 }
const refundLedger = ['fundRefund', 'agreementRecovery'] as const
let vouchers = 0

/** One random act; whether it is refused or not is not the point here. */
async function act({ kind, place, amount, ledger }: Step): Promise<void> {
  const at = places[place % places.length]
  if (!at) return
  const [refund] = await asOwner<{ id: string; version: number }>(
    'SELECT id, version FROM refund WHERE finding_id = $1 ORDER BY random() LIMIT 1',
    [at.findingId],
  )
  const named = { refundId: refund?.id, version: refund?.version }
  const yuan = (amount / 100).toFixed(2)
  if (kind === 0) {
    vouchers += 1
    const fields = {
      findingId: at.findingId,
      amount: yuan,
      paidOn: '2024-05-20',
      voucherNumber: `PZPROP${vouchers}`,
      proofFileId: at.proofFileId,
    }
    await declareRefund(at.officer, { ...fields, ...(amount % 2 ? { ledger: refundLedger[ledger] } : {}) }, filedAt)
  } else if (kind === 1) await confirmRefund(cityReviewer, { ...named, reason: '已核对' }, filedAt)
  else if (kind === 2) await rejectRefund(cityReviewer, { ...named, reason: '未到账' }, filedAt)
  else if (kind === 3) await withdrawRefund(at.officer, named, filedAt)
  else if (kind === 4) await demandRefunds(city.handler, { id: `${at.findingId}:${refundLedger[ledger]}`, dueOn: '2024-06-20' }, filedAt)
  else if (kind === 5) {
    const [demand] = await asOwner<{ id: string; version: number }>(
      'SELECT id, version FROM refund_demand WHERE finding_id = $1 AND withdrawn_at IS NULL',
      [at.findingId],
    )
    await withdrawDemand(city.handler, { demandId: demand?.id, version: demand?.version, reason: '下错了' }, filedAt)
  } else {
    const [finding] = await asOwner<{ version: number }>('SELECT version FROM finding WHERE id = $1', [at.findingId])
    await splitFinding(city.handler, { findingId: at.findingId, version: finding?.version, older: yuan }, filedAt)
  }
}

const nothing = () => Object.fromEntries(debtMeasures.map((measure) => [measure, 0n])) as Record<(typeof debtMeasures)[number], bigint>

/** What the ledgers must say, counted from the bare tables by other code. */
async function recounted() {
  const findings = await asOwner<{ id: string; loss: string; older: string | null; period_to: string; recorded_at: string }>(
    `SELECT id, fund_loss_fen::text AS loss, agreement_fen::text AS older, period_to::text, recorded_at::text FROM finding WHERE campaign_id = $1`,
    [campaignId],
  )
  const refunds = await asOwner<{ finding_id: string; ledger: string; state: string; fen: string }>(
    'SELECT finding_id, ledger::text, state::text, amount_fen::text AS fen FROM refund',
  )
  const demands = await asOwner<{ finding_id: string; ledger: string; fen: string; noticed: string }>(
    'SELECT finding_id, ledger::text, amount_fen::text AS fen, noticed_fen::text AS noticed FROM refund_demand WHERE withdrawn_at IS NULL',
  )
  const sums: Record<Ledger, ReturnType<typeof nothing>> = { fundRefund: nothing(), agreementRecovery: nothing(), fine: nothing() }
  for (const { id, loss, older, period_to, recorded_at } of findings) {
    const parts = splitByLedger({
      fundLossFen: BigInt(loss),
      agreementFen: older === null ? null : BigInt(older),
      periodTo: period_to,
      recordedOn: beijingDay(new Date(recorded_at)),
    })
    for (const ledger of refundLedger) {
      const total = (rows: readonly { finding_id: string; ledger: string; fen: string }[]) =>
        rows.filter((row) => row.finding_id === id && row.ledger === ledger).reduce((sum, { fen }) => sum + BigInt(fen), 0n)
      const confirmed = total(refunds.filter(({ state }) => state === 'confirmed'))
      const due = total(demands)
      const more = (fen: bigint) => (fen > 0n ? fen : 0n)
      const of = sums[ledger]
      of.owedFen += parts[ledger]
      of.demandedFen += total(demands.map((demand) => ({ ...demand, fen: demand.noticed })))
      of.paidFen += total(refunds.filter(({ state }) => state !== 'rejected'))
      of.confirmedFen += confirmed
      of.outstandingFen += more(parts[ledger] - confirmed)
      of.overdueFen += more(due - confirmed) // every demand was due before `later`
    }
  }
  const ofCase = (sum: ReturnType<typeof nothing>, owed: bigint, demanded: bigint, paid: bigint, confirmed: bigint) =>
    Object.assign(sum, {
      owedFen: sum.owedFen + owed,
      demandedFen: sum.demandedFen + demanded,
      paidFen: sum.paidFen + paid,
      confirmedFen: sum.confirmedFen + confirmed,
      outstandingFen: sum.outstandingFen + owed - confirmed,
    })
  ofCase(sums.fundRefund, 50_000n, 50_000n, 29_000n, 20_000n)
  ofCase(sums.agreementRecovery, 4_000n, 0n, 4_000n, 4_000n)
  ofCase(sums.fine, 70_000n, 70_000n, 30_000n, 0n)
  return sums
}

const measured = (row: ReturnType<typeof nothing>) => Object.fromEntries(debtMeasures.map((measure) => [measure, row[measure]]))

/** Each group's parts, the listed rows and the bare tables come to the same whole, ledger by ledger. */
async function expectAgreement() {
  const filter = debtFilter.parse({ campaign: campaignId })
  const today = beijingDay(later)
  const whole = await recounted()
  const { where, values } = debtConditionsOf(city.handler, filter, today)
  const read = await hotQuery(city.handler, async (client) => ({
    groups: await Promise.all(
      debtGroups.map(async (group: DebtGroup) => ({ group, sums: await debtSums(client, city.handler, filter, group, today) })),
    ),
    all: await debtSums(client, city.handler, filter, null, today),
    rows: (
      await client.query<{ ledger: Ledger } & Record<(typeof debtMeasures)[number], string>>(
        `SELECT debt.ledger, ${measuresSql((one) => one)} FROM ${debtRows} AS debt WHERE ${where}`,
        values,
      )
    ).rows,
  }))
  const rows = read.rows.map((row) => ({
    ledger: row.ledger,
    ...(Object.fromEntries(debtMeasures.map((measure) => [measure, BigInt(row[measure])])) as ReturnType<typeof nothing>),
  }))
  for (const ledger of ledgers) {
    const expected = { ledger, ...measured(whole[ledger]) }
    const own = <Row extends { ledger: Ledger }>(all: readonly Row[]) => all.filter((row) => row.ledger === ledger)
    expect(sumOfDebts(ledger, own(rows)), `${ledger}: rows`).toEqual(expected)
    expect(sumOfDebts(ledger, own(read.all)), `${ledger}: whole`).toEqual(expected)
    for (const { group, sums } of read.groups) expect(sumOfDebts(ledger, own(sums)), `${ledger} by ${group}`).toEqual(expected)
  }
}

it('says the same by row, by part and in all, and as the bare tables do, after any acts', async () => {
  await expectAgreement()
  const step = fc.record({
    kind: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 4, 5, 6),
    place: fc.nat({ max: 5 }),
    amount: fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.constant(150_000)),
    ledger: fc.constantFrom(0, 1) as fc.Arbitrary<0 | 1>,
  })
  const [steps = []] = fc.sample(fc.array(step, { minLength: 240, maxLength: 240 }), { numRuns: 1, seed })
  for (const [place, one] of steps.entries()) {
    await act(one)
    if (place % 10 === 9) await expectAgreement()
  }
  const [done] = await asOwner<{ refunds: number; demands: number; split: number; states: number }>(
    `SELECT (SELECT count(*)::int FROM refund) AS refunds, (SELECT count(*)::int FROM refund_demand) AS demands,
       (SELECT count(*)::int FROM finding WHERE agreement_fen IS NOT NULL) AS split, (SELECT count(DISTINCT state)::int FROM refund) AS states`,
  )
  expect(done?.refunds).toBeGreaterThan(8)
  expect(done?.demands).toBeGreaterThan(3)
  expect(done?.split).toBeGreaterThan(1)
  expect(done?.states).toBeGreaterThan(1)
}, 180_000)
