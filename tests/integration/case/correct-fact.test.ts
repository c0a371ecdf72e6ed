import { beforeAll, describe, expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { changeFact, withdrawFact } from '#server/case/correct-fact'
import { caseFilter, listCases } from '#server/case/list-cases'
import { getCase } from '#server/case/queries'
import { aDecidedCase, aDesk, aFiledCase, aReviewedCase, type Desk, factOf, filedAt, partyOf } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const form = {
  ...{ behaviour: '重复收费', actFrom: '2026-01-10', actTo: '2026-02-20', provision: 'P38-3' },
  ...{ billed: '900000', irregular: '700000', fundLoss: '600000' },
}
const reason = '复核明细后金额有误'
const refused = (code: string) => ({ ok: false, refusal: { code } })
const versionOf = async (caseId: string) =>
  String((await asOwner<{ version: number }>('SELECT version FROM case_file WHERE id = $1', [caseId]))[0]?.version)
const found = (caseId: string) =>
  asOwner<{ amount: string; counts: boolean }>(
    `SELECT amount_fen::text AS amount, rejected_at IS NULL AS counts FROM case_money WHERE case_id = $1 AND kind = 'found' ORDER BY recorded_at, counts`,
    [caseId],
  )

describe('a fact that was entered wrongly', () => {
  it('is put right by an officer with the reason; what was proposed and reviewed for it no longer holds', async () => {
    const caseId = await aReviewedCase(desk)
    const change = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), reason, ...form }
    for (const other of [desk.approver, await officerOf(places.bureau, ['handler']), await officerOf(places.otherBureau, ['handler'])])
      expect(await changeFact(other, change, filedAt)).toMatchObject(refused('notFound'))
    expect(await changeFact(desk.handler, { ...change, reason: '' }, filedAt)).toMatchObject(refused('invalidInput'))
    expect(await changeFact(desk.handler, { ...change, fundLoss: '800000' }, filedAt)).toMatchObject(refused('amountsOutOfOrder'))
    const both = await Promise.all([1, 2].map(() => changeFact(desk.handler, change, filedAt)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)

    const view = await getCase(desk.handler, caseId, filedAt)
    expect(view?.procedure?.stage).toBe('investigating')
    expect(view?.legalReviewedAt).toBeNull()
    expect(view?.facts).toMatchObject([{ fundLossFen: 60_000_000n, refundFen: 0n, fineFen: 0n, fineTenths: null, disposedAt: null }])
    expect(await found(caseId)).toEqual([
      { amount: '71200000', counts: false },
      { amount: '60000000', counts: true },
    ])
    expect(view?.moneyTotals.fund.foundFen).toBe(60_000_000n)
    const line = view?.trail.find(({ action }) => action === 'case.changeFact')
    expect(line?.change).toMatchObject({ reason: [null, reason], fundLossFen: ['71200000', '60000000'] })
  })

  it('is withdrawn, stays in sight and counts nowhere; one fact is always left', async () => {
    const caseId = await aFiledCase(desk)
    const [first, partyId] = [await factOf(caseId), await partyOf(caseId)]
    const only = { caseId, version: await versionOf(caseId), factId: first, reason }
    expect(await withdrawFact(desk.handler, only, filedAt)).toMatchObject(refused('lastFact'))
    expect(await addFact(desk.handler, { caseId, version: await versionOf(caseId), partyId, ...form }, filedAt)).toMatchObject({ ok: true })
    const withdrawal = { ...only, version: await versionOf(caseId) }
    expect(await withdrawFact(desk.approver, withdrawal, filedAt)).toMatchObject(refused('notFound'))
    expect(await withdrawFact(desk.handler, withdrawal, filedAt)).toMatchObject({ ok: true })
    const again = { ...withdrawal, version: await versionOf(caseId) }
    expect(await withdrawFact(desk.handler, again, filedAt)).toMatchObject(refused('notFound'))

    const view = await getCase(desk.handler, caseId, filedAt)
    expect(view?.facts.map(({ seq }) => seq)).toEqual([2])
    expect(view?.withdrawnFacts).toMatchObject([{ seq: 1, reason, byName: '张敏' }])
    expect(view?.totals.fundLossFen).toBe(60_000_000n)
    expect(view?.moneyTotals.fund.foundFen).toBe(60_000_000n)
    const row = (await listCases(desk.handler, caseFilter.parse({}), filedAt)).rows.find(({ id }) => id === caseId)
    expect(row?.fundLossFen).toBe('60000000')
    await expect(asOwner(`UPDATE case_fact SET behaviour = '别的' WHERE id = $1`, [first])).rejects.toThrow('was withdrawn')

    // Its place is not given away.
    expect(await addFact(desk.handler, { caseId, version: again.version, partyId, ...form }, filedAt)).toMatchObject({ ok: true })
    expect((await getCase(desk.handler, caseId, filedAt))?.facts.map(({ seq }) => seq)).toEqual([2, 3])
  })

  it('stays once the party was decided on, and costs no less than has come back', async () => {
    const decided = await aDecidedCase(desk)
    const change = { caseId: decided, version: await versionOf(decided), factId: await factOf(decided), reason, ...form }
    expect(await changeFact(desk.handler, change, filedAt)).toMatchObject(refused('wrongState'))
    expect(
      await withdrawFact(desk.handler, { caseId: decided, version: change.version, factId: change.factId, reason }, filedAt),
    ).toMatchObject(refused('wrongState'))
    const caseId = await aFiledCase(desk)
    await asOwner(
      `INSERT INTO case_money (id, case_id, campaign_id, kind, amount_fen, occurred_on, voucher, recorded_by_id, recorded_at, agency_id)
       SELECT gen_random_uuid(), id, campaign_id, 'recovered', 65000000, '2026-06-08', id::text, officer_a_id, now(), agency_id FROM case_file WHERE id = $1`,
      [caseId],
    )
    const less = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), reason, ...form }
    expect(await changeFact(desk.handler, less, filedAt)).toMatchObject(refused('foundBelowReturned'))
    expect(await found(caseId)).toEqual([{ amount: '71200000', counts: true }])
  })
})
