import { beforeAll, describe, expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { replaceOfficer } from '#server/case/replace-officer'
import { startTrack } from '#server/case/run-track'
import { setPenalty } from '#server/case/set-penalty'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import {
  aCaseToDecide,
  aCaseUnderInvestigation,
  aDesk,
  aFiledCase,
  type Desk,
  factOf,
  filedAt,
  partyOf,
  served,
  signedBy,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { actionsOn, clocksRunning, officerOf, places } from '../../fixtures/matters'
import { policeForm } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const money = async (caseId: string) =>
  (
    await asOwner<{ kind: string; amount_fen: string }>(
      'SELECT kind::text, amount_fen FROM case_money WHERE case_id = $1 ORDER BY recorded_at, kind',
      [caseId],
    )
  ).map(({ kind, amount_fen }) => `${kind} ${amount_fen}`)
describe('a case in the hands of several', () => {
  it('is written by its two officers alone, and decided by nobody who wrote', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const stranger = await officerOf(places.bureau, ['handler', 'approver'])
    const fact = {
      behaviour: '重复收费',
      actFrom: '2026-02-01',
      actTo: '2026-02-20',
      provision: 'P38-1',
      billed: '8',
      irregular: '6',
      fundLoss: '5',
      partyId: await partyOf(caseId),
    }
    const factId = await factOf(caseId)
    const posting = { kind: 'recovered', amount: '1', occurredOn: '2026-06-08', voucher: `S-${caseId}` }
    expect(await addFact(stranger, { caseId, version: '3', ...fact }, filedAt)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await setPenalty(stranger, { caseId, version: '3', factId, refund: '1', fineTimes: '2' }, filedAt)).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await postMoney(stranger, { caseId, version: '3', ...posting }, filedAt)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await startTrack(stranger, { caseId, version: '3', kind: 'agreement' }, filedAt)).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await proposePoliceReferral(stranger, await policeForm(caseId), filedAt)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await startTrack(desk.second, { caseId, version: '3', kind: 'agreement' }, filedAt)).toMatchObject({ ok: true })
    expect(await asOwner('SELECT writer_ids FROM case_file WHERE id = $1', [caseId])).toEqual([{ writer_ids: [desk.second.userId] }])

    // An officer who was replaced is still one who wrote.
    const reviewed = await aCaseToDecide(desk)
    const next = await officerOf(places.bureau, ['handler'], { name: '孙悦' })
    const replaced = {
      caseId: reviewed,
      version: String(await versionOf(reviewed)),
      officer: 'A',
      officerId: next.userId,
      certificate: '37081101009',
      reason: '与当事人有利害关系，回避',
    }
    expect(await replaceOfficer(desk.approver, replaced, filedAt)).toMatchObject({ ok: true })
    const promoted = { ...desk.handler, roles: ['approver'] as const }
    expect(await step('decide', promoted, reviewed)).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await step('decide', desk.approver, reviewed)).toMatchObject({ ok: true })
  })

  it('passes to another officer when one must keep away', async () => {
    const caseId = await aFiledCase(desk)
    const [next, away] = [await officerOf(places.bureau, ['handler'], { name: '孙悦' }), await officerOf(places.bureau, ['handler'])]
    await asOwner(
      `INSERT INTO recusal (id, subject_type, subject_id, user_id, region_no, reason, recorded_by_id, recorded_at)
       SELECT gen_random_uuid(), 'case', $1, person, 370811, '近亲属在该院任职', person, now() FROM unnest($2::uuid[]) AS person`,
      [caseId, [desk.handler.userId, away.userId]],
    )
    expect(await getCase({ ...desk.handler, recusedIds: [caseId] }, caseId, filedAt)).toBeNull()
    const replace = (over: object, actor = desk.approver) =>
      replaceOfficer(
        actor,
        {
          caseId,
          version: '2',
          officer: 'A',
          officerId: next.userId,
          certificate: '37081101009',
          reason: '近亲属在该院任职，已申明回避',
          ...over,
        },
        filedAt,
      )
    expect((await getCase(desk.approver, caseId, filedAt))?.successors.map(({ id }) => id)).toEqual(
      expect.not.arrayContaining([away.userId, desk.approver.userId, desk.second.userId]),
    )
    for (const actor of [desk.second, next, await officerOf(places.otherBureau, ['approver'])])
      expect(await replace({}, actor)).toMatchObject({ refusal: { code: 'notFound' } })
    expect(await replace({ reason: '' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await replace({ officerId: away.userId })).toMatchObject({ refusal: { code: 'officerRecused' } })
    expect(await replace({ officerId: desk.second.userId })).toMatchObject({ refusal: { code: 'notColleague' } })
    expect(await replace({ officerId: (await officerOf(places.police, ['handler'])).userId })).toMatchObject({
      refusal: { code: 'notColleague' },
    })
    expect(await replace({ officerId: desk.approver.userId })).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await replace({})).toMatchObject({ ok: true })
    expect(await startTrack(next, { caseId, version: '3', kind: 'agreement' }, filedAt)).toMatchObject({ ok: true })
    const [row] = await asOwner('SELECT officer_a_name, officer_a_certificate, writer_ids FROM case_file WHERE id = $1', [caseId])
    expect(row).toMatchObject({ officer_a_name: '孙悦', officer_a_certificate: '37081101009' })
    expect(row?.writer_ids).toContain(desk.handler.userId)
    expect(await actionsOn(caseId)).toContain('case.replaceOfficer')
  })

  it('is told to the party only when something is said of every fact and a lawyer has agreed to just that', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const factId = await factOf(caseId)
    const penalise = async (over: object) =>
      setPenalty(desk.handler, { caseId, factId, version: String(await versionOf(caseId)), refund: '712000', ...over }, filedAt)
    const stage = async () => (await asOwner('SELECT stage::text FROM case_procedure WHERE case_id = $1', [caseId]))[0]?.stage
    const opinion = { opinion: '裁量理由请补充' }
    expect(await step('report', desk.handler, caseId)).toMatchObject({ refusal: { code: 'dispositionMissing', detail: { count: 1 } } })
    expect(await penalise({ fineTimes: '' })).toMatchObject({ refusal: { code: 'noPenaltyReasonMissing' } })
    expect(await penalise({ fineTimes: '', noPenaltyReason: '情节较轻' })).toMatchObject({ refusal: { code: 'leniencyMissing' } })
    expect(await penalise({ fineTimes: '2' })).toMatchObject({ ok: true })
    await walk(desk, caseId, [['report', 'second']])
    expect(await step('skipReview', desk.approver, caseId)).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
    expect(await step('agreeReview', desk.legal, caseId, opinion)).toMatchObject({ refusal: { code: 'wrongState' } })
    await walk(desk, caseId, [['sendToReview', 'second']])
    expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK09'])
    expect(await step('agreeReview', desk.second, caseId, opinion)).toMatchObject({ refusal: { code: 'samePerson' } })
    await walk(desk, caseId, [['returnReview', 'legal', opinion]])
    expect([await clocksRunning(caseId), await stage()]).toEqual([['CK03'], 'investigating'])
    await walk(desk, caseId, [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', opinion],
    ])
    // The penalty is another one now: what was reported and what the lawyer agreed to no longer hold.
    expect(await penalise({ fineTimes: '3' })).toMatchObject({ ok: true })
    expect(await stage()).toBe('investigating')
    expect(await step('notice', desk.approver, caseId)).toMatchObject({ refusal: { code: 'wrongState' } })
    // Nothing fined is a decision on liability too: lawyers see it.
    const withPolice = { fineTimes: '', leniency: 'withPolice', leniencyGround: '已移送公安机关立案侦查' }
    expect(await penalise(withPolice)).toMatchObject({ refusal: { code: 'policeReferralMissing' } })
    expect(await proposePoliceReferral(desk.handler, await policeForm(caseId), filedAt)).toMatchObject({ ok: true })
    expect(await penalise(withPolice)).toMatchObject({ ok: true })
    // What the police turned down is the bureau's again.
    await asOwner(`UPDATE referral SET state = 'withdrawn' WHERE case_id = $1`, [caseId])
    expect(await step('report', desk.handler, caseId)).toMatchObject({ refusal: { code: 'policeReferralMissing' } })
    await asOwner(`UPDATE referral SET state = 'proposed' WHERE case_id = $1`, [caseId])
    await walk(desk, caseId, [['report', 'handler']])
    expect(await step('skipReview', desk.approver, caseId)).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
    await walk(desk, caseId, [
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', opinion],
    ])
    // Money is demanded back, so the party is told all the same.
    const reason = { outcome: 'noPenalty', reason: '首次违法且危害后果轻微' }
    expect(await step('decideNothing', desk.approver, caseId, reason)).toMatchObject({ refusal: { code: 'noticeMissing' } })
    await walk(desk, caseId, [
      ['notice', 'approver'],
      ['serveNotice', 'handler', served],
      ['waiveDefence', 'handler', { saidOn: '2026-06-08', said: '无陈述申辩意见', ...(await signedBy(desk)) }],
      ['endDefence', 'handler'],
      ['decide', 'approver'],
    ])
    expect(await money(caseId)).toEqual(['demanded 71200000', 'found 71200000'])
  })
})
