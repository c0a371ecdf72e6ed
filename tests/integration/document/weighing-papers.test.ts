import { beforeAll, expect, it } from 'vitest'
import { getCase } from '#server/case/queries'
import { getCasePaper } from '#server/document/case-paper-queries'
import { draftCasePaper, dropCasePaper, fillCasePaper, issueCasePaper } from '#server/document/case-papers'
import { done } from '../../fixtures/campaigns'
import { anIssuedPaper } from '../../fixtures/case-papers'
import { aCaseToDecide, aDesk, aReviewedCase, type Desk, filedAt } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

it('the lawyers’ opinion is written and signed by whoever gave it, and by nobody else', async () => {
  const caseId = await aReviewedCase(desk)
  const form = { caseId, kind: 'legalReviewOpinion' }
  expect(await draftCasePaper(desk.handler, form, filedAt)).toMatchObject({ refusal: { code: 'notFound' } })
  // The second officer is a reviewer too, and so is a colleague.
  for (const other of [desk.second, await officerOf(places.bureau, ['reviewer'])]) {
    expect(await draftCasePaper(other, form, filedAt)).toMatchObject({ refusal: { code: 'otherPerson' } })
    expect((await getCase(other, caseId, filedAt))?.papersToWrite).not.toContain('legalReviewOpinion')
  }
  expect((await getCase(desk.legal, caseId, filedAt))?.papersToWrite).toEqual(['legalReviewOpinion'])
  const documentId = await aDraftOpinion(caseId)
  const draft = { documentId, version: '1' }
  for (const refused of [
    await fillCasePaper(desk.second, { ...draft, onFacts: '事实不清' }, filedAt),
    await issueCasePaper(desk.second, draft, filedAt),
    await dropCasePaper(desk.second, draft, filedAt),
  ])
    expect(refused).toMatchObject({ refusal: { code: 'otherPerson' } })
  expect(await getCasePaper(desk.second, caseId, documentId, filedAt)).toMatchObject({ mayFill: false, mayIssue: false })
  done(await fillCasePaper(desk.legal, { ...draft, ...parts }, filedAt))
  done(await issueCasePaper(desk.legal, { documentId, version: '2' }, filedAt))
})

const aDraftOpinion = async (caseId: string) =>
  value(await draftCasePaper(desk.legal, { caseId, kind: 'legalReviewOpinion' }, filedAt)).documentId
const parts = Object.fromEntries(
  ['onJurisdiction', 'onFacts', 'onLaw', 'onProcedure', 'onDiscretion', 'onPapers'].map((name) => [name, '符合规定。']),
)

it('the minutes say what was recorded of the discussion, whatever is typed', async () => {
  const caseId = await aCaseToDecide(desk)
  const { documentId } = value(await draftCasePaper(desk.handler, { caseId, kind: 'discussionMinutes' }, filedAt))
  const typed = { conclusion: '不予处罚。', opinions: '均不同意。', present: '张敏', heldOn: '2026-06-01', place: '三楼会议室' }
  done(await fillCasePaper(desk.handler, { documentId, version: '1', ...typed }, filedAt))
  const paper = await getCasePaper(desk.handler, caseId, documentId, filedAt)
  const said = Object.fromEntries((paper?.fields ?? []).map(({ name, value: words }) => [name, words]))
  expect(said).toMatchObject({
    ...{ heldOn: '2026-06-08', present: '刘洋、王芳、赵磊', opinions: '均同意拟定意见。', conclusion: '按拟定意见作出决定。' },
    place: '三楼会议室',
  })
  expect(paper?.fields.filter(({ recorded }) => recorded).map(({ name }) => name)).toEqual(['heldOn', 'present', 'opinions', 'conclusion'])
  await anIssuedPaper(desk, caseId, 'discussionMinutes', filedAt)
  const issued = `SELECT kind FROM official_document WHERE subject_id = $1 AND state = 'issued' AND kind = 'discussionMinutes'`
  expect(await asOwner(issued, [caseId])).toEqual([{ kind: 'discussionMinutes' }])
})
