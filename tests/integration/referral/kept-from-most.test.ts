import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { addMaterial } from '#server/referral/add-material'
import { approveReferral } from '#server/referral/approve-referral'
import { deliverReferral } from '#server/referral/deliver-referral'
import { proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { getReferral } from '#server/referral/queries'
import { aFiledCase, caseForm, filedAt, proposedAt } from '../../fixtures/case-scenes'
import { aFile, aLead, officerOf, places } from '../../fixtures/matters'
import { approvalOf, aScene, at, healthForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let cleared: Actor
let discipline: Actor
beforeAll(async () => {
  scene = await aScene()
  cleared = { ...scene.handler, clearance: 3 }
  discipline = await officerOf('济宁市纪委监委派驻纪检监察组', ['handler'], { clearance: 3 })
})

const toDiscipline = async (caseId: string, override: Record<string, unknown> = {}) =>
  value(
    await proposeDepartmentReferral(
      cleared,
      await healthForm({ caseId }, { kind: 'discipline', receiverAgencyId: discipline.agencyId, ...override }),
      at(0),
    ),
  ).referralId

const toHealth = async (caseId: string) =>
  value(await proposeDepartmentReferral(scene.handler, await healthForm({ caseId }), at(0))).referralId

const numbersOf = async (referralId: string) => {
  value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
  const found = await asOwner<{ own: string; letter: string }>(
    `SELECT r.number AS own, d.number AS letter FROM referral r JOIN official_document d ON d.subject_id = r.id AND d.state = 'issued' WHERE r.id = $1`,
    [referralId],
  )
  return found[0] ?? { own: '', letter: '' }
}
const serial = (number: string) => Number(/(\d+)号?$/.exec(number)?.[1])

const seenBy = (actor: Actor, id: string | null) => asActor(rowContext(actor), (tx) => tx.storedFile.count({ where: { id: String(id) } }))

describe('what goes to discipline', () => {
  it('leaves no gap in the numbers that others see', async () => {
    const caseId = await aFiledCase(scene)
    const before = await numbersOf(await toHealth(caseId))
    const secret = await numbersOf(await toDiscipline(caseId))
    const after = await numbersOf(await toHealth(caseId))
    expect(serial(after.own)).toBe(serial(before.own) + 1)
    expect(serial(after.letter)).toBe(serial(before.letter) + 1)
    expect(secret).toEqual({
      own: expect.stringMatching(/^YSM-370811-2026-\d{6}$/),
      letter: expect.stringMatching(/^任医保函密〔2026〕\d+号$/),
    })
  })

  it('leaves no line in the trail of those who are not cleared for it, nor of auditors', async () => {
    const referralId = await toDiscipline(await aFiledCase(scene))
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
    value(await deliverReferral(cleared, { referralId, version: '2' }, at(2)))
    await asOwner(
      `SELECT append_audit(gen_random_uuid(), 'statutoryClock', c.id, now(), $2, '系统', NULL, 'MI', 370811, 'clock.overdue', '{}', '')
       FROM statutory_clock c WHERE c.subject_id = $1`,
      [referralId, scene.handler.userId],
    )
    const lines = (actor: Actor) =>
      asActor(
        rowContext(actor),
        (tx) =>
          tx.$queryRaw<{ action: string }[]>`SELECT action FROM audit_entry WHERE subject_id = ${referralId}::uuid
          OR subject_id IN (SELECT id FROM statutory_clock WHERE subject_id = ${referralId}::uuid) OR action = 'clock.overdue' ORDER BY seq`,
      )
    const all = ['referral.propose', 'referral.approve', 'referral.deliver']
    expect((await lines(scene.approver)).map(({ action }) => action).sort()).toEqual(['clock.overdue', ...all].sort())
    const auditor = await officerOf(places.bureau, ['auditAdmin'])
    expect(await lines(scene.handler)).toEqual([])
    expect(await lines(auditor)).toEqual([])
    expect(await lines({ ...auditor, clearance: 3 })).toHaveLength(4)
  })

  it('has a trail that becomes as secret as its matter, and never less', async () => {
    const referralId = await toHealth(await aFiledCase(scene))
    const seen = () => asActor(rowContext(scene.handler), (tx) => tx.auditEntry.count({ where: { subjectId: referralId } }))
    expect(await seen()).toBe(1)
    await asOwner('UPDATE referral SET secrecy = 3 WHERE id = $1', [referralId])
    expect(await seen()).toBe(0)
    const lower = asOwner('UPDATE audit_entry SET secrecy = 0 WHERE subject_id = $1', [referralId])
    await expect(lower).rejects.toThrow('append-only')
    await expect(asOwner(`UPDATE audit_entry SET action = 'x' WHERE subject_id = $1`, [referralId])).rejects.toThrow('append-only')
  })

  it('is no track of the case', async () => {
    const caseId = await aFiledCase(scene)
    const track = asOwner(
      `INSERT INTO case_track (id, case_id, kind, state, note, outcome) VALUES (gen_random_uuid(), $1, 'discipline', 'running', '', '')`,
      [caseId],
    )
    await expect(track).rejects.toThrow('check$case_track_not_discipline')
  })

  it('takes no evidence from before the eyes of those who know it', async () => {
    const fileId = await aFile(scene.handler, '询问笔录.pdf')
    const form = caseForm(await aLead(), scene, { evidenceFileIds: fileId })
    const { caseId } = value(await proposeCase(scene.handler, form, proposedAt))
    value(await fileCase(scene.approver, { caseId, version: '1' }, filedAt))
    expect(await seenBy(scene.second, fileId)).toBe(1)

    const referralId = await toDiscipline(caseId, { evidenceFileIds: fileId })
    value(await addMaterial(cleared, { referralId, version: '1', kind: 'evidence', title: '笔录', pages: '1', fileId }, at(0)))
    expect(await seenBy(scene.second, fileId)).toBe(1)
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId, '2'), at(1)))
    value(await deliverReferral(cleared, { referralId, version: '3' }, at(2)))
    const sent = (await getReferral(discipline, referralId, at(3)))?.materials.filter(({ kind }) => kind === 'evidence') ?? []
    expect(sent).toHaveLength(2)
    for (const material of sent) {
      expect(material.fileId).not.toBe(fileId)
      expect(await seenBy(discipline, material.fileId)).toBe(1)
      expect(await seenBy(scene.second, material.fileId)).toBe(0)
    }
  })

  it('is told to approvers who are cleared for it, else to its proposer', async () => {
    const told = (referralId: string) =>
      asOwner<{ user_id: string; agency_id: string; kind: string }>(
        'SELECT user_id, agency_id, kind FROM notification WHERE subject_id = $1',
        [referralId],
      )
    const uncleared = await officerOf(places.bureau, ['approver'])
    const referralId = await toDiscipline(await aFiledCase(scene))
    const people = (await told(referralId)).map(({ user_id }) => user_id)
    expect(people).toContain(scene.approver.userId)
    expect(people).not.toContain(uncleared.userId)

    await asOwner('UPDATE post SET clearance = 2 WHERE agency_id = $1', [scene.handler.agencyId])
    const alone = await toDiscipline(await aFiledCase(scene))
    expect(await told(alone)).toEqual([{ user_id: scene.handler.userId, agency_id: null, kind: 'approverMissing' }])
  })

  it('is announced to nobody of the other side who is not cleared for it', async () => {
    const referralId = await toDiscipline(await aFiledCase(scene))
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
    value(await deliverReferral(cleared, { referralId, version: '2' }, at(2)))
    const seen = (actor: Actor) => asActor(rowContext(actor), (tx) => tx.notification.count({ where: { subjectId: referralId } }))
    expect(await seen(discipline)).toBe(1)
    expect(await seen({ ...discipline, clearance: 2 })).toBe(0)
  })
})
