import { beforeAll, describe, expect, it } from 'vitest'
import { deskFilter, getWorkCentre } from '#server/desk/work-list'
import { declineCriminalCase, openCriminalCase } from '#server/referral/decide-criminal-case'
import { acceptItems, handOverMaterial, signReturned } from '#server/referral/hand-over'
import { getReferral } from '#server/referral/queries'
import { clocksRunning, noticesTo, officerOf, places } from '../../fixtures/matters'
import { aReceivedPoliceReferral, aScene, at, objects, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

const lines = '扫码记录本 | 2本 | 红色封面\n\n病历\t36份'
const declining = { outcomeNumber: '任公（刑）不立字〔2026〕3号', reason: '现有证据不足以证明非法占有目的' }

/** Version 5. */
async function anOpenedReferral(): Promise<string> {
  const referralId = await aReceivedPoliceReferral(scene)
  value(await openCriminalCase(scene.police, { referralId, version: '4', outcomeNumber: '任公（刑）立字〔2026〕12号' }, at(60)))
  return referralId
}

describe('what is handed to the police after they have filed', () => {
  it('is listed by the sender and signed for by the police, which ends the time to hand over', async () => {
    const referralId = await anOpenedReferral()
    expect(await handOverMaterial(scene.police, { referralId, version: '5', lines }, at(61))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await handOverMaterial(scene.handler, { referralId, version: '5', lines: ' \n' }, at(61))).toMatchObject({
      refusal: { code: 'invalidInput' },
    })
    expect(await acceptItems(scene.police, { referralId, version: '5' }, at(61))).toMatchObject({ refusal: { code: 'wrongState' } })
    value(await handOverMaterial(scene.handler, { referralId, version: '5', lines }, at(61)))
    expect(await clocksRunning(referralId)).toEqual(['CK38'])
    const paper = `SELECT state::text, input -> 'lines' -> 0 ->> 'name' AS first, input ->> 'filingNumber' AS filed FROM official_document WHERE subject_id = $1 AND kind = 'handoverList'`
    expect(await asOwner(paper, [referralId])).toEqual([{ state: 'issued', first: '扫码记录本', filed: '任公（刑）立字〔2026〕12号' }])
    expect(await handOverMaterial(scene.handler, { referralId, version: '6', lines }, at(61))).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    const mine = (await getWorkCentre(scene.police, { kind: 'signHandover' }, at(62))).items.filter(({ id }) => id === referralId)
    expect(mine).toHaveLength(1)
    for (const someone of [scene.handler, scene.procurator, await officerOf(places.otherPolice, ['handler'])]) {
      expect(await acceptItems(someone, { referralId, version: '6' }, at(62))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    value(await acceptItems(scene.police, { referralId, version: '6', note: '病历少1份' }, at(62)))
    expect(await clocksRunning(referralId)).toEqual([])
    expect(await noticesTo(scene.handler.agencyId)).toContain('handoverSigned')
    for (const someone of [scene.handler, scene.police]) {
      expect((await getReferral(someone, referralId, at(63)))?.handovers).toMatchObject([
        {
          kind: 'items',
          lines: [
            { seq: 1, name: '扫码记录本', quantity: '2本', note: '红色封面' },
            { seq: 2, name: '病历', quantity: '36份', note: '' },
          ],
          listedByName: '张敏',
          signedByName: '王警官',
          signedAgencyName: places.police,
          signedNote: '病历少1份',
        },
      ])
    }
    await expect(asOwner(`UPDATE referral_handover SET signed_note = '' WHERE referral_id = $1`, [referralId])).rejects.toThrow(
      'append-only',
    )
  })

  it('is signed for once, however many sign at a time', async () => {
    const referralId = await anOpenedReferral()
    value(await handOverMaterial(scene.handler, { referralId, version: '5', lines }, at(61)))
    const both = await Promise.all([1, 2].map(() => acceptItems(scene.police, { referralId, version: '6' }, at(62))))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('what the police give back when they do not file', () => {
  it('is all that was delivered, where they list nothing else, and the sender signs for it', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60)))
    const view = await getReferral(scene.handler, referralId, at(61))
    expect(view?.handovers[0]?.lines.map(({ name }) => name)).toEqual(view?.materials.map(({ title }) => title))
    expect(view?.handovers[0]?.lines.length).toBeGreaterThanOrEqual(3)
    expect(view?.records).toContain('signReturned')
    expect((await getReferral(scene.police, referralId, at(61)))?.records).not.toContain('signReturned')

    expect(await signReturned(scene.police, { referralId, version: '5' }, at(62))).toMatchObject({ refusal: { code: 'notFound' } })
    value(await signReturned(scene.handler, { referralId, version: '5' }, at(62)))
    expect(await signReturned(scene.handler, { referralId, version: '6' }, at(62))).toMatchObject({ refusal: { code: 'wrongState' } })
    expect((await getReferral(scene.police, referralId, at(63)))?.handovers).toMatchObject([
      { kind: 'returned', listedByName: '王警官', signedByName: '张敏', signedAt: at(62) },
    ])
  })

  it('waits on the sender’s desk beside the time to hand over, and hides none of it', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining }, at(60)))
    value(await objects(scene, 'police', { referralId, version: '5', reason: '请求复议一次' }, at(61)))
    value(await openCriminalCase(scene.police, { referralId, version: '6', outcomeNumber: '任公（刑）立字〔2026〕12号' }, at(62)))
    expect(await clocksRunning(referralId)).toEqual(['CK38'])
    const desk = async (kind: string) =>
      (await getWorkCentre(scene.handler, deskFilter.parse({ kind }), at(63))).items.filter(
        ({ href }) => href === `/referrals/${referralId}`,
      )
    expect(await desk('signHandover')).toMatchObject([{ due: null }])
    expect(await desk('clock')).toMatchObject([{ clockName: '立案后移交涉案物品和材料' }])
  })

  it('is what they list', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    value(await declineCriminalCase(scene.police, { referralId, version: '4', ...declining, returned: '调查报告 | 1份' }, at(60)))
    expect((await getReferral(scene.handler, referralId, at(61)))?.handovers).toMatchObject([
      { lines: [{ name: '调查报告', quantity: '1份' }], signedAt: null },
    ])
  })
})
