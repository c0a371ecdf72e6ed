import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { confirmMoney, rejectMoney } from '#server/case/confirm-money'
import { fileCase } from '#server/case/file-case'
import { postMoney } from '#server/case/post-money'
import { proposeCase } from '#server/case/propose-case'
import { refuseCase } from '#server/case/refuse-case'
import { setPenalty } from '#server/case/set-penalty'
import { issueCasePaper } from '#server/document/case-papers'
import { approveReferral, declineReferral, reviseReferral } from '#server/referral/approve-referral'
import { deliverReferral } from '#server/referral/deliver-referral'
import { aFilledPaper } from '../../fixtures/case-papers'
import {
  aCaseUnderInvestigation,
  aFiledCase,
  aProposedCase,
  caseForm,
  factOf,
  filedAt,
  proposedAt,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { actionsOn, aLead, clocksRunning, officerOf, places } from '../../fixtures/matters'
import { aProposedPoliceReferral, approvalOf, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

// Faults of the published corpus on cases and referrals: what was asked for has happened once and whole, and whoever came second is told.

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const stateOf = async (table: 'case_file' | 'referral', id: string) =>
  (await asOwner<{ state: string; version: number }>(`SELECT state::text, version FROM ${table} WHERE id = $1`, [id]))[0]

describe('F10 twenty identical clicks', () => {
  /** Each is answered, all alike, and they did one thing. An answer that is kept says nothing as null. */
  async function twenty(click: (key: { requestKey: string }) => Promise<{ ok: boolean; value?: unknown }>) {
    const key = { requestKey: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 20 }, () => click(key)))
    const [first, ...others] = answers.map((answer) => ({ ...answer, value: answer.value ?? null }))
    expect(first).toMatchObject({ ok: true })
    expect(others).toEqual(Array.from({ length: 19 }, () => first))
  }

  it('propose one case and file it once', async () => {
    const form = caseForm(await aLead(), scene)
    await twenty((key) => proposeCase(scene.handler, { ...form, ...key }, proposedAt))
    const cases = await asOwner<{ id: string }>('SELECT id FROM case_file WHERE lead_id = $1', [form.leadId])
    expect(cases).toHaveLength(1)
    const caseId = cases[0]?.id ?? ''
    await twenty((key) => fileCase(scene.approver, { caseId, version: '1', ...key }, filedAt))
    expect(await stateOf('case_file', caseId)).toEqual({ state: 'filed', version: 2 })
    expect(await actionsOn(caseId)).toEqual(['case.propose', 'case.file'])
    expect(await asOwner('SELECT FROM case_money WHERE case_id = $1', [caseId])).toHaveLength(1)
    expect(await asOwner('SELECT FROM official_document WHERE subject_id = $1', [caseId])).toHaveLength(1)
  })

  it('set a penalty once, and issue a paper under one number', async () => {
    const caseId = await aCaseUnderInvestigation(scene)
    const penalty = { caseId, version: '3', factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
    await twenty((key) => setPenalty(scene.handler, { ...penalty, ...key }, filedAt))
    expect(await versionOf(caseId)).toBe(4)
    expect((await actionsOn(caseId)).filter((action) => action === 'case.setPenalty')).toHaveLength(1)
    await walk(scene, caseId, [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', { opinion: '事实清楚，裁量适当' }],
      ['notice', 'approver'],
    ])
    const documentId = await aFilledPaper(scene, caseId, 'priorNotice', filedAt)
    await twenty((key) => issueCasePaper(scene.approver, { documentId, version: '2', ...key }, filedAt))
    const numbered = await asOwner<{ number: string }>('SELECT number FROM official_document WHERE id = $1', [documentId])
    expect(numbered[0]?.number).toMatch(/号$/)
    const next = await aFilledPaper(scene, await toldNext(), 'priorNotice', filedAt)
    value(await issueCasePaper(scene.approver, { documentId: next, version: '2' }, filedAt))
    const after = await asOwner<{ number: string }>('SELECT number FROM official_document WHERE id = $1', [next])
    expect(serialOf(after)).toBe(serialOf(numbered) + 1)
  })

  const serialOf = (rows: { number: string }[]) => Number(/(\d+)号$/.exec(rows[0]?.number ?? '')?.[1])
  async function toldNext() {
    const caseId = await aCaseUnderInvestigation(scene)
    value(
      await setPenalty(scene.handler, { caseId, version: '3', factId: await factOf(caseId), refund: '712000', fineTimes: '2' }, filedAt),
    )
    await walk(scene, caseId, [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', { opinion: '事实清楚，裁量适当' }],
      ['notice', 'approver'],
    ])
    return caseId
  }

  it('approve a referral once and deliver it once', async () => {
    const referralId = await aProposedPoliceReferral(scene)
    const shown = await approvalOf(scene.approver, referralId)
    await twenty((key) => approveReferral(scene.approver, { ...shown, ...key }, at(24)))
    await twenty((key) => deliverReferral(scene.handler, { referralId, version: '2', ...key }, at(30)))
    expect(await stateOf('referral', referralId)).toEqual({ state: 'delivered', version: 3 })
    expect(await actionsOn(referralId)).toEqual(['referral.propose', 'referral.approve', 'referral.deliver'])
  })
})

describe('F11 two who decide at the same instant', () => {
  type Decides = () => Promise<{ ok: boolean; refusal?: { code: string } }>

  /** One of the two happens, the other is told. Neither is always the first to be asked. */
  async function together(round: number, yes: Decides, no: Decides): Promise<'yes' | 'no'> {
    const asked = round % 2 === 0 ? [yes(), no()] : [no(), yes()].reverse()
    const [agreed, declined] = await Promise.all(asked)
    expect([agreed?.ok, declined?.ok].filter(Boolean)).toHaveLength(1)
    const loser = agreed?.ok ? declined : agreed
    expect(['changedMeanwhile', 'wrongState', 'notFound']).toContain(loser?.refusal?.code)
    return agreed?.ok ? 'yes' : 'no'
  }
  const bothWon = (won: readonly string[], rounds: number) => {
    expect(won).toHaveLength(rounds)
    expect(new Set(won).size).toBe(2)
  }
  const atDesks = async (desks: number, desk: () => Promise<string[]>) => (await Promise.all(Array.from({ length: desks }, desk))).flat()

  it('in three hundred rounds money is confirmed or rejected, whole', async () => {
    const another = await officerOf(places.bureau, ['reviewer'], { name: '赵青' })
    const won = await atDesks(6, async () => {
      const caseId = await aFiledCase(scene)
      const outcomes: string[] = []
      for (let round = 0; round < 50; round += 1) {
        const version = String(2 + 2 * round)
        const posting = { caseId, version, kind: 'recovered', amount: '1', occurredOn: '2026-06-08', voucher: `${round}-${caseId}` }
        value(await postMoney(scene.handler, posting, filedAt))
        const [posted] = await asOwner<{ id: string }>('SELECT id FROM case_money WHERE case_id = $1 AND voucher = $2', [
          caseId,
          posting.voucher,
        ])
        const form = { caseId, version: String(3 + 2 * round), moneyId: posted?.id }
        outcomes.push(
          await together(
            round,
            () => confirmMoney(scene.second, form, filedAt),
            () => rejectMoney(another, { ...form, reason: '凭证与金额不符' }, filedAt),
          ),
        )
      }
      const kept = await asOwner<{ confirmed: boolean; rejected: boolean }>(
        `SELECT confirmed_at IS NOT NULL AS confirmed, rejected_at IS NOT NULL AS rejected FROM case_money WHERE case_id = $1 AND kind = 'recovered'`,
        [caseId],
      )
      expect(kept.filter(({ confirmed, rejected }) => confirmed === rejected)).toEqual([])
      const times = (of: string) => outcomes.filter((one) => one === of).length
      expect(kept.filter(({ confirmed }) => confirmed)).toHaveLength(times('yes'))
      const actions = await actionsOn(caseId)
      expect(actions.filter((action) => action === 'case.confirmMoney')).toHaveLength(times('yes'))
      expect(actions.filter((action) => action === 'case.rejectMoney')).toHaveLength(times('no'))
      await verifyTrail([caseId])
      return outcomes
    })
    bothWon(won, 300)
  })

  it('in a hundred and fifty rounds a case is filed under a number or refused without one', async () => {
    const second = await officerOf(places.bureau, ['approver'], { name: '王芳', clearance: 3 })
    const won = await atDesks(6, async () => {
      const outcomes: string[] = []
      for (let round = 0; round < 25; round += 1) {
        const caseId = await aProposedCase(scene)
        const form = { caseId, version: '1' }
        const outcome = await together(
          round,
          () => fileCase(scene.approver, form, filedAt),
          () => refuseCase(second, { ...form, reason: '管辖不当，不予立案' }, filedAt),
        )
        outcomes.push(outcome)
        expect(await stateOf('case_file', caseId)).toEqual({ state: outcome === 'yes' ? 'filed' : 'notFiled', version: 2 })
        expect(await clocksRunning(caseId)).toEqual(outcome === 'yes' ? ['CK03'] : [])
        await verifyTrail([caseId])
      }
      return outcomes
    })
    bothWon(won, 150)
    const numbers = await asOwner<{ serial: number }>(
      `SELECT (regexp_match(number, '(\\d+)号$'))[1]::int AS serial FROM official_document WHERE number LIKE '任医保立%' ORDER BY serial`,
    )
    expect(numbers.map(({ serial }) => serial)).toEqual(numbers.map((_, place) => place + 1))
  })

  it('in fifty rounds a referral is approved or declined, whole', async () => {
    const second = await officerOf(places.bureau, ['approver'], { name: '周平', clearance: 3 })
    const won = await atDesks(5, async () => {
      const outcomes: string[] = []
      let [referralId, version] = ['', 0]
      for (let round = 0; round < 10; round += 1) {
        if (referralId === '') [referralId, version] = [await aProposedPoliceReferral(scene), 1]
        const shown = await approvalOf(scene.approver, referralId, String(version))
        const outcome = await together(
          round,
          () => approveReferral(scene.approver, shown, at(24)),
          () => declineReferral(second, { referralId, version: String(version), reason: '材料不足，请补充后再报' }, at(24)),
        )
        outcomes.push(outcome)
        expect(await stateOf('referral', referralId)).toEqual({ state: outcome === 'yes' ? 'approved' : 'declined', version: version + 1 })
        await verifyTrail([referralId])
        if (outcome === 'no') referralId = ''
        else value(await reviseReferral(scene.handler, { referralId, version: String(version + 1) }, at(25)))
        version += 2
      }
      return outcomes
    })
    bothWon(won, 50)
  })
})
