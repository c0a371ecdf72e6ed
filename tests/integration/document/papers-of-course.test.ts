import { beforeAll, expect, it } from 'vitest'
import { refuseCase } from '#server/case/refuse-case'
import { resume, suspend } from '#server/case/track/suspension'
import { getCasePaper } from '#server/document/case-paper-queries'
import { draftCasePaper, issueCasePaper } from '#server/document/case-papers'
import { done } from '../../fixtures/campaigns'
import { aFilledPaper, anIssuedPaper } from '../../fixtures/case-papers'
import { aCaseUnderInvestigation, aDesk, aProposedCase, type Desk, versionOf } from '../../fixtures/case-scenes'
import { aFile } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)
const issued = async (id: string) =>
  (
    await asOwner<{ number: string | null; input: Record<string, unknown> }>('SELECT number, input FROM official_document WHERE id = $1', [
      id,
    ])
  )[0]

it('a case that is not filed has one paper, with the reason of the head, and no other', async () => {
  const caseId = await aProposedCase(desk)
  const draft = async (kind: string) => codeOf(await draftCasePaper(desk.handler, { caseId, kind }, on('2026-06-09')))
  expect(await draft('nonFilingApproval')).toBe('wrongState')
  done(await refuseCase(desk.approver, { caseId, version: await versionOf(caseId), reason: '违法行为轻微并及时改正' }, on('2026-06-09')))
  expect(await draft('rectificationOrder')).toBe('wrongState')
  const id = await aFilledPaper(desk, caseId, 'nonFilingApproval', on('2026-06-09'))
  done(await issueCasePaper(desk.handler, { documentId: id, version: '2' }, on('2026-06-09')))
  expect(await issued(id)).toMatchObject({ number: null, input: { refusal: '违法行为轻微并及时改正', issued: true } })
})

it('a halt is told by its own paper while it lasts, and that the case goes on after it', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  const form = async (over: object) => ({
    caseId,
    version: await versionOf(caseId),
    proofFileIds: await aFile(desk.handler, '受理.pdf'),
    ...over,
  })
  const first = done(await draftCasePaper(desk.handler, { caseId, kind: 'suspensionDecision' }, on('2026-06-09')))
  const blank = await getCasePaper(desk.handler, caseId, first.documentId, on('2026-06-09'))
  expect(blank?.missing).toEqual(expect.arrayContaining(['对当事人说明的中止理由', '中止、恢复调查依据的条款']))
  const [halts, goesOn] = [await aFilledPaper(desk, caseId, 'suspensionDecision', on('2026-06-09')), 'resumptionDecision' as const]
  const issue = async (documentId: string, day: string) =>
    codeOf(await issueCasePaper(desk.approver, { documentId, version: '2' }, on(day)))
  expect(await issue(halts, '2026-06-09')).toBe('paperNotDue')
  const ground = { ground: 'awaitsJudgment', reason: '等待法院的裁判', suspendedOn: '2026-06-10' }
  done(await suspend(desk.approver, await form(ground), on('2026-06-10')))
  const drafted = done(await draftCasePaper(desk.handler, { caseId, kind: 'suspensionDecision' }, on('2026-06-10')))
  const shown = await getCasePaper(desk.handler, caseId, drafted.documentId, on('2026-06-10'))
  expect(shown?.missing).toEqual(['对当事人说明的中止理由'])
  const halted = await anIssuedPaper(desk, caseId, 'suspensionDecision', on('2026-06-10'))
  expect(await issued(halted)).toMatchObject({
    number: expect.stringMatching(/医保中止〔2026〕\d+号$/),
    input: { haltReason: '据实写明', haltArticles: '据实写明', haltedOn: '2026-06-10' },
  })
  const early = await aFilledPaper(desk, caseId, goesOn, on('2026-06-11'))
  expect((await getCasePaper(desk.handler, caseId, early, on('2026-06-11')))?.missing).toEqual(['恢复日期'])
  done(await resume(desk.approver, await form({ resumedOn: '2026-06-12', reason: '裁判已经生效' }), on('2026-06-12')))
  const again = await anIssuedPaper(desk, caseId, goesOn, on('2026-06-12'))
  expect(await issued(again)).toMatchObject({ input: { resumedOn: '2026-06-12', resumeReason: '据实写明', haltedOn: '2026-06-10' } })
})
