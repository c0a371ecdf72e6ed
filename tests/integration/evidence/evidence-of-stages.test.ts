import { randomUUID } from 'node:crypto'
import { strToU8 } from 'fflate'
import { beforeAll, expect, it } from 'vitest'
import { addEvidence } from '#server/evidence/add-evidence'
import { withdrawEvidence } from '#server/evidence/withdraw-evidence'
import { receiveFile } from '#server/file/receive-file'
import { done } from '../../fixtures/campaigns'
import {
  aCaseToDecide,
  aDesk,
  aReviewedCase,
  type Desk,
  filedAt,
  served,
  signedBy,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const wrongState = { ok: false, refusal: { code: 'wrongState' } }
async function add(caseId: string) {
  const { id: fileIds } = done(await receiveFile(desk.handler, { name: '病历.csv', bytes: strToU8(`病历 ${randomUUID()}`) }))
  const found = { kind: 'documentary', proves: '没有检查记录', collectedOn: '2026-06-05', place: '清溪医院病案室' }
  return addEvidence(desk.handler, { caseId, version: await versionOf(caseId), fileIds, ...found }, filedAt)
}
async function withdraw(caseId: string) {
  const [piece] = await asOwner<{ id: string }>(`SELECT id FROM evidence WHERE case_id = $1 AND state = 'held' ORDER BY seq`, [caseId])
  const form = { caseId, version: await versionOf(caseId), evidenceId: piece?.id ?? randomUUID(), reason: '取证程序有瑕疵，不予采用' }
  return withdrawEvidence(desk.handler, form, filedAt)
}
const stands = async (caseId: string) =>
  (
    await asOwner(
      `SELECT p.stage::text, c.legal_agreed, (SELECT count(*)::int FROM case_discussion d WHERE d.case_id = c.id AND d.withdrawn_at IS NULL) AS discussed
       FROM case_file c JOIN case_procedure p ON p.case_id = c.id WHERE c.id = $1`,
      [caseId],
    )
  )[0]

it('evidence that comes or goes after the review sends the case back to its officers, as a new fact does', async () => {
  const caseId = await aReviewedCase(desk)
  done(await add(caseId))
  expect(await stands(caseId)).toMatchObject({ stage: 'investigating', legal_agreed: null })
  await walk(desk, caseId, [
    ['report', 'handler'],
    ['sendToReview', 'handler'],
    ['agreeReview', 'legal', { opinion: '事实清楚，裁量适当' }],
  ])
  done(await withdraw(caseId))
  expect(await stands(caseId)).toMatchObject({ stage: 'investigating', legal_agreed: null })
})

it('what the party brings while it speaks is seen by the lawyers before it is decided', async () => {
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [
    ['notice', 'approver'],
    ['serveNotice', 'handler', served],
  ])
  done(await add(caseId))
  expect(await stands(caseId)).toMatchObject({ stage: 'defence', legal_agreed: null })
  await walk(desk, caseId, [
    ['waiveDefence', 'handler', { saidOn: '2026-06-08', said: '放弃陈述、申辩和听证', ...(await signedBy(desk)) }],
    ['endDefence', 'handler'],
  ])
  expect(await step('decide', desk.approver, caseId)).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
  expect(await add(caseId)).toMatchObject(wrongState)
})

it('after the defence nothing is added, and what is taken away is discussed and reviewed anew; after the decision nothing moves', async () => {
  const caseId = await aReviewedCase(desk)
  await asOwner(`UPDATE case_procedure SET stage = 'investigating' WHERE case_id = $1`, [caseId])
  done(await add(caseId))
  await walk(desk, caseId, [
    ['report', 'handler'],
    ['sendToReview', 'handler'],
    ['agreeReview', 'legal', { opinion: '事实清楚，裁量适当' }],
    ['notice', 'approver'],
    ['serveNotice', 'handler', served],
    ['waiveDefence', 'handler', { saidOn: '2026-06-08', said: '放弃陈述、申辩和听证', ...(await signedBy(desk)) }],
    ['endDefence', 'handler'],
    ['discuss', 'approver', discussion],
  ])
  expect(await stands(caseId)).toEqual({ stage: 'deliberating', legal_agreed: true, discussed: 1 })
  done(await withdraw(caseId))
  expect(await stands(caseId)).toEqual({ stage: 'deliberating', legal_agreed: null, discussed: 0 })

  const decided = await aCaseToDecide(desk)
  await walk(desk, decided, [['decide', 'approver']])
  expect(await add(decided)).toMatchObject(wrongState)
  expect(await withdraw(decided)).toMatchObject(wrongState)
})

const discussion = { heldOn: '2026-06-08', present: '刘洋、王芳、赵磊', opinions: '均同意拟定意见。', conclusion: '按拟定意见作出决定。' }
