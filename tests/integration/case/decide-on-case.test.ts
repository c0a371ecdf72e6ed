import { beforeAll, describe, expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { declineAgreement } from '#server/case/agreement/agreement'
import { confirmMoney, rejectMoney } from '#server/case/confirm-money'
import { fileCase } from '#server/case/file-case'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { refuseCase } from '#server/case/refuse-case'
import { startTrack } from '#server/case/run-track'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import {
  aDecidedCase,
  aDesk,
  aFiledCase,
  aProposedCase,
  type Desk,
  filedAt,
  partyOf,
  served,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { actionsOn, clocksRunning, officerOf, places } from '../../fixtures/matters'
import { policeForm } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const row = async (caseId: string) =>
  (
    await asOwner<Record<string, unknown>>('SELECT state::text, version, approved_by_id, refusal_reason FROM case_file WHERE id = $1', [
      caseId,
    ])
  )[0]
const money = async (caseId: string) =>
  (
    await asOwner<{ kind: string; amount_fen: string }>(
      'SELECT kind::text, amount_fen FROM case_money WHERE case_id = $1 ORDER BY recorded_at, kind',
      [caseId],
    )
  ).map(({ kind, amount_fen }) => `${kind} ${amount_fen}`)
describe('filing', () => {
  it('turns the clocks, posts what was found, begins the procedure and numbers the form, in one commit', async () => {
    const caseId = await aProposedCase(desk)
    expect(await fileCase(desk.approver, { caseId, version: '1', opinion: '同意' }, filedAt)).toEqual({ ok: true, value: undefined })

    expect(await row(caseId)).toMatchObject({ state: 'filed', version: 2, approved_by_id: desk.approver.userId })
    expect(await clocksRunning(caseId)).toEqual(['CK03'])
    expect(await money(caseId)).toEqual(['found 71200000'])
    expect(await asOwner('SELECT stage::text, kind::text, taken_over FROM case_procedure WHERE case_id = $1', [caseId])).toEqual([
      { stage: 'filed', kind: 'ordinary', taken_over: false },
    ])
    expect(await asOwner('SELECT state::text, number, revision FROM official_document WHERE subject_id = $1', [caseId])).toEqual([
      { state: 'issued', number: expect.stringMatching(/^任医保立〔2026〕\d+号$/), revision: 2 },
    ])
    expect(await actionsOn(caseId)).toEqual(['case.propose', 'case.file'])
  })

  it('numbers without a gap, also where a filing was rolled back', async () => {
    const [first, second] = [await aFiledCase(desk), await aProposedCase(desk)]
    await fileCase(desk.approver, { caseId: second, version: '9' }, filedAt)
    const third = await aFiledCase(desk)
    const serial = async (caseId: string) =>
      Number(
        /(\d+)号$/.exec(
          (await asOwner<{ number: string }>('SELECT number FROM official_document WHERE subject_id = $1', [caseId]))[0]?.number ?? '',
        )?.[1],
      )
    expect(await serial(third)).toBe((await serial(first)) + 1)
  })

  it('is another person’s than those who worked on it', async () => {
    const both = await officerOf(places.bureau, ['handler', 'approver'])
    const caseId = await aProposedCase({ ...desk, handler: both })
    expect(await fileCase(both, { caseId, version: '1' }, filedAt)).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await row(caseId)).toMatchObject({ state: 'proposed', version: 1 })
  })

  it.each([
    ['another county', () => aDesk(places.otherBureau).then(({ approver }) => approver)],
    ['the city above', () => aDesk(places.cityBureau).then(({ approver }) => approver)],
    ['another department', () => officerOf(places.police, ['approver'])],
    ['the handler', () => Promise.resolve(desk.handler)],
    ['no role', () => officerOf(places.bureau, [])],
  ])('cannot be done by %s', async (_who, person) => {
    const caseId = await aProposedCase(desk)
    const someone = await person()
    expect(await fileCase(someone, { caseId, version: '1' }, filedAt)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await refuseCase(someone, { caseId, version: '1', reason: '管辖不当，不予立案' }, filedAt)).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await row(caseId)).toMatchObject({ state: 'proposed', version: 1 })
    expect(await clocksRunning(caseId)).toEqual(['CK01'])
  })

  it('happens once when two approve at once, and not on a version that has passed', async () => {
    const caseId = await aProposedCase(desk)
    const both = await Promise.all([1, 2].map(() => fileCase(desk.approver, { caseId, version: '1' }, filedAt)))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await money(caseId)).toEqual(['found 71200000'])
    const stale = await aProposedCase(desk)
    expect(await fileCase(desk.approver, { caseId: stale, version: '2' }, filedAt)).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
  })

  it('may be refused with a reason; the form is voided and the lead can be proposed again', async () => {
    const caseId = await aProposedCase(desk)
    expect(await refuseCase(desk.approver, { caseId, version: '1', reason: '' }, filedAt)).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect(await refuseCase(desk.approver, { caseId, version: '1', reason: '违法行为轻微并及时改正' }, filedAt)).toMatchObject({ ok: true })
    expect(await row(caseId)).toMatchObject({ state: 'notFiled', refusal_reason: '违法行为轻微并及时改正' })
    expect(await clocksRunning(caseId)).toEqual([])
    expect(await asOwner('SELECT state::text FROM official_document WHERE subject_id = $1', [caseId])).toEqual([{ state: 'voided' }])
  })
})

describe('a case on its way', () => {
  it('adds facts under the law of their days and posts what each cost', async () => {
    const caseId = await aFiledCase(desk)
    const fact = {
      behaviour: '重复收费',
      actFrom: '2026-02-01',
      actTo: '2026-05-20',
      provision: 'P38-1',
      billed: '80000',
      irregular: '60000',
      fundLoss: '50000',
      partyId: await partyOf(caseId),
    }
    expect(await addFact(desk.handler, { caseId, version: '2', ...fact }, filedAt)).toMatchObject({ ok: true })
    expect(await money(caseId)).toEqual(['found 71200000', 'found 5000000'])
    const view = await getCase(desk.handler, caseId, filedAt)
    expect(view?.facts.map(({ seq, spansRules }) => [seq, spansRules])).toEqual([
      [1, false],
      [2, true],
    ])
    expect(view?.totals).toMatchObject({ billedFen: 106_000_000n, fundLossFen: 76_200_000n })
    expect(await addFact(desk.handler, { caseId, version: '2', ...fact }, filedAt)).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
  })

  it('never adds the funds’ money to the treasury’s, counts what a second person confirmed, and posts a voucher once', async () => {
    const caseId = await aDecidedCase(desk)
    const decided = await versionOf(caseId)
    const at = (place: string) => String(decided + Number(place) - 7)
    const post = (version: string, over: object) =>
      postMoney(desk.handler, { caseId, version: at(version), occurredOn: '2026-06-08', voucher: `T-${caseId}`, ...over }, filedAt)
    expect(await post('7', { kind: 'recovered', amount: '712000.01' })).toMatchObject({
      refusal: { code: 'moneyBeyond', detail: { left: '712,000.00' } },
    })
    expect(await post('7', { kind: 'recovered', amount: '1', occurredOn: '2026-06-09' })).toMatchObject({
      refusal: { code: 'dateInFuture' },
    })
    expect(await post('7', { kind: 'recovered', amount: '700000' })).toMatchObject({ ok: true })
    expect(await post('8', { kind: 'finePaid', amount: '100' })).toMatchObject({ refusal: { code: 'alreadyExists' } })
    expect(await post('8', { kind: 'finePaid', amount: '100', voucher: `F-${caseId}` })).toMatchObject({ ok: true })
    expect(await post('9', { kind: 'fined', amount: '100', voucher: 'T-9' })).toMatchObject({ refusal: { code: 'invalidInput' } })

    const totals = async () => (await getCase(desk.handler, caseId, filedAt))?.moneyTotals
    expect(await totals()).toMatchObject({ fund: { returnedFen: 0n }, treasury: { paidFen: 0n } })
    const [paid, back] = await asOwner<{ id: string }>(
      `SELECT id FROM case_money WHERE case_id = $1 AND voucher <> '' ORDER BY kind DESC`,
      [caseId],
    )
    const settle = (command: typeof confirmMoney, actor: Desk['handler'], version: string, moneyId = back?.id) =>
      command(actor, { caseId, version: at(version), moneyId }, filedAt)
    expect(await settle(confirmMoney, desk.handler, '9')).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await settle(confirmMoney, { ...desk.handler, roles: ['handler', 'reviewer'] }, '9')).toMatchObject({
      refusal: { code: 'samePerson' },
    })
    expect(await settle(confirmMoney, desk.second, '9')).toMatchObject({ ok: true })
    expect(await settle(confirmMoney, desk.second, '10')).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(
      await rejectMoney(desk.second, { caseId, version: at('10'), moneyId: paid?.id, reason: '凭证与到账金额不符' }, filedAt),
    ).toMatchObject({
      ok: true,
    })
    const noSurcharge = { surchargedFen: 0n, surchargePaidFen: 0n, surchargeOutstandingFen: 0n }
    expect(await totals()).toEqual({
      fund: {
        foundFen: 71_200_000n,
        demandedFen: 71_200_000n,
        recoveredFen: 70_000_000n,
        agreementRecoveredFen: 0n,
        returnedFen: 70_000_000n,
        outstandingFen: 1_200_000n,
      },
      treasury: { ...noSurcharge, finedFen: 142_400_000n, paidFen: 0n, outstandingFen: 142_400_000n },
    })
    // What was sent back leaves its voucher free.
    expect(await post('11', { kind: 'finePaid', amount: '100', voucher: `F-${caseId}` })).toMatchObject({ ok: true })
  })

  it('takes a voucher once in the whole agency, also in another case and at the same moment', async () => {
    const [one, other] = [await aFiledCase(desk), await aFiledCase(desk)]
    const post = (caseId: string) =>
      postMoney(
        desk.handler,
        { caseId, version: '2', kind: 'recovered', amount: '1', occurredOn: '2026-06-08', voucher: `D-${one}` },
        filedAt,
      )
    const both = await Promise.all([post(one), post(other)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'alreadyExists' } })
  })

  it('is closed when it was served, every track has ended and the money is settled, or it is said why not', async () => {
    const caseId = await aDecidedCase(desk)
    const close = (reason?: string) => step('close', desk.approver, caseId, reason ? { reason } : {})
    expect(await close()).toMatchObject({ refusal: { code: 'decisionUnserved' } })
    await walk(desk, caseId, [['serveDecision', 'handler', served]])
    const track = async (command: typeof startTrack, over: object) =>
      command(desk.handler, { caseId, version: String(await versionOf(caseId)), kind: 'agreement', ...over }, filedAt)
    expect(await track(startTrack, {})).toMatchObject({ ok: true })
    expect(await track(startTrack, {})).toMatchObject({ refusal: { code: 'alreadyExists' } })
    for (const kind of ['discipline', 'administrative', 'criminal', 'healthAdministration'])
      expect(await track(startTrack, { kind })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await close()).toMatchObject({ refusal: { code: 'tracksRunning', detail: { count: 1 } } })
    // What comes of the agreement is the operating agency's word, and there its head's.
    const decline = async (actor: typeof desk.handler) =>
      declineAgreement(actor, { caseId, version: String(await versionOf(caseId)), reason: '服务协议已经到期' }, filedAt)
    const operator = await officerOf('任城区医疗保险事业中心', ['handler'])
    expect(await decline(desk.approver)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await decline(operator)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await decline({ ...operator, roles: ['approver'] })).toMatchObject({ ok: true })
    expect((await getCase(desk.approver, caseId, filedAt))?.isSettled).toBe(false)
    expect(await step('perform', desk.handler, caseId)).toMatchObject({ refusal: { code: 'moneyOutstanding' } })
    const before = await versionOf(caseId)
    expect(await close()).toMatchObject({
      refusal: { code: 'moneyOutstanding', detail: { fund: '712,000.00', treasury: '1,424,000.00' } },
    })
    expect(await row(caseId)).toMatchObject({ state: 'decided', version: before })
    expect(await close('当事人已进入破产程序，债权已申报')).toMatchObject({ ok: true })
    expect(await row(caseId)).toMatchObject({ state: 'closed', version: before + 1 })
    expect(await asOwner('SELECT stage::text, closing_kind::text FROM case_procedure WHERE case_id = $1', [caseId])).toEqual([
      { stage: 'closed', closing_kind: 'unperformed' },
    ])
    expect(await clocksRunning(caseId)).toEqual(['CK24', 'CK67'])
  })

  it('is not closed while the police have not said whether they take it on', async () => {
    const caseId = await aDecidedCase(desk)
    await walk(desk, caseId, [['serveDecision', 'handler', served]])
    expect(await proposePoliceReferral(desk.handler, await policeForm(caseId), filedAt)).toMatchObject({ ok: true })
    expect(await step('close', desk.approver, caseId, { reason: '款项无法追缴' })).toMatchObject({ refusal: { code: 'referralOpen' } })
  })

  it('moves in order, and each step by its own role', async () => {
    const caseId = await aProposedCase(desk)
    expect(await step('investigate', desk.handler, caseId)).toMatchObject({ refusal: { code: 'notFound' } })
    const filed = await aFiledCase(desk)
    expect(await step('report', desk.handler, filed)).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(await step('decide', desk.handler, filed)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await step('decide', desk.approver, filed)).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(
      await postMoney(
        desk.handler,
        { caseId, version: '1', kind: 'recovered', amount: '1', occurredOn: '2026-06-08', voucher: 'T-1' },
        filedAt,
      ),
    ).toMatchObject({
      refusal: { code: 'wrongState' },
    })
  })
})
