import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { confirmMoney, rejectMoney } from '#server/case/confirm-money'
import { decideCase } from '#server/case/decide-case'
import { caseFilter, listCases } from '#server/case/list-cases'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { concludeTrack, startTrack } from '#server/case/run-track'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDesk, aReviewedCase, type Desk, filedAt } from '../../fixtures/case-scenes'
import { officerOf } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const notFound = { ok: false, refusal: { code: 'notFound' } }
let desk: Desk
let operator: Actor
beforeAll(async () => {
  desk = await aDesk()
  operator = await officerOf('任城区医疗保险事业中心', ['handler', 'reviewer', 'approver'])
})

const row = async (caseId: string) =>
  (await asOwner<{ version: number; number: string }>('SELECT version, number FROM case_file WHERE id = $1', [caseId]))[0]
const versionOf = async (caseId: string) => (await row(caseId))?.version ?? 0
const sees = async (actor: Actor, caseId: string) => {
  const listed = await listCases(actor, caseFilter.parse({ q: (await row(caseId))?.number }), filedAt)
  const opened = (await getCase(actor, caseId, filedAt)) !== null
  expect(listed.rows.some(({ id }) => id === caseId)).toBe(opened)
  return opened
}

it('a case is the bureau’s until something of it is to be carried out', async () => {
  const caseId = await aReviewedCase(desk)
  expect(await sees(desk.handler, caseId)).toBe(true)
  expect(await sees(operator, caseId)).toBe(false)
  done(await decideCase(desk.approver, { caseId, version: await versionOf(caseId) }, filedAt))
  expect(await sees(operator, caseId)).toBe(true)
  expect(await sees(await officerOf('曲阜市医疗保险事业中心', ['handler']), caseId)).toBe(false)
})

it('of a decided case it confirms money that is back in the funds, and no fine; what it does not do is refused', async () => {
  const caseId = await aReviewedCase(desk)
  done(await decideCase(desk.approver, { caseId, version: await versionOf(caseId) }, filedAt))
  const post = async (kind: string) =>
    done(
      await postMoney(
        desk.handler,
        { caseId, version: await versionOf(caseId), kind, amount: '100', occurredOn: '2026-06-08', voucher: `${kind}-${caseId}` },
        filedAt,
      ),
    )
  await post('recovered')
  await post('finePaid')
  const postings = await asOwner<{ id: string; kind: string }>('SELECT id, kind::text FROM case_money WHERE case_id = $1', [caseId])
  const idOf = (kind: string) => postings.find((one) => one.kind === kind)?.id
  const version = await versionOf(caseId)
  expect(await confirmMoney(operator, { caseId, version, moneyId: idOf('finePaid') }, filedAt)).toEqual(notFound)
  expect(await rejectMoney(operator, { caseId, version, moneyId: idOf('finePaid'), reason: '银行流水未见到账' }, filedAt)).toEqual(notFound)
  done(await confirmMoney(operator, { caseId, version, moneyId: idOf('recovered') }, filedAt))
  const shown = await getCase(operator, caseId, filedAt)
  expect(shown?.records.toSorted()).toEqual(['concludeAgreement', 'confirmMoney'])
  expect(shown?.steps).toEqual([])
  const after = await versionOf(caseId)
  const own = { caseId, version: after, kind: 'recovered', amount: '1', occurredOn: '2026-06-08', voucher: 'X-0001' }
  expect(await postMoney(operator, own, filedAt)).toEqual(notFound)
  expect(await startTrack(operator, { caseId, version: after, kind: 'healthAdministration', note: '按程序移送' }, filedAt)).toEqual(
    notFound,
  )
})

it('an agreement to handle opens the case to it, and it says what came of it; of other tracks it does not', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  const start = async (kind: string) =>
    done(await startTrack(desk.handler, { caseId, version: await versionOf(caseId), kind, note: '按程序办理' }, filedAt))
  await start('healthAdministration')
  expect(await sees(operator, caseId)).toBe(false)
  await start('agreement')
  expect(await sees(operator, caseId)).toBe(true)
  const conclude = async (kind: string) =>
    concludeTrack(operator, { caseId, version: await versionOf(caseId), kind, outcome: '解除服务协议' }, filedAt)
  expect(await conclude('healthAdministration')).toEqual(notFound)
  done(await conclude('agreement'))
})
