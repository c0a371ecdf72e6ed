import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getDecisions } from '#server/campaign/decisions'
import { getCase } from '#server/case/queries'
import { callOffConsultation, concludeConsultation } from '#server/consultation/end-consultation'
import { avoidConsultation, giveOpinion } from '#server/consultation/give-opinion'
import { openConsultation } from '#server/consultation/open-consultation'
import { getCaseConsultations, getConsultation, getConsultationDraft, listConsultations } from '#server/consultation/queries'
import { getWorkCentre } from '#server/desk/work-list'
import { aCaseUnderInvestigation } from '../../fixtures/case-scenes'
import { noticesTo, officerOf } from '../../fixtures/matters'
import { aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const question = '该院挂床住院与分解住院交织，能否按虚构医药服务定性？请从办案和诊疗两方面提出意见。'

let scene: Scene
let caseId = ''
let campaignId = ''
let factIds: string[] = []

async function signs(actor: Actor): Promise<void> {
  await asOwner(
    `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, '张敏', now())`,
    [campaignId, actor.agencyId, actor.department, actor.regionNo, actor.userId],
  )
}

beforeAll(async () => {
  scene = await aScene()
  caseId = await aCaseUnderInvestigation(scene)
  const [file] = await asOwner<{ campaign_id: string }>('SELECT campaign_id FROM case_file WHERE id = $1', [caseId])
  campaignId = file?.campaign_id ?? ''
  factIds = (await asOwner<{ id: string }>('SELECT id FROM case_fact WHERE case_id = $1', [caseId])).map(({ id }) => id)
  for (const one of [scene.handler, scene.police, scene.health]) await signs(one)
})

/** The person as a session finds them: committed to what their unit has signed. */
const asSession = (actor: Actor): Actor => {
  const hasSigned = [scene.handler, scene.police, scene.health].some(({ agencyId }) => agencyId === actor.agencyId)
  return { ...actor, committedTo: hasSigned ? [campaignId] : [] }
}

const form = (more: object = {}) => ({
  ...{ caseId, title: '挂床住院的定性', question, answerBy: '2026-06-20' },
  ...{ agencyIds: [scene.police.agencyId, scene.health.agencyId], experts: '周文 市立医院医保办', parts: ['amounts'], factIds },
  ...more,
})
const opened = async (more: object = {}) => value(await openConsultation(scene.handler, form(more), at(0))).id
const shareOf = async (id: string, actor: Actor) => {
  const view = await getConsultation(asSession(actor), id)
  return view?.side === 'asked' ? view.share : undefined
}
const sharesOf = async (id: string) => {
  const view = await getConsultation(asSession(scene.handler), id)
  return view?.side === 'host' ? view.shares : []
}

describe('a consultation', () => {
  it('is opened by who works on the case, before units that have signed and experts', async () => {
    expect((await getConsultationDraft(asSession(scene.handler), caseId))?.agencies.map(({ id }) => id).sort()).toEqual(
      [scene.police.agencyId, scene.health.agencyId].sort(),
    )
    const colleague = await officerOf(scene.handler.agencyName, ['handler'])
    for (const stranger of [colleague, scene.police, scene.health]) {
      expect(await openConsultation(stranger, form(), at(0))).toMatchObject(refusedWith('notFound'))
      expect(await getConsultationDraft(asSession(stranger), caseId)).toBeNull()
    }
    expect(await openConsultation(scene.handler, form({ agencyIds: [scene.finance.agencyId] }), at(0))).toMatchObject(
      refusedWith('notReceiver'),
    )
    expect(await openConsultation(scene.handler, form({ agencyIds: [], experts: '' }), at(0))).toMatchObject(refusedWith('invalidInput'))
    expect(await openConsultation(scene.handler, form({ experts: '周文' }), at(0))).toMatchObject(refusedWith('invalidInput'))
  })

  it('shows who is asked the chosen part of the case as it stood, and nothing of the case itself', async () => {
    const id = await opened()
    const share = await shareOf(id, scene.police)
    expect(share).toMatchObject({ question, state: 'asked', mayAnswer: true, disclosed: { number: '', partyName: '', cause: '' } })
    expect(share?.disclosed?.facts).toMatchObject([{ behaviour: '虚构医药服务项目', fundLossFen: '71200000' }])
    expect(share?.disclosed?.facts[0]).not.toHaveProperty('article')
    expect(JSON.stringify(share)).not.toContain('清溪医院')
    expect(await getCase(asSession(scene.police), caseId, at(1))).toBeNull()
    expect(await noticesTo(scene.police.agencyId)).toContain('consultationOpened')
    expect((await getWorkCentre(asSession(scene.police), {}, at(1))).items.map(({ kind }) => kind)).toContain('giveOpinion')
    expect((await listConsultations(asSession(scene.police))).hosted).toEqual([])

    // Whoever was not asked, has not signed, or keeps away from the case knows of none.
    for (const stranger of [scene.finance, scene.procurator, scene.judge]) expect(await getConsultation(asSession(stranger), id)).toBeNull()
    expect(await getConsultation({ ...asSession(scene.police), committedTo: [] }, id)).toBeNull()
    expect(await getConsultation({ ...asSession(scene.police), clearance: 0 }, id)).toBeNull()
    expect(await getConsultation({ ...asSession(scene.police), recusedIds: [caseId] }, id)).toBeNull()

    await asOwner('UPDATE case_fact SET fund_loss_fen = 1, fraud_fen = 1 WHERE case_id = $1', [caseId])
    expect((await shareOf(id, scene.police))?.disclosed?.facts).toMatchObject([{ fundLossFen: '71200000' }])
    await asOwner('UPDATE case_fact SET fund_loss_fen = 71200000, fraud_fen = 71200000 WHERE case_id = $1', [caseId])
    await expect(asOwner(`UPDATE consultation_share SET disclosed = '{"case": null}' WHERE consultation_id = $1`, [id])).rejects.toThrow(
      'what was put before somebody does not change',
    )
  })

  it('hears each apart and once, is concluded by a second person, and tells those who answered', async () => {
    const id = await opened()
    const [police, health, expert] = await sharesOf(id)
    const said = (share: { id: string; version: number } | undefined, opinion: string) => ({
      ...{ shareId: share?.id, version: share?.version, opinion, ground: '' },
    })
    const conclusion = { consultationId: id, version: 1, conclusion: '按虚构医药服务处理。', dissent: '卫健部门未参加。' }
    expect(await concludeConsultation(scene.approver, conclusion, at(1))).toMatchObject(refusedWith('opinionMissing'))
    // Nobody speaks for another: the host for an agency as little as one agency for the next.
    for (const [actor, share] of [
      [scene.handler, police],
      [scene.health, police],
      [scene.police, expert],
    ] as const)
      expect(await giveOpinion(actor, said(share, '可以定性。'), at(1))).toMatchObject(refusedWith('notFound'))
    value(await giveOpinion(scene.police, said(police, '已达到移送标准，建议同步移送。'), at(1)))
    expect(await giveOpinion(scene.police, { ...said(police, '改变意见。'), version: 2 }, at(1))).toMatchObject(refusedWith('wrongState'))
    value(await avoidConsultation(scene.health, { shareId: health?.id, version: 1, reason: '与该院负责人有亲属关系' }, at(2)))
    expect((await shareOf(id, scene.health))?.opinion).toContain('亲属')
    expect(JSON.stringify(await shareOf(id, scene.health))).not.toContain('移送标准')
    value(await giveOpinion(scene.handler, said(expert, '病程记录雷同，不符合诊疗常规。'), at(3)))
    await expect(asOwner(`UPDATE consultation_share SET opinion = '改' WHERE id = $1`, [police?.id])).rejects.toThrow(
      'an opinion that was given',
    )

    expect((await getWorkCentre(asSession(scene.approver), {}, at(4))).items.map(({ kind }) => kind)).toContain('concludeConsultation')
    expect(await concludeConsultation(scene.handler, conclusion, at(4))).toMatchObject(refusedWith('notFound'))
    value(await concludeConsultation(scene.approver, conclusion, at(4)))
    expect(await concludeConsultation(scene.approver, { ...conclusion, version: 2 }, at(4))).toMatchObject(refusedWith('wrongState'))
    expect(await getConsultation(asSession(scene.handler), id)).toMatchObject({
      side: 'host',
      state: 'concluded',
      dissent: '卫健部门未参加。',
    })
    expect(await shareOf(id, scene.police)).toMatchObject({ conclusion: '按虚构医药服务处理。' })
    expect((await shareOf(id, scene.health))?.conclusion).toBe('')
    expect(await noticesTo(scene.police.agencyId)).toContain('consultationEnded')

    const papers = "SELECT operator_sees FROM official_document WHERE kind = 'expertOpinion' AND subject_id = $1"
    expect(await asOwner(papers, [caseId])).toEqual([{ operator_sees: false }, { operator_sees: false }])

    // In the campaign's ledger it stands for the host, and for nobody who was only asked.
    const ledger = async (actor: Actor) => (await getDecisions(asSession(actor), campaignId, 'all'))?.consultations.map((one) => one.id)
    expect(await ledger(scene.handler)).toContain(id)
    expect(await ledger(scene.police)).toEqual([])
  })

  it('that nobody needs is called off, and who has not answered need not', async () => {
    const id = await opened({ experts: '' })
    expect((await getCaseConsultations(asSession(scene.handler), caseId)).consultations.map((one) => one.id)).toContain(id)
    value(await callOffConsultation(scene.handler, { consultationId: id, version: 1, reason: '事实已查清' }, at(1)))
    expect(await shareOf(id, scene.police)).toMatchObject({ state: 'closed', mayAnswer: false })
    expect(await callOffConsultation(scene.handler, { consultationId: id, version: 1, reason: '事实已查清' }, at(1))).toMatchObject(
      refusedWith('wrongState'),
    )
  })

  it('is answered by one of two who try at once', async () => {
    const id = await opened({ experts: '' })
    const share = await shareOf(id, scene.police)
    const twice = await Promise.all(
      ['意见甲：可以定性。', '意见乙：不宜定性。'].map((opinion) =>
        giveOpinion(scene.police, { shareId: share?.id, version: share?.version, opinion, ground: '' }, at(1)),
      ),
    )
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('becomes more secret with its case, and with it what each was asked and who had opened it', async () => {
    const id = await opened({ experts: '' })
    await asOwner(
      `INSERT INTO case_opening (id, user_id, user_name, agency_name, number, reason) VALUES (gen_random_uuid(), $1, '王芳', '某局', 'AJ', '核对同一机构在两地的案件')`,
      [scene.handler.userId],
    )
    await asOwner(`UPDATE case_opening SET case_id = $1 WHERE number = 'AJ'`, [caseId])
    await asOwner('UPDATE case_file SET secrecy = 3 WHERE id = $1', [caseId])
    const kept = await asOwner(
      `SELECT secrecy FROM consultation WHERE id = $1 UNION ALL SELECT min(secrecy) FROM consultation_share WHERE consultation_id = $1
       UNION ALL SELECT secrecy FROM case_opening WHERE number = 'AJ'`,
      [id],
    )
    expect(kept).toEqual([{ secrecy: 3 }, { secrecy: 3 }, { secrecy: 3 }])
  })
})
