import { beforeAll, expect, it } from 'vitest'
import { getCase } from '#server/case/queries'
import { replaceOfficer } from '#server/case/replace-officer'
import { getCasePaper } from '#server/document/case-paper-queries'
import { fillCasePaper, issueCasePaper } from '#server/document/case-papers'
import { aFilledPaper, anIssuedPaper } from '../../fixtures/case-papers'
import {
  aCaseToDecide,
  aCaseUnderInvestigation,
  aDesk,
  aReviewedCase,
  type Desk,
  filedAt,
  served,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const later = new Date('2026-06-09T02:00:00Z')
const missing = (...papers: string[]) => ({ ok: false, refusal: { code: 'paperMissing', detail: { papers } } })

it('a decision is not issued before it was decided, and then the one that it was', async () => {
  const early = await aCaseUnderInvestigation(desk)
  const draft = await aFilledPaper(desk, early, 'penaltyDecision', filedAt)
  const refused = { code: 'paperNotDue', detail: { paper: '行政处罚决定书' } }
  expect(await issueCasePaper(desk.approver, { documentId: draft, version: '2' }, filedAt)).toEqual({ ok: false, refusal: refused })
  expect(await getCasePaper(desk.approver, early, draft, filedAt)).toMatchObject({ mayIssue: true, shut: refused })

  const caseId = await aCaseToDecide(desk)
  await walk(desk, caseId, [['decide', 'approver']])
  expect(await step('serveDecision', desk.handler, caseId, served)).toMatchObject(missing('行政处罚决定书'))
  const shut = (await getCase(desk.handler, caseId, filedAt))?.steps.find(({ name }) => name === 'serveDecision')?.shut
  expect(shut).toMatchObject({ code: 'paperMissing', detail: { kinds: ['penaltyDecision'] } })
  const other = await aFilledPaper(desk, caseId, 'handlingDecision', filedAt)
  expect(await issueCasePaper(desk.approver, { documentId: other, version: '2' }, filedAt)).toMatchObject({
    refusal: { code: 'paperNotDue' },
  })
  await anIssuedPaper(desk, caseId, 'penaltyDecision', filedAt)
  expect(await step('serveDecision', desk.handler, caseId, served)).toMatchObject({ ok: true })
})

it('a notice is served when it is issued, with the one on the hearing where that is a right; after the case was opened again, anew', async () => {
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [['notice', 'approver']])
  expect(await step('serveNotice', desk.handler, caseId, served)).toMatchObject(missing('行政处罚事先告知书', '行政处罚听证告知书'))
  await anIssuedPaper(desk, caseId, 'priorNotice', filedAt)
  expect(await step('serveNotice', desk.handler, caseId, served)).toMatchObject(missing('行政处罚听证告知书'))
  await anIssuedPaper(desk, caseId, 'hearingNotice', filedAt)
  await walk(desk, caseId, [['reopen', 'approver', { reason: '裁量有误，补充调查' }]])
  await walk(
    desk,
    caseId,
    [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', { opinion: '同意变更后的裁量' }],
      ['notice', 'approver'],
    ],
    later,
  )
  expect(await step('serveNotice', desk.handler, caseId, { ...served, servedOn: '2026-06-09' }, later)).toMatchObject(
    missing('行政处罚事先告知书', '行政处罚听证告知书'),
  )
})

it('is asked for in a case taken over from before too, but for a decision that was made then', async () => {
  const caseId = await aReviewedCase(desk)
  await asOwner('UPDATE case_procedure SET taken_over = true WHERE case_id = $1', [caseId])
  await walk(desk, caseId, [['notice', 'approver']])
  expect(await step('serveNotice', desk.handler, caseId, served)).toMatchObject(missing('行政处罚事先告知书', '行政处罚听证告知书'))

  const decided = await aCaseToDecide(desk)
  await walk(desk, decided, [['decide', 'approver']])
  await asOwner('UPDATE case_procedure SET taken_over = true, outcome = NULL WHERE case_id = $1', [decided])
  expect(await step('serveDecision', desk.handler, decided, served)).toMatchObject({ ok: true })
  const overdue = new Date('2026-07-20T02:00:00Z')
  expect(await step('demand', desk.handler, decided, { ...served, servedOn: '2026-07-20' }, overdue)).toMatchObject(
    missing('履行行政处罚决定催告书'),
  )
})

it('is served on no day before that on which its paper was issued', async () => {
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [['notice', 'approver']])
  for (const kind of ['priorNotice', 'hearingNotice'] as const) await anIssuedPaper(desk, caseId, kind, later)
  const tooEarly = { ok: false, refusal: { code: 'dateBeforeAct', detail: { day: '2026-06-09' } } }
  expect(await step('serveNotice', desk.handler, caseId, served, later)).toEqual(tooEarly)
  const today = { ...served, servedOn: '2026-06-09' }
  expect(await step('serveNotice', desk.handler, caseId, today, later)).toMatchObject({ ok: true })

  const decided = await aCaseToDecide(desk)
  await walk(desk, decided, [['decide', 'approver']])
  await anIssuedPaper(desk, decided, 'penaltyDecision', later)
  expect(await step('serveDecision', desk.handler, decided, served, later)).toEqual(tooEarly)
  expect(await step('serveDecision', desk.handler, decided, today, later)).toMatchObject({ ok: true })
})

it('is signed by the head who neither wrote it nor is an officer of the case', async () => {
  const both = await officerOf(places.bureau, ['handler', 'approver'], { name: '孙玲', clearance: 3 })
  const caseId = await aReviewedCase(desk)
  await walk(desk, caseId, [['notice', 'approver']])
  const documentId = await aFilledPaper(desk, caseId, 'priorNotice', filedAt)
  const issue = (version: string) => issueCasePaper(both, { documentId, version }, filedAt)
  await asOwner('UPDATE official_document SET revised_by_id = $2 WHERE id = $1', [documentId, both.userId])
  expect(await issue('2')).toMatchObject({ refusal: { code: 'samePerson' } })
  expect(await getCasePaper(both, caseId, documentId, filedAt)).toMatchObject({ shut: { code: 'samePerson' } })
  // Nor who wrote in it before somebody else did, or worked on the case before.
  expect(await fillCasePaper(desk.handler, { documentId, version: '2', contactPhone: '0537-0000001' }, filedAt)).toMatchObject({ ok: true })
  expect(await issue('3')).toMatchObject({ refusal: { code: 'samePerson' } })
  expect(await asOwner('SELECT revised_by_id, reviser_ids FROM official_document WHERE id = $1', [documentId])).toEqual([
    { revised_by_id: desk.handler.userId, reviser_ids: [desk.handler.userId, both.userId] },
  ])
  const worked = await officerOf(places.bureau, ['approver'], { name: '何宁', clearance: 3 })
  await asOwner('UPDATE case_file SET writer_ids = writer_ids || $2::uuid WHERE id = $1', [caseId, worked.userId])
  expect(await issueCasePaper(worked, { documentId, version: '3' }, filedAt)).toMatchObject({ refusal: { code: 'samePerson' } })
  const placed = { caseId, version: String(await versionOf(caseId)), officer: 'B', officerId: both.userId }
  const replaced = await replaceOfficer(desk.approver, { ...placed, certificate: '37081101009', reason: '原办案人员调离' }, filedAt)
  expect(replaced).toMatchObject({ ok: true })
  expect(await issue('3')).toMatchObject({ refusal: { code: 'samePerson' } })
  const changed = { code: 'dataChanged', detail: { fields: ['officers'] } }
  expect(await issueCasePaper(desk.approver, { documentId, version: '3' }, filedAt)).toEqual({ ok: false, refusal: changed })
  expect(await fillCasePaper(desk.handler, { documentId, version: '3' }, filedAt)).toMatchObject({ ok: true })
  expect(await issueCasePaper(desk.approver, { documentId, version: '4' }, filedAt)).toMatchObject({ ok: true })
})
