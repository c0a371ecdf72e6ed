import { beforeAll, expect, it } from 'vitest'
import { moneyTotals } from '#domain/case/money'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { confirmMoney } from '#server/case/confirm-money'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { proveService } from '#server/case/track/prove-service'
import { publishPaper } from '#server/case/track/publish-paper'
import { serveLater } from '#server/case/track/serve-later'
import { issueCasePaper } from '#server/document/case-papers'
import { done } from '../../fixtures/campaigns'
import { aFilledPaper, anIssuedPaper } from '../../fixtures/case-papers'
import { aCaseUnderInvestigation, aDecidedCase, aDesk, type Desk, partyOf, served, step, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, clocksRunning, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const on = (day: string) => new Date(`${day}T02:00:00Z`)
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })
const ended = (caseId: string) => asOwner('SELECT stage::text, closing_kind::text FROM case_procedure WHERE case_id = $1', [caseId])

it('a fine that is not paid is demanded, then the court is asked: after ten working days, when nobody can appeal, and within three months', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  const urged = (servedOn: string) => step('demand', desk.handler, caseId, { ...served, servedOn }, on('2026-07-01'))
  expect(await urged('2026-06-23')).toMatchObject(refused('notOverdue'))
  expect(await urged('2026-06-24')).toMatchObject({ refusal: { code: 'paperMissing', detail: { kinds: ['demandNotice'] } } })
  await anIssuedPaper(desk, caseId, 'demandNotice', on('2026-06-24'))
  expect(await urged('2026-06-24')).toMatchObject({ ok: true })
  expect(await clocksRunning(caseId)).toEqual(['CK16', 'CK18', 'CK20', 'CK21', 'CK24', 'CK67'])
  expect(await asOwner(`SELECT started_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK18'`, [caseId])).toEqual([
    { started_at: beijingMidnight('2026-06-24') },
  ])
  const apply = (day: string) => step('applyToCourt', desk.approver, caseId, { appliedOn: day, court: '任城区人民法院' }, on(day))
  const writes = async (day: string) => {
    const documentId = await aFilledPaper(desk, caseId, 'enforcementApplication', on(day))
    return issueCasePaper(desk.approver, { documentId, version: '2' }, on(day))
  }
  expect(await writes('2026-07-08')).toMatchObject(refused('demandRuns', { day: '2026-07-08' }))
  expect(await apply('2026-07-08')).toMatchObject(refused('demandRuns', { day: '2026-07-08' }))
  expect(await apply('2026-07-09')).toMatchObject(refused('remedyRuns', { day: '2026-12-08' }))
  expect(await apply('2027-03-09')).toMatchObject(refused('courtTooLate', { day: '2027-03-08' }))
  expect(
    await step('applyToCourt', desk.handler, caseId, { appliedOn: '2027-01-08', court: '任城区人民法院' }, on('2027-01-08')),
  ).toMatchObject(refused('notFound'))
  expect(await writes('2027-01-08')).toMatchObject({ ok: true })
  expect(await apply('2027-01-08')).toMatchObject({ ok: true })
  const close = (reason: string) => step('close', desk.approver, caseId, { reason }, on('2027-06-01'))
  expect(await close('')).toMatchObject({ refusal: { code: 'moneyOutstanding' } })
  expect(await close('法院裁定终结本次执行程序')).toMatchObject({ ok: true })
  expect(await ended(caseId)).toEqual([{ stage: 'closed', closing_kind: 'unperformed' }])
  expect(await clocksRunning(caseId)).toEqual(['CK24', 'CK67'])
})

it('a decision that was wrong is taken back: nothing of it is owed, and the case ends so', async () => {
  const caseId = await aDecidedCase(desk)
  expect(await step('revoke', desk.handler, caseId, { reason: '适用条款有误' })).toMatchObject(refused('notFound'))
  await walk(desk, caseId, [
    ['serveDecision', 'handler', served],
    ['revoke', 'approver', { reason: '经复查，适用条款有误，自行撤销' }],
  ])
  expect(await clocksRunning(caseId)).toContain('CK23')
  const view = await getCase(desk.approver, caseId, on('2026-06-09'))
  expect(moneyTotals(view?.money ?? [])).toMatchObject({ fund: { demandedFen: 0n }, treasury: { finedFen: 0n, outstandingFen: 0n } })
  await walk(desk, caseId, [['close', 'approver']])
  expect(await ended(caseId)).toEqual([{ stage: 'closed', closing_kind: 'revoked' }])
})

it('that a decision was taken back is served on its party, also once the case is closed, and once', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [
    ['serveDecision', 'handler', served],
    ['revoke', 'approver', { reason: '经复查，适用条款有误，自行撤销' }],
    ['close', 'approver', { reason: '决定已撤销' }],
  ])
  const serve = async (by = desk.handler) => {
    const form = { caseId, version: await versionOf(caseId), partyId: await partyOf(caseId), paper: 'revocation', ...served }
    return serveLater(by, { ...form, servedOn: '2026-06-10' }, on('2026-06-10'))
  }
  expect(await serve()).toMatchObject({ refusal: { code: 'paperMissing', detail: { kinds: ['revocationDecision'] } } })
  await anIssuedPaper(desk, caseId, 'revocationDecision', on('2026-06-10'))
  expect(await serve(desk.approver)).toMatchObject(refused('notFound'))
  done(await serve())
  expect(await serve()).toMatchObject(refused('alreadyExists'))
  const view = await getCase(desk.handler, caseId, on('2026-06-11'))
  expect(view?.services.map(({ paper }) => paper)).toEqual(['priorNotice', 'decision', 'revocation'])
})

it('an investigation that cannot go on is ended, with its clocks, and no decision follows', async () => {
  const caseId = await aCaseUnderInvestigation(desk)
  await walk(desk, caseId, [['terminate', 'approver', { reason: '当事人已注销，没有权利义务承受人' }]])
  expect(await clocksRunning(caseId)).toEqual([])
  expect(await step('report', desk.handler, caseId)).toMatchObject({ refusal: { code: 'wrongState' } })
  await walk(desk, caseId, [['close', 'approver']])
  expect(await ended(caseId)).toEqual([{ stage: 'closed', closing_kind: 'terminated' }])
})

it('a fine that is late grows by three in a hundred a day, is urged with that, and is paid with what it grew by until then', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  await anIssuedPaper(desk, caseId, 'demandNotice', on('2026-06-24'))
  // The last day to pay is 23 June.
  const fineFen = moneyTotals((await getCase(desk.handler, caseId, on('2026-06-24')))?.money ?? []).treasury.finedFen
  const treasury = async () => moneyTotals((await getCase(desk.handler, caseId, on('2026-07-10')))?.money ?? []).treasury
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-06-25' }]], on('2026-06-25'))
  expect(await treasury()).toMatchObject({ surchargedFen: (fineFen * 6n) / 100n, surchargeOutstandingFen: (fineFen * 6n) / 100n })
  const version = async () => String(await versionOf(caseId))
  const pays = async (kind: string, amountFen: bigint) => {
    const form = { kind, amount: `${amountFen / 100n}`, occurredOn: '2026-06-28', voucher: `${kind}-${caseId}` }
    done(await postMoney(desk.handler, { caseId, version: await version(), ...form }, on('2026-06-29')))
    const [row] = await asOwner<{ id: string }>('SELECT id FROM case_money WHERE case_id = $1 AND voucher = $2', [caseId, form.voucher])
    done(await confirmMoney(desk.legal, { caseId, version: await version(), moneyId: row?.id ?? '' }, on('2026-06-29')))
  }
  await pays('finePaid', fineFen)
  const grown = (fineFen * 15n) / 100n
  expect(await treasury()).toMatchObject({ outstandingFen: 0n, surchargedFen: grown, surchargeOutstandingFen: grown })
  await pays('surchargePaid', grown)
  expect(await treasury()).toMatchObject({ surchargePaidFen: grown, surchargeOutstandingFen: 0n })
  await walk(desk, caseId, [['revoke', 'approver', { reason: '经复查，适用条款有误，自行撤销' }]], on('2026-06-30'))
  expect(await treasury()).toMatchObject({ finedFen: 0n, surchargedFen: 0n, surchargePaidFen: grown })
})

it('what a late fine grew by is reckoned anew where a payment that came in earlier is confirmed later', async () => {
  const caseId = await aDecidedCase(desk)
  await walk(desk, caseId, [['serveDecision', 'handler', served]])
  await anIssuedPaper(desk, caseId, 'demandNotice', on('2026-06-24'))
  await walk(desk, caseId, [['demand', 'handler', { ...served, servedOn: '2026-06-25' }]], on('2026-06-25'))
  const treasury = async () => moneyTotals((await getCase(desk.handler, caseId, on('2026-07-10')))?.money ?? []).treasury
  const { finedFen } = await treasury()
  const version = async () => String(await versionOf(caseId))
  for (const day of ['26', '28']) {
    const form = { kind: 'finePaid', amount: `${finedFen / 200n}`, occurredOn: `2026-06-${day}`, voucher: `${day}-${caseId}` }
    done(await postMoney(desk.handler, { caseId, version: await version(), ...form }, on('2026-06-29')))
  }
  for (const [day, percent] of [
    ['28', 15n],
    ['26', 12n],
  ] as const) {
    const [row] = await asOwner<{ id: string }>('SELECT id FROM case_money WHERE case_id = $1 AND voucher = $2', [
      caseId,
      `${day}-${caseId}`,
    ])
    done(await confirmMoney(desk.legal, { caseId, version: await version(), moneyId: row?.id ?? '' }, on('2026-06-29')))
    expect((await treasury()).surchargedFen).toBe((finedFen * percent) / 100n)
  }
})

it('a service stands with what proves it, also with what came back later, and with files of whoever records it alone', async () => {
  const caseId = await aDecidedCase(desk)
  await anIssuedPaper(desk, caseId, 'penaltyDecision', on('2026-06-08'))
  const elsewhere = await officerOf(places.otherBureau, ['handler'])
  const serve = async (file: string) => step('serveDecision', desk.handler, caseId, { ...served, receiptFileIds: file })
  expect(await serve(await aFile(elsewhere, '送达回证.pdf'))).toMatchObject(refused('notFound'))
  const receipt = await aFile(desk.handler, '送达回证.pdf')
  expect(await serve(receipt)).toMatchObject({ ok: true })
  const proofs = async () =>
    (
      await asOwner<{ id: string; proof_file_ids: string[] }>(
        `SELECT id, proof_file_ids FROM case_service WHERE case_id = $1 AND paper = 'decision'`,
        [caseId],
      )
    )[0]
  expect((await proofs())?.proof_file_ids).toEqual([receipt])
  const later = await aFile(desk.second, '邮寄回执.pdf')
  const form = async () => ({ caseId, version: String(await versionOf(caseId)), serviceId: (await proofs())?.id, receiptFileIds: later })
  expect(await proveService(desk.approver, await form(), on('2026-06-12'))).toMatchObject(refused('notFound'))
  done(await proveService(desk.second, await form(), on('2026-06-12')))
  expect((await proofs())?.proof_file_ids).toEqual([receipt, later])
  const shown = (await getCase(desk.approver, caseId, on('2026-06-12')))?.attachments.filter(({ kind }) => kind === 'service')
  expect(shown?.map(({ title }) => title)).toEqual(['送达回证.pdf', '邮寄回执.pdf'])
})

it('a decision that is published is served when its thirty days are over, and its time stands with the case until then', async () => {
  const caseId = await aDecidedCase(desk)
  await anIssuedPaper(desk, caseId, 'penaltyDecision', on('2026-06-08'))
  const serve = (servedOn: string) =>
    step('serveDecision', desk.handler, caseId, { ...served, servedOn, method: 'publication', receiver: '门户网站' }, on('2026-07-20'))
  expect(await serve('2026-07-10')).toMatchObject(refused('publicationMissing'))
  const form = { publishedOn: '2026-06-09', place: '区政府门户网站公告栏' }
  const publish = async (over: object = {}) =>
    publishPaper(
      desk.handler,
      { caseId, version: String(await versionOf(caseId)), ...form, receiptFileIds: await aFile(desk.handler, '公告截图.pdf'), ...over },
      on('2026-06-10'),
    )
  expect(await publish({ publishedOn: '2026-06-07' })).toMatchObject(refused('dateBeforeAct', { day: '2026-06-08' }))
  done(await publish())
  expect(await publish()).toMatchObject(refused('alreadyExists'))
  expect(await clocksRunning(caseId)).toContain('CK15')
  expect(await serve('2026-07-09')).toMatchObject(refused('publicationRuns', { day: '2026-07-09' }))
  done(await serve('2026-07-10'))
  expect(await clocksRunning(caseId)).not.toContain('CK15')
})
