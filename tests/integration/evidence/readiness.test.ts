import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { getCase } from '#server/case/queries'
import { readinessOf } from '#server/evidence/readiness-of'
import { waiveEvidence } from '#server/evidence/waive-evidence'
import { withdrawEvidence } from '#server/evidence/withdraw-evidence'
import { approveReferral } from '#server/referral/approve-referral'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { getReferralProposal } from '#server/referral/queries'
import { done } from '../../fixtures/campaigns'
import { aFiledCase, filedAt, versionOf } from '../../fixtures/case-scenes'
import { collected } from '../../fixtures/evidence-scenes'
import { actionsOn, aFile, officerOf, places } from '../../fixtures/matters'
import { approvalOf, aScene, at, bareForm, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const notFound = { ok: false, refusal: { code: 'notFound' } }
let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const propose = async (caseId: string, override: Record<string, unknown> = {}) =>
  proposePoliceReferral(scene.handler, await bareForm(caseId, override), at(0))
const waive = async (caseId: string, actor: Actor = scene.handler, over: object = {}) =>
  waiveEvidence(
    actor,
    { caseId, version: await versionOf(caseId), group: 'electronic', reason: '收费系统已停用，数据已灭失。', ...over },
    filedAt,
  )
const missingOf = async (caseId: string) => {
  const outcome = await propose(caseId)
  return outcome.ok ? null : [outcome.refusal.code, outcome.refusal.detail?.missing]
}
const materialsOf = (caseId: string) =>
  asOwner<{ kind: string; title: string; pages: number; file_id: string }>(
    `SELECT m.kind::text, m.title, m.pages, m.file_id FROM referral_material m JOIN referral r ON r.id = m.referral_id
     WHERE r.case_id = $1 ORDER BY m.seq`,
    [caseId],
  )

describe('a case that goes to the police', () => {
  it('shows evidence of each kind and for each fact first, and nothing is written where it does not', async () => {
    const caseId = await aFiledCase(scene)
    expect(await missingOf(caseId)).toEqual(['evidenceMissing', ['书证', '电子数据', '笔录', '证明事实 1 的证据']])
    await collected(caseId, ['documentary', 'testimony'])
    expect(await missingOf(caseId)).toEqual(['evidenceMissing', ['电子数据']])
    expect(await asOwner('SELECT FROM referral WHERE case_id = $1', [caseId])).toEqual([])
    const two = await aFiledCase(scene)
    await collected(two)
    expect(await propose(two)).toMatchObject({ ok: true })
  })

  it('asks for more where the act was done by forged records or under another name', async () => {
    const caseId = await aFiledCase(scene)
    await collected(caseId)
    await asOwner(`UPDATE case_fact SET provision_id = 'P40-2' WHERE case_id = $1`, [caseId])
    expect(await missingOf(caseId)).toEqual(['evidenceMissing', ['鉴定意见']])
  })

  it('goes without a kind for a reason in writing, and the reason counts no more once there is evidence', async () => {
    const caseId = await aFiledCase(scene)
    await collected(caseId, ['documentary', 'testimony'])
    const before = await versionOf(caseId)
    expect(await waive(caseId)).toMatchObject({ ok: true })
    expect(await versionOf(caseId)).toBe(before + 1)
    expect((await actionsOn(caseId)).at(-1)).toBe('case.waiveEvidence')
    const group = async () => (await readinessOf(scene.approver, caseId))?.groups.find((one) => one.group === 'electronic')
    expect(await group()).toMatchObject({ state: 'waived', reason: '收费系统已停用，数据已灭失。' })
    expect(await waive(caseId, scene.second, { reason: '数据已灭失，有情况说明。' })).toMatchObject({ ok: true })
    expect(await group()).toMatchObject({ reason: '数据已灭失，有情况说明。' })
    expect(await propose(caseId)).toMatchObject({ ok: true })
    await expect(asOwner(`UPDATE evidence_waiver SET reason = '别的理由' WHERE case_id = $1`, [caseId])).rejects.toThrow()
    await expect(asOwner('DELETE FROM evidence_waiver WHERE case_id = $1', [caseId])).rejects.toThrow()
  })

  it('takes no such word from anybody but its officers, for a kind that is none, or without a reason', async () => {
    const caseId = await aFiledCase(scene)
    for (const someone of [
      scene.approver,
      scene.police,
      await officerOf(places.otherBureau, ['handler']),
      await officerOf(places.bureau, ['handler']),
    ])
      expect(await waive(caseId, someone)).toEqual(notFound)
    expect(await waive(caseId, scene.handler, { group: 'physical' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await waive(caseId, scene.handler, { reason: '没有' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await waive(caseId, scene.handler, { version: 1 })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    expect(await asOwner('SELECT FROM evidence_waiver WHERE case_id = $1', [caseId])).toEqual([])
  })

  it('has a withdrawn or damaged piece count for nothing', async () => {
    const caseId = await aFiledCase(scene)
    const [first, second] = await collected(caseId)
    const withdrawn = { caseId, version: await versionOf(caseId), evidenceId: first, reason: '登记时选错了文件。' }
    done(await withdrawEvidence(scene.handler, withdrawn, filedAt))
    await asOwner(
      `INSERT INTO file_check (file_id, state, since, checked_at) SELECT file_id, 'changed', now(), now() FROM evidence WHERE id = $1`,
      [second],
    )
    expect((await readinessOf(scene.handler, caseId))?.groups.map(({ state }) => state).slice(0, 3)).toEqual([
      'missing',
      'damaged',
      'ready',
    ])
    expect(await missingOf(caseId)).toEqual(['evidenceMissing', ['书证', '电子数据']])
  })
})

it('is not approved where its evidence was withdrawn meanwhile, and is again once there is other', async () => {
  const caseId = await aFiledCase(scene)
  const [first] = await collected(caseId)
  const { referralId } = done(await propose(caseId))
  const withdrawn = { caseId, version: await versionOf(caseId), evidenceId: first, reason: '登记时选错了文件。' }
  done(await withdrawEvidence(scene.handler, withdrawn, filedAt))
  const approve = async () => approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1))
  expect(await approve()).toMatchObject({ refusal: { code: 'evidenceMissing', detail: { missing: ['书证'] } } })
  expect(await asOwner('SELECT state::text FROM referral WHERE id = $1', [referralId])).toEqual([{ state: 'proposed' }])
  done(await waive(caseId, scene.handler, { group: 'documentary', reason: '原件已由公安机关先行调取。' }))
  expect(await approve()).toMatchObject({ ok: true })
})

describe('its report', () => {
  it('begins with what the case says, and takes the chosen pieces along under their own names', async () => {
    const caseId = await aFiledCase(scene)
    const [first, , third] = await collected(caseId)
    await asOwner(`UPDATE user_account SET phone = '0537-0000002' WHERE id = $1`, [scene.handler.userId])
    const proposal = await getReferralProposal(scene.handler, 'police', { caseId })
    expect(proposal?.contactPhone).toBe('0537-0000002')
    expect(proposal?.police?.draft.investigation).toContain('共取得证据3份：书证1份、电子数据1份、勘验笔录、现场笔录1份')
    expect(proposal?.police?.draft.evidence.split('\n')[0]).toBe('证据1 书证：documentary，1页，证明所结算的项目没有提供')
    expect(proposal?.police?.draft.qualification).toContain('造成基金损失712,000.00元')
    const extra = await aFile(scene.handler)
    done(await propose(caseId, { pieceIds: [first, third], evidenceFileIds: extra }))
    const files = await asOwner<{ file_id: string }>('SELECT file_id FROM evidence WHERE case_id = $1 ORDER BY seq', [caseId])
    expect((await materialsOf(caseId)).map(({ kind, title, pages, file_id }) => [kind, title, pages, file_id]).slice(2)).toEqual([
      ['evidence', 'documentary', 1, files[0]?.file_id],
      ['evidence', 'inspectionRecord', 3, files[2]?.file_id],
      ['evidence', '询问笔录.pdf', 1, extra],
    ])
  })

  it('takes no piece of another case along, and none that was withdrawn or damaged', async () => {
    const caseId = await aFiledCase(scene)
    const [first] = await collected(caseId)
    const other = await collected(await aFiledCase(scene))
    expect(await propose(caseId, { pieceIds: [first, other[0]] })).toEqual(notFound)
    expect(await propose(caseId, { pieceIds: [randomUUID()] })).toEqual(notFound)
    expect(await asOwner('SELECT FROM referral WHERE case_id = $1', [caseId])).toEqual([])
  })
})

it('is nothing for whoever does not see the evidence', async () => {
  const caseId = await aFiledCase(scene)
  await collected(caseId)
  done(await waive(caseId))
  await asOwner('UPDATE case_file SET handed_to_operator_at = now() WHERE id = $1', [caseId])
  const operator = await officerOf('任城区医疗保险事业中心', ['handler', 'reviewer'])
  expect(await readinessOf(operator, caseId)).toBeNull()
  expect(await readinessOf(scene.police, caseId)).toBeNull()
  expect(await readinessOf(await officerOf(places.otherBureau, ['handler']), caseId)).toBeNull()
  expect((await getCase(operator, caseId, filedAt))?.trail.map(({ action }) => action)).not.toContain('case.waiveEvidence')
  const walled = await asActor(rowContext(operator), (tx) => tx.evidenceWaiver.count())
  expect(walled).toBe(0)
})
