import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getWorkCentre } from '#server/desk/work-list'
import { acceptReferral, answerReferral, rejectReferral } from '#server/referral/answer-referral'
import { clocksRunning, officerOf, places } from '../../fixtures/matters'
import { aReceivedReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let supervisor: Actor
beforeAll(async () => {
  scene = await aScene()
  supervisor = await officerOf(places.cityBureau, ['supervisor'])
})

const clock = async (id: string) =>
  (
    await asOwner<{ due_at: Date; stopped_at: Date | null }>(`SELECT due_at, stopped_at FROM statutory_clock WHERE subject_id = $1`, [id])
  )[0]
/** What of the desk speaks of this referral. */
const onDesk = async (actor: Actor, id: string, now: Date) =>
  (await getWorkCentre(actor, {}, now)).items.filter(({ href }) => href.endsWith(id)).map(({ kind }) => kind)

describe('the agreed time to answer', () => {
  it('runs from delivery to the end of the agreed day, and stands on three desks until the answer', async () => {
    const referralId = await aReceivedReferral(scene, 'health')
    expect(await clocksRunning(referralId)).toEqual(['CK70'])
    // 2026-07-10, 24:00 in Beijing.
    expect((await clock(referralId))?.due_at).toEqual(new Date('2026-07-10T16:00:00Z'))

    const late = new Date('2026-07-11T01:00:00Z')
    expect(await onDesk(scene.health, referralId, late)).toEqual(['answerReferral']) // what is to be done, with the clock's deadline
    for (const actor of [scene.handler, supervisor]) expect(await onDesk(actor, referralId, late)).toContain('clock')
    value(await acceptReferral(scene.health, { referralId, version: '4' }, late))
    value(await answerReferral(scene.health, { referralId, version: '5', result: '已约谈机构负责人并记分处理' }, late))
    expect((await clock(referralId))?.stopped_at).toEqual(late)
    for (const actor of [scene.health, scene.handler, supervisor]) expect(await onDesk(actor, referralId, late)).not.toContain('clock')
  })

  it('runs for a batch of bills too, and ends when the matter is turned down', async () => {
    const referralId = await aReceivedReferral(scene, 'billVerification')
    expect((await clock(referralId))?.due_at).toEqual(new Date('2026-06-30T16:00:00Z'))
    value(await rejectReferral(scene.finance, { referralId, version: '4', reason: '票据不属于本级监制范围' }, at(5)))
    expect(await clocksRunning(referralId)).toEqual([])
  })
})

describe('a clock on the desk', () => {
  it('leads to the page of what it is about, also where that is a filing', async () => {
    const [agency] = await asOwner<{ id: string }>('SELECT id FROM agency WHERE name = $1', [places.bureau])
    const filing = crypto.randomUUID()
    await asOwner(
      `INSERT INTO statutory_clock (id, subject_type, subject_id, subject_number, subject_title, rule_id, started_at, due_at,
         responsible_agency_id, responsible_department, responsible_region_no)
       VALUES (gen_random_uuid(), 'filing', $1, 'ZC-1', '清溪医院', 'CK58', '2026-06-01', '2026-06-12', $2, 'MI', 370811)`,
      [filing, agency?.id],
    )
    const { items } = await getWorkCentre(scene.handler, {}, new Date('2026-06-11T01:00:00Z'))
    expect(items.find(({ number }) => number === 'ZC-1')?.href).toBe(`/self-inspections/${filing}`)
  })
})
