import { beforeAll, describe, expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { decideCase } from '#server/case/decide-case'
import { askReview, reviewCase } from '#server/case/legal-review'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { replaceOfficer } from '#server/case/replace-officer'
import { startTrack } from '#server/case/run-track'
import { setPenalty } from '#server/case/set-penalty'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { aCaseUnderInvestigation, aDesk, aFiledCase, aReviewedCase, type Desk, factOf, filedAt } from '../../fixtures/case-scenes'
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
    }
    const factId = await factOf(caseId)
    const posting = { kind: 'recovered', amount: '1', occurredOn: '2026-07-01', voucher: `S-${caseId}` }
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
    const reviewed = await aReviewedCase(desk)
    const next = await officerOf(places.bureau, ['handler'], { name: '孙悦' })
    const replaced = {
      caseId: reviewed,
      version: '6',
      officer: 'A',
      officerId: next.userId,
      certificate: '37081101009',
      reason: '与当事人有利害关系，回避',
    }
    expect(await replaceOfficer(desk.approver, replaced, filedAt)).toMatchObject({ ok: true })
    const promoted = { ...desk.handler, roles: ['approver'] as const }
    expect(await decideCase(promoted, { caseId: reviewed, version: '7' }, filedAt)).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await decideCase(desk.approver, { caseId: reviewed, version: '7' }, filedAt)).toMatchObject({ ok: true })
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

  it('is decided only when something is said of every fact and a lawyer has agreed to just that', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const factId = await factOf(caseId)
    const decide = (version: string) => decideCase(desk.approver, { caseId, version }, filedAt)
    const penalise = (version: string, over: object) =>
      setPenalty(desk.handler, { caseId, factId, version, refund: '712000', ...over }, filedAt)
    const review = (version: string, verdict: string, actor = desk.legal) =>
      reviewCase(actor, { caseId, version, verdict, opinion: '裁量理由请补充' }, filedAt)
    expect(await decide('3')).toMatchObject({ refusal: { code: 'dispositionMissing', detail: { count: 1 } } })
    expect(await askReview(desk.handler, { caseId, version: '3' }, filedAt)).toMatchObject({ refusal: { code: 'dispositionMissing' } })
    expect(await penalise('3', { fineTimes: '' })).toMatchObject({ refusal: { code: 'noPenaltyReasonMissing' } })
    expect(await penalise('3', { fineTimes: '2' })).toMatchObject({ ok: true })
    expect(await decide('4')).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
    expect(await review('4', 'agreed')).toMatchObject({ refusal: { code: 'reviewNotAsked' } })
    expect(await askReview(desk.second, { caseId, version: '4' }, filedAt)).toMatchObject({ ok: true })
    expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK09'])
    expect(await review('5', 'agreed', desk.second)).toMatchObject({ refusal: { code: 'samePerson' } })
    expect(await review('5', 'returned')).toMatchObject({ ok: true })
    expect(await clocksRunning(caseId)).toEqual(['CK03'])
    expect(await askReview(desk.handler, { caseId, version: '6' }, filedAt)).toMatchObject({ ok: true })
    expect(await review('7', 'agreed')).toMatchObject({ ok: true })
    // The penalty is another one now: what the lawyer agreed to no longer holds.
    expect(await penalise('8', { fineTimes: '3' })).toMatchObject({ ok: true })
    expect(await decide('9')).toMatchObject({ refusal: { code: 'legalReviewMissing' } })
    // Nothing fined, with its reason: no law asks for a review.
    expect(await penalise('9', { fineTimes: '', firstMinor: 'on', noPenaltyReason: '首次违法且危害后果轻微并及时改正' })).toMatchObject({
      ok: true,
    })
    expect(await decide('10')).toMatchObject({ ok: true })
    expect(await money(caseId)).toEqual(['demanded 71200000', 'found 71200000'])
  })
})
