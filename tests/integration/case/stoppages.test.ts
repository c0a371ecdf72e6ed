import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getCase } from '#server/case/queries'
import { concludeRemedy, receiveRemedy } from '#server/case/track/remedies'
import { liftStay, stayRemedy } from '#server/case/track/stay-remedy'
import { beginStoppage, restoreStoppage, reviewStoppage, sendBackStoppage } from '#server/case/track/stoppages'
import { strikeRemedy } from '#server/case/track/strike-remedy'
import { lapseStoppage, strikeBegun, strikeEnded } from '#server/case/track/strike-stoppage'
import { getWorkCentre } from '#server/desk/work-list'
import { done } from '../../fixtures/campaigns'
import { aCaseToDecide, aDesk, type Desk, partyOf, served, step, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, noticesTo, officerOf } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
let operator: Actor
beforeAll(async () => {
  desk = await aDesk()
  operator = await officerOf('任城区医疗保险事业中心', ['handler'])
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })

/** Decided and served on 8 June 2026: money back, a fine and six months without services. */
async function aServedCase(): Promise<string> {
  const caseId = await aCaseToDecide(desk, { suspendMonths: '6' })
  await walk(desk, caseId, [
    ['decide', 'approver'],
    ['serveDecision', 'handler', served],
  ])
  return caseId
}

const rowOf = async (caseId: string) =>
  (
    await asOwner<{ id: string; kind: string; from_on: string; to_on: string; end_why: string | null }>(
      'SELECT id, kind::text, from_on::text, to_on::text, end_why::text FROM case_stoppage WHERE case_id = $1',
      [caseId],
    )
  )[0]
const formOf = async (caseId: string, by: Actor | null, fields: object) => ({
  ...{ caseId, stoppageId: (await rowOf(caseId))?.id, version: await versionOf(caseId) },
  ...(by ? { proofFileIds: await aFile(by, '结算系统暂停记录.pdf') } : {}),
  ...fields,
})
const begin = async (caseId: string, day = '2026-06-09') =>
  beginStoppage(operator, await formOf(caseId, operator, { begunOn: day, scope: '骨科' }), on(day))
const review = async (caseId: string, day: string) =>
  reviewStoppage(operator, await formOf(caseId, operator, { reviewedOn: day, finding: '整改到位，具备恢复条件。' }), on(day))
const restore = async (caseId: string, day: string, by = desk.approver) =>
  restoreStoppage(by, await formOf(caseId, null, { endedOn: day }), on(day))
const clock = (caseId: string) =>
  asOwner<{ due: string; runs: boolean }>(
    `SELECT ((due_at - interval '1 s') AT TIME ZONE 'Asia/Shanghai')::date::text AS due, stopped_at IS NULL AS runs
     FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK45' ORDER BY started_recorded_at`,
    [caseId],
  )
const desks = async (actor: Actor, kind: 'handleStoppage' | 'restoreStoppage', caseId: string, day: string) => {
  const { items } = await getWorkCentre(actor, { kind }, on(day))
  const row = await rowOf(caseId)
  return items.some(({ id }) => id === row?.id)
}

it('stands still from service on, is carried out by the operating agency, and goes on when another has looked at it', async () => {
  const caseId = await aServedCase()
  expect(await rowOf(caseId)).toMatchObject({ kind: 'services', from_on: '2026-06-08', to_on: '2026-12-08' })
  expect(await clock(caseId)).toEqual([{ due: '2026-12-08', runs: true }])
  expect(await noticesTo(operator.agencyId)).toContain('stoppageToCarryOut')
  expect(await desks(operator, 'handleStoppage', caseId, '2026-06-09')).toBe(true)
  expect(await desks(desk.handler, 'handleStoppage', caseId, '2026-06-09')).toBe(false)

  expect(
    await beginStoppage(desk.handler, await formOf(caseId, desk.handler, { begunOn: '2026-06-09', scope: '骨科' }), on('2026-06-09')),
  ).toMatchObject(refused('notFound'))
  expect(await begin(caseId, '2026-06-07')).toMatchObject(refused('dateBeforeAct', { day: '2026-06-08' }))
  done(await begin(caseId))
  expect(await desks(operator, 'handleStoppage', caseId, '2026-12-07')).toBe(false)
  expect(await review(caseId, '2026-12-07')).toMatchObject(refused('stoppageRuns', { day: '2026-12-08' }))
  expect(await desks(operator, 'handleStoppage', caseId, '2026-12-08')).toBe(true)
  done(await review(caseId, '2026-12-08'))
  expect(await restore(caseId, '2026-12-08')).toMatchObject(refused('stoppageRuns', { day: '2026-12-08' }))
  expect(await desks(desk.approver, 'restoreStoppage', caseId, '2026-12-08')).toBe(true)
  done(await sendBackStoppage(desk.approver, await formOf(caseId, null, { reason: '整改材料不全' }), on('2026-12-09')))
  expect(await noticesTo(operator.agencyId)).toContain('stoppageSentBack')
  expect(await restore(caseId, '2026-12-09')).toMatchObject(refused('wrongState'))
  done(await review(caseId, '2026-12-10'))
  done(await restore(caseId, '2026-12-11'))
  expect(await clock(caseId)).toEqual([{ due: '2026-12-08', runs: false }])
  const [shown] = (await getCase(operator, caseId, on('2026-12-11')))?.stoppages ?? []
  expect(shown).toMatchObject({ state: 'ended', endWhy: 'restored', endedOn: '2026-12-11', scope: '骨科', steps: [] })
})

it('outlasts its case, which is not performed before it has begun', async () => {
  const caseId = await aServedCase()
  expect(await step('perform', desk.handler, caseId, {}, on('2026-06-10'))).toMatchObject(refused('stoppageNotBegun', { count: 1 }))
  done(await step('close', desk.approver, caseId, { reason: '当事人破产，已申报债权' }, on('2026-06-10')))
  expect(await clock(caseId)).toEqual([{ due: '2026-12-08', runs: true }])
  done(await begin(caseId, '2026-06-11'))
  done(await review(caseId, '2026-12-08'))
  done(await restore(caseId, '2026-12-09'))
})

it('ends where the decision is revoked, and stands still again where that was recorded wrongly', async () => {
  const caseId = await aServedCase()
  const proof = async () => ({ caseId, version: await versionOf(caseId), proofFileIds: await aFile(desk.approver, '复议决定书.pdf') })
  const kind = { kind: 'reconsideration', body: '任城区人民政府', partyId: await partyOf(caseId) }
  const given = {
    ...(await proof()),
    ...kind,
    receivedOn: '2026-06-09',
    stayed: 'on',
    proofFileIds: await aFile(desk.handler, '通知书.pdf'),
  }
  done(await receiveRemedy(desk.handler, given, on('2026-06-09')))
  expect(await begin(caseId, '2026-06-10')).toMatchObject(refused('enforcementStayed'))
  const [remedy] = await asOwner<{ id: string }>('SELECT id FROM case_remedy WHERE case_id = $1', [caseId])
  const ended = { remedyId: remedy?.id, outcome: 'revoked', concludedOn: '2026-06-20', conclusion: '主要事实不清，予以撤销。' }
  done(await concludeRemedy(desk.approver, { ...(await proof()), ...ended }, on('2026-06-20')))
  expect(await rowOf(caseId)).toMatchObject({ end_why: 'revoked' })
  expect(await clock(caseId)).toEqual([{ due: '2026-12-08', runs: false }])
  const other = await officerOf(desk.approver.agencyName ?? '', ['approver'], { name: '周宁' })
  const told = (await noticesTo(operator.agencyId)).filter((kind) => kind === 'stoppageStayed').length
  const wrong = { remedyId: remedy?.id, reason: '选错结果，实为维持', proofFileIds: await aFile(other, '复议决定书.pdf') }
  done(await strikeRemedy(other, { ...(await proof()), ...wrong }, on('2026-06-21')))
  expect(await rowOf(caseId)).toMatchObject({ end_why: null })
  // It is looked at again as before, and so stayed as before.
  expect((await noticesTo(operator.agencyId)).filter((kind) => kind === 'stoppageStayed').length).toBeGreaterThan(told)
  expect((await clock(caseId)).filter(({ runs }) => runs)).toEqual([])
  done(await step('revoke', desk.approver, caseId, { reason: '原决定认定事实有误，自行纠正' }, on('2026-06-22')))
  expect(await rowOf(caseId)).toMatchObject({ end_why: 'revoked' })
})

/** An appeal of its party that was received on 9 June, and the papers of what came of it. */
async function anAppealed(caseId: string, stayed = 'off') {
  const form = async (by: Actor) => ({ caseId, version: await versionOf(caseId), proofFileIds: await aFile(by, '复议文书.pdf') })
  const given = { kind: 'reconsideration', body: '任城区人民政府', partyId: await partyOf(caseId), receivedOn: '2026-06-09', stayed }
  done(await receiveRemedy(desk.handler, { ...(await form(desk.handler)), ...given }, on('2026-06-09')))
  const idOf = async () =>
    (await asOwner<{ id: string }>('SELECT id FROM case_remedy WHERE case_id = $1 ORDER BY seq DESC LIMIT 1', [caseId]))[0]?.id
  return { form, idOf }
}

it('lasts as many months as an appeal left of it, and as before where that was recorded wrongly', async () => {
  const caseId = await aServedCase()
  done(await begin(caseId))
  const { form, idOf } = await anAppealed(caseId)
  const row = await rowOf(caseId)
  const conclude = async (monthsLeft?: object) =>
    concludeRemedy(
      desk.approver,
      {
        ...{ ...(await form(desk.approver)), remedyId: await idOf(), outcome: 'changed', refund: '0', fine: '0' },
        ...{ concludedOn: '2026-06-20', conclusion: '暂停六个月明显不当，变更为三个月。', ...(monthsLeft ? { monthsLeft } : {}) },
      },
      on('2026-06-20'),
    )
  expect(await conclude()).toMatchObject(refused('monthsLeftMissing'))
  expect(await conclude({ [row?.id ?? '']: '7' })).toMatchObject(refused('stoppageLonger', { months: 6 }))
  done(await conclude({ [row?.id ?? '']: '3' }))
  expect(await rowOf(caseId)).toMatchObject({ to_on: '2026-09-08', end_why: null })
  expect((await clock(caseId)).filter(({ runs }) => runs)).toEqual([{ due: '2026-09-08', runs: true }])
  const shown = (await getCase(operator, caseId, on('2026-06-20')))?.stoppages[0]
  expect(shown).toMatchObject({ months: 6, left: 3, toOn: '2026-09-08' })

  const other = await officerOf(desk.approver.agencyName ?? '', ['approver'], { name: '周宁' })
  const wrong = async () => ({ ...(await form(other)), remedyId: await idOf(), reason: '选错结果，实为维持' })
  done(await strikeRemedy(other, await wrong(), on('2026-06-21')))
  expect(await rowOf(caseId)).toMatchObject({ to_on: '2026-12-08' })
  expect((await clock(caseId)).filter(({ runs }) => runs)).toEqual([{ due: '2026-12-08', runs: true }])
  done(await conclude({ [row?.id ?? '']: '0' }))
  expect(await rowOf(caseId)).toMatchObject({ end_why: 'revoked' })
  done(await strikeRemedy(other, await wrong(), on('2026-06-21')))
  expect(await rowOf(caseId)).toMatchObject({ end_why: null, to_on: '2026-12-08' })
})

it('is let go on while it is stayed, of which the operating agency is told, and ends later by as many days', async () => {
  const caseId = await aServedCase()
  done(await begin(caseId))
  const { form, idOf } = await anAppealed(caseId)
  const turn = async (act: typeof stayRemedy, by: Actor, day: string) =>
    done(await act(by, { ...(await form(by)), remedyId: await idOf(), stayedOn: day, reason: '复议机关决定' }, on(day)))
  await turn(stayRemedy, desk.handler, '2026-06-20')
  expect(await noticesTo(operator.agencyId)).toContain('stoppageStayed')
  expect((await clock(caseId)).filter(({ runs }) => runs)).toEqual([])
  expect(await review(caseId, '2026-12-08')).toMatchObject(refused('enforcementStayed'))
  expect(await desks(operator, 'handleStoppage', caseId, '2026-12-09')).toBe(false)
  expect(await desks(desk.approver, 'restoreStoppage', caseId, '2026-12-09')).toBe(false)
  await turn(liftStay, desk.approver, '2026-06-30')
  expect(await rowOf(caseId)).toMatchObject({ to_on: '2026-12-18' })
  expect((await clock(caseId)).filter(({ runs }) => runs)).toEqual([{ due: '2026-12-18', runs: true }])
  await turn(stayRemedy, desk.handler, '2026-07-01')
  const ended = { outcome: 'maintained', concludedOn: '2026-07-03', conclusion: '认定事实清楚，予以维持。' }
  done(await concludeRemedy(desk.approver, { ...(await form(desk.approver)), remedyId: await idOf(), ...ended }, on('2026-07-03')))
  expect(await rowOf(caseId)).toMatchObject({ to_on: '2026-12-20' })
  const other = await officerOf(desk.approver.agencyName ?? '', ['approver'], { name: '周宁' })
  done(await strikeRemedy(other, { ...(await form(other)), remedyId: await idOf(), reason: '尚未审结，登记有误' }, on('2026-07-04')))
  expect((await clock(caseId)).filter(({ runs }) => runs)).toEqual([])
  expect((await getCase(operator, caseId, on('2026-07-04')))?.stoppages[0]).toMatchObject({ stayed: true, daysStayed: 10 })
})

it('is put right by another person where it was entered wrongly, and not begun once it is over', async () => {
  const caseId = await aServedCase()
  const strike = async (act: typeof strikeBegun, by: Actor, day: string) =>
    act(by, await formOf(caseId, null, { reason: '登记有误，科室写错' }), on(day))
  done(await begin(caseId))
  expect(await strike(strikeBegun, operator, '2026-06-10')).toMatchObject(refused('samePerson'))
  const colleague = await officerOf('任城区医疗保险事业中心', ['reviewer'], { name: '吴敏' })
  done(await strike(strikeBegun, colleague, '2026-06-10'))
  expect((await getCase(operator, caseId, on('2026-06-10')))?.stoppages[0]).toMatchObject({ state: 'imposed', scope: '' })

  expect(await begin(caseId, '2026-12-09')).toMatchObject(refused('stoppageOver', { day: '2026-12-08' }))
  done(await lapseStoppage(desk.approver, await formOf(caseId, null, { reason: '经办机构逾期未执行' }), on('2026-12-09')))
  expect(await rowOf(caseId)).toMatchObject({ end_why: 'lapsed' })
  expect(await step('perform', desk.handler, caseId, {}, on('2026-12-09'))).toMatchObject(refused('stoppageNotBegun'))
  const other = await officerOf(desk.approver.agencyName ?? '', ['approver'], { name: '周宁' })
  expect(await strike(strikeEnded, desk.approver, '2026-12-10')).toMatchObject(refused('samePerson'))
  done(await strike(strikeEnded, other, '2026-12-10'))
  done(await begin(caseId, '2026-12-08'))
})

it('stays as it was decided, whoever writes', async () => {
  const caseId = await aServedCase()
  const row = await rowOf(caseId)
  for (const set of ["to_on = '2026-07-08'", "ended_on = '2026-07-01', end_why = 'restored', ended_by_id = id, ended_by_name = '甲'"])
    await expect(asOwner(`UPDATE case_stoppage SET ${set} WHERE id = $1`, [row?.id])).rejects.toThrow(/decided|check/)
})

it('is not closed as carried out where it never began', async () => {
  const caseId = await aServedCase()
  expect(await step('close', desk.approver, caseId, { reason: '' }, on('2026-06-10'))).toMatchObject(
    refused('stoppageNotBegun', { count: 1 }),
  )
  done(await step('close', desk.approver, caseId, { reason: '机构已注销，无从暂停' }, on('2026-06-10')))
  expect(await asOwner('SELECT closing_kind::text AS kind FROM case_procedure WHERE case_id = $1', [caseId])).toEqual([
    { kind: 'unperformed' },
  ])
})
