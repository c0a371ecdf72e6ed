import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { openPdf } from '#server/document/open-pdf'
import { aCaseUnderInvestigation } from '../../fixtures/case-scenes'
import { officerOf } from '../../fixtures/matters'
import { anApprovedPoliceReferral, aScene, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let caseId: string
let filing: string
let letter: string
beforeAll(async () => {
  scene = await aScene()
  caseId = await aCaseUnderInvestigation(scene)
  filing = await paperOf(caseId, 'caseFilingApproval')
  letter = await paperOf(await anApprovedPoliceReferral(scene), 'transferLetter')
})

async function paperOf(subjectId: string, kind: string): Promise<string> {
  const [paper] = await asOwner<{ id: string }>(
    `SELECT id FROM official_document WHERE subject_id = $1 AND kind = $2 AND state = 'issued'`,
    [subjectId, kind],
  )
  if (!paper) throw new Error('no paper was issued')
  return paper.id
}

const opened = async (actor: Actor, id: string) => {
  const answer = await openPdf(actor, id)
  return answer.ok ? Buffer.from(answer.value.bytes.subarray(0, 5)).toString('latin1') : answer.refusal.code
}

it('shows the pages of a paper to whoever may read it, and writes into the trail that they were seen', async () => {
  expect(await opened(scene.handler, filing)).toBe('%PDF-')
  expect(await opened(scene.approver, letter)).toBe('%PDF-')
  const trail = await asOwner<{ change: object }>(
    `SELECT actor_id, secrecy, change FROM audit_entry WHERE action = 'document.open' AND subject_type = 'case' AND subject_id = $1`,
    [caseId],
  )
  expect(trail).toMatchObject([{ actor_id: scene.handler.userId, secrecy: 2, change: { kind: [null, '立案审批表'] } }])
  expect(JSON.stringify(trail), 'the party stands in no line of the trail').not.toContain('清溪医院')
})

it('hides them from everybody else, as if there were none', async () => {
  for (const stranger of [scene.health, scene.finance, scene.police, await officerOf('曲阜市医疗保障局', ['approver'], { clearance: 3 })]) {
    expect(await opened(stranger, filing)).toBe('notFound')
    expect(await opened(stranger, letter)).toBe('notFound')
  }
  expect(await opened({ ...scene.handler, clearance: 1 }, filing)).toBe('notFound')
  expect(await opened(scene.handler, randomUUID())).toBe('notFound')
})
