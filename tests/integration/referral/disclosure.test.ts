import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { addFact } from '#server/case/add-fact'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { approveReferral, reviseReferral } from '#server/referral/approve-referral'
import { chooseDisclosure } from '#server/referral/choose-disclosure'
import { deliverReferral } from '#server/referral/deliver-referral'
import { proposeBillReferral, proposeDepartmentReferral } from '#server/referral/propose-department-referral'
import { getReferral } from '#server/referral/queries'
import { caseForm, filedAt, partyOf, proposedAt } from '../../fixtures/case-scenes'
import { agencyNamed, aLead, officerOf, places } from '../../fixtures/matters'
import { approvalOf, aScene, at, billForm, healthForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'
import { downloaded } from '../../support/downloaded'
import { paperText } from '../../support/paper-text'

let scene: Scene
let market: Actor
beforeAll(async () => {
  scene = await aScene()
  market = await officerOf('济宁市市场监督管理局', ['handler'])
})

const stay = {
  fraud: '',
  intentGround: '',
  provision: 'P38-1',
  behaviour: '挂床住院三十六人次',
  billed: '1111111111.11',
  irregular: '1010101010.10',
  fundLoss: '909090909.09',
}
const fee = {
  provision: 'P38-3',
  behaviour: '重复收取床位费',
  billed: '2222222222.22',
  irregular: '2020202020.20',
  fundLoss: '808080808.08',
}
const days = { actFrom: '2026-01-05', actTo: '2026-03-28' }
/** Marks of what has no business with a department that was not told of it. */
const sums = /1111111|1010101|9090909|2222222|2020202|8080808|909,090|808,080/

/** A filed case with a fact of medical conduct and one of fees. */
async function aMixedCase(): Promise<string> {
  const { caseId } = value(await proposeCase(scene.handler, caseForm(await aLead(), scene, stay), proposedAt))
  value(await fileCase(scene.approver, { caseId, version: '1' }, filedAt))
  value(await addFact(scene.handler, { caseId, version: '2', partyId: await partyOf(caseId), ...fee, ...days }, filedAt))
  return caseId
}

async function proposed(kind: 'health' | 'other' | 'billVerification', caseId: string): Promise<string> {
  const toMarket = { kind, receiverAgencyId: (await agencyNamed('济宁市市场监督管理局')).id }
  const outcome =
    kind === 'billVerification'
      ? await proposeBillReferral(scene.handler, await billForm({ caseId }), at(0))
      : await proposeDepartmentReferral(scene.handler, await healthForm({ caseId }, kind === 'other' ? toMarket : {}), at(0))
  return value(outcome).referralId
}

async function delivered(kind: 'health' | 'other' | 'billVerification'): Promise<string> {
  const referralId = await proposed(kind, await aMixedCase())
  value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
  value(await deliverReferral(scene.handler, { referralId, version: '2' }, at(2)))
  return referralId
}

const row = async (id: string) =>
  (
    await asOwner<{ state: string; version: number; snapshot: unknown }>(
      'SELECT state::text, version, snapshot FROM referral WHERE id = $1',
      [id],
    )
  )[0]
const textOf = (shown: unknown) => JSON.stringify(shown, (_, field) => (typeof field === 'bigint' ? field.toString() : field))

describe('the other side is told', () => {
  it('of medical conduct and its period, when it is the health commission, and of no sum', async () => {
    const referralId = await delivered('health')
    const view = await getReferral(scene.health, referralId, at(3))
    expect(view?.snapshot?.content.case?.facts).toEqual([{ behaviour: stay.behaviour, ...days }])
    expect(view?.snapshot?.content.case?.partyName).toBe('清溪医院')
    expect(textOf(view)).not.toMatch(sums)
    expect(textOf(view)).not.toContain('重复收取床位费')
    expect(view?.preview).toBeNull()
    const letter = await downloaded(scene.health, String(view?.materials[0]?.fileId))
    expect(paperText(letter?.bytes)).toContain('清溪医院')
    expect(paperText(letter?.bytes)).not.toMatch(sums)
  })

  it('of its bills and of nothing else, when it is finance', async () => {
    const view = await getReferral(scene.finance, await delivered('billVerification'), at(3))
    expect(view?.snapshot?.content).toMatchObject({ case: null, lead: null, bills: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] })
    expect(textOf(view)).not.toMatch(/挂床|床位费/)
  })

  it('of nothing that was not put in, when it is any other department', async () => {
    const referralId = await delivered('other')
    const view = await getReferral(market, referralId, at(3))
    expect(view?.snapshot?.content).toMatchObject({ case: null, lead: null })
    expect(textOf(view)).not.toMatch(/挂床|床位费/)
    const letter = paperText((await downloaded(market, String(view?.materials[0]?.fileId)))?.bytes)
    expect(letter).toContain('清溪医院病历书写不规范')
    expect(letter).not.toMatch(/AJ-|XS-|虚构医药服务项目/)
  })
})

describe('the sender chooses', () => {
  it('fact by fact, and sums only where they may go', async () => {
    const caseId = await aMixedCase()
    const facts = await asOwner<{ id: string }>('SELECT id FROM case_fact WHERE case_id = $1 ORDER BY seq', [caseId])
    const referralId = await proposed('other', caseId)
    const choice = { referralId, version: '1', parts: ['matter', 'amounts'], factIds: String(facts[1]?.id) }
    for (const someone of [scene.approver, scene.police, await officerOf(places.otherBureau, ['handler'])]) {
      expect(await chooseDisclosure(someone, choice, at(0))).toMatchObject({ refusal: { code: 'notFound' } })
    }
    value(await chooseDisclosure(scene.handler, choice, at(0)))
    const shown = (await getReferral(scene.approver, referralId, at(0)))?.preview?.content.case
    expect(shown).toMatchObject({ partyName: '清溪医院', facts: [{ behaviour: fee.behaviour, fundLossFen: '80808080808' }] })
    expect(shown?.facts).toHaveLength(1)
    expect(shown?.facts[0]).not.toHaveProperty('article')

    const health = await proposed('health', caseId)
    const all = { referralId: health, version: '1', parts: ['matter', 'articles', 'amounts'], factIds: facts.map(({ id }) => id) }
    value(await chooseDisclosure(scene.handler, all, at(0)))
    expect((await getReferral(scene.approver, health, at(0)))?.preview?.content.case?.facts).toEqual([
      { behaviour: stay.behaviour, ...days },
    ])
  })

  it('before the approval, and not behind it', async () => {
    const referralId = await proposed('health', await aMixedCase())
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
    const nothing = { referralId, version: '2', parts: [], factIds: '' }
    expect(await chooseDisclosure(scene.handler, nothing, at(1))).toMatchObject({ refusal: { code: 'wrongState' } })
    await expect(
      asActor(
        rowContext(scene.handler),
        (tx) => tx.$executeRaw`UPDATE referral SET disclosed = '{"parts":[],"factIds":[]}' WHERE id = ${referralId}::uuid`,
      ),
    ).rejects.toThrow('what was approved does not change')
  })
})

describe('what was approved is what goes', () => {
  it('so an approval of what has changed since it was shown is none', async () => {
    const caseId = await aMixedCase()
    const referralId = await proposed('health', caseId)
    const approval = await approvalOf(scene.approver, referralId)
    await asOwner(`UPDATE case_fact SET behaviour = '挂床住院四十人次' WHERE case_id = $1 AND seq = 1`, [caseId])
    expect(await approveReferral(scene.approver, approval, at(1))).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    expect(await row(referralId)).toMatchObject({ state: 'proposed', version: 1 })
    expect(await approveReferral(scene.approver, { referralId, version: '1' }, at(1))).toMatchObject({ refusal: { code: 'invalidInput' } })
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
  })

  it('and what has changed since the approval does not go before another', async () => {
    const caseId = await aMixedCase()
    const referralId = await proposed('health', caseId)
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(1)))
    await asOwner(`UPDATE case_fact SET behaviour = '挂床住院四十人次' WHERE case_id = $1 AND seq = 1`, [caseId])
    expect((await getReferral(scene.handler, referralId, at(1)))?.preview?.overtaken).toBe(true)
    expect(await deliverReferral(scene.handler, { referralId, version: '2' }, at(2))).toMatchObject({
      refusal: { code: 'changedMeanwhile' },
    })
    expect(await row(referralId)).toMatchObject({ state: 'approved', version: 2, snapshot: null })

    value(await reviseReferral(scene.handler, { referralId, version: '2' }, at(2)))
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId, '3'), at(3)))
    value(await deliverReferral(scene.handler, { referralId, version: '4' }, at(4)))
    expect((await getReferral(scene.health, referralId, at(5)))?.snapshot?.content.case?.facts).toEqual([
      { behaviour: '挂床住院四十人次', ...days },
    ])
  })
})
