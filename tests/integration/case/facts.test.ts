import { beforeAll, describe, expect, it } from 'vitest'
import { addFact } from '#server/case/add-fact'
import { addParty, markParty } from '#server/case/keep-parties'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { aCaseUnderInvestigation, aDecidedCase, aDesk, aFiledCase, type Desk, factOf, filedAt, partyOf } from '../../fixtures/case-scenes'
import { anInstitution } from '../../fixtures/filings'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const form = (over: object) => ({
  behaviour: '重复收费',
  actFrom: '2026-01-10',
  actTo: '2026-02-20',
  provision: 'P38-3',
  billed: '80000',
  irregular: '60000',
  fundLoss: '50000',
  ...over,
})
const lineOf = (caseId: string, seq: number) =>
  asOwner('SELECT law, article, provision_id, liability_id, fraud_fen FROM case_fact WHERE case_id = $1 AND seq = $2', [caseId, seq])
const refused = (code: string) => ({ ok: false, refusal: { code } })

describe('a fact of a party', () => {
  it('rests on one line by its id, and cites the article that says what follows', async () => {
    const caseId = await aFiledCase(desk)
    const partyId = await partyOf(caseId)
    const add = (version: string, over: object) => addFact(desk.handler, { caseId, version, partyId, ...form(over) }, filedAt)
    const underRules = { provision: 'SZ-1', actFrom: '2026-04-02', actTo: '2026-04-20' }
    expect(await add('2', { provision: 'P36-1' })).toMatchObject(refused('invalidInput'))
    expect(await add('2', { provision: 'P41-1' })).toMatchObject(refused('provisionOfOther'))
    expect(await add('2', { provision: 'P40-3' })).toMatchObject(refused('fraudAmountMissing'))
    expect(await add('2', underRules)).toMatchObject(refused('liabilityMissing'))
    expect(await add('2', { ...underRules, liability: 'P38-4' })).toMatchObject({ ok: true })
    expect(await lineOf(caseId, 2)).toEqual([
      { law: 'fundRegulation', article: '第三十八条第四项', provision_id: 'SZ-1', liability_id: 'P38-4', fraud_fen: null },
    ])
    const stranger = await aFiledCase(desk)
    expect(await add('3', { partyId: await partyOf(stranger) })).toMatchObject(refused('notFound'))
    const view = await getCase(desk.handler, caseId, filedAt)
    expect(view?.facts[1]?.lines.map(({ basis }) => basis.law)).toEqual(['implementingRules', 'fundRegulation'])
    expect(view?.facts[1]?.fineRange).toEqual({ by: 'multiple', ofFen: 5_000_000n, minTenths: 10, maxTenths: 20 })
  })

  it('of a person is judged by what is said of people, and a case may have both', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const person = { name: '周某', kind: 'person', role: 'insured' }
    expect(await addParty(desk.handler, { caseId, version: '3', ...person }, filedAt)).toMatchObject({ ok: true })
    expect(await addParty(desk.handler, { caseId, version: '4', ...person }, filedAt)).toMatchObject(refused('alreadyExists'))
    const [{ id: partyId } = { id: '' }] = await asOwner<{ id: string }>('SELECT id FROM case_party WHERE case_id = $1 AND seq = 2', [
      caseId,
    ])
    const lent = form({
      behaviour: '将凭证交由他人冒名使用',
      provision: 'P41-1',
      partyId,
      fundLoss: '800',
      irregular: '800',
      billed: '800',
    })
    expect(await addFact(desk.handler, { caseId, version: '4', ...lent }, filedAt)).toMatchObject({ ok: true })
    const [fact] = await asOwner<{ id: string }>('SELECT id FROM case_fact WHERE case_id = $1 AND seq = 2', [caseId])
    const penalty = { caseId, version: '5', factId: fact?.id, refund: '800', noPenaltyReason: '该款没有罚款' }
    expect(await setPenalty(desk.handler, { ...penalty, fineTimes: '2' }, filedAt)).toMatchObject(refused('lineWithoutFine'))
    expect(await setPenalty(desk.handler, { ...penalty, suspendMonths: '2' }, filedAt)).toMatchObject(refused('suspensionOutOfRange'))
    expect(await setPenalty(desk.handler, { ...penalty, suspendMonths: '3' }, filedAt)).toMatchObject({ ok: true })
    expect(await asOwner('SELECT fine_fen, suspend_months, refund_fen FROM case_fact WHERE id = $1', [fact?.id])).toEqual([
      { fine_fen: '0', suspend_months: 3, refund_fen: '80000' },
    ])
  })
})

describe('what is proposed for a fact', () => {
  it('is fined on what was defrauded, not on the loss, and below the range only where it is said why', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const factId = await factOf(caseId)
    await asOwner('UPDATE case_fact SET fraud_fen = 50000000 WHERE id = $1', [factId])
    const propose = (version: string, over: object) =>
      setPenalty(desk.handler, { caseId, version, factId, refund: '712000', ...over }, filedAt)
    expect(await propose('3', { fineTimes: '1.5' })).toMatchObject({ refusal: { code: 'fineOutOfRange', detail: { range: '2–5' } } })
    expect(await propose('3', { fineTimes: '2', refund: '712000.01' })).toMatchObject(refused('refundTooLarge'))
    expect(await propose('3', { leniency: 'firstMinor', leniencyGround: '初次违法' })).toMatchObject(refused('leniencyUnfit'))
    expect(await propose('3', { fineTimes: '1.5', leniency: 'mitigated' })).toMatchObject(refused('leniencyGroundMissing'))
    expect(await propose('3', { fineTimes: '1.5', leniency: 'mitigated', leniencyGround: '主动供述未掌握的行为' })).toMatchObject({
      ok: true,
    })
    expect(await asOwner('SELECT fine_tenths, fine_fen, leniency::text FROM case_fact WHERE id = $1', [factId])).toEqual([
      { fine_tenths: 15, fine_fen: '75000000', leniency: 'mitigated' },
    ])
    expect(await propose('4', { fineTimes: '2.5', leniencyGround: '不再适用' })).toMatchObject({ ok: true })
    expect(await asOwner('SELECT fine_fen, leniency::text, leniency_ground FROM case_fact WHERE id = $1', [factId])).toEqual([
      { fine_fen: '125000000', leniency: 'none', leniency_ground: '' },
    ])
  })

  it('lets a first minor offence go, each fact by itself, and no second one', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const [partyId, fraud] = [await partyOf(caseId), await factOf(caseId)]
    const small = form({ billed: '900', irregular: '800', fundLoss: '700', partyId })
    expect(await addFact(desk.handler, { caseId, version: '3', ...small }, filedAt)).toMatchObject({ ok: true })
    const [minor] = await asOwner<{ id: string }>('SELECT id FROM case_fact WHERE case_id = $1 AND seq = 2', [caseId])
    const letOff = { caseId, factId: minor?.id, refund: '700', leniency: 'firstMinor', leniencyGround: '初次违法，已退回并改正' }

    const institutionId = await anInstitution()
    const isOfInstitution = (id: string) => asOwner('UPDATE case_party SET institution_id = $2 WHERE case_id = $1', [id, institutionId])
    await isOfInstitution(caseId)
    expect(await setPenalty(desk.handler, { ...letOff, version: '4' }, filedAt)).toMatchObject({ ok: true })
    const fined = { caseId, version: '5', factId: fraud, refund: '712000', fineTimes: '2' }
    expect(await setPenalty(desk.handler, fined, filedAt)).toMatchObject({ ok: true })
    expect(await asOwner('SELECT leniency::text, fine_fen > 0 AS fined FROM case_fact WHERE case_id = $1 ORDER BY seq', [caseId])).toEqual([
      { leniency: 'none', fined: true },
      { leniency: 'firstMinor', fined: false },
    ])

    const before = await aDecidedCase(desk)
    await isOfInstitution(before)
    expect(await setPenalty(desk.handler, { ...letOff, version: '6' }, filedAt)).toMatchObject(refused('notFirstOffence'))
    // It is the party's first, whatever case it stands in and whose that is; and nothing proved is no offence.
    await asOwner(`UPDATE case_party SET institution_id = NULL, kind = 'person', name = $2 WHERE case_id = $1`, [before, before])
    await asOwner('UPDATE case_file SET institution_id = $2 WHERE id = ANY ($1)', [[caseId, before], institutionId])
    expect(await setPenalty(desk.handler, { ...letOff, version: '6' }, filedAt)).toMatchObject({ ok: true })
    await asOwner('UPDATE case_party SET institution_id = NULL, name = $2 WHERE case_id = $1', [caseId, before])
    expect(await setPenalty(desk.handler, { ...letOff, version: '7' }, filedAt)).toMatchObject({ ok: true })
    await asOwner(`UPDATE case_party SET kind = 'institution' WHERE case_id = $1`, [before])
    expect(await setPenalty(desk.handler, { ...letOff, version: '8' }, filedAt)).toMatchObject(refused('notFirstOffence'))
  })
})

describe('a mark', () => {
  it('is of one party, with its ground, by an officer of the case', async () => {
    const caseId = await aFiledCase(desk)
    const mark = { caseId, version: '2', partyId: await partyOf(caseId), mark: 'organiser', ground: '三名参保人员证实由其组织' }
    for (const someone of [desk.approver, await officerOf(places.bureau, ['handler']), await officerOf(places.otherBureau, ['handler'])])
      expect(await markParty(someone, mark, filedAt)).toMatchObject(refused('notFound'))
    expect(await markParty(desk.handler, { ...mark, ground: '' }, filedAt)).toMatchObject(refused('invalidInput'))
    expect(await markParty(desk.handler, mark, filedAt)).toMatchObject({ ok: true })
    expect((await getCase(desk.approver, caseId, filedAt))?.parties).toMatchObject([
      { mark: 'organiser', markGround: '三名参保人员证实由其组织', markedById: desk.handler.userId },
    ])
    expect(await actionsOn(caseId)).toContain('case.markParty')
    await expect(asOwner(`UPDATE case_party SET mark_ground = '' WHERE case_id = $1`, [caseId])).rejects.toThrow('check$case_party_marked')
  })
})
