import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { countNotices, listNotices, markNoticesRead } from '#server/notification/queries'
import { officerOf, places } from '../../fixtures/matters'
import { aDeliveredPoliceReferral, aScene, type Scene } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let referralId = ''
beforeAll(async () => {
  scene = await aScene()
  referralId = await aDeliveredPoliceReferral(scene)
})

const aboutIt = async (actor: Actor) =>
  (await listNotices(actor)).filter(({ link }) => link === `/referrals/${referralId}`).map(({ kind }) => kind)

describe('a notice to an agency', () => {
  it('is read by each of its people for themselves', async () => {
    const colleague = await officerOf(places.police, ['handler'])
    expect([await aboutIt(scene.police), await aboutIt(colleague)]).toEqual([['referralDelivered'], ['referralDelivered']])
    const before = await countNotices(colleague)
    expect(await markNoticesRead(scene.police, {})).toMatchObject({ ok: true })
    expect([await aboutIt(scene.police), await countNotices(scene.police)]).toEqual([[], 0])
    expect([await aboutIt(colleague), await countNotices(colleague)]).toEqual([['referralDelivered'], before])
    expect(await markNoticesRead(scene.police, {})).toMatchObject({ ok: true })
    expect(await asOwner('SELECT DISTINCT user_id FROM notification_read')).toEqual([{ user_id: scene.police.userId }])
  })

  it('is not listed, counted or marked for whoever lost sight of its matter', async () => {
    const colleague = await officerOf(places.police, ['handler'])
    const all = await countNotices(colleague)
    const uncleared = { ...colleague, clearance: 1 }
    expect([await aboutIt(uncleared), all - (await countNotices(uncleared))]).toEqual([[], all])

    await asOwner(
      `INSERT INTO recusal (id, user_id, subject_type, subject_id, reason, recorded_at, recorded_by_id, department, region_no)
       VALUES (gen_random_uuid(), $1, 'referral', $2, '亲属涉案', now(), $1, 'PS', $3)`,
      [colleague.userId, referralId, colleague.regionNo],
    )
    const away = { ...colleague, recusedIds: [referralId] }
    expect(await aboutIt(away)).toEqual([])
    await markNoticesRead(away, {})
    expect(
      await asOwner(
        `SELECT FROM notification_read r JOIN notification n ON n.id = r.notification_id WHERE r.user_id = $1 AND n.subject_id = $2`,
        [colleague.userId, referralId],
      ),
    ).toEqual([])
    await asOwner(`UPDATE recusal SET lifted_at = now(), lifted_by_id = user_id, lift_reason = '已核实' WHERE user_id = $1`, [
      colleague.userId,
    ])
    expect(await aboutIt({ ...away, recusedIds: [] })).toEqual(['referralDelivered'])
  })

  it('says that something waits to a unit that has not signed the commitment yet', async () => {
    const colleague = { ...(await officerOf(places.police, ['handler'])), committedTo: [] }
    expect(await aboutIt(colleague)).toEqual(['referralDelivered'])
  })

  it('of no single matter is for everybody it is addressed to', async () => {
    const colleague = await officerOf(places.police, ['handler'])
    const before = await countNotices(colleague)
    await asOwner(
      `INSERT INTO notification (id, dedupe_key, user_id, kind, text, link, created_at) VALUES ($1::uuid, $1::uuid::text, $2, 'leadsAssigned', '{"count":2}', '/leads?state=toVerify', now())`,
      [randomUUID(), colleague.userId],
    )
    expect(await countNotices(colleague)).toBe(before + 1)
    expect((await listNotices(colleague))[0]).toMatchObject({ kind: 'leadsAssigned', detail: { count: 2 } })
  })
})
