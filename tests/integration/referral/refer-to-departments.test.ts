import { beforeAll, describe, expect, it } from 'vitest'
import { acceptReferral, answerReferral, askMore, rejectReferral } from '#server/referral/answer-referral'
import { approveReferral } from '#server/referral/approve-referral'
import { deliverReferral } from '#server/referral/deliver-referral'
import { countReferrals, listReferrals, referralFilter } from '#server/referral/list-referrals'
import { proposeBillReferral, proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { getReferral, getReferralProposal } from '#server/referral/queries'
import { recordBillResult, recordBillResults } from '#server/referral/record-bill-results'
import { proposeSupply, returnSupply, supplyMore } from '#server/referral/supply-more'
import { aFiledCase } from '../../fixtures/case-scenes'
import { aCampaign, aFile, aLead, noticesTo, officerOf, places } from '../../fixtures/matters'
import {
  aDeliveredPoliceReferral,
  aProposedPoliceReferral,
  approvalOf,
  aReceivedReferral,
  aScene,
  at,
  billForm,
  healthForm,
  type Scene,
  value,
} from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const row = async (id: string) => (await asOwner<Record<string, unknown>>('SELECT *, state::text FROM referral WHERE id = $1', [id]))[0]
const reason = '请补充涉事医师的处方'
const waitingSupply = async (referralId: string) =>
  (await asOwner<{ id: string }>('SELECT id FROM referral_supply WHERE referral_id = $1 AND decided_at IS NULL', [referralId]))[0]?.id

describe('a matter for the health commission', () => {
  it('starts from a lead under verification, with its letter and the day for the answer', async () => {
    const leadId = await aLead({ state: 'verifying', conclusion: null, isFraud: false })
    const { referralId } = value(await proposeDepartmentReferral(scene.handler, await healthForm({ leadId }), at(0)))
    expect(await row(referralId)).toMatchObject({
      kind: 'health',
      state: 'proposed',
      lead_id: leadId,
      case_id: null,
      answer_by: expect.any(Date),
    })
    expect(await asOwner('SELECT kind, state::text FROM official_document WHERE subject_id = $1', [referralId])).toEqual([
      { kind: 'departmentReferralLetter', state: 'draft' },
    ])
    const untouched = await aLead({ state: 'toVerify', conclusion: null, isFraud: false })
    expect(await proposeDepartmentReferral(scene.handler, await healthForm({ leadId: untouched }), at(0))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    expect(await proposeDepartmentReferral(scene.handler, await healthForm({}), at(0))).toMatchObject({ refusal: { code: 'notFound' } })
  })

  it('asks for more, gets it as the next version, is accepted and answered', async () => {
    const referralId = await aReceivedReferral(scene, 'health')
    expect(await askMore(scene.health, { referralId, version: '4', reason }, at(5))).toMatchObject({ ok: true })
    const prepared = { referralId, version: '5', note: '处方已补充', fileIds: await aFile(scene.handler, '处方.pdf') }
    for (const someone of [scene.health, scene.approver]) {
      expect(await proposeSupply(someone, prepared, at(6))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    const foreign = { ...prepared, fileIds: await aFile(scene.police) }
    expect(await proposeSupply(scene.handler, foreign, at(6))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await proposeSupply(scene.handler, prepared, at(6))).toMatchObject({ ok: true })
    expect(await proposeSupply(scene.handler, { ...prepared, version: '6' }, at(6))).toMatchObject({ refusal: { code: 'alreadyExists' } })
    expect(await getReferral(scene.health, referralId, at(6))).toMatchObject({ supplements: [], supplies: { waiting: null } })
    const first = { referralId, version: '6', supplyId: await waitingSupply(referralId), previewHash: '0'.repeat(64) }
    expect(await supplyMore(scene.handler, first, at(6))).toMatchObject({ refusal: { code: 'notFound' } })
    const { previewHash: _, ...waiting } = first
    value(await returnSupply(scene.approver, { ...waiting, reason: '请附病程记录' }, at(6)))
    value(await proposeSupply(scene.handler, { ...prepared, version: '7' }, at(6)))
    const whole = (await getReferral(scene.approver, referralId, at(6)))?.supplies.waiting?.whole
    expect(whole).toMatchObject({ seq: 2, content: { supplied: [{ note: '处方已补充', seqs: [2] }] } })
    const supply = { referralId, version: '8', supplyId: await waitingSupply(referralId), previewHash: whole?.hash }
    const unseen = { ...supply, previewHash: '0'.repeat(64) }
    expect(await supplyMore(scene.approver, unseen, at(6))).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    const both = { ...scene.handler, roles: ['handler', 'approver'] as const }
    expect(await supplyMore(both, supply, at(6))).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await supplyMore(scene.approver, { ...supply, supplyId: first.supplyId }, at(6))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await supplyMore(scene.approver, supply, at(6))).toMatchObject({ ok: true })
    const view = await getReferral(scene.health, referralId, at(6))
    expect(view?.versions.map(({ seq, cause, byName, intact }) => ({ seq, cause, byName, intact }))).toEqual([
      { seq: 2, cause: 'supplied', byName: scene.approver.name, intact: true },
      { seq: 1, cause: 'delivered', byName: scene.handler.name, intact: true },
    ])
    expect(view?.versions[1]?.content.materials).toHaveLength(1)
    const shown = whole?.content.materials.map(({ seq, title, sha256 }) => ({ seq, title, sha256 }))
    expect(view?.snapshot?.content.materials.map(({ seq, title, sha256 }) => ({ seq, title, sha256 }))).toEqual(shown)
    expect(view?.materials.map(({ kind }) => kind)).toEqual(['transferLetter'])
    expect(view?.supplements.map(({ title }) => title)).toEqual(['处方.pdf'])

    expect(view?.words.map(({ step, text }) => [step, text])).toEqual([
      ['askMore', reason],
      ['supplyMore', '处方已补充'],
    ])

    expect(await acceptReferral(scene.health, { referralId, version: '9' }, at(7))).toMatchObject({ ok: true })
    expect(await answerReferral(scene.finance, { referralId, version: '10', result: '已约谈并整改' }, at(8))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await answerReferral(scene.health, { referralId, version: '10', result: '已约谈并整改' }, at(8))).toMatchObject({ ok: true })
    expect(await row(referralId)).toMatchObject({ state: 'answered', outcome_reason: '已约谈并整改' })
    expect(await noticesTo(scene.handler.agencyId)).toEqual(expect.arrayContaining(['referralMoreAsked', 'referralAnswered']))
    expect(await noticesTo(scene.health.agencyId)).toEqual(expect.arrayContaining(['referralDelivered', 'referralSupplied']))
  })

  it('is declined only with a reason, by the receiver, once it is signed for', async () => {
    const referralId = await aReceivedReferral(scene, 'health')
    for (const someone of [scene.handler, scene.finance, await officerOf(places.health, [])]) {
      expect(await rejectReferral(someone, { referralId, version: '4', reason }, at(5))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    expect(await rejectReferral(scene.health, { referralId, version: '4', reason: '' }, at(5))).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect(await rejectReferral(scene.health, { referralId, version: '4', reason: '属于收费问题，不涉诊疗规范' }, at(5))).toMatchObject({
      ok: true,
    })
    expect(await acceptReferral(scene.health, { referralId, version: '5' }, at(6))).toMatchObject({ refusal: { code: 'wrongState' } })
  })
})

describe('matters that others send', () => {
  it('come from another department to the insurance bureau', async () => {
    const campaignId = await aCampaign()
    const bureau = await officerOf(places.bureau, ['handler'])
    const form = await healthForm({ campaignId }, { kind: 'other', receiverAgencyId: bureau.agencyId })
    const { referralId } = value(await proposeDepartmentReferral(scene.finance, form, at(0)))
    expect(await row(referralId)).toMatchObject({ sender_agency_name: places.finance, receiver_agency_name: places.bureau, kind: 'other' })
    expect(await getReferral(bureau, referralId, at(1))).toBeNull()
    expect(await getReferral(scene.finance, referralId, at(1))).toMatchObject({ side: 'sender' })
  })

  it('from a bureau below are received by the one above, which reads what was sent', async () => {
    const city = await officerOf(places.cityBureau, ['handler'])
    const form = await healthForm({ caseId: await aFiledCase(scene) }, { kind: 'other', receiverAgencyId: city.agencyId })
    const { referralId } = value(await proposeDepartmentReferral(scene.handler, form, at(0)))
    expect(await getReferral(city, referralId, at(0))).toMatchObject({ side: 'sender' })
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
    value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(2)))
    await asOwner(`UPDATE referral SET summary = '改了内容' WHERE id = $1`, [referralId])

    const view = await getReferral(city, referralId, at(3))
    expect(view).toMatchObject({ side: 'receiver', source: null, snapshot: { intact: true } })
    expect(view?.summary).toContain('病历由他人代签')
    const listed = async (tab: 'toReceive' | 'sent') =>
      (await listReferrals(city, tab, referralFilter.parse({}), at(3))).rows.map(({ id }) => id)
    expect(await listed('toReceive')).toContain(referralId)
    expect(await listed('sent')).not.toContain(referralId)
    expect(await getReferral(await officerOf('山东省医疗保障局', ['supervisor']), referralId, at(3))).toMatchObject({ side: 'sender' })
  })

  it('to discipline stay with those who are cleared for it', async () => {
    const cleared = { ...scene.handler, clearance: 3 }
    const discipline = await officerOf('济宁市纪委监委派驻纪检监察组', ['handler'], { clearance: 3 })
    const caseId = await aFiledCase(scene)
    const form = await healthForm({ caseId }, { kind: 'discipline', receiverAgencyId: discipline.agencyId })
    expect(await getReferralProposal(scene.handler, 'discipline', { caseId })).toBeNull()
    expect(await proposeDepartmentReferral(scene.handler, form, at(0))).toMatchObject({ refusal: { code: 'notFound' } })

    const { referralId } = value(await proposeDepartmentReferral(cleared, form, at(0)))
    expect(await getReferral(scene.handler, referralId, at(1))).toBeNull()
    expect(await getReferral(cleared, referralId, at(1))).toMatchObject({ secrecy: 3 })
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
    value(await deliverReferral(cleared, { referralId, version: '2' }, at(2)))
    expect(await getReferral(discipline, referralId, at(3))).toMatchObject({ side: 'receiver' })
    expect(await getReferral({ ...discipline, clearance: 2 }, referralId, at(3))).toBeNull()
    const fileId = (await asOwner<{ file_id: string }>('SELECT file_id FROM referral_material WHERE referral_id = $1', [referralId]))[0]
      ?.file_id
    expect(await downloaded(scene.handler, String(fileId))).toBeNull()
  })
})

describe('a batch of bills for finance', () => {
  it('is read line by line, all or nothing', async () => {
    const about = { caseId: await aFiledCase(scene) }
    const wrong = await billForm(about, { bills: '370601\t0000001\t清溪医院\t三月五日\t12\n370601\t0000002\t清溪医院\t2026-03-05\t1.234' })
    expect(await proposeBillReferral(scene.handler, wrong, at(0))).toMatchObject({
      refusal: { code: 'invalidInput', detail: { fields: ['bills'], messages: [expect.stringMatching(/第1行.*第2行/)] } },
    })
    const twice = await billForm(about, { bills: '370601\t0000001\t清溪医院\t2026-03-05\t1\n370601\t0000001\t清溪医院\t2026-03-05\t1' })
    expect(await proposeBillReferral(scene.handler, twice, at(0))).toMatchObject({
      refusal: { detail: { messages: [expect.stringContaining('重复')] } },
    })

    const { referralId } = value(await proposeBillReferral(scene.handler, await billForm(about), at(0)))
    expect(
      await asOwner(
        'SELECT seq, bill_number, issued_on::text AS on, amount_fen FROM bill_verification WHERE referral_id = $1 ORDER BY seq',
        [referralId],
      ),
    ).toEqual([
      { seq: 1, bill_number: '0000001', on: '2026-03-05', amount_fen: '123450' },
      { seq: 2, bill_number: '0000002', on: '2026-03-06', amount_fen: '80000' },
      { seq: 3, bill_number: '0000003', on: '2026-03-07', amount_fen: '6660' },
    ])
  })

  it('is answered bill by bill and in bulk, and goes back when none is pending', async () => {
    const referralId = await aReceivedReferral(scene, 'billVerification')
    const billId = (await getReferral(scene.finance, referralId, at(4)))?.bills[0]?.id
    const one = { referralId, version: '4', billId, result: 'genuine' }
    expect(await recordBillResult(scene.handler, one, at(4))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await recordBillResult(scene.finance, { ...one, result: 'pending' }, at(4))).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await recordBillResult(scene.finance, one, at(4))).toMatchObject({ ok: true })
    expect(await answerReferral(scene.finance, { referralId, version: '5', result: '已逐张查验' }, at(5))).toMatchObject({
      refusal: { code: 'billsPending', detail: { count: 2 } },
    })

    const pasted = { referralId, version: '5', results: '370601\t0000002\t伪造\t系统无此票\n370601\t0000003\t查无此票' }
    expect(await recordBillResults(scene.finance, { ...pasted, results: '370601\t9999999\t真票' }, at(5))).toMatchObject({
      refusal: { code: 'billsUnknown', detail: { bills: ['370601 9999999'] } },
    })
    expect(await recordBillResults(scene.finance, { ...pasted, results: '370601\t0000002\t也许' }, at(5))).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    const both = await Promise.all([1, 2].map(() => recordBillResults(scene.finance, pasted, at(5))))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(
      await asOwner('SELECT result::text, result_note FROM bill_verification WHERE referral_id = $1 ORDER BY seq', [referralId]),
    ).toEqual([
      { result: 'genuine', result_note: '' },
      { result: 'counterfeit', result_note: '系统无此票' },
      { result: 'notFound', result_note: '' },
    ])
    expect(await answerReferral(scene.finance, { referralId, version: '6', result: '已逐张查验' }, at(6))).toMatchObject({ ok: true })
    expect(await recordBillResults(scene.finance, { ...pasted, version: '7' }, at(7))).toMatchObject({ refusal: { code: 'wrongState' } })
  })
})

describe('the inbox', () => {
  const inbox = async (actor: Scene['police'], tab: 'toReceive' | 'toAnswer' | 'done' | 'sent', query: Record<string, string> = {}) =>
    (await listReferrals(actor, tab, referralFilter.parse(query), at(100))).rows.map(({ id }) => id)

  it('shows what was delivered, under its tab, with the count; nothing before', async () => {
    const own = await aScene()
    const proposed = await aProposedPoliceReferral(own)
    const delivered = await aDeliveredPoliceReferral(own)
    expect(await inbox(own.police, 'toReceive')).toContain(delivered)
    expect(await inbox(own.police, 'toReceive')).not.toContain(proposed)
    expect(await inbox(own.procurator, 'toReceive')).toContain(delivered)
    expect(await inbox(own.handler, 'sent')).toEqual(expect.arrayContaining([proposed, delivered]))
    expect(await inbox(own.police, 'sent')).toEqual([])
    expect(await inbox(await officerOf(places.otherPolice, ['handler']), 'toReceive')).toEqual([])
    expect(await inbox(await officerOf('济宁市公安局', ['supervisor']), 'toReceive')).toContain(delivered)
    const counts = await countReferrals(own.police)
    expect(counts.toReceive).toBe((await inbox(own.police, 'toReceive')).length)
  })

  it('puts first what runs out first, and pages by it', async () => {
    const health = await aReceivedReferral(scene, 'health')
    const bills = await aReceivedReferral(scene, 'billVerification')
    expect(await inbox(scene.health, 'toAnswer', { kind: 'health' })).toContain(health)
    expect(await inbox(scene.health, 'toAnswer', { kind: 'police' })).toEqual([])
    const [first] = (await listReferrals(scene.finance, 'toAnswer', referralFilter.parse({}), at(100))).rows
    expect(first).toMatchObject({ pendingBills: 3, statutory: false, dueAt: new Date('2026-06-30T16:00:00Z') })
    const after = `${first?.dueAt?.toISOString()}~${first?.id}`
    expect(await inbox(scene.finance, 'toAnswer', { after })).not.toContain(first?.id)
    expect(await inbox(scene.finance, 'toAnswer', { q: '清溪' })).toContain(bills)
    expect(await inbox(scene.finance, 'toAnswer', { q: "' OR 1=1 --" })).toEqual([])
  })
})
