import { expect, it } from 'vitest'
import { setPenalty } from '#server/case/set-penalty'
import { getCasePaper } from '#server/document/case-paper-queries'
import { openPdf } from '#server/document/open-pdf'
import { done } from '../../fixtures/campaigns'
import { aFilledPaper, anIssuedPaper } from '../../fixtures/case-papers'
import { aCaseUnderInvestigation, aDesk, factOf, versionOf } from '../../fixtures/case-scenes'
import { officerOf } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-20T02:00:00Z')

it('what the case says today and a signed paper does not is shown by field, and the paper stays as it was signed', async () => {
  const desk = await aDesk()
  const caseId = await aCaseUnderInvestigation(desk)
  const documentId = await anIssuedPaper(desk, caseId, 'rectificationOrder', now)
  const draft = await aFilledPaper(desk, caseId, 'rectificationOrder', now)
  const seen = (id = documentId) => getCasePaper(desk.handler, caseId, id, now)
  expect((await seen())?.since).toEqual([])
  const signed = done(await openPdf(desk.handler, documentId)).bytes

  const penalty = { caseId, version: await versionOf(caseId), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
  done(await setPenalty(desk.handler, penalty, now))
  expect((await seen())?.since).toEqual([
    { path: ['facts', 0, 'refundFen'], signed: '0', today: '71200000' },
    { path: ['facts', 0, 'fineFen'], signed: '0', today: '142400000' },
    { path: ['facts', 0, 'fineTenths'], signed: null, today: 20 },
  ])
  expect((await seen(draft))?.since, 'a draft follows the case').toEqual([])
  expect(done(await openPdf(desk.handler, documentId)).bytes).toEqual(signed)

  await asOwner('UPDATE case_file SET handed_to_operator_at = now() WHERE id = $1', [caseId])
  const operator = await officerOf('任城区医疗保险事业中心', ['handler'])
  expect(await getCasePaper(operator, caseId, documentId, now)).toMatchObject({ id: documentId, since: [] })
})
