import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getCase } from '#server/case/queries'
import { suspend } from '#server/case/track/suspension'
import { getLead } from '#server/lead/queries'
import { acceptHandBack } from '#server/referral/accept-hand-back'
import { acceptReferral, answerReferral, askMore } from '#server/referral/answer-referral'
import { approveReferral } from '#server/referral/approve-referral'
import { declineCriminalCase, upholdDecline } from '#server/referral/decide-criminal-case'
import { deliverReferral } from '#server/referral/deliver-referral'
import { proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { getReferral, getReferralProposal } from '#server/referral/queries'
import { receiveReferral } from '#server/referral/receive-referral'
import { step, versionOf } from '../../fixtures/case-scenes'
import {
  aCampaign,
  actionsOn,
  aFile,
  agencyNamed,
  clocksRunning,
  noticesTo,
  noticesToPerson,
  officerOf,
  places,
} from '../../fixtures/matters'
import { approvalOf, aReceivedPoliceReferral, aScene, at, healthForm, objects, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let chief: Actor
beforeAll(async () => {
  scene = await aScene()
  chief = await officerOf(places.police, ['approver'])
})

type Row = Record<string, unknown> & { case_id: string }
const row = async (id: string) => (await asOwner<Row>('SELECT *, state::text FROM referral WHERE id = $1', [id]))[0]
const declining = { outcomeNumber: '任公（刑）不立字〔2026〕3号', reason: '情节显著轻微，不认为是犯罪' }

/** Version 5. */
async function aDeclinedReferral(): Promise<string> {
  const referralId = await aReceivedPoliceReferral(scene)
  value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60)))
  return referralId
}

const form = async (about: Record<string, string>) => ({
  ...(await healthForm(about)),
  kind: 'handBack',
  receiverAgencyId: (await agencyNamed(places.bureau)).id,
  title: '清溪医院案不立案，请依法行政处理',
})

/** Proposed, approved, delivered and signed for: version 4. */
async function aReceivedHandBack(about: Record<string, string>): Promise<string> {
  const { referralId } = value(await proposeDepartmentReferral(scene.police, await form(about), at(70)))
  value(await approveReferral(chief, await approvalOf(chief, referralId), at(71)))
  value(await deliverReferral(scene.police, { referralId, version: '2' }, at(72)))
  value(await receiveReferral(scene.handler, { referralId, version: '3' }, at(73)))
  return referralId
}

describe('what the police hand back', () => {
  it('is linked to the referral that it came by, and goes to its sender and nowhere else', async () => {
    const originId = await aDeclinedReferral()
    const others = [scene.handler, scene.health, await officerOf(places.otherPolice, ['handler'])]
    for (const someone of others) {
      expect(await proposeDepartmentReferral(someone, await form({ originId }), at(70))).toMatchObject({ refusal: { code: 'notFound' } })
      expect(await getReferralProposal(someone, 'handBack', { originId })).toBeNull()
    }
    const elsewhere = { ...(await form({ originId })), receiverAgencyId: (await agencyNamed(places.cityBureau)).id }
    expect(await proposeDepartmentReferral(scene.police, elsewhere, at(70))).toMatchObject({ refusal: { code: 'notReceiver' } })
    expect((await getReferralProposal(scene.police, 'handBack', { originId }))?.receivers.map(({ name }) => name)).toEqual([places.bureau])

    const { referralId } = value(await proposeDepartmentReferral(scene.police, await form({ originId }), at(70)))
    expect(await row(referralId)).toMatchObject({ kind: 'handBack', origin_id: originId, case_id: (await row(originId))?.case_id })
    expect(await proposeDepartmentReferral(scene.police, await form({ originId }), at(70))).toMatchObject({
      refusal: { code: 'alreadyExists' },
    })
    expect(await getReferral(scene.handler, referralId, at(71))).toBeNull()
    await expect(asOwner('UPDATE referral SET origin_id = NULL WHERE id = $1', [referralId])).rejects.toThrow('what it came of')
  })

  it('waits for the end of what the police have in hand', async () => {
    const originId = await aReceivedPoliceReferral(scene)
    expect(await proposeDepartmentReferral(scene.police, await form({ originId }), at(70))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    expect((await getReferral(scene.police, originId, at(70)))?.records).not.toContain('handBack')
  })

  it('is not delivered once what it goes back from is in hand again', async () => {
    const originId = await aDeclinedReferral()
    const { referralId } = value(await proposeDepartmentReferral(scene.police, await form({ originId }), at(70)))
    value(await approveReferral(chief, await approvalOf(chief, referralId), at(71)))
    value(await objects(scene, 'police', { referralId: originId, version: '5', reason: '请求复议一次' }, at(71)))
    const delivering = { referralId, version: '2' }
    expect(await deliverReferral(scene.police, delivering, at(72))).toMatchObject({ refusal: { code: 'wrongState' } })
    value(await upholdDecline(scene.police, { referralId: originId, version: '6', ...declining }, at(73)))
    value(await deliverReferral(scene.police, delivering, at(74)))
  })

  it('has the procedure of its case go on once the bureau takes it on, and comes to an answer', async () => {
    const originId = await aDeclinedReferral()
    const caseId = String((await row(originId))?.case_id)
    await asOwner(`UPDATE statutory_clock SET stopped_at = now() WHERE subject_id = $1`, [caseId])
    const referralId = await aReceivedHandBack({ originId })
    for (const someone of [scene.police, scene.health, await officerOf(places.otherBureau, ['handler'])]) {
      expect(await acceptHandBack(someone, { referralId, version: '4' }, at(74))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    expect(await acceptReferral(scene.handler, { referralId, version: '4' }, at(74))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await getReferral(scene.handler, referralId, at(74))).toMatchObject({ side: 'receiver', wakes: true, origin: { id: originId } })
    const before = await versionOf(caseId)
    value(await acceptHandBack(scene.handler, { referralId, version: '4' }, at(74)))

    expect(await row(referralId)).toMatchObject({ state: 'accepted', opened_lead_id: null })
    expect(await versionOf(caseId)).toBe(before + 1)
    expect(await clocksRunning(caseId)).toEqual(['CK03'])
    expect(await actionsOn(caseId)).toContain('case.wake')
    expect(await noticesToPerson(scene.second.userId)).toContain('caseHandedBack')
    expect(await noticesTo(scene.police.agencyId)).toContain('referralAccepted')
    expect((await getCase(scene.handler, caseId, at(75)))?.referrals.map(({ kind }) => kind)).toContain('handBack')
    expect((await getReferral(scene.handler, originId, at(75)))?.handBacks).toMatchObject([{ id: referralId, state: 'accepted' }])
    expect((await getReferral(scene.police, originId, at(75)))?.handBacks).toMatchObject([{ id: referralId }])

    value(await answerReferral(scene.handler, { referralId, version: '5', result: '已责令退回并处罚款。' }, at(90)))
    expect((await getReferral(scene.police, referralId, at(91)))?.outcomeReason).toBe('已责令退回并处罚款。')
    expect(await clocksRunning(referralId)).toEqual([])
    // Once at a time: what is answered is over, and something else may come up.
    value(await proposeDepartmentReferral(scene.police, await form({ originId }), at(92)))
    expect(await proposeDepartmentReferral(scene.police, await form({ originId }), at(92))).toMatchObject({
      refusal: { code: 'alreadyExists' },
    })
  })

  it('ends a suspension of its case, proved by what came with it and not by what proved its beginning', async () => {
    const originId = await aDeclinedReferral()
    const caseId = String((await row(originId))?.case_id)
    const halted = { ground: 'awaitsJudgment', reason: '等待公安机关的处理结果', suspendedOn: '2026-06-12' }
    const version = await versionOf(caseId)
    value(await suspend(scene.approver, { caseId, version, ...halted, proofFileIds: await aFile(scene.handler) }, at(61)))
    const referralId = await aReceivedHandBack({ originId })
    value(await acceptHandBack(scene.handler, { referralId, version: '4' }, at(74)))
    expect((await getCase(scene.handler, caseId, at(75)))?.procedure?.suspendedAt).toBeNull()

    const [ended] = await asOwner<{ to_on: string; by_its_own: boolean }>(
      `SELECT e.to_on::text, e.to_file_id IN (SELECT file_id FROM referral_material WHERE referral_id = $2) AND e.to_file_id <> e.from_file_id AS by_its_own
        FROM clock_exclusion e JOIN statutory_clock k ON k.id = e.clock_id WHERE k.subject_id = $1`,
      [caseId, referralId],
    )
    expect(ended).toEqual({ to_on: '2026-06-12', by_its_own: true })
  })

  it('becomes a lead with its time of verification where its case is at an end', async () => {
    const originId = await aDeclinedReferral()
    const caseId = String((await row(originId))?.case_id)
    value(await step('terminate', scene.approver, caseId, { reason: '已移送公安机关办理' }, at(65)))
    const referralId = await aReceivedHandBack({ originId })
    expect(await getReferral(scene.handler, referralId, at(74))).toMatchObject({ wakes: false })
    const subject = { institutionName: '清溪医院', behaviour: '重复收费' }
    expect(await acceptHandBack(scene.handler, { referralId, version: '4', institutionName: '清溪医院' }, at(74))).toMatchObject({
      refusal: { code: 'invalidInput', detail: { fields: ['behaviour'] } },
    })
    value(await acceptHandBack(scene.handler, { referralId, version: '4', ...subject, note: '请调取2026年一季度明细' }, at(74)))

    const leadId = (await row(referralId))?.opened_lead_id
    const [lead] = await asOwner(
      `SELECT source::text, institution_name, behaviour, source_number, agency_id, state::text, due_on::text FROM lead WHERE id = $1`,
      [leadId],
    )
    expect(lead).toEqual({
      ...{ source: 'referral', institution_name: '清溪医院', behaviour: '重复收费', source_number: (await row(referralId))?.number },
      ...{ agency_id: scene.handler.agencyId, state: 'toAssign', due_on: '2026-07-06' },
    })
    // Of the referral, whose walls are narrower than those of a lead, it says the number alone.
    const seen = await getLead(scene.handler, String(leadId))
    expect(seen).toMatchObject({ note: '请调取2026年一季度明细', openedOf: { id: referralId } })
    const handedBack = await row(referralId)
    const told = await asOwner(
      'SELECT to_jsonb(l) AS lead, to_jsonb(b) AS batch FROM lead l JOIN lead_batch b ON b.id = l.batch_id WHERE l.id = $1',
      [leadId],
    )
    for (const words of [handedBack?.title, handedBack?.summary]) expect(JSON.stringify(told)).not.toContain(String(words))
    const below = await officerOf(places.bureau, ['handler'], { clearance: 1 })
    expect((await getLead(below, String(leadId)))?.openedOf ?? null).toBeNull()
    expect(await actionsOn(caseId)).not.toContain('case.wake')
    expect(await getReferral(scene.handler, referralId, at(75))).toMatchObject({ openedLead: { id: leadId } })
    expect(await getReferral(scene.police, referralId, at(75))).toMatchObject({ openedLead: null, source: { case: null, lead: null } })
  })

  it('may come of no referral at all: then it is a lead', async () => {
    const referralId = await aReceivedHandBack({ campaignId: await aCampaign() })
    const subject = { institutionName: '清溪医院', behaviour: '重复收费' }
    value(await acceptHandBack(scene.handler, { referralId, version: '4', ...subject }, at(74)))
    expect(await row(referralId)).toMatchObject({ origin_id: null, case_id: null, opened_lead_id: expect.any(String) })
    const form2 = await form({ campaignId: await aCampaign() })
    expect(await proposeDepartmentReferral(scene.health, form2, at(70))).toMatchObject({ refusal: { code: 'notFound' } })
  })
})

it('is taken on for good: more is asked for before that, and a lead that was opened stays the one', async () => {
  const referralId = await aReceivedHandBack({ campaignId: await aCampaign() })
  const subject = { institutionName: '清溪医院', behaviour: '重复收费' }
  value(await acceptHandBack(scene.handler, { referralId, version: '4', ...subject }, at(74)))
  const opened = (await row(referralId))?.opened_lead_id
  const asking = { referralId, version: '5', reason: '请补充讯问笔录' }
  expect(await askMore(scene.handler, asking, at(75))).toMatchObject({ refusal: { code: 'wrongState' } })
  // As one that was asked for more after it was taken on.
  await asOwner(`UPDATE referral SET state = 'received' WHERE id = $1`, [referralId])
  value(await acceptHandBack(scene.handler, { referralId, version: '5', ...subject }, at(76)))
  expect(await row(referralId)).toMatchObject({ state: 'accepted', opened_lead_id: opened })
  const number = String((await row(referralId))?.number)
  expect(await asOwner('SELECT id FROM lead WHERE source_number = $1', [number])).toHaveLength(1)
})

it('is taken on once, by the one who was first', async () => {
  const referralId = await aReceivedHandBack({ originId: await aDeclinedReferral() })
  const both = await Promise.all([1, 2].map(() => acceptHandBack(scene.handler, { referralId, version: '4' }, at(74))))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
})

describe('whoever keeps away', () => {
  const recusedIds = async (someone: Actor) =>
    (await asOwner<{ ids: string[] }>('SELECT recused_ids($1)::text[] AS ids', [someone.userId]))[0]?.ids ?? []
  const keepAway = (someone: Actor, type: string, id: string) =>
    asOwner(
      `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, '亲属任职', $1, now())`,
      [someone.userId, type, id, someone.department, someone.regionNo],
    )

  it('from a case or a referral keeps away from what was handed back of it, and from what came of that', async () => {
    const originId = await aDeclinedReferral()
    const caseId = String((await row(originId))?.case_id)
    value(await step('terminate', scene.approver, caseId, { reason: '已移送公安机关办理' }, at(65)))
    const away = await officerOf(places.bureau, ['handler'])
    await keepAway(away, 'case', caseId)
    const awayPolice = await officerOf(places.police, ['approver'])
    await keepAway(awayPolice, 'referral', originId)

    const referralId = await aReceivedHandBack({ originId })
    value(await acceptHandBack(scene.handler, { referralId, version: '4', institutionName: '清溪医院', behaviour: '重复收费' }, at(74)))
    const leadId = String((await row(referralId))?.opened_lead_id)
    expect(await recusedIds(away)).toEqual(expect.arrayContaining([caseId, originId, referralId, leadId]))
    expect(await recusedIds(awayPolice)).toEqual(expect.arrayContaining([originId, referralId]))
    const seen = async (someone: Actor) => ({ ...someone, recusedIds: await recusedIds(someone) })
    expect(await getLead(await seen(away), leadId)).toBeNull()
    expect(await getLead(away, leadId)).toBeNull()
    expect(await getReferral(await seen(awayPolice), referralId, at(75))).toBeNull()
    expect(await getReferral(awayPolice, referralId, at(75))).toBeNull()
    expect(await getReferral(chief, referralId, at(75))).not.toBeNull()
  })
})
