import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getWorkCentre } from '#server/desk/work-list'
import { acceptReferral, answerReferral, rejectReferral } from '#server/referral/answer-referral'
import { receiveReferral } from '#server/referral/receive-referral'
import { clocksRunning, officerOf, places } from '../../fixtures/matters'
import { aDeliveredReferral, aReceivedReferral, aScene, at, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let supervisor: Actor
beforeAll(async () => {
  scene = await aScene()
  supervisor = await officerOf(places.cityBureau, ['supervisor'])
})

const clock = async (id: string) =>
  (
    await asOwner<{ due_at: Date; stopped_at: Date | null }>(
      `SELECT due_at, stopped_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK70'`,
      [id],
    )
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

  it('stands behind the time to sign for the matter while that runs, one clock on each desk', async () => {
    const referralId = await aDeliveredReferral(scene, 'health')
    expect(await clocksRunning(referralId)).toEqual(['CK70', 'CK71'])
    const late = new Date('2026-07-11T01:00:00Z')
    const named = async (actor: Actor) =>
      (await getWorkCentre(actor, { due: 'late' }, late)).items
        .filter(({ href }) => href.endsWith(referralId))
        .map(({ kind, clockName, due }) => `${clockName ?? kind} ${due?.dueOn}`)
    expect(await named(scene.health)).toEqual(['receiveReferral 2026-06-11'])
    for (const actor of [scene.handler, supervisor]) expect(await named(actor)).toEqual(['签收移送 2026-06-11'])

    value(await receiveReferral(scene.health, { referralId, version: '3' }, late))
    expect(await clocksRunning(referralId)).toEqual(['CK70'])
    expect(await named(scene.health)).toEqual(['answerReferral 2026-07-10'])
    for (const actor of [scene.handler, supervisor]) expect(await named(actor)).toEqual(['答复移送、协查事项 2026-07-10'])
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
