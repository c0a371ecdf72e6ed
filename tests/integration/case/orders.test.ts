import { beforeAll, describe, expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { orderCorrection, recordCorrection } from '#server/case/order-correction'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { aCaseUnderInvestigation, aDesk, type Desk, filedAt, partyOf } from '../../fixtures/case-scenes'
import { actionsOn } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const refused = (code: string) => ({ ok: false, refusal: { code } })
/** Three weeks after the order. */
const later = new Date('2026-06-30T02:00:00Z')

const addedFact = async (caseId: string, version: string, over: object) => {
  const none = { behaviour: '未按规定保管进销存凭证', actFrom: '2026-01-10', actTo: '2026-02-20', provision: 'P39-2' }
  const form = { ...none, billed: '0', irregular: '0', fundLoss: '0', partyId: await partyOf(caseId), ...over }
  return addFact(desk.handler, { caseId, version, ...form }, filedAt)
}
const last = async (caseId: string) =>
  (await asOwner<{ id: string }>('SELECT id FROM case_fact WHERE case_id = $1 ORDER BY seq DESC LIMIT 1', [caseId]))[0]?.id

describe('an order to correct', () => {
  it('opens the fine of article 39 once it was not followed in time, and not before', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    expect(await addedFact(caseId, '3', {})).toMatchObject({ ok: true })
    const factId = await last(caseId)
    const fine = (version: string, fixedFine: string) =>
      setPenalty(desk.handler, { caseId, version, factId, refund: '0', fixedFine }, later)
    expect(await fine('4', '20000')).toMatchObject(refused('orderMissing'))

    const order = { caseId, version: '4', factIds: [factId], demand: '补齐 2026 年进销存凭证', servedOn: '2026-06-08', dueOn: '2026-06-23' }
    expect(await orderCorrection(desk.approver, order, filedAt)).toMatchObject(refused('notFound'))
    expect(await orderCorrection(desk.handler, { ...order, servedOn: '2026-06-09' }, filedAt)).toMatchObject(refused('dayInFuture'))
    expect(await orderCorrection(desk.handler, order, filedAt)).toMatchObject({ ok: true })
    expect(await orderCorrection(desk.handler, { ...order, version: '5' }, filedAt)).toMatchObject(refused('alreadyExists'))
    expect(await fine('5', '20000')).toMatchObject(refused('orderMissing'))

    const [{ id: orderId } = { id: '' }] = await asOwner<{ id: string }>('SELECT id FROM case_order WHERE case_id = $1', [caseId])
    const found = { caseId, version: '5', orderId, outcome: 'refused', finding: '期满复查，凭证仍未补齐' }
    expect(await recordCorrection(desk.handler, { ...found, foundOn: '2026-06-23' }, later)).toMatchObject(refused('orderStillRunning'))
    expect(await recordCorrection(desk.second, { ...found, foundOn: '2026-06-24' }, later)).toMatchObject({ ok: true })
    expect(await recordCorrection(desk.second, { ...found, version: '6', foundOn: '2026-06-24' }, later)).toMatchObject(
      refused('wrongState'),
    )
    expect(await fine('6', '9999.99')).toMatchObject(refused('fixedFineOutOfRange'))
    expect(await fine('6', '20000')).toMatchObject({ ok: true })
    expect(await asOwner('SELECT fine_fen, fixed_fine_fen, fine_tenths FROM case_fact WHERE id = $1', [factId])).toEqual([
      { fine_fen: '2000000', fixed_fine_fen: '2000000', fine_tenths: null },
    ])
    expect((await getCase(desk.approver, caseId, later))?.orders).toMatchObject([{ seq: 1, outcome: 'refused', foundOn: '2026-06-24' }])
    expect(await actionsOn(caseId)).toEqual(expect.arrayContaining(['case.orderCorrection', 'case.recordCorrection']))
    const early = `UPDATE case_order SET found_on = due_on WHERE id = $1`
    await expect(asOwner(early, [orderId])).rejects.toThrow('check$case_order_ignored')
  })
})

describe('what lies beyond two years', () => {
  it('is not punished and does not come back by a decision', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const old = { behaviour: '重复收费', provision: 'P38-3', actFrom: '2023-03-01', billed: '900', irregular: '800', fundLoss: '700' }
    expect(await addedFact(caseId, '3', { ...old, actTo: '2024-03-01', limited: '300' })).toMatchObject(refused('limitedUnfit'))
    expect(await addedFact(caseId, '3', { ...old, actTo: '2025-03-01', limited: '300' })).toMatchObject({ ok: true })
    const split = await last(caseId)
    expect(await addedFact(caseId, '4', { ...old, actTo: '2024-03-01' })).toMatchObject({ ok: true })
    const over = await last(caseId)
    expect(await asOwner('SELECT limited_fen FROM case_fact WHERE case_id = $1 AND seq > 1 ORDER BY seq', [caseId])).toEqual([
      { limited_fen: '30000' },
      { limited_fen: '70000' },
    ])
    const judge = (version: string, factId: string | undefined, form: object) =>
      setPenalty(desk.handler, { caseId, version, factId, ...form }, filedAt)
    expect(await judge('5', split, { refund: '700', fineTimes: '1' })).toMatchObject(refused('refundTooLarge'))
    expect(await judge('5', split, { refund: '400', fineTimes: '1' })).toMatchObject({ ok: true })
    expect(await judge('6', over, { refund: '0', fineTimes: '1' })).toMatchObject(refused('limitationOver'))
    const letOff = { refund: '0', leniency: 'tooOld', leniencyGround: '行为终了已超过二年' }
    expect(await judge('6', over, letOff)).toMatchObject({ ok: true })
    expect(await asOwner('SELECT refund_fen, fine_fen FROM case_fact WHERE id = ANY ($1) ORDER BY seq', [[split, over]])).toEqual([
      { refund_fen: '40000', fine_fen: '40000' },
      { refund_fen: '0', fine_fen: '0' },
    ])
  })
})
