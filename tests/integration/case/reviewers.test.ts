import { beforeAll, expect, it } from 'vitest'
import { replaceOfficer } from '#server/case/replace-officer'
import { setPenalty } from '#server/case/set-penalty'
import { getWorkCentre } from '#server/desk/work-list'
import { done } from '../../fixtures/campaigns'
import { aCaseToDecide, aDesk, type Desk, factOf, filedAt, step, versionOf, walk } from '../../fixtures/case-scenes'
import { noticesTo, officerOf, places } from '../../fixtures/matters'
import { insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const samePerson = { ok: false, refusal: { code: 'samePerson' } }
const set = { asked_on: '2026-06-08', notified_on: '2026-06-08', hearing_on: '2026-06-24' }
const discussion = { heldOn: '2026-06-08', present: '刘洋、王芳、赵磊', opinions: '均同意拟定意见。', conclusion: '按拟定意见作出决定。' }
const opinion = { opinion: '同意变更后的裁量' }

/** A case whose penalty was set anew after the defence, so that the review of before no longer holds. */
async function anEasedCase(): Promise<string> {
  const caseId = await aCaseToDecide(desk)
  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  done(await setPenalty(desk.handler, penalty, filedAt))
  return caseId
}

it('whoever reviewed a case neither decides on it nor investigates it, also when their review no longer holds', async () => {
  const caseId = await anEasedCase()
  const other = await officerOf(places.bureau, ['reviewer'], { name: '周宁' })
  expect(await asOwner('SELECT legal_reviewed_by_id, reviewer_ids FROM case_file WHERE id = $1', [caseId])).toEqual([
    { legal_reviewed_by_id: null, reviewer_ids: [desk.legal.userId] },
  ])
  done(await step('reviewAgain', other, caseId, opinion))
  await walk(desk, caseId, [['discuss', 'approver', discussion]])
  expect(await step('decide', { ...desk.legal, roles: ['approver'] }, caseId)).toMatchObject(samePerson)
  expect(await step('decide', { ...other, roles: ['approver'] }, caseId)).toMatchObject(samePerson)
  const placed = { caseId, officer: 'B', officerId: desk.legal.userId, certificate: '37081101009', reason: '原办案人员调离' }
  expect(await replaceOfficer(desk.approver, { ...placed, version: await versionOf(caseId) }, filedAt)).toMatchObject(samePerson)
  await expect(insertRows('case_hearing', [{ case_id: caseId, seq: 1, ...set, chair_id: desk.legal.userId }])).rejects.toThrow(
    'does not lead its hearing',
  )
  done(await step('decide', desk.approver, caseId))
})

it('what was eased after the defence is on the lawyers’ desk again, and discussed no earlier than it was', async () => {
  const caseId = await aCaseToDecide(desk)
  const waits = async () => (await getWorkCentre(desk.legal, { kind: 'reviewCase' }, filedAt)).items.some(({ id }) => id === caseId)
  const asked = async () => (await noticesTo(desk.legal.agencyId)).filter((kind) => kind === 'caseToReview').length
  const before = await asked()
  expect(await waits()).toBe(false)
  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  const later = new Date('2026-06-10T02:00:00Z')
  done(await setPenalty(desk.handler, penalty, later))
  expect([await waits(), await asked()]).toEqual([true, before + 1])
  expect(await step('discuss', desk.approver, caseId, discussion, later)).toMatchObject({
    refusal: { code: 'dateBeforeAct', detail: { day: '2026-06-10' } },
  })
  done(await step('discuss', desk.approver, caseId, { ...discussion, heldOn: '2026-06-10' }, later))
  done(await step('reviewAgain', desk.legal, caseId, opinion, later))
  expect(await waits()).toBe(false)
})

it('nor does whoever led the hearing review what came of it', async () => {
  const caseId = await anEasedCase()
  const chair = await officerOf(places.bureau, ['reviewer'], { name: '周宁' })
  await insertRows('case_hearing', [{ case_id: caseId, seq: 1, ...set, chair_id: chair.userId, chair_name: '周宁' }])
  expect(await step('reviewAgain', chair, caseId, opinion)).toMatchObject(samePerson)
  done(await step('reviewAgain', desk.legal, caseId, opinion))
})
