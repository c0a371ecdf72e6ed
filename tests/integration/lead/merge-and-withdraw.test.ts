import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { proveBatches } from '#server/lead/prove-zero'
import { getLead } from '#server/lead/queries'
import { agreeVerification, sendBackVerification, submitVerification } from '#server/lead/verify-lead'
import { reopenLead, withdrawLead } from '#server/lead/work-lead'
import { done } from '../../fixtures/campaigns'
import {
  aLeadInWork,
  anAssignedLead,
  evidenceOf,
  type LeadPeople,
  leadPeople,
  leadRow,
  numberOf,
  verificationForm,
} from '../../fixtures/leads'
import { actionsOn, agencyNamed, noticesTo, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-03T02:00:00Z')
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const merging = async (leadId: string, targetId: string, version = 3) =>
  submitVerification(people.handler, verificationForm(leadId, version, { conclusion: 'merged', mergedInto: await numberOf(targetId) }), now)
async function merged(targetId: string): Promise<string> {
  const id = await aLeadInWork(people.handler)
  done(await merging(id, targetId))
  done(await agreeVerification(people.reviewer, { leadId: id, version: 4 }, now))
  return id
}
const targetOf = async (id: string) =>
  (await asOwner<{ target: string | null }>('SELECT merged_into_id AS target FROM lead WHERE id = $1', [id]))[0]?.target

describe('a lead that is merged', () => {
  it('names the one it goes on with, and each page links the other', async () => {
    const target = await anAssignedLead()
    const id = await merged(target)
    expect(await leadRow(id)).toMatchObject({ state: 'concluded', conclusion: 'merged' })
    expect((await getLead(people.handler, id))?.mergedInto).toMatchObject({ id: target, number: await numberOf(target) })
    expect((await getLead(people.handler, target))?.mergedFrom).toMatchObject([{ id, number: await numberOf(id) }])
    expect((await getLead(people.handler, id))?.verifications.at(-1)?.mergedInto?.number).toBe(await numberOf(target))
    const [{ campaign = '', batch = '' } = {}] = await asOwner<{ campaign: string; batch: string }>(
      'SELECT campaign_id AS campaign, batch_number AS batch FROM lead WHERE id = $1',
      [id],
    )
    const proof = (await proveBatches(people.city, campaign))?.find(({ batchNumber }) => batchNumber === batch)
    expect(proof).toMatchObject({ issued: 1, open: 0, holds: true, cleared: true, concluded: { merged: 1 } })

    done(await reopenLead(people.approver, { leadId: id, version: 5, reason: '不是同一事实' }, now))
    expect(await targetOf(id)).toBeNull()
  })

  it('names one that is there, in sight, another, and stands by itself', async () => {
    const id = await aLeadInWork(people.handler)
    const into = (mergedInto: string) =>
      submitVerification(people.handler, verificationForm(id, 3, { conclusion: 'merged', mergedInto }), now)
    expect(await into('')).toMatchObject(refusedWith('mergeTargetMissing'))
    expect(await into('XS-没有这一条')).toMatchObject(refusedWith('mergeTargetUnfit'))
    expect(await into(await numberOf(id))).toMatchObject(refusedWith('mergeTargetUnfit'))
    const elsewhere = await anAssignedLead()
    await asOwner('UPDATE lead SET region_no = 370881 WHERE id = $1', [elsewhere])
    expect(await into(await numberOf(elsewhere))).toMatchObject(refusedWith('mergeTargetUnfit'))
    const chain = await merged(await anAssignedLead())
    expect(await into(await numberOf(chain))).toMatchObject(refusedWith('mergeTargetUnfit'))
    const answered = await anAssignedLead()
    await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE id = $1`, [answered])
    expect(await into(await numberOf(answered))).toMatchObject({ ok: true })
  })

  it('does not go on once others go on with it, and of two that name each other one is told', async () => {
    const target = await aLeadInWork(people.handler)
    await merged(target)
    expect(await merging(target, await anAssignedLead())).toMatchObject(refusedWith('mergedStand'))

    const [one, other] = [await aLeadInWork(people.handler), await aLeadInWork(people.handler)]
    done(await merging(one, other))
    done(await merging(other, one))
    const both = await Promise.all([one, other].map((leadId) => agreeVerification(people.reviewer, { leadId, version: 4 }, now)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect([await targetOf(one), await targetOf(other)].filter(Boolean)).toHaveLength(1)
  })

  it('is held to it by the database, whoever writes', async () => {
    const [a, b, c] = [await anAssignedLead(), await anAssignedLead(), await anAssignedLead()]
    const merge = (id: string, into: string | null) =>
      asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'merged', concluded_at = now(), merged_into_id = $2 WHERE id = $1`, [
        id,
        into,
      ])
    await expect(merge(a, null)).rejects.toThrow('check$lead_merged')
    await expect(merge(a, a)).rejects.toThrow('check$lead_merged_into_another')
    await merge(a, b)
    await expect(merge(b, c)).rejects.toThrow('others are merged into lead')
    await expect(merge(c, a)).rejects.toThrow('merged into one that does not stand')
    await expect(merge(b, a)).rejects.toThrow('does not stand')
  })
})

describe('what went to review before a merging named its target and a withdrawal was the issuer’s alone', () => {
  /** As such a round stood then: past the triggers, like the rows of an upgraded installation. */
  async function pendingFromBefore(conclusion: string): Promise<string> {
    const id = await aLeadInWork(people.handler)
    done(await submitVerification(people.handler, verificationForm(id, 3, { evidenceFileIds: await evidenceOf(people.handler) }), now))
    await asOwner(`ALTER TABLE lead_verification DISABLE TRIGGER lead_verification_merged;
      UPDATE lead_verification SET conclusion = '${conclusion}' WHERE lead_id = '${id}';
      ALTER TABLE lead_verification ENABLE TRIGGER lead_verification_merged`)
    return id
  }

  it.each([
    ['merged', 'mergeTargetUnsaid'],
    ['withdrawn', 'withdrawalOfIssuer'],
  ])('as %s is not agreed with but sent back, and goes on', async (conclusion, code) => {
    const id = await pendingFromBefore(conclusion)
    expect(await agreeVerification(people.reviewer, { leadId: id, version: 4 }, now)).toMatchObject(refusedWith(code))
    done(await sendBackVerification(people.reviewer, { leadId: id, version: 4, note: '请补充并入编号' }, now))
    expect(await merging(id, await anAssignedLead(), 5)).toMatchObject({ ok: true })
    done(await agreeVerification(people.reviewer, { leadId: id, version: 6 }, now))
  })

  it('is opened again where a county had concluded a withdrawal, and not where the issuer withdrew', async () => {
    const id = await aLeadInWork(people.handler)
    await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'withdrawn', concluded_at = now() WHERE id = $1`, [id])
    done(await reopenLead(people.approver, { leadId: id, version: 3, reason: '想再次核查一遍' }, now))
    expect(await leadRow(id)).toMatchObject({ state: 'verifying', conclusion: null })
  })
})

describe('a lead that is withdrawn', () => {
  const letterOf = () => evidenceOf(people.cityApprover)
  const withdraw = async (leadId: string, input: object = {}, actor = people.cityApprover, version = 3) =>
    withdrawLead(actor, { leadId, version, reason: '数据口径调整，来函撤回该条线索', evidenceFileIds: await letterOf(), ...input }, now)

  it('is taken back by the agency that issued it, with its letter, and its holder is told', async () => {
    const id = await aLeadInWork(people.handler)
    const { id: holder } = await agencyNamed(places.bureau)
    expect(await withdraw(id, { evidenceFileIds: '' })).toMatchObject(refusedWith('evidenceMissing'))
    expect(await withdraw(id, {}, people.cityApprover, 2)).toMatchObject(refusedWith('changedMeanwhile'))
    done(await withdraw(id))
    expect(await leadRow(id)).toMatchObject({ state: 'concluded', conclusion: 'withdrawn', version: 4 })
    expect(await actionsOn(id)).toEqual(['lead.withdraw'])
    expect(await noticesTo(holder)).toContain('leadWithdrawn')
    expect(await reopenLead(people.approver, { leadId: id, version: 4, reason: '想再次核查一遍' }, now)).toMatchObject(
      refusedWith('wrongState'),
    )
    expect((await getLead(people.cityApprover, id))?.steps).toEqual([])
  })

  it.each([
    ['the county that verifies it', () => officerOf(places.bureau, ['handler', 'reviewer', 'approver'])],
    ['the province, which did not issue it', () => officerOf('山东省医疗保障局', ['handler', 'reviewer', 'approver'])],
    ['another role of the issuer', () => officerOf(places.cityBureau, ['handler', 'reviewer'])],
    ['the operating agency', () => officerOf('济宁市医疗保险事业中心', ['handler', 'reviewer', 'approver'])],
    ['another department', () => officerOf('济宁市公安局', ['approver'])],
  ])('is not withdrawn by %s', async (_who, person) => {
    const id = await aLeadInWork(people.handler)
    const actor = await person()
    expect(await withdraw(id, {}, actor)).toMatchObject({ ok: false })
    expect((await getLead(actor, id))?.steps.map(({ name }) => name) ?? []).not.toContain('withdraw')
    expect(await leadRow(id)).toMatchObject({ state: 'verifying', version: 3 })
  })

  it('is no conclusion of a verifier, and stays while others go on with it', async () => {
    const id = await aLeadInWork(people.handler)
    const form = verificationForm(id, 3, { conclusion: 'withdrawn', evidenceFileIds: await evidenceOf(people.handler) })
    expect(await submitVerification(people.handler, form, now)).toMatchObject(refusedWith('invalidInput'))
    await merged(id)
    expect(await withdraw(id)).toMatchObject(refusedWith('mergedStand'))
  })

  it('cannot be written as withdrawn under the policies of another agency, nor another issuer be written into it', async () => {
    const id = await aLeadInWork(people.handler)
    const write = (sql: string, actor = people.approver) => asActor(rowContext(actor), (tx) => tx.$executeRawUnsafe(sql))
    const withdrawn = `UPDATE lead SET state = 'concluded', conclusion = 'withdrawn', concluded_at = now() WHERE id = '${id}'`
    await expect(write(withdrawn)).rejects.toThrow('only the agency that issued a lead withdraws it')
    const issuer = async () => (await asOwner('SELECT issued_by_agency_id FROM lead WHERE id = $1', [id]))[0]
    const before = await issuer()
    await write(`UPDATE lead SET issued_by_agency_id = '${people.approver.agencyId}' WHERE id = '${id}'`)
    expect(await issuer()).toEqual(before)
    expect(await write(withdrawn, people.cityApprover)).toBe(1)
  })
})
