import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { approveReferral } from '#server/referral/approve-referral'
import { proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { aFiledCase } from '../../fixtures/case-scenes'
import { officerOf } from '../../fixtures/matters'
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
})
