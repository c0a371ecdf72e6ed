import { beforeAll, describe, expect, it } from 'vitest'
import { addParty } from '#server/case/keep-parties'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { approveReferral } from '#server/referral/approve-referral'
import { copyPenalty } from '#server/referral/copy-penalty'
import { openCriminalCase } from '#server/referral/decide-criminal-case'
import { deliverReferral } from '#server/referral/deliver-referral'
import { passOn } from '#server/referral/pass-on'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { getReferral } from '#server/referral/queries'
import { receiveReferral } from '#server/referral/receive-referral'
import { recordProgress } from '#server/referral/record-progress'
import { aCaseToDecide, aCaseUnderInvestigation, factOf, step, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, agencyNamed, clocksRunning, noticesTo, officerOf, places } from '../../fixtures/matters'
import { approvalOf, aScene, at, policeForm, type Scene, value } from '../../fixtures/referral-scenes'

let scene: Scene
beforeAll(async () => {
  scene = await aScene()
})

/** Version 5: with the police, who have filed. */
async function withPolice(caseId: string): Promise<string> {
  const { referralId } = value(await proposePoliceReferral(scene.handler, await policeForm(caseId), at(0)))
  value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
  value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(2)))
  value(await receiveReferral(scene.police, { referralId, version: '3' }, at(3)))
  value(await openCriminalCase(scene.police, { referralId, version: '4', outcomeNumber: '任公（刑）立字〔2026〕12号' }, at(4)))
  return referralId
}

/** The court fines the party: version 7. */
async function fined(referralId: string, finedParty = ''): Promise<void> {
  const event = { referralId, occurredOn: '2026-07-01', peopleCount: '1' }
  value(await recordProgress(scene.procurator, { ...event, version: '5', kind: 'indicted' }, at(5)))
  value(await recordProgress(scene.judge, { ...event, version: '6', kind: 'judged', fine: '50000', finedParty }, at(6)))
}

describe('a fine that is decided while the police have the case', () => {
  it('is copied to them and to the procuratorate within ten days', async () => {
    const caseId = await aCaseToDecide(scene)
    const referralId = await withPolice(caseId)
    expect((await getReferral(scene.handler, referralId, at(5)))?.records).not.toContain('copyPenalty')
    await walk(scene, caseId, [['decide', 'approver']], at(5))
    expect(await clocksRunning(referralId)).toEqual(['CK38', 'CK39'])
    expect((await getReferral(scene.handler, referralId, at(6)))?.records).toContain('copyPenalty')

    const copy = { referralId, version: '5' }
    expect(await copyPenalty(scene.handler, copy, at(6))).toMatchObject({ refusal: { code: 'documentsMissing' } })
    const fileId = await aFile(scene.handler, '处罚决定书.pdf')
    for (const someone of [scene.police, scene.procurator, scene.approver]) {
      expect(await copyPenalty(someone, { ...copy, fileId }, at(6))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    value(await copyPenalty(scene.handler, { ...copy, fileId }, at(6)))
    expect(await clocksRunning(referralId)).toEqual(['CK38'])
    for (const someone of [scene.police, scene.procurator]) {
      expect((await getReferral(someone, referralId, at(7)))?.supplements).toMatchObject([
        { kind: 'penaltyDecision', title: '处罚决定书.pdf' },
      ])
      expect(await noticesTo(someone.agencyId)).toContain('penaltyCopied')
    }
    expect(await copyPenalty(scene.handler, { ...copy, version: '6', fileId }, at(8))).toMatchObject({ refusal: { code: 'wrongState' } })
  })
})

describe('a fine that was decided before the police had the case', () => {
  it('is to be copied from the delivery on, and to those that have it by then', async () => {
    const caseId = await aCaseToDecide(scene)
    await walk(scene, caseId, [['decide', 'approver']], at(0))
    const { referralId } = value(await proposePoliceReferral(scene.handler, await policeForm(caseId), at(1)))
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(2)))
    value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(3)))
    expect(await clocksRunning(referralId)).toEqual(['CK39', 'CK71'])
    value(await receiveReferral(scene.police, { referralId, version: '3' }, at(4)))
    const toAgencyId = (await agencyNamed(places.otherPolice)).id
    value(await passOn(scene.police, { referralId, version: '4', toAgencyId, reason: '主要犯罪地在曲阜市，不属本局管辖' }, at(5)))
    const others = await officerOf(places.otherPolice, ['handler'])
    const clocks = async (someone: Scene['police']) => (await getReferral(someone, referralId, at(6)))?.clocks.map(({ ruleId }) => ruleId)
    expect(await clocks(others)).toContain('CK39')
    expect((await clocks(scene.police)) ?? []).not.toContain('CK39')

    const none = await aCaseUnderInvestigation(scene)
    expect(await clocksRunning(await withPolice(none))).toEqual(['CK38'])
  })
})

describe('a fine of the court', () => {
  it('leaves no room for an administrative one', async () => {
    const caseId = await aCaseUnderInvestigation(scene)
    await fined(await withPolice(caseId))
    const penalty = { caseId, version: String(await versionOf(caseId)), factId: await factOf(caseId), refund: '712000' }
    expect(await setPenalty(scene.handler, { ...penalty, fineTimes: '2' }, at(7))).toMatchObject({
      refusal: { code: 'alreadyFinedByCourt' },
    })
    expect((await getCase(scene.handler, caseId, at(7)))?.courtFineFen).toBe(5_000_000n)
  })

  it.each([
    ['of another party of the case leaves room for it', '王平', true],
    ['of the same party leaves none', '清溪 医院', false],
    ['of somebody whom the case does not name leaves none either', '王某某', false],
  ])('%s', async (_what, finedParty, isFree) => {
    const caseId = await aCaseUnderInvestigation(scene)
    const version = async () => String(await versionOf(caseId))
    const person = { name: '王平', kind: 'person', role: 'legalRepresentative' }
    value(await addParty(scene.handler, { caseId, version: await version(), ...person }, at(0)))
    await fined(await withPolice(caseId), finedParty)
    const penalty = { caseId, version: await version(), factId: await factOf(caseId), refund: '712000', fineTimes: '2' }
    expect((await setPenalty(scene.handler, penalty, at(7))).ok).toBe(isFree)
  })

  it('stops a decision that was made ready before it', async () => {
    const caseId = await aCaseToDecide(scene)
    await fined(await withPolice(caseId))
    expect(await step('decide', scene.approver, caseId, {}, at(7))).toMatchObject({ refusal: { code: 'alreadyFinedByCourt' } })
  })
})
