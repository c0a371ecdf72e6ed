import { beforeAll, describe, expect, it } from 'vitest'
import { getWorkCentre } from '#server/desk/work-list'
import { declineCriminalCase, openCriminalCase } from '#server/referral/decide-criminal-case'
import { getReferral } from '#server/referral/queries'
import { acceptReasons, askReasons, explainDecline, orderFiling } from '#server/referral/supervise-filing'
import { clocksRunning, noticesTo, officerOf, places } from '../../fixtures/matters'
import { aReceivedPoliceReferral, aScene, at, objects, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const declining = { outcomeNumber: '任公（刑）不立字〔2026〕3号', reason: '现有证据不足以证明非法占有目的' }
const asking = { documentNumber: '任检侦监〔2026〕5号', reason: '请说明不立案的理由和依据' }
const ordering = { documentNumber: '任检侦监〔2026〕9号', reason: '不立案理由不能成立，应当立案侦查' }
const explaining = { reason: '行为人已退赔，情节轻微' }
const opening = { outcomeNumber: '任公（刑）立字〔2026〕12号' }

/** Version 5. */
async function aDeclinedReferral(): Promise<string> {
  const referralId = await aReceivedPoliceReferral(scene)
  value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60)))
  return referralId
}

const onDesk = async (someone: Scene['police'], referralId: string, hours: number) =>
  (await getWorkCentre(someone, { kind: 'superviseFiling' }, at(hours))).items.some(({ id }) => id === referralId)

describe('the procuratorate', () => {
  it('asks for the reasons, is given them, and has the police file', async () => {
    const referralId = await aDeclinedReferral()
    const otherProcurator = await officerOf('曲阜市人民检察院', ['handler'])
    for (const someone of [scene.police, scene.handler, otherProcurator, await officerOf(places.procuratorate, ['reviewer'])]) {
      expect(await askReasons(someone, { referralId, version: '5', ...asking }, at(61))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    value(await askReasons(scene.procurator, { referralId, version: '5', ...asking }, at(61)))
    expect(await clocksRunning(referralId)).toEqual(['CK36'])
    expect(await noticesTo(scene.police.agencyId)).toContain('reasonsAsked')
    expect(await objects(scene, 'police', { referralId, version: '6', reason: '请求复议一次' }, at(62))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    expect(await orderFiling(scene.procurator, { referralId, version: '6', ...ordering }, at(62))).toMatchObject({
      refusal: { code: 'wrongState' },
    })

    value(await explainDecline(scene.police, { referralId, version: '6', ...explaining }, at(80)))
    expect(await clocksRunning(referralId)).toEqual([])
    value(await orderFiling(scene.procurator, { referralId, version: '7', ...ordering }, at(90)))
    expect(await clocksRunning(referralId)).toEqual(['CK37'])
    expect(await acceptReasons(scene.procurator, { referralId, version: '8', reason: '理由可以成立' }, at(91))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    value(await openCriminalCase(scene.police, { referralId, version: '8', ...opening }, at(95)))
    expect(await clocksRunning(referralId)).toEqual(['CK38'])
    expect(await getReferral(scene.handler, referralId, at(96))).toMatchObject({ state: 'criminalCaseOpened', supervision: 'ordered' })
    // Why they had refused stays said, to all sides.
    for (const someone of [scene.handler, scene.police, scene.procurator]) {
      const said = (await getReferral(someone, referralId, at(96)))?.words.find(({ step }) => step === 'declineCriminalCase')
      expect(said?.text).toBe(`${declining.outcomeNumber} ${declining.reason}`)
    }
    const [opened] = await asOwner<{ change: object }>(
      `SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'referral.openCriminalCase'`,
      [referralId],
    )
    expect(opened?.change).toMatchObject({
      outcomeNumber: [declining.outcomeNumber, opening.outcomeNumber],
      outcomeReason: [declining.reason, null],
    })
  })

  it('has the police file without their reasons once the time for them has passed, and they may file before that', async () => {
    const silent = await aDeclinedReferral()
    value(await askReasons(scene.procurator, { referralId: silent, version: '5', ...asking }, at(61)))
    const stepsAt = async (hours: number) => (await getReferral(scene.procurator, silent, at(hours)))?.steps.map(({ name }) => name)
    expect(await stepsAt(62)).toEqual([])
    expect(await stepsAt(61 + 24 * 9)).toEqual(['orderFiling'])
    value(await orderFiling(scene.procurator, { referralId: silent, version: '6', ...ordering }, at(61 + 24 * 9)))
    expect(await clocksRunning(silent)).toEqual(['CK37'])

    const willing = await aDeclinedReferral()
    value(await askReasons(scene.procurator, { referralId: willing, version: '5', ...asking }, at(61)))
    value(await openCriminalCase(scene.police, { referralId: willing, version: '6', ...opening }, at(62)))
    expect(await clocksRunning(willing)).toEqual(['CK38'])
  })

  it('lets the reasons stand, and says so to the sender, who does not read the reasons themselves', async () => {
    const referralId = await aDeclinedReferral()
    const advice = '公安机关不立案不当，请予监督'
    value(await objects(scene, 'procuratorate', { referralId, version: '5', reason: advice }, at(61)))
    value(await askReasons(scene.procurator, { referralId, version: '6', ...asking }, at(62)))
    value(await explainDecline(scene.police, { referralId, version: '7', ...explaining }, at(70)))
    value(await acceptReasons(scene.procurator, { referralId, version: '8', reason: '不立案理由成立' }, at(80)))
    const steps = async (someone: Scene['police']) => (await getReferral(someone, referralId, at(81)))?.words.map(({ step }) => step)
    expect(await steps(scene.procurator)).toEqual([
      'declineCriminalCase',
      'adviseSupervision',
      'askReasons',
      'explainDecline',
      'acceptReasons',
    ])
    expect(await steps(scene.police)).toEqual(['declineCriminalCase', 'askReasons', 'explainDecline', 'acceptReasons'])
    expect(await steps(scene.handler)).toEqual(['declineCriminalCase', 'adviseSupervision', 'acceptReasons'])
    expect(await clocksRunning(referralId)).toEqual([])
    expect((await getReferral(scene.procurator, referralId, at(81)))?.steps).toEqual([])
    // A state of the referral is called `accepted` too: the trail tells the two apart.
    const trail = (await getReferral(scene.procurator, referralId, at(81)))?.trail.map(({ change }) => change)
    expect(JSON.stringify(trail)).toContain('supervision.accepted')
  })

  it('takes a matter up again that it had let stand, once the sender advises it to', async () => {
    const referralId = await aDeclinedReferral()
    value(await askReasons(scene.procurator, { referralId, version: '5', ...asking }, at(61)))
    value(await explainDecline(scene.police, { referralId, version: '6', ...explaining }, at(62)))
    value(await acceptReasons(scene.procurator, { referralId, version: '7', reason: '不立案理由成立' }, at(63)))
    expect(await onDesk(scene.procurator, referralId, 64)).toBe(false)
    // The time to object stood while the police were asked, and begins anew.
    const times = await asOwner<{ started_at: Date; stopped_at: Date | null }>(
      `SELECT started_at, stopped_at FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK33' ORDER BY started_at`,
      [referralId],
    )
    expect(times).toEqual([
      { started_at: at(60), stopped_at: at(61) },
      { started_at: at(63), stopped_at: null },
    ])
    value(await objects(scene, 'procuratorate', { referralId, version: '8', reason: '又发现新的证据，请予立案监督' }, at(65)))
    expect(await getReferral(scene.procurator, referralId, at(66))).toMatchObject({ supervision: 'advised' })
    expect(await onDesk(scene.procurator, referralId, 66)).toBe(true)
    value(await askReasons(scene.procurator, { referralId, version: '9', ...asking }, at(67)))
  })

  it('has on its desk what it was advised of, what it is to decide on, and the silence of the police', async () => {
    const referralId = await aDeclinedReferral()
    expect(await onDesk(scene.procurator, referralId, 61)).toBe(false)
    value(await objects(scene, 'procuratorate', { referralId, version: '5', reason: '请予立案监督' }, at(61)))
    expect(await onDesk(scene.procurator, referralId, 62)).toBe(true)
    value(await askReasons(scene.procurator, { referralId, version: '6', ...asking }, at(62)))
    expect(await onDesk(scene.procurator, referralId, 63)).toBe(false)
    expect(await onDesk(scene.procurator, referralId, 62 + 24 * 9)).toBe(true)
    const late = async (someone: Scene['police']) =>
      (await getWorkCentre(someone, { kind: 'clock', due: 'late' }, at(62 + 24 * 9))).items.some(
        ({ href, clockName }) => href === `/referrals/${referralId}` && clockName === '公安机关说明不立案理由',
      )
    expect([await late(scene.handler), await late(scene.police), await late(scene.health)]).toEqual([true, true, false])
    value(await explainDecline(scene.police, { referralId, version: '7', ...explaining }, at(70)))
    expect(await onDesk(scene.procurator, referralId, 71)).toBe(true)
  })
})
