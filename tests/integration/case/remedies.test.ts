import { beforeAll, expect, it } from 'vitest'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { getCase } from '#server/case/queries'
import { answerRemedy, concludeRemedy, receiveRemedy, withdrawRemedy } from '#server/case/track/remedies'
import { liftStay, stayRemedy } from '#server/case/track/stay-remedy'
import { strikeRemedy } from '#server/case/track/strike-remedy'
import { withdrawPublished } from '#server/case/track/withdraw-published'
import { done } from '../../fixtures/campaigns'
import { aCaseToDecide, aDesk, type Desk, partyOf, served, step, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })

/** Served on the eighth of June: 7,120,000 to come back and twice that fined. */
async function aServedCase(): Promise<string> {
  const caseId = await aCaseToDecide(desk)
  await walk(desk, caseId, [
    ['decide', 'approver'],
    ['serveDecision', 'handler', served],
  ])
  return caseId
}
const form = async (caseId: string, fields: object) => ({
  ...{ caseId, version: await versionOf(caseId), proofFileIds: await aFile(desk.handler, '答复通知书.pdf') },
  ...fields,
})
const remedyOf = async (caseId: string) =>
  (await asOwner<{ id: string }>('SELECT id FROM case_remedy WHERE case_id = $1 ORDER BY seq DESC', [caseId]))[0]?.id ?? ''
const receive = async (caseId: string, receivedOn: string, over: object = {}) =>
  receiveRemedy(
    desk.handler,
    await form(caseId, { partyId: await partyOf(caseId), kind: 'reconsideration', body: '济宁市人民政府', receivedOn, ...over }),
    on(receivedOn),
  )
const answer = async (caseId: string, answeredOn: string) =>
  answerRemedy(desk.handler, await form(caseId, { remedyId: await remedyOf(caseId), answeredOn }), on(answeredOn))
const conclude = async (caseId: string, concludedOn: string, over: object, by = desk.approver) =>
  concludeRemedy(
    by,
    await form(caseId, { remedyId: await remedyOf(caseId), concludedOn, conclusion: '事实清楚，适用依据正确', ...over }),
    on(concludedOn),
  )
const clocks = (caseId: string, rule: string) =>
  asOwner('SELECT started_at, due_at, stopped_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = $2', [caseId, rule])
const owed = (caseId: string) =>
  asOwner(
    `SELECT kind, amount_fen::text FROM case_money WHERE case_id = $1 AND rejected_at IS NULL AND kind IN ('demanded', 'fined') ORDER BY kind`,
    [caseId],
  )

it('is answered in its time and bars the court as long as it is open, and after it as long as the party may sue', async () => {
  const caseId = await aServedCase()
  expect(await receive(caseId, '2026-06-07')).toMatchObject(refused('dateBeforeAct', { day: '2026-06-08' }))
  done(await receive(caseId, '2026-06-10'))
  expect(await receive(caseId, '2026-06-11', { kind: 'litigation', body: '任城区人民法院' })).toMatchObject(refused('remedyOpen'))
  // Sixty days for the body itself, for which the bureau waits.
  expect(await clocks(caseId, 'CK22')).toEqual([{ started_at: on('2026-06-10'), due_at: beijingMidnight('2026-08-10'), stopped_at: null }])
  expect(
    await asOwner(
      `SELECT responsible_agency_id, responsible_department, other_department FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK22'`,
      [caseId],
    ),
  ).toEqual([{ responsible_agency_id: null, responsible_department: null, other_department: 'MI' }])
  // Ten working days from the tenth, with a holiday of one day between.
  expect(await clocks(caseId, 'CK79')).toEqual([{ started_at: on('2026-06-10'), due_at: beijingMidnight('2026-06-26'), stopped_at: null }])
  expect(await answer(caseId, '2026-06-09')).toMatchObject(refused('dateBeforeAct', { day: '2026-06-10' }))
  done(await answer(caseId, '2026-06-18'))
  expect(await clocks(caseId, 'CK79')).toMatchObject([{ stopped_at: on('2026-06-18') }])
  // It goes on being carried out meanwhile, but no court is asked to.
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-07-01' }]], on('2026-07-01'))
  const court = { appliedOn: '2027-01-20', court: '任城区人民法院' }
  expect(await step('applyToCourt', desk.approver, caseId, court, on('2027-01-20'))).toMatchObject(refused('remedyOpen'))
  expect(await step('close', desk.approver, caseId, { reason: '当事人已经注销' }, on('2026-07-01'))).toMatchObject(refused('remedyOpen'))
  await expect(asOwner(`UPDATE case_procedure SET stage = 'enforcing' WHERE case_id = $1`, [caseId])).rejects.toThrow('looked at again')

  expect(await conclude(caseId, '2026-07-30', { outcome: 'maintained' }, { ...desk.handler, roles: ['approver'] })).toMatchObject(
    refused('samePerson'),
  )
  done(await conclude(caseId, '2026-07-30', { outcome: 'maintained' }))
  expect(await clocks(caseId, 'CK81')).toEqual([{ started_at: on('2026-07-30'), due_at: beijingMidnight('2026-08-15'), stopped_at: null }])
  const ask = (day: string) => step('applyToCourt', desk.approver, caseId, { ...court, appliedOn: day }, on(day))
  expect(await ask('2026-08-14')).toMatchObject(refused('remedyRuns', { day: '2026-08-14' }))
  expect(await ask('2026-11-15')).toMatchObject(refused('courtTooLate', { day: '2026-11-14' }))
  done(await ask('2026-08-15'))
})

it('that changes the decision changes what is owed, and never to more', async () => {
  const caseId = await aServedCase()
  const before = await owed(caseId)
  done(await receive(caseId, '2026-06-10', { stayed: 'on' }))
  expect(await step('demand', desk.handler, caseId, { ...served, servedOn: '2026-07-01' }, on('2026-07-01'))).toMatchObject(
    refused('enforcementStayed'),
  )
  const changed = { outcome: 'changed', refund: '712000' }
  expect(await conclude(caseId, '2026-07-30', changed)).toMatchObject(refused('invalidInput'))
  expect(await conclude(caseId, '2026-07-30', { ...changed, fine: '1424000.01' })).toMatchObject(
    refused('aboveDecision', { refund: '712,000.00', fine: '1,424,000.00' }),
  )
  expect(await owed(caseId)).toEqual(before)
  done(await conclude(caseId, '2026-07-30', { ...changed, fine: '712000' }))
  expect(await owed(caseId)).toEqual([
    { kind: 'demanded', amount_fen: '71200000' },
    { kind: 'fined', amount_fen: '71200000' },
  ])
  expect(await getCase(desk.handler, caseId, on('2026-07-30'))).toMatchObject({
    procedure: { decidedRefundFen: 71_200_000n, decidedFineFen: 71_200_000n },
    remedies: [{ outcome: 'changed', concludedOn: '2026-07-30', steps: [] }],
    mayReceiveRemedy: true,
  })
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-07-31' }]], on('2026-07-31'))
})

it('that lowers a fine which was urged leaves what that has grown by, without the days on which it was looked at again', async () => {
  const caseId = await aServedCase()
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-07-01' }]], on('2026-07-01'))
  const surcharged = async () => (await getCase(desk.handler, caseId, on('2026-07-30')))?.moneyTotals.treasury.surchargedFen
  expect(await surcharged()).toBe((142_400_000n * 24n) / 100n)
  done(await receive(caseId, '2026-07-05'))
  done(await conclude(caseId, '2026-07-30', { outcome: 'changed', refund: '712000', fine: '712000' }))
  expect(await surcharged()).toBe((71_200_000n * 33n) / 100n)
})

it('that is recorded after an urging keeps the days that the fine grew by up to that', async () => {
  const caseId = await aServedCase()
  done(await receive(caseId, '2026-06-26'))
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-07-01' }]], on('2026-07-01'))
  const lowered = { remedyId: await remedyOf(caseId), concludedOn: '2026-06-28', conclusion: '罚款数额过高', outcome: 'changed' }
  done(await concludeRemedy(desk.approver, await form(caseId, { ...lowered, refund: '712000', fine: '712000' }), on('2026-07-05')))
  const treasury = (await getCase(desk.handler, caseId, on('2026-07-05')))?.moneyTotals.treasury
  expect(treasury?.surchargedFen).toBe((71_200_000n * 15n) / 100n)
})

it('that leaves a fine which was paid with what it grew by takes nothing of that away, also when it is struck out', async () => {
  const caseId = await aServedCase()
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-07-01' }]], on('2026-07-01'))
  await asOwner(
    `INSERT INTO case_money (id, case_id, campaign_id, agency_id, kind, voucher, amount_fen, occurred_on, recorded_by_id, recorded_at, confirmed_by_id, confirmed_at)
      SELECT gen_random_uuid(), case_id, campaign_id, agency_id, paid::"MoneyKind", paid || case_id, amount_fen, '2026-07-01', recorded_by_id, recorded_at, $2, recorded_at
      FROM case_money JOIN (VALUES ('demanded', 'recovered'), ('fined', 'finePaid'), ('surcharged', 'surchargePaid')) AS of (owed, paid) ON kind::text = owed
      WHERE case_id = $1`,
    [caseId, desk.second.userId],
  )
  await walk(desk, caseId, [['perform', 'handler']], on('2026-07-02'))
  const surcharged = async () => (await getCase(desk.handler, caseId, on('2026-08-20')))?.moneyTotals.treasury.surchargedFen
  done(await receive(caseId, '2026-07-10'))
  done(await conclude(caseId, '2026-08-10', { outcome: 'changed', refund: '712000', fine: '1424000' }))
  expect(await surcharged()).toBe((142_400_000n * 24n) / 100n)
  const about = await form(caseId, { remedyId: await remedyOf(caseId), reason: '误录变更后的退回金额' })
  done(await strikeRemedy(await officerOf(places.bureau, ['approver'], { name: '赵磊' }), about, on('2026-08-20')))
  expect(await surcharged()).toBe((142_400_000n * 24n) / 100n)

  // A smaller fine grew by less: what was paid beyond that is to go back.
  done(await conclude(caseId, '2026-08-10', { outcome: 'changed', refund: '712000', fine: '142400' }))
  expect(await surcharged()).toBe((14_240_000n * 24n) / 100n)
})

it('that lowers the fine to what has been paid ends the time to pay it, on the day of the payment', async () => {
  const caseId = await aServedCase()
  await asOwner(
    `INSERT INTO case_money (id, case_id, campaign_id, agency_id, kind, voucher, amount_fen, occurred_on, recorded_by_id, recorded_at, confirmed_by_id, confirmed_at)
      SELECT gen_random_uuid(), case_id, campaign_id, agency_id, 'finePaid', 'F-' || case_id, 71200000, '2026-06-15', recorded_by_id, recorded_at, $2, recorded_at
      FROM case_money WHERE case_id = $1 AND kind = 'fined'`,
    [caseId, desk.second.userId],
  )
  done(await receive(caseId, '2026-06-16'))
  expect(await clocks(caseId, 'CK16')).toMatchObject([{ stopped_at: null }])
  done(await conclude(caseId, '2026-06-20', { outcome: 'changed', refund: '712000', fine: '712000' }))
  expect(await clocks(caseId, 'CK16')).toMatchObject([{ stopped_at: beijingMidnight('2026-06-15') }])
})

it('that is stayed late bars the demand, and one that goes on again does not', async () => {
  const caseId = await aServedCase()
  done(await receive(caseId, '2026-06-10', { kind: 'litigation', body: '任城区人民法院' }))
  done(await answer(caseId, '2026-06-18'))
  const about = async (stayedOn: string) => form(caseId, { remedyId: await remedyOf(caseId), stayedOn, reason: '人民法院裁定' })
  expect(await stayRemedy(desk.handler, await about('2026-06-09'), on('2026-07-01'))).toMatchObject(
    refused('dateBeforeAct', { day: '2026-06-10' }),
  )
  done(await stayRemedy(desk.handler, await about('2026-07-01'), on('2026-07-01')))
  const urge = (day: string) => step('demand', desk.handler, caseId, { ...served, servedOn: day }, on(day))
  expect(await urge('2026-07-02')).toMatchObject(refused('enforcementStayed'))
  expect(await liftStay(desk.handler, await about('2026-07-05'), on('2026-07-05'))).toMatchObject(refused('notFound'))
  done(await liftStay(desk.approver, await about('2026-07-05'), on('2026-07-05')))
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-07-06' }]], on('2026-07-06'))
})

it('that revokes it ends its being carried out, and the office takes it back before it closes the case', async () => {
  const caseId = await aServedCase()
  done(await receive(caseId, '2026-06-10', { kind: 'litigation', body: '任城区人民法院' }))
  expect(await clocks(caseId, 'CK80')).toEqual([{ started_at: on('2026-06-10'), due_at: beijingMidnight('2026-06-26'), stopped_at: null }])
  done(await conclude(caseId, '2026-09-30', { outcome: 'revoked' }))
  for (const [name, who] of [
    ['demand', desk.handler],
    ['close', desk.approver],
  ] as const) {
    const fields = name === 'demand' ? { ...served, servedOn: '2026-09-30' } : { reason: '决定已经被撤销' }
    expect(await step(name, who, caseId, fields, on('2026-09-30'))).toMatchObject(refused('decisionOverturned'))
  }
  expect(await receive(caseId, '2026-09-30')).toMatchObject(refused('alreadyExists'))
  // Three working days, of which the first seven of October are none and a Saturday is one: what was published is taken off, once.
  expect(await clocks(caseId, 'CK23')).toEqual([{ started_at: on('2026-09-30'), due_at: beijingMidnight('2026-10-11'), stopped_at: null }])
  const takeOff = async (withdrawnOn: string) =>
    withdrawPublished(
      desk.handler,
      { caseId, version: await versionOf(caseId), withdrawnOn, note: '已从门户网站撤回，并公开说明理由' },
      on('2026-10-09'),
    )
  expect(await takeOff('2026-09-29')).toMatchObject(refused('dateBeforeAct', { day: '2026-09-30' }))
  done(await takeOff('2026-10-08'))
  expect(await clocks(caseId, 'CK23')).toMatchObject([{ stopped_at: beijingMidnight('2026-10-08') }])
  expect(await takeOff('2026-10-08')).toMatchObject(refused('wrongState'))
  await walk(
    desk,
    caseId,
    [
      ['revoke', 'approver', { reason: '人民法院判决撤销' }],
      ['close', 'approver', {}],
    ],
    on('2026-10-09'),
  )
  expect(await owed(caseId)).toEqual([])
})

it('reaches a case that was closed meanwhile, and opens it again where it revokes the decision', async () => {
  const caseId = await aServedCase()
  await walk(desk, caseId, [['close', 'approver', { reason: '当事人没有可供执行的财产' }]], on('2026-06-20'))
  expect(await step('revoke', desk.approver, caseId, { reason: '认定事实有误' }, on('2026-06-21'))).toMatchObject(refused('wrongState'))
  expect(await getCase(desk.handler, caseId, on('2026-07-20'))).toMatchObject({ mayReceiveRemedy: true })
  done(await receive(caseId, '2026-07-20'))
  expect(await clocks(caseId, 'CK79')).toMatchObject([{ started_at: on('2026-07-20'), stopped_at: null }])
  done(await conclude(caseId, '2026-09-10', { outcome: 'revoked' }))
  await walk(desk, caseId, [['revoke', 'approver', { reason: '复议机关撤销决定' }]], on('2026-09-11'))
  expect(await owed(caseId)).toEqual([])
  await walk(desk, caseId, [['close', 'approver', {}]], on('2026-09-12'))
  // What was published is still to be taken off.
  expect(await clocks(caseId, 'CK23')).toMatchObject([{ stopped_at: null }])
  expect(await asOwner('SELECT closing_kind::text FROM case_procedure WHERE case_id = $1', [caseId])).toEqual([{ closing_kind: 'revoked' }])
  expect(await receive(caseId, '2026-09-13', { kind: 'litigation', body: '任城区人民法院' })).toMatchObject(refused('wrongState'))
})

it('whose end was recorded wrongly is struck out by another head, and goes on with what was owed before', async () => {
  const caseId = await aServedCase()
  const before = await owed(caseId)
  done(await receive(caseId, '2026-06-10'))
  done(await conclude(caseId, '2026-06-20', { outcome: 'changed', refund: '712000', fine: '0' }))
  expect(await clocks(caseId, 'CK16')).toMatchObject([{ stopped_at: on('2026-06-20') }])
  const wrong = await remedyOf(caseId)
  const strike = async (by = desk.approver) => {
    const about = await form(caseId, { remedyId: wrong, reason: '误录变更后罚款为零' })
    return strikeRemedy(by, about, on('2026-06-21'))
  }
  expect(await strike()).toMatchObject(refused('samePerson'))
  done(await strike(await officerOf(places.bureau, ['approver'], { name: '赵磊' })))
  expect(await owed(caseId)).toEqual(before)
  // The time to pay runs from the service as it did.
  expect(await clocks(caseId, 'CK16')).toContainEqual({
    ...{ started_at: beijingMidnight('2026-06-08'), due_at: beijingMidnight('2026-06-24'), stopped_at: null },
  })
  expect(await getCase(desk.handler, caseId, on('2026-06-21'))).toMatchObject({
    remedies: [
      { outcome: 'changed', struckByName: '赵磊', steps: [] },
      { state: 'received', struckAt: null },
    ],
  })
  await expect(asOwner('UPDATE case_remedy SET struck_at = NULL WHERE id = $1', [wrong])).rejects.toThrow('struck out stays')
  done(await conclude(caseId, '2026-06-22', { outcome: 'maintained' }))
})

it('that was taken back may be asked for again, and is moved by nobody past its end', async () => {
  const caseId = await aServedCase()
  done(await receive(caseId, '2026-06-10'))
  const back = { remedyId: await remedyOf(caseId), withdrawnOn: '2026-06-15', reason: '当事人书面撤回复议申请' }
  const withdraw = async (by = desk.approver, over: object = {}) =>
    withdrawRemedy(by, { ...(await form(caseId, back)), ...over }, on('2026-06-15'))
  expect(await withdraw(desk.approver, { proofFileIds: '' })).toMatchObject(refused('invalidInput', { fields: ['proofFileIds'] }))
  expect(await withdraw(desk.handler)).toMatchObject(refused('notFound'))
  expect(await withdraw({ ...desk.handler, roles: ['approver'] })).toMatchObject(refused('samePerson'))
  done(await withdraw())
  expect(await answer(caseId, '2026-06-16')).toMatchObject(refused('wrongState'))
  await expect(asOwner(`UPDATE case_remedy SET state = 'received', concluded_on = NULL WHERE case_id = $1`, [caseId])).rejects.toThrow(
    'does not lead from withdrawn to received',
  )
  done(await receive(caseId, '2026-06-20'))
})
