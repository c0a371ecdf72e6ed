import { beforeAll, expect, it } from 'vitest'
import { approveLocalRule, endLocalRule, refuseLocalRule } from '#server/case/local-rule/decide-local-rule'
import { proposeLocalRule } from '#server/case/local-rule/propose-local-rule'
import { getLocalRule, listLocalRules } from '#server/case/local-rule/queries'
import { getCase } from '#server/case/queries'
import { done } from '../../fixtures/campaigns'
import { aDesk, aReviewedCase, type Desk, filedAt, served, walk } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const form = {
  ...{ key: 'defenceDays', value: '3', title: '示例省医疗保障行政处罚程序规定', documentNumber: '示医保发〔2026〕3号' },
  ...{ basisText: '当事人应当自收到告知书之日起三个工作日内陈述、申辩。', verified: 'on', validFrom: '2026-01-01', validTo: '' },
}
const refused = (code: string) => ({ ok: false, refusal: { code } })

let desk: Desk
let city: Desk
beforeAll(async () => {
  desk = await aDesk()
  city = await aDesk(places.cityBureau)
})

const proposed = async (of: Desk, over: object = {}) => done(await proposeLocalRule(of.handler, { ...form, ...over }, filedAt)).localRuleId
const approved = async (of: Desk, over: object = {}) => {
  const localRuleId = await proposed(of, over)
  done(await approveLocalRule(of.approver, { localRuleId, version: '1' }, filedAt))
  return localRuleId
}
const ended = async (of: Desk, localRuleId: string) =>
  done(await endLocalRule(of.approver, { localRuleId, version: '2', reason: '已由新规定取代' }, filedAt))

it('is proposed by one and put in force by a second person of the same bureau, and stays as it was', async () => {
  const police = await officerOf(places.police, ['handler'])
  expect(await proposeLocalRule(police, form, filedAt)).toMatchObject(refused('notFound'))
  expect(await proposeLocalRule(desk.legal, form, filedAt)).toMatchObject(refused('notFound'))
  expect(await proposeLocalRule(desk.handler, { ...form, value: '三' }, filedAt)).toMatchObject(refused('invalidInput'))
  const localRuleId = await proposed(desk)
  const both = { ...desk.approver, userId: desk.handler.userId }
  expect(await approveLocalRule(both, { localRuleId, version: '1' }, filedAt)).toMatchObject(refused('samePerson'))
  expect(await approveLocalRule(city.approver, { localRuleId, version: '1' }, filedAt)).toMatchObject(refused('notFound'))
  expect(await approveLocalRule(desk.approver, { localRuleId, version: '1' }, filedAt)).toMatchObject({ ok: true })
  expect(await approveLocalRule(desk.approver, { localRuleId, version: '2' }, filedAt)).toMatchObject(refused('wrongState'))
  await expect(asOwner("UPDATE local_rule SET value = '9' WHERE id = $1", [localRuleId])).rejects.toThrow(/stays as it was/)
  const overwritten =
    "UPDATE local_rule SET state = 'ended', ended_on = '2026-06-08', ended_by_id = $2, ended_at = now(), decided_by_id = $2 WHERE id = $1"
  await expect(asOwner(overwritten, [localRuleId, desk.legal.userId])).rejects.toThrow(/stays as it was/)
  await expect(asOwner('DELETE FROM local_rule WHERE id = $1', [localRuleId])).rejects.toThrow()
  expect(await endLocalRule(both, { localRuleId, version: '2', reason: '已由新规定取代' }, filedAt)).toMatchObject(refused('samePerson'))
  await ended(desk, localRuleId)
  // Who approved it stands beside who ended it.
  const words = { decisionReason: '', decidedByName: desk.approver.name, endReason: '已由新规定取代', endedByName: desk.approver.name }
  expect(await getLocalRule(desk.handler, localRuleId)).toMatchObject({ state: 'ended', ...words })

  const second = await proposed(desk)
  expect(await getLocalRule(desk.approver, second)).toMatchObject({ seq: 2, state: 'review', steps: [{ name: 'approve', shut: null }, {}] })
  const elsewhere = await aDesk(places.otherBureau)
  for (const one of [elsewhere.handler, police]) expect(await getLocalRule(one, second)).toBeNull()
  done(await refuseLocalRule(desk.approver, { localRuleId: second, version: '1', reason: '与市级规定重复' }, filedAt))
})

it('of the nearest bureau holds, and the party keeps what it was told by', async () => {
  const ofCity = await approved(city, { value: '4', title: '示例市医疗保障行政处罚程序规定' })
  const today = async () => (await listLocalRules(desk.handler, filedAt))?.today.defenceDays
  expect(await today()).toMatchObject({ value: 4, source: { title: '示例市医疗保障行政处罚程序规定' } })
  const own = await approved(desk)
  const hearing = await approved(desk, { key: 'hearingInstitution', value: '1000', basisText: '听证标准为一千元。' })
  expect(await today()).toMatchObject({ value: 3 })

  const caseId = await aReviewedCase(desk)
  expect(await getCase(desk.handler, caseId, filedAt)).toMatchObject({ hearingDemanded: true, rules: { defenceDays: { value: 3 } } })
  await walk(desk, caseId, [['notice', 'approver']])
  for (const id of [own, hearing]) await ended(desk, id)
  expect(await today()).toMatchObject({ value: 4 })
  const told = (await getCase(desk.handler, caseId, filedAt))?.rules
  expect(told).toMatchObject({ defenceDays: { value: 3, source: { title: form.title } }, hearingInstitution: { value: 100_000n } })
  await ended(city, ofCity)
})

it('sets how long the time of a party runs, and what began by it keeps its length', async () => {
  const first = await approved(desk, { value: '10' })
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [
    ['notice', 'approver'],
    ['serveNotice', 'handler', served],
  ])
  await ended(desk, first)
  const clocks = (await getCase(desk.handler, caseId, filedAt))?.clocks
  expect(clocks?.find(({ ruleId }) => ruleId === 'CK12')).toMatchObject({ localBasis: `《${form.title}》（${form.documentNumber}）` })
  const kept = "SELECT length FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK12'"
  expect(await asOwner(kept, [caseId])).toEqual([{ length: 10 }])

  const speaking = await approved(desk, { value: '15', forRunning: 'on' })
  const planned = "SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'recomputeClocks'"
  expect(await asOwner(planned)).toEqual([{ jobs: 1 }])
  await ended(desk, speaking)
})
