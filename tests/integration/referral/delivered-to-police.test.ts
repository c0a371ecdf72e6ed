import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { deliverReferral } from '#server/referral/deliver-referral'
import { getReferral } from '#server/referral/queries'
import { officerOf, places } from '../../fixtures/matters'
import { aDeliveredPoliceReferral, anApprovedPoliceReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const materials = (id: string) =>
  asOwner<{ seq: number; kind: string; file_id: string }>(
    'SELECT seq, kind::text, file_id FROM referral_material WHERE referral_id = $1 ORDER BY seq',
    [id],
  )

describe('what the other side sees', () => {
  it('is nothing before delivery, and the snapshot after it', async () => {
    const referralId = await anApprovedPoliceReferral(scene)
    for (const someone of [scene.police, scene.procurator]) expect(await getReferral(someone, referralId, at(30))).toBeNull()
    value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(30)))
    await asOwner(`UPDATE referral SET title = '改了标题', summary = '改了内容' WHERE id = $1`, [referralId])
    await asOwner(`UPDATE case_fact SET fund_loss_fen = 1 WHERE case_id = (SELECT case_id FROM referral WHERE id = $1)`, [referralId])

    for (const [someone, side] of [
      [scene.police, 'receiver'],
      [scene.procurator, 'copy'],
    ] as const) {
      const view = await getReferral(someone, referralId, at(31))
      expect(view).toMatchObject({ side, title: '清溪医院涉嫌骗取医疗保障基金', source: null, documents: [] })
      expect(view?.summary).toContain('36名参保人员')
      expect(view?.snapshot).toMatchObject({ intact: true, content: { case: { facts: [{ fundLossFen: '71200000' }] } } })
      expect(view?.materials.map(({ kind }) => kind)).toEqual(['transferLetter', 'investigationReport', 'itemList'])
      expect(view?.clocks.map(({ ruleId }) => ruleId)).toEqual(side === 'receiver' ? ['CK71'] : [])
    }
    expect(await getReferral(scene.handler, referralId, at(31))).toMatchObject({ side: 'sender', title: '改了标题' })
    for (const someone of [
      scene.judge,
      scene.health,
      await officerOf(places.otherPolice, ['handler']),
      await officerOf(places.police, ['handler'], { clearance: 1 }),
    ]) {
      expect(await getReferral(someone, referralId, at(31))).toBeNull()
    }
  })

  it('includes the letter’s file from delivery on, for police and procuratorate alone', async () => {
    const referralId = await anApprovedPoliceReferral(scene)
    const fileId = String((await materials(referralId))[0]?.file_id)
    expect(await downloaded(scene.police, fileId)).toBeNull()
    value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(30)))
    expect((await downloaded(scene.police, fileId))?.bytes.byteLength).toBeGreaterThan(2000)
    expect(await downloaded(scene.procurator, fileId)).not.toBeNull()
    expect(await downloaded(scene.health, fileId)).toBeNull()
  })

  it('does not change any more, under whosever name a statement comes', async () => {
    const referralId = await aDeliveredPoliceReferral(scene)
    const touch = (actor: Actor, statement: string) =>
      asActor(rowContext(actor), (tx) => tx.$executeRawUnsafe(statement.replace('$1', `'${referralId}'`))).catch((error: Error) =>
        /what was delivered does not change/.test(error.message) ? 'kept' : error.message,
      )
    for (const actor of [scene.police, scene.procurator, scene.handler]) {
      for (const assignment of [
        `snapshot = '{}'`,
        `snapshot_hash = 'f'`,
        'snapshot_hash = NULL',
        'delivered_at = NULL',
        'receiver_agency_id = sender_agency_id',
      ])
        expect(await touch(actor, `UPDATE referral SET ${assignment} WHERE id = $1`), assignment).toBe('kept')
    }
    expect(await touch(scene.handler, `UPDATE referral_material SET sha256 = 'f' WHERE referral_id = $1`)).toBe('kept')
    for (const actor of [scene.police, scene.procurator]) {
      expect(await touch(actor, `UPDATE referral_material SET sha256 = 'f' WHERE referral_id = $1`)).toBe(0)
      expect(
        await touch(
          actor,
          'UPDATE stored_file SET display_name = display_name WHERE id IN (SELECT file_id FROM referral_material WHERE referral_id = $1)',
        ),
      ).toBe(0)
    }
    for (const actor of [scene.police, scene.handler])
      expect(await touch(actor, 'DELETE FROM referral_material WHERE referral_id = $1')).toBe(0)
    await expect(asOwner('DELETE FROM referral_material WHERE referral_id = $1', [referralId])).rejects.toThrow('does not change')
  })

  it('shows a tampered snapshot for what it is', async () => {
    const referralId = await aDeliveredPoliceReferral(scene)
    // Whoever owns the tables can take the rule away first.
    await asOwner('ALTER TABLE referral_version DISABLE TRIGGER referral_version_append_only')
    await asOwner(`UPDATE referral_version SET content = jsonb_set(content, '{summary}', '"别的"') WHERE referral_id = $1`, [referralId])
    await asOwner('ALTER TABLE referral_version ENABLE TRIGGER referral_version_append_only')
    expect((await getReferral(scene.police, referralId, at(31)))?.snapshot?.intact).toBe(false)
  })
})
