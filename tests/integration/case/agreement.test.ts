import { beforeAll, expect, it } from 'vitest'
import { agreementMoves, agreementStages } from '#domain/case/tracks/agreement'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { agreementCommands } from '#server/case/agreement/commands'
import { confirmMoney } from '#server/case/confirm-money'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { startTrack } from '#server/case/run-track'
import { concludeRemedy, receiveRemedy } from '#server/case/track/remedies'
import { strikeRemedy } from '#server/case/track/strike-remedy'
import { getWorkCentre } from '#server/desk/work-list'
import { done } from '../../fixtures/campaigns'
import {
  aCaseToDecide,
  aCaseUnderInvestigation,
  aDecidedCase,
  aDesk,
  aReviewedCase,
  type Desk,
  partyOf,
  served,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { actionsOn, aFile, clocksRunning, noticesTo, noticesToPerson, officerOf } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

let desk: Desk
let clerk: Actor
let head: Actor
beforeAll(async () => {
  desk = await aDesk()
  clerk = await officerOf('任城区医疗保险事业中心', ['handler'])
  head = await officerOf('任城区医疗保险事业中心', ['approver'])
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string) => ({ ok: false, refusal: { code } })
type Act = keyof typeof agreementCommands

async function act(name: Act, by: Actor, caseId: string, fields: object = {}, day = '2026-06-08') {
  return agreementCommands[name](by, { caseId, version: String(await versionOf(caseId)), ...fields }, on(day))
}
async function ask(caseId: string): Promise<string> {
  const asked = { caseId, version: await versionOf(caseId), kind: 'agreement', note: '按协议处理' }
  done(await startTrack(desk.handler, asked, on('2026-06-08')))
  return caseId
}
const asked = async () => ask(await aCaseUnderInvestigation(desk))

const stageOf = async (caseId: string) =>
  (await asOwner<{ stage: string }>('SELECT stage::text FROM case_agreement WHERE case_id = $1', [caseId]))[0]?.stage ?? 'asked'
const measureOf = async (caseId: string, kind: string) =>
  (await asOwner<{ id: string }>('SELECT id FROM case_agreement_measure WHERE case_id = $1 AND kind::text = $2', [caseId, kind]))[0]?.id
const paper = async (name = '送达回证.pdf') => ({ proofFileIds: await aFile(clerk, name) })
const said = async () => ({ said: 'spoke', statedOn: '2026-06-08', statement: '认可查实的问题，愿意退回。', ...(await paper()) })

type Plan = readonly { kind: string; amount?: string; days?: string; months?: string }[]
async function proposed(caseId: string, plan: Plan): Promise<string> {
  done(await act('accept', clerk, caseId))
  done(await act('state', clerk, caseId, await said()))
  for (const one of plan) done(await act('planMeasure', clerk, caseId, { clause: '服务协议第五十二条', ...one }))
  done(await act('propose', clerk, caseId, { proposal: '按服务协议的约定处理。' }))
  return caseId
}
const decision = { decidedOn: '2026-06-08' }
async function servedOn(caseId: string): Promise<void> {
  done(await act('decide', head, caseId, decision))
  done(await act('serve', clerk, caseId, { ...served, ...(await paper()) }))
}

it('is taken on, heard, planned, decided by another, served, carried out and reported by the operating agency, and the track ends with it', async () => {
  const caseId = await proposed(await asked(), [
    { kind: 'interview' },
    { kind: 'recover', amount: '712000' },
    { kind: 'suspend', days: '30' },
  ])
  expect(await noticesTo(clerk.agencyId)).toContain('agreementToDecide')
  expect(await act('decide', { ...clerk, roles: ['approver'] }, caseId, decision)).toEqual(refused('samePerson'))
  await servedOn(caseId)
  const papers = await asOwner<{ id: string; number: string }>(
    `SELECT d.id, d.number FROM official_document d JOIN case_agreement a ON a.case_id = d.subject_id AND a.number = d.number
     WHERE d.subject_id = $1 AND d.kind = 'agreementDecision' AND d.state = 'issued' AND d.agency_id = $2`,
    [caseId, head.agencyId],
  )
  expect(papers.map(({ number }) => number)).toEqual([expect.stringMatching(/^任医保中心协处〔2026〕\d+号$/)])
  for (const reader of [clerk, desk.approver])
    expect((await getCase(reader, caseId, on('2026-06-08')))?.documents.map(({ id }) => id)).toContain(papers[0]?.id)
  expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK42'])
  const [clock] = await asOwner<{ due_at: Date }>(`SELECT due_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK42'`, [caseId])
  expect(clock?.due_at.toISOString()).toBe('2026-07-08T16:00:00.000Z')

  const carryOut = async (kind: string, day: string) =>
    act('performMeasure', clerk, caseId, { measureId: await measureOf(caseId, kind), performedOn: day, result: '已执行完毕' }, day)
  done(await carryOut('interview', '2026-06-09'))
  expect(await carryOut('recover', '2026-06-10')).toMatchObject(refused('agreementUnpaid'))
  expect(await carryOut('suspend', '2026-07-07')).toMatchObject(refused('suspensionRuns'))
  expect(await act('perform', clerk, caseId)).toEqual(refused('measureOpen'))

  const money = { kind: 'agreementRecovered', amount: '712000', occurredOn: '2026-06-10', voucher: `X-${caseId}` }
  done(await postMoney(desk.handler, { caseId, version: await versionOf(caseId), ...money }, on('2026-06-10')))
  const [posting] = await asOwner<{ id: string }>('SELECT id FROM case_money WHERE case_id = $1 AND voucher = $2', [caseId, `X-${caseId}`])
  done(await confirmMoney(clerk, { caseId, version: await versionOf(caseId), moneyId: posting?.id }, on('2026-06-10')))
  done(await carryOut('recover', '2026-06-10'))
  done(await carryOut('suspend', '2026-07-08'))
  expect(await clocksRunning(caseId)).toEqual(['CK03'])
  done(await act('perform', clerk, caseId, {}, '2026-07-08'))
  const early = { reportedOn: '2026-07-07', outcome: '已约谈、追回并中止30天' }
  expect(await act('close', head, caseId, early, '2026-07-09')).toMatchObject(refused('dateBeforeAct'))
  done(await act('close', head, caseId, { reportedOn: '2026-07-09', outcome: '已约谈、追回并中止30天' }, '2026-07-09'))

  expect(await stageOf(caseId)).toBe('closed')
  expect(await asOwner(`SELECT state::text, outcome FROM case_track WHERE case_id = $1 AND kind = 'agreement'`, [caseId])).toEqual([
    { state: 'concluded', outcome: '已约谈、追回并中止30天' },
  ])
  expect(await noticesToPerson(desk.handler.userId)).toContain('agreementEnded')
  const own = [
    'acceptAgreement',
    'stateAgreement',
    'planMeasure',
    'proposeAgreement',
    'decideAgreement',
    'serveAgreement',
    'closeAgreement',
  ]
  expect(await actionsOn(caseId)).toEqual(expect.arrayContaining(own.map((name) => `case.${name}`)))
  await verifyTrail([caseId])
})

it('is no matter of the bureau, which reads it and writes nothing into it, also not beside the commands', async () => {
  const caseId = await proposed(await asked(), [{ kind: 'interview' }])
  for (const by of [desk.handler, { ...desk.approver, roles: ['handler', 'reviewer', 'approver'] as const }])
    expect(await act('decide', by, caseId, decision)).toEqual(refused('notFound'))
  const shown = await getCase(desk.approver, caseId, on('2026-06-08'))
  expect([shown?.agreement?.stage, shown?.agreement?.steps, shown?.agreement?.mayPlan]).toEqual(['proposed', [], false])
  const theirs = await getCase(head, caseId, on('2026-06-08'))
  expect(theirs?.agreement?.steps.map(({ name }) => name)).toEqual(['sendBack', 'decide'])
  const write = (actor: Actor) =>
    asActor(rowContext(actor), (tx) => tx.$executeRaw`UPDATE case_agreement SET receiver = 'x' WHERE case_id = ${caseId}::uuid`)
  expect([await write(desk.approver), await write(head)]).toEqual([0, 1])
})

it('is carried through by whichever agency took it on, and by no other within reach', async () => {
  const caseId = await asked()
  const [cityClerk, cityHead] = [
    await officerOf('济宁市医疗保险事业中心', ['handler']),
    await officerOf('济宁市医疗保险事业中心', ['approver']),
  ]
  const stepsOf = async (by: Actor) => (await getCase(by, caseId, on('2026-06-08')))?.agreement?.steps.map(({ name }) => name)
  expect([await stepsOf(cityClerk), await stepsOf(clerk)]).toEqual([['accept'], ['accept']])
  await proposed(caseId, [{ kind: 'interview' }])
  expect([await stepsOf(cityHead), await stepsOf(head)]).toEqual([[], ['sendBack', 'decide']])
  expect(await act('decide', cityHead, caseId, decision)).toEqual(refused('notFound'))
  await asOwner('UPDATE case_agreement SET agency_id = $2 WHERE case_id = $1', [caseId, cityHead.agencyId])
  expect(await act('decide', head, caseId, decision)).toEqual(refused('notFound'))
  done(await act('decide', cityHead, caseId, decision))
})

it('is sent back, put together anew, and takes the loss beyond the limitation', async () => {
  const caseId = await proposed(await asked(), [{ kind: 'interview' }])
  done(await act('sendBack', head, caseId, { reason: '应当同时追回时效以外的损失' }))
  await asOwner('UPDATE case_fact SET limited_fen = 10000 WHERE case_id = $1', [caseId])
  const propose = () => act('propose', clerk, caseId, { proposal: '约谈并追回时效以外的损失。' })
  expect(await propose()).toMatchObject({ refusal: { code: 'limitedNotTaken', detail: { limited: '100.00' } } })
  const recover = { kind: 'recover', clause: '服务协议第五十二条', amount: '100' }
  done(await act('planMeasure', clerk, caseId, recover))
  expect(await act('planMeasure', clerk, caseId, recover)).toEqual(refused('alreadyExists'))
  done(await act('withdrawMeasure', clerk, caseId, { measureId: await measureOf(caseId, 'interview') }))
  done(await propose())
  expect(await act('planMeasure', clerk, caseId, { kind: 'interview', clause: '第五十条' })).toMatchObject(refused('wrongState'))
  done(await act('decide', head, caseId, decision))
  expect(await asOwner('SELECT limited_fen FROM case_agreement WHERE case_id = $1', [caseId])).toEqual([{ limited_fen: '10000' }])
})

it('begins with the amount that lies beyond the limitation as the case is decided', async () => {
  const caseId = await aCaseToDecide(desk)
  await asOwner('UPDATE case_fact SET limited_fen = 10000, refund_fen = refund_fen - 10000 WHERE case_id = $1', [caseId])
  done(await step('decide', desk.approver, caseId))
  expect((await getCase(head, caseId, on('2026-06-08')))?.agreement).toMatchObject({ stage: 'asked', limitedFen: 10_000n })
  expect(await asOwner(`SELECT state::text, note FROM case_track WHERE case_id = $1 AND kind = 'agreement'`, [caseId])).toEqual([
    { state: 'running', note: expect.stringContaining('100.00元') },
  ])
  done(await act('accept', clerk, caseId))
})

it('of that amount an agency is told which had the case before; where it was declined the case is closed with a reason', async () => {
  const limitedOf = (caseId: string) =>
    asOwner('UPDATE case_fact SET limited_fen = 10000, refund_fen = refund_fen - 10000 WHERE case_id = $1', [caseId])
  const inbox = async () => (await noticesTo(clerk.agencyId)).filter((kind) => kind === 'caseToCarryOut').length
  const scored = await aCaseToDecide(desk)
  await limitedOf(scored)
  const scoring = { caseId: scored, version: await versionOf(scored), kind: 'scoring', note: '相关人员记分' }
  done(await startTrack(desk.handler, scoring, on('2026-06-08')))
  const before = await inbox()
  done(await step('decide', desk.approver, scored))
  expect(await inbox()).toBe(before + 1)

  const caseId = await ask(await aCaseToDecide(desk))
  done(await act('decline', head, caseId, { reason: '该机构未签订服务协议' }))
  await limitedOf(caseId)
  await walk(desk, caseId, [
    ['decide', 'approver'],
    ['serveDecision', 'handler', served],
  ])
  await asOwner(
    `UPDATE case_money SET rejected_at = now(), rejection_reason = '示例' WHERE case_id = $1 AND kind IN ('demanded', 'fined')`,
    [caseId],
  )
  const close = (reason: string) => step('close', desk.approver, caseId, { reason })
  expect(await close('')).toMatchObject({ refusal: { code: 'limitedOutstanding', detail: { left: '100.00' } } })
  done(await close('经办机构未签订服务协议，另行民事追索'))
})

it('of an ended one the institution waits, also when the case is closed; nobody is late with that', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  await proposed(await ask(caseId), [{ kind: 'terminate', months: '12' }])
  await servedOn(caseId)
  const measureId = await measureOf(caseId, 'terminate')
  done(await act('performMeasure', clerk, caseId, { measureId, performedOn: '2026-06-08', result: '已解除服务协议' }))
  done(await act('perform', clerk, caseId))
  done(await act('close', head, caseId, { reportedOn: '2026-06-08', outcome: '解除服务协议' }))
  done(await step('close', desk.approver, caseId, { reason: '当事人已进入破产程序，债权已申报' }))
  expect(await clocksRunning(caseId)).toEqual(['CK24', 'CK44', 'CK67'])
})

it('takes a loss that the decision of the bureau then demands no second time', async () => {
  const caseId = await proposed(await ask(await aReviewedCase(desk)), [{ kind: 'recover', amount: '0.01' }])
  done(await act('decide', head, caseId, decision))
  expect(await step('notice', desk.approver, caseId)).toMatchObject({
    refusal: { code: 'refundBeyondAgreement', detail: { taken: '0.01', most: '711,999.99' } },
  })
})

it('takes what a changed decision left, which is then owed no second time where that change is struck out', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  const appeal = async (by: Actor, fields: object) => {
    const proofFileIds = await aFile(by, '复议文书.pdf')
    return { caseId, version: await versionOf(caseId), proofFileIds, ...fields }
  }
  const party = { partyId: await partyOf(caseId), kind: 'reconsideration', body: '济宁市人民政府' }
  done(await receiveRemedy(desk.handler, await appeal(desk.handler, { ...party, receivedOn: '2026-06-10' }), on('2026-06-10')))
  const [{ id: remedyId } = { id: '' }] = await asOwner<{ id: string }>('SELECT id FROM case_remedy WHERE case_id = $1', [caseId])
  const lowered = { remedyId, concludedOn: '2026-06-20', conclusion: '退回金额过高', outcome: 'changed', refund: '100000', fine: '0' }
  done(await concludeRemedy(desk.approver, await appeal(desk.approver, lowered), on('2026-06-20')))
  await proposed(await ask(caseId), [{ kind: 'recover', amount: '612000' }])
  done(await act('decide', head, caseId, decision))
  const other = await officerOf(desk.approver.agencyName ?? '', ['approver'], { name: '赵磊' })
  const struck = { remedyId, reason: '误录变更后的金额' }
  expect(await strikeRemedy(other, await appeal(other, struck), on('2026-06-21'))).toMatchObject({
    refusal: { code: 'refundBeyondAgreement', detail: { taken: '612,000.00', most: '100,000.00' } },
  })
})

it('is declined by the head, and then ends; an act of an older version is refused', async () => {
  const caseId = await asked()
  const old = { version: String((await versionOf(caseId)) - 1) }
  expect(await act('decline', head, caseId, { reason: '该机构未签订服务协议', ...old })).toEqual(refused('changedMeanwhile'))
  expect(await act('decline', clerk, caseId, { reason: '该机构未签订服务协议' })).toEqual(refused('notFound'))
  done(await act('decline', head, caseId, { reason: '该机构未签订服务协议' }))
  expect(await stageOf(caseId)).toBe('declined')
  expect(await act('accept', clerk, caseId)).toMatchObject(refused('wrongState'))
})

it('waits on the desk of whoever does the next thing, and of nobody at the bureau', async () => {
  const caseId = await asked()
  const number = (await getCase(desk.handler, caseId, on('2026-06-08')))?.number
  const waits = async (kind: 'handleAgreement' | 'decideAgreement', actor: Actor) =>
    (await getWorkCentre(actor, { kind }, on('2026-06-08'))).items.some((item) => item.number === number)
  expect([await waits('handleAgreement', clerk), await waits('handleAgreement', desk.handler)]).toEqual([true, false])
  await proposed(caseId, [{ kind: 'interview' }])
  expect([await waits('handleAgreement', clerk), await waits('decideAgreement', head)]).toEqual([false, true])
  expect(await waits('decideAgreement', { ...clerk, roles: ['approver'] })).toBe(false)
  done(await act('decide', head, caseId, decision))
  expect([await waits('handleAgreement', clerk), await waits('decideAgreement', head)]).toEqual([true, false])
})

it('is moved by the database only as its steps lead', async () => {
  const caseId = await proposed(await asked(), [{ kind: 'interview' }])
  const [{ def } = { def: '' }] = await asOwner<{ def: string }>(`SELECT pg_get_functiondef('case_agreement_moves'::regproc) AS def`)
  const pairs = agreementMoves.filter(([from]) => from !== 'asked').map(([from, to]) => `${from} ${to}`)
  const held = [...def.matchAll(/OLD\.stage = '(\w+)' AND NEW\.stage (?:= '(\w+)'|IN \(([^)]*)\))/g)].flatMap(([, from, one, several]) =>
    (one ? [one] : (several ?? '').replaceAll("'", '').split(', ')).map((to) => `${from} ${to}`),
  )
  expect(held.toSorted()).toEqual([...new Set(pairs)].toSorted())
  for (const to of agreementStages.filter((stage) => !['proposed', 'stated', 'decided'].includes(stage)))
    await expect(asOwner(`UPDATE case_agreement SET stage = '${to}' WHERE case_id = $1`, [caseId]), to).rejects.toThrow(/lead/)
  const late = `UPDATE case_agreement_measure SET clause = 'x' WHERE case_id = $1`
  await expect(asOwner(late, [caseId])).rejects.toThrow(/no longer planned/)
  const own = `UPDATE case_agreement SET stage = 'decided', number = 'x', limited_fen = 0, decided_on = '2026-06-08', decided_by_id = worker_ids[1] WHERE case_id = $1`
  await expect(asOwner(own, [caseId])).rejects.toThrow(/two_people/)
})
