import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '#domain/referral/snapshot'
import { sha256Of } from '#platform/files'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { addMaterial } from '#server/referral/add-material'
import { approveReferral, declineReferral, reviseReferral } from '#server/referral/approve-referral'
import { deliverReferral } from '#server/referral/deliver-referral'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { getReferral } from '#server/referral/queries'
import { withdrawReferral } from '#server/referral/withdraw-referral'
import { aDesk, aFiledCase, aProposedCase, caseForm, filedAt, proposedAt } from '../../fixtures/case-scenes'
import { actionsOn, aFile, aLead, clocksRunning, noticesTo, noticesToPerson, officerOf, places } from '../../fixtures/matters'
import {
  aDeliveredPoliceReferral,
  anApprovedPoliceReferral,
  aProposedPoliceReferral,
  approvalOf,
  aScene,
  at,
  policeForm,
  type Scene,
  value,
} from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'
import { paperText } from '../../support/paper-text'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const row = async (id: string) => (await asOwner<Record<string, unknown>>('SELECT * FROM referral WHERE id = $1', [id]))[0]
const stateOf = async (id: string) => [(await row(id))?.state, (await row(id))?.version]
const materials = (id: string) =>
  asOwner<{ seq: number; kind: string; file_id: string }>(
    'SELECT seq, kind::text, file_id FROM referral_material WHERE referral_id = $1 ORDER BY seq',
    [id],
  )

describe('proposing', () => {
  it('writes the report, the list and the draft letter, and starts the three days, in one commit', async () => {
    const caseId = await aFiledCase(scene)
    const evidence = await aFile(scene.handler)
    const form = await policeForm(caseId, { evidenceFileIds: evidence })
    const { referralId, number } = value(await proposePoliceReferral(scene.handler, form, at(0)))

    expect(number).toMatch(/^YS-370811-2026-\d{6}$/)
    expect(await row(referralId)).toMatchObject({
      state: 'proposed',
      kind: 'police',
      sender_agency_name: places.bureau,
      receiver_agency_name: places.police,
      copy_agency_name: places.procuratorate,
      officer_a_name: '张敏',
      officer_b_name: '李强',
      snapshot: null,
    })
    expect((await materials(referralId)).map(({ kind }) => kind)).toEqual(['investigationReport', 'itemList', 'evidence'])
    expect(await asOwner('SELECT kind, state::text FROM official_document WHERE subject_id = $1 ORDER BY kind', [referralId])).toEqual([
      { kind: 'investigationReport', state: 'issued' },
      { kind: 'itemList', state: 'issued' },
      { kind: 'transferLetter', state: 'draft' },
      { kind: 'transferReport', state: 'draft' },
    ])
    expect(await clocksRunning(referralId)).toEqual(['CK29'])
    expect(await actionsOn(referralId)).toEqual(['referral.propose'])
    expect(await noticesToPerson(scene.approver.userId)).toContain('referralProposed')
    expect(await proposePoliceReferral(scene.handler, form, at(1))).toMatchObject({ refusal: { code: 'alreadyExists' } })
  })

  it('starts from a filed case of the own bureau, by its handler', async () => {
    const unfiled = await policeForm(await aProposedCase(scene))
    expect(await proposePoliceReferral(scene.handler, unfiled, at(0))).toMatchObject({ refusal: { code: 'wrongState' } })
    const form = await policeForm(await aFiledCase(scene))
    for (const someone of [scene.approver, scene.police, (await aDesk(places.otherBureau)).handler, await officerOf(places.bureau, [])]) {
      expect(await proposePoliceReferral(someone, form, at(0))).toMatchObject({ refusal: { code: 'notFound' } })
    }
  })

  it('goes to the police of the region and to nobody else', async () => {
    const caseId = await aFiledCase(scene)
    for (const agencyId of [scene.health.agencyId, (await officerOf(places.otherPolice, [])).agencyId, randomUUID()]) {
      const form = await policeForm(caseId, { receiverAgencyId: agencyId })
      expect(await proposePoliceReferral(scene.handler, form, at(0))).toMatchObject({ refusal: { code: 'notReceiver' } })
    }
    expect(await asOwner('SELECT FROM referral WHERE case_id = $1', [caseId])).toEqual([])
  })

  it('happens once when two propose at once, and once for a repeated key', async () => {
    const form = await policeForm(await aFiledCase(scene))
    const both = await Promise.all([1, 2].map(() => proposePoliceReferral(scene.handler, form, at(0))))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)

    const keyed = { ...(await policeForm(await aFiledCase(scene))), requestKey: randomUUID() }
    const first = await proposePoliceReferral(scene.handler, keyed, at(0))
    expect(await proposePoliceReferral(scene.handler, keyed, at(0))).toEqual(first)
  })
})

it('names no whistle-blower in what goes to the police', async () => {
  const leadId = await aLead()
  await asOwner(`UPDATE lead SET source = 'report' WHERE id = $1`, [leadId])
  const { caseId } = value(await proposeCase(scene.handler, caseForm(leadId, scene), proposedAt))
  value(await fileCase(scene.approver, { caseId, version: '1' }, filedAt))
  const { referralId } = value(await proposePoliceReferral(scene.handler, await policeForm(caseId), at(0)))
  value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
  value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(2)))
  for (const { file_id } of await materials(referralId)) {
    const text = paperText((await downloaded(scene.police, file_id))?.bytes)
    expect(text).toContain('清溪医院')
    expect(text).not.toContain('举报')
  }
})

describe('approving', () => {
  it('numbers the letter, puts it first, stops the three days and starts the 24 hours', async () => {
    const referralId = await aProposedPoliceReferral(scene)
    expect(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(24))).toEqual({
      ok: true,
      value: undefined,
    })
    expect(await stateOf(referralId)).toEqual(['approved', 2])
    expect(await clocksRunning(referralId)).toEqual(['CK30'])
    expect((await materials(referralId))[0]).toMatchObject({ seq: 1, kind: 'transferLetter' })
    expect(
      await asOwner(`SELECT number, state::text FROM official_document WHERE subject_id = $1 AND kind = 'transferLetter'`, [referralId]),
    ).toEqual([{ number: expect.stringMatching(/^任医保移〔2026〕\d+号$/), state: 'issued' }])
  })

  it('is written into the officers’ report, and so is a refusal with its reason; nobody else reads it', async () => {
    const decisionOf = (id: string) =>
      asOwner(
        `SELECT state::text, number, input -> 'decision' -> 'approved' AS approved, input -> 'decision' ->> 'reason' AS reason
         FROM official_document WHERE subject_id = $1 AND kind = 'transferReport' AND state <> 'voided'`,
        [id],
      )
    const approved = await aDeliveredPoliceReferral(scene)
    expect(await decisionOf(approved)).toEqual([{ state: 'issued', number: null, approved: true, reason: '' }])
    for (const someone of [scene.police, scene.procurator]) expect((await getReferral(someone, approved, at(31)))?.documents).toEqual([])
    const refused = await aProposedPoliceReferral(scene)
    const reason = '金额未达到追诉标准'
    value(await declineReferral(scene.approver, { referralId: refused, version: '1', reason }, at(1)))
    expect(await decisionOf(refused)).toEqual([{ state: 'issued', number: null, approved: false, reason }])
  })

  it('is another person’s than the proposer’s and the officers’', async () => {
    const both = await officerOf(places.bureau, ['handler', 'approver'])
    const own = await aProposedPoliceReferral({ ...scene, handler: both })
    expect(await approveReferral(both, await approvalOf(both, own), at(1))).toMatchObject({ refusal: { code: 'samePerson' } })
    const referralId = await aProposedPoliceReferral(scene)
    const second = { ...scene.second, roles: ['approver'] as const }
    expect(await approveReferral(second, await approvalOf(scene.approver, referralId), at(1))).toMatchObject({
      refusal: { code: 'samePerson' },
    })
  })

  it('is the approver’s of the sending bureau alone', async () => {
    const referralId = await aProposedPoliceReferral(scene)
    const others = [
      scene.handler,
      await officerOf(places.police, ['approver']),
      await officerOf(places.cityBureau, ['approver']),
      await officerOf(places.otherBureau, ['approver']),
      await officerOf(places.bureau, []),
    ]
    for (const someone of others) {
      expect(await approveReferral(someone, await approvalOf(scene.approver, referralId), at(1))).toMatchObject({
        refusal: { code: 'notFound' },
      })
      expect(await declineReferral(someone, { referralId, version: '1', reason: '证据不足，请补充' }, at(1))).toMatchObject({
        refusal: { code: 'notFound' },
      })
    }
    expect(await stateOf(referralId)).toEqual(['proposed', 1])
    expect(await clocksRunning(referralId)).toEqual(['CK29'])
  })

  it('may be declined with the reason on record; then the case may be proposed again', async () => {
    const referralId = await aProposedPoliceReferral(scene)
    expect(await declineReferral(scene.approver, { referralId, version: '1', reason: '不够' }, at(1))).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect(await declineReferral(scene.approver, { referralId, version: '1', reason: '证据不足，请补充' }, at(1))).toMatchObject({
      ok: true,
    })
    expect(await row(referralId)).toMatchObject({ state: 'declined', decline_reason: '证据不足，请补充' })
    expect(await clocksRunning(referralId)).toEqual([])
    const caseId = String((await row(referralId))?.case_id)
    expect(await proposePoliceReferral(scene.handler, await policeForm(caseId), at(2))).toMatchObject({ ok: true })
  })
})

describe('delivering', () => {
  it('takes the snapshot with its hash, stops the 24 hours and tells police and procuratorate, in one commit', async () => {
    const referralId = await anApprovedPoliceReferral(scene)
    expect(await deliverReferral(scene.handler, { referralId, version: '2' }, at(30))).toEqual({ ok: true, value: undefined })
    const delivered = await row(referralId)
    expect(delivered).toMatchObject({ state: 'delivered', version: 3, delivered_at: at(30) })
    expect(delivered?.snapshot).toMatchObject({
      title: '清溪医院涉嫌骗取医疗保障基金',
      letterNumber: expect.stringMatching(/^任医保移/),
      case: { facts: [{ fundLossFen: '71200000' }] },
    })
    expect(sha256Of(Buffer.from(canonicalJson(delivered?.snapshot as never)))).toBe(delivered?.snapshot_hash)
    expect(await clocksRunning(referralId)).toEqual(['CK71'])
    expect(await asOwner(`SELECT stopped_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK30'`, [referralId])).toEqual([
      { stopped_at: at(30) },
    ])
    expect(await actionsOn(referralId)).toEqual(['referral.propose', 'referral.approve', 'referral.deliver'])
    expect(await noticesTo(scene.police.agencyId)).toContain('referralDelivered')
    expect(await noticesTo(scene.procurator.agencyId)).toContain('referralCopied')
  })

  it('does not go without the papers of Article 6', async () => {
    const referralId = await anApprovedPoliceReferral(scene)
    await asOwner(`DELETE FROM referral_material WHERE referral_id = $1 AND kind = 'itemList'`, [referralId])
    expect(await deliverReferral(scene.handler, { referralId, version: '2' }, at(30))).toMatchObject({
      refusal: { code: 'documentsMissing', detail: { missing: ['itemList'] } },
    })
    expect(await stateOf(referralId)).toEqual(['approved', 2])
    const fileId = await aFile(scene.handler, '涉案物品清单.pdf')
    const material = { referralId, version: '2', kind: 'itemList', title: '涉案物品清单', pages: '1', fileId }
    expect(await addMaterial(scene.handler, material, at(30))).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(await reviseReferral(scene.handler, { referralId, version: '2' }, at(30))).toMatchObject({ ok: true })
    expect(await clocksRunning(referralId)).toEqual(['CK29'])
    const again = { ...material, version: '3' }
    expect(await addMaterial(scene.handler, { ...again, fileId: await aFile(scene.police) }, at(30))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await addMaterial(scene.handler, again, at(30))).toMatchObject({ ok: true })
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId, '4'), at(31)))
    // The letter that was issued stands as it was, voided by the one that names the list.
    const letters = `SELECT revision, state::text, number = first_value(number) OVER (ORDER BY revision) AS "sameNumber"
      FROM official_document WHERE subject_id = $1 AND kind = 'transferLetter' ORDER BY revision`
    expect(await asOwner(letters, [referralId])).toEqual([
      { revision: 2, state: 'voided', sameNumber: true },
      { revision: 3, state: 'issued', sameNumber: true },
    ])
    expect(await deliverReferral(scene.handler, { referralId, version: '4' }, at(32))).toMatchObject({
      refusal: { code: 'changedMeanwhile' },
    })
    expect(await deliverReferral(scene.handler, { referralId, version: '5' }, at(32))).toMatchObject({ ok: true })
  })

  it('is the sending handler’s, after approval, once', async () => {
    const referralId = await anApprovedPoliceReferral(scene)
    for (const someone of [scene.approver, scene.police, (await aDesk(places.otherBureau)).handler, await officerOf(places.bureau, [])]) {
      expect(await deliverReferral(someone, { referralId, version: '2' }, at(30))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    const both = await Promise.all([1, 2].map(() => deliverReferral(scene.handler, { referralId, version: '2' }, at(30))))
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    const proposed = await aProposedPoliceReferral(scene)
    expect(await deliverReferral(scene.handler, { referralId: proposed, version: '1' }, at(30))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
  })

  it('can be withdrawn before, not after', async () => {
    const before = await anApprovedPoliceReferral(scene)
    expect(await withdrawReferral(scene.handler, { referralId: before, version: '2', reason: '当事人身份有误' }, at(30))).toMatchObject({
      ok: true,
    })
    expect(await clocksRunning(before)).toEqual([])
    const after = await aDeliveredPoliceReferral(scene)
    expect(await withdrawReferral(scene.handler, { referralId: after, version: '3', reason: '当事人身份有误' }, at(31))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
  })
})
