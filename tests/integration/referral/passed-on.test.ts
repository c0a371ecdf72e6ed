import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { declineCriminalCase } from '#server/referral/decide-criminal-case'
import { passOn } from '#server/referral/pass-on'
import { proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { getReferral, getReferralProposal } from '#server/referral/queries'
import { receiveReferral } from '#server/referral/receive-referral'
import { askReasons } from '#server/referral/supervise-filing'
import { agencyNamed, clocksRunning, noticesTo, officerOf, places } from '../../fixtures/matters'
import { aReceivedPoliceReferral, aScene, at, healthForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let scene: Scene
let others: Scene['police']
let toAgencyId: string
beforeAll(async () => {
  scene = await aScene()
  others = await officerOf(places.otherPolice, ['handler'], { name: '李警官' })
  toAgencyId = (await agencyNamed(places.otherPolice)).id
})

const otherProcuratorate = '曲阜市人民检察院'
const reason = '主要犯罪地在曲阜市，不属本局管辖'

describe('a referral of another district', () => {
  it('is passed on to the police there, who sign for it anew; everybody knows the way it went', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    const form = { referralId, version: '4', toAgencyId, reason }
    for (const someone of [scene.handler, scene.procurator, others]) {
      expect(await passOn(someone, form, at(50))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    for (const nobody of [scene.health.agencyId, scene.police.agencyId]) {
      expect(await passOn(scene.police, { ...form, toAgencyId: nobody }, at(50))).toMatchObject({ refusal: { code: 'notReceiver' } })
    }
    expect((await getReferral(scene.police, referralId, at(50)))?.policeElsewhere.map(({ id }) => id)).toContain(toAgencyId)
    expect(await getReferral(others, referralId, at(50))).toBeNull()
    value(await passOn(scene.police, form, at(50)))

    expect(await clocksRunning(referralId)).toEqual(['CK71'])
    const clocks = await asOwner(
      `SELECT rule_id, stopped_at < due_at AS kept FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK31'`,
      [referralId],
    )
    expect(clocks).toEqual([{ rule_id: 'CK31', kept: true }])
    expect(await noticesTo(toAgencyId)).toContain('referralDelivered')
    expect(await noticesTo(scene.handler.agencyId)).toContain('referralPassedOn')
    expect(await receiveReferral(scene.police, { referralId, version: '5' }, at(51))).toMatchObject({ refusal: { code: 'notFound' } })
    value(await receiveReferral(others, { referralId, version: '5' }, at(52)))
    expect(await clocksRunning(referralId)).toEqual(['CK32'])
    // Its copy goes to the procuratorate there, which supervises them.
    const theirs = await officerOf(otherProcuratorate, ['handler'])
    expect(await noticesTo(theirs.agencyId)).toContain('referralCopied')
    expect(await noticesTo(scene.procurator.agencyId)).toContain('referralPassedOn')
    expect(await getReferral(scene.procurator, referralId, at(53))).toBeNull()
    for (const someone of [scene.handler, scene.police, others, theirs]) {
      expect((await getReferral(someone, referralId, at(53)))?.passages).toMatchObject([
        { fromAgencyName: places.police, toAgencyName: places.otherPolice, reason },
      ])
    }
    expect((await getReferral(others, referralId, at(53)))?.snapshot?.intact).toBe(true)
    const left = await getReferral(scene.police, referralId, at(53))
    expect(left).toMatchObject({ state: 'received', title: left?.number, summary: '', snapshot: null, clocks: [], trail: [], records: [] })
    expect([left?.materials, left?.words, left?.handovers, left?.progress, left?.documents, left?.steps]).toEqual(Array(6).fill([]))
    // The wall behind the page says the same.
    const inside = (someone: typeof others) =>
      asActor(rowContext(someone), async (tx) => [
        await tx.referralMaterial.count({ where: { referralId } }),
        await tx.referralPassage.count({ where: { referralId } }),
      ])
    expect(await inside(scene.police)).toEqual([0, 1])
    expect((await inside(others))[0]).toBeGreaterThan(0)
    const declining = { outcomeNumber: '曲公（刑）不立字〔2026〕3号', reason: '没有犯罪事实' }
    expect(await declineCriminalCase(scene.police, { referralId, version: '6', ...declining }, at(60))).toMatchObject({
      refusal: { code: 'notFound' },
    })
    value(await declineCriminalCase(others, { referralId, version: '6', ...declining }, at(60)))
    const asking = { referralId, version: '7', documentNumber: '曲检侦监〔2026〕5号', reason: '请说明不立案的理由和依据' }
    expect(await askReasons(scene.procurator, asking, at(61))).toMatchObject({ refusal: { code: 'notFound' } })
    value(await askReasons(theirs, asking, at(61)))
  })

  it('goes back to the bureau that sent it, though that is none of the district it was passed on to', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    value(await passOn(scene.police, { referralId, version: '4', toAgencyId, reason }, at(50)))
    value(await receiveReferral(others, { referralId, version: '5' }, at(52)))
    const declining = { outcomeNumber: '曲公（刑）不立字〔2026〕3号', reason: '没有犯罪事实' }
    value(await declineCriminalCase(others, { referralId, version: '6', ...declining }, at(60)))

    const proposal = await getReferralProposal(others, 'handBack', { originId: referralId })
    expect(proposal?.receivers.map(({ name }) => name)).toEqual([places.bureau])
    const form = await healthForm({ originId: referralId }, { kind: 'handBack', receiverAgencyId: scene.handler.agencyId })
    const nearer = { ...form, receiverAgencyId: (await agencyNamed(places.otherBureau)).id }
    expect(await proposeDepartmentReferral(others, nearer, at(61))).toMatchObject({ refusal: { code: 'notReceiver' } })
    value(await proposeDepartmentReferral(others, form, at(61)))
  })

  it('changes its receiver in no other way', async () => {
    const referralId = await aReceivedPoliceReferral(scene)
    for (const set of [
      `receiver_agency_id = '${toAgencyId}'`,
      `receiver_agency_id = '${toAgencyId}', state = 'delivered'`,
      `receiver_agency_id = '${toAgencyId}', passed_on_by_agency_id = receiver_agency_id`,
      `copy_agency_id = '${toAgencyId}', passed_on_by_agency_id = receiver_agency_id, state = 'delivered'`,
    ]) {
      await expect(asOwner(`UPDATE referral SET ${set} WHERE id = $1`, [referralId])).rejects.toThrow('what was delivered does not change')
    }
  })
})
