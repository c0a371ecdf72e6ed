import { beforeAll, expect, it } from 'vitest'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { resume, suspend } from '#server/case/track/suspension'
import { closeExclusion } from '#server/clock/exclude-period'
import { getWorkCentre } from '#server/desk/work-list'
import { done } from '../../fixtures/campaigns'
import {
  aCaseUnderInvestigation,
  aDesk,
  aReviewedCase,
  type Desk,
  factOf,
  filedAt,
  served,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { aFile } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })
const ground = { ground: 'awaitsJudgment', reason: '须以人民法院对同一事实的裁判为依据' }

const formOf = async (caseId: string, fields: object) => ({
  caseId,
  version: await versionOf(caseId),
  proofFileIds: await aFile(desk.handler, '受理案件通知书.pdf'),
  ...fields,
})
const halt = async (caseId: string, suspendedOn: string, by = desk.approver) =>
  suspend(by, await formOf(caseId, { ...ground, suspendedOn }), on(suspendedOn))
const goOn = async (caseId: string, resumedOn: string) =>
  resume(desk.approver, await formOf(caseId, { resumedOn, reason: '裁判已经生效' }), on(resumedOn))
const standing = async (caseId: string) =>
  (await asOwner('SELECT FROM statutory_clock WHERE subject_id = $1 AND stopped_at IS NULL AND paused_at IS NOT NULL', [caseId])).length
const ck03 = (caseId: string) =>
  asOwner<{ started_at: Date; due_at: Date; paused_at: Date | null }>(
    "SELECT started_at, due_at, paused_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK03' ORDER BY due_at",
    [caseId],
  )

it('stands still on a ground with its proof, moves nowhere meanwhile, and goes on with as much time as it had', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  const before = await ck03(caseId)
  expect(before).toEqual([{ started_at: filedAt, due_at: beijingMidnight('2026-09-07'), paused_at: null }])
  expect(
    await suspend(desk.approver, { ...(await formOf(caseId, ground)), suspendedOn: '2026-06-10', proofFileIds: '' }, on('2026-06-10')),
  ).toMatchObject(refused('invalidInput', { fields: ['proofFileIds'] }))
  expect(await halt(caseId, '2026-06-05')).toMatchObject(refused('dateBeforeAct', { day: '2026-06-08' }))
  expect(await halt(caseId, '2026-06-10', { ...desk.handler, roles: ['approver'] })).toMatchObject(refused('samePerson'))
  done(await halt(caseId, '2026-06-10'))
  const shown = async (day: string) =>
    (await getCase(desk.handler, caseId, on(day)))?.clocks.map(({ ruleId, state }) => [ruleId, state.state])
  expect(await shown('2026-06-11')).toEqual([
    ['CK03', 'paused'],
    ['CK01', 'stopped'],
  ])

  expect(await step('report', desk.handler, caseId, {}, on('2026-06-11'))).toMatchObject(refused('procedureSuspended'))
  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  expect(await setPenalty(desk.handler, penalty, on('2026-06-11'))).toMatchObject(refused('procedureSuspended'))
  await expect(asOwner(`UPDATE case_procedure SET stage = 'reported' WHERE case_id = $1`, [caseId])).rejects.toThrow('stands still')
  expect(await halt(caseId, '2026-06-12')).toMatchObject(refused('wrongState'))

  expect(
    await resume(desk.approver, await formOf(caseId, { resumedOn: '2026-06-09', reason: '裁判已经生效' }), on('2026-07-10')),
  ).toMatchObject(refused('dateBeforeAct', { day: '2026-06-10' }))
  done(await goOn(caseId, '2026-07-10'))
  // Thirty days, the tenth of June to the ninth of July; what was known of it before stays.
  expect(await ck03(caseId)).toEqual([{ started_at: filedAt, due_at: beijingMidnight('2026-10-07'), paused_at: null }])
  expect(await shown('2026-07-11')).toEqual([
    ['CK03', 'ample'],
    ['CK01', 'stopped'],
  ])
  expect(await asOwner('SELECT seq, ground, resumed_on::text, resume_reason FROM case_suspension WHERE case_id = $1', [caseId])).toEqual([
    { seq: 1, ground: 'awaitsJudgment', resumed_on: '2026-07-10', resume_reason: '裁判已经生效' },
  ])
  done(await halt(caseId, '2026-07-20'))
  done(await goOn(caseId, '2026-07-25'))
  expect((await ck03(caseId)).at(-1)).toMatchObject({ due_at: beijingMidnight('2026-10-12'), paused_at: null })
  done(await setPenalty(desk.handler, { ...penalty, version: await versionOf(caseId) }, on('2026-07-25')))
})

it('is halted from no day before it last moved or last went on', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  done(await setPenalty(desk.handler, penalty, filedAt))
  await walk(desk, caseId, [['report', 'handler']], on('2026-06-20'))
  const from = async (suspendedOn: string, day: string) => suspend(desk.approver, await formOf(caseId, { ...ground, suspendedOn }), on(day))
  expect(await from('2026-06-19', '2026-07-01')).toMatchObject(refused('dateBeforeAct', { day: '2026-06-20' }))
  done(await from('2026-06-20', '2026-07-01'))
  done(await goOn(caseId, '2026-07-05'))
  expect(await from('2026-07-04', '2026-07-10')).toMatchObject(refused('dateBeforeAct', { day: '2026-07-05' }))
  const again = `INSERT INTO case_suspension (id, case_id, seq, ground, reason, suspended_on, suspended_by_id, suspended_by_name, suspended_at)
    VALUES (gen_random_uuid(), $1, 9, 'other', '再次中止', '2026-07-04', $2, '刘洋', now())`
  await expect(asOwner(again, [caseId, desk.approver.userId])).rejects.toThrow('halted on that day already')
  done(await from('2026-07-05', '2026-07-10'))
})

it('is not halted again while nobody has proved until when it stood still before', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  done(await halt(caseId, '2026-06-10'))
  // As it goes on where another authority hands something back without a new file.
  await asOwner(
    `WITH went AS (UPDATE case_suspension SET resumed_on = '2026-06-20', resume_reason = '退回', resumed_by_id = $2, resumed_by_name = '刘洋', resumed_at = now()
       WHERE case_id = $1 RETURNING case_id)
     UPDATE case_procedure SET suspended_at = NULL WHERE case_id IN (SELECT case_id FROM went)`,
    [caseId, desk.approver.userId],
  )
  expect(await halt(caseId, '2026-06-25')).toMatchObject(refused('exclusionOpen'))
  const [open] = await asOwner<{ clock_id: string; id: string }>(
    `SELECT clock_id, e.id FROM clock_exclusion e JOIN statutory_clock k ON k.id = clock_id WHERE k.subject_id = $1`,
    [caseId],
  )
  const proof = { clockId: open?.clock_id, exclusionId: open?.id, toOn: '2026-06-19', fileId: await aFile(desk.handler, '退回函.pdf') }
  done(await closeExclusion(desk.handler, proof, on('2026-06-25')))
  done(await halt(caseId, '2026-06-25'))
})

it('is halted also where its time was over, which stays so', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  done(await halt(caseId, '2026-09-10'))
  expect(await standing(caseId)).toBe(0)
  done(await goOn(caseId, '2026-09-20'))
  expect(await ck03(caseId)).toEqual([{ started_at: filedAt, due_at: beijingMidnight('2026-09-07'), paused_at: null }])
})

it('leaves the lawyers’ desk and their time with the case, and comes back', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  done(await setPenalty(desk.handler, penalty, filedAt))
  await walk(desk, caseId, [
    ['report', 'handler'],
    ['sendToReview', 'handler'],
  ])
  const waits = async (day: string) =>
    (await getWorkCentre(desk.legal, { kind: 'reviewCase' }, on(day))).items.some(({ id }) => id === caseId)
  expect([await waits('2026-06-09'), await standing(caseId)]).toEqual([true, 0])
  done(await halt(caseId, '2026-06-09'))
  expect([await waits('2026-06-09'), await standing(caseId)]).toEqual([false, 2])
  done(await goOn(caseId, '2026-06-16'))
  expect([await waits('2026-06-16'), await standing(caseId)]).toEqual([true, 0])
})

it('is not halted while the party’s days run, and may be ended while it stands still', async () => {
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [
    ['notice', 'approver'],
    ['serveNotice', 'handler', served],
  ])
  expect(await halt(caseId, '2026-06-09')).toMatchObject(refused('wrongState', { state: 'defence' }))
  await expect(asOwner('UPDATE case_procedure SET suspended_at = now() WHERE case_id = $1', [caseId])).rejects.toThrow(
    'check$case_procedure_suspended',
  )

  const other = await aReviewedCase(desk)
  done(await halt(other, '2026-06-09'))
  await walk(desk, other, [['terminate', 'approver', { reason: '当事人已经注销，没有承受人' }]], on('2026-06-20'))
  expect(
    await asOwner(
      `SELECT p.stage::text, p.suspended_at, s.resumed_on::text, s.resume_reason FROM case_procedure p JOIN case_suspension s USING (case_id) WHERE case_id = $1`,
      [other],
    ),
  ).toEqual([{ stage: 'terminated', suspended_at: null, resumed_on: '2026-06-20', resume_reason: '当事人已经注销，没有承受人' }])
})
