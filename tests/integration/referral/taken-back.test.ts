import { beforeAll, describe, expect, it } from 'vitest'
import { acceptReferral, askMore } from '#server/referral/answer-referral'
import { listReferrals, referralFilter } from '#server/referral/list-referrals'
import { getReferral } from '#server/referral/queries'
import { recallReferral, withdrawReferral } from '#server/referral/withdraw-referral'
import { noticesTo, officerOf, places } from '../../fixtures/matters'
import { aProposedPoliceReferral, aReceivedReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const reason = '误将另一机构的材料一并移送'
const clocks = (id: string) =>
  asOwner('SELECT rule_id FROM statutory_clock WHERE subject_id = $1 AND stopped_at IS NULL ORDER BY rule_id', [id])

describe('a referral that is taken back', () => {
  it('after delivery has that as its newest version, by a head who did not propose it', async () => {
    const referralId = await aReceivedReferral(scene, 'health')
    const recall = { referralId, version: '4', reason }
    const both = { ...scene.handler, roles: ['handler', 'approver'] as const }
    expect(await recallReferral(scene.handler, recall, at(5))).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await recallReferral(both, recall, at(5))).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await recallReferral(scene.health, recall, at(5))).toMatchObject({ refusal: { code: 'notFound' } })
    value(await recallReferral(scene.approver, recall, at(5)))

    const view = await getReferral(scene.health, referralId, at(6))
    expect(view).toMatchObject({ state: 'withdrawn', summary: '', materials: [], supplements: [], title: '清溪医院病历书写不规范' })
    expect(view?.versions.map(({ seq, cause, intact }) => [seq, cause, intact])).toEqual([
      [2, 'withdrawn', true],
      [1, 'delivered', true],
    ])
    expect(view?.snapshot?.content).toMatchObject({ withdrawn: { reason }, case: null, materials: [] })
    expect(view?.versions[1]?.content.materials).toHaveLength(1)
    expect(view?.words.map(({ step, text }) => [step, text])).toEqual([['recall', reason]])
    expect(await clocks(referralId)).toEqual([])
    expect(await noticesTo(scene.health.agencyId)).toContain('referralRecalled')
    const done = await listReferrals(scene.health, 'done', referralFilter.parse({}), at(6))
    expect(done.rows.map(({ id }) => id)).toContain(referralId)
    expect(await acceptReferral(scene.health, { referralId, version: '5' }, at(6))).toMatchObject({ refusal: { code: 'wrongState' } })
    for (const someone of [scene.finance, await officerOf(places.health, ['handler'], { clearance: 1 })])
      expect(await getReferral(someone, referralId, at(6))).toBeNull()
  })

  it('may be while it waits for more, and not once it was taken on', async () => {
    const asked = await aReceivedReferral(scene, 'health')
    value(await askMore(scene.health, { referralId: asked, version: '4', reason }, at(4)))
    value(await recallReferral(scene.approver, { referralId: asked, version: '5', reason }, at(5)))
    const taken = await aReceivedReferral(scene, 'health')
    value(await acceptReferral(scene.health, { referralId: taken, version: '4' }, at(4)))
    expect(await recallReferral(scene.approver, { referralId: taken, version: '5', reason }, at(5))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
  })

  it('before delivery is a version that only the sender sees', async () => {
    const referralId = await aProposedPoliceReferral(scene)
    value(await withdrawReferral(scene.handler, { referralId, version: '1', reason }, at(1)))
    const view = await getReferral(scene.handler, referralId, at(2))
    expect(view).toMatchObject({ snapshot: null, versions: [{ seq: 1, cause: 'withdrawn', content: { withdrawn: { reason } } }] })
    expect(await getReferral(scene.police, referralId, at(2))).toBeNull()
  })

  it('keeps its versions as they are, one after another', async () => {
    const referralId = await aReceivedReferral(scene, 'billVerification')
    for (const statement of [
      "UPDATE referral_version SET content = '{}' WHERE referral_id = $1",
      'DELETE FROM referral_version WHERE referral_id = $1',
    ])
      await expect(asOwner(statement, [referralId])).rejects.toThrow()
    const next = (seq: number, cause: string) =>
      asOwner(
        `INSERT INTO referral_version (referral_id, seq, cause, content, content_hash, by_id, by_name, at)
         VALUES ($1, $2, $3::"ReferralVersionCause", '{}', '', $1, '', now())`,
        [referralId, seq, cause],
      )
    await expect(next(3, 'supplied')).rejects.toThrow('comes after the one before it')
    await expect(next(2, 'delivered')).rejects.toThrow()
    await next(2, 'withdrawn')
    await expect(next(3, 'supplied')).rejects.toThrow('comes after the one before it')
  })
})
