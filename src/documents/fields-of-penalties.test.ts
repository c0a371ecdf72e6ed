import { describe, expect, it } from 'vitest'
import { penaltyDecisionExample, penaltyExamples } from './examples-of-penalties'
import { type CaseOfPapers, fieldsOfPenalty } from './fields-of-penalties'
import { penaltyTemplates } from './templates/penalties/kinds'

const fact = (over: Partial<CaseOfPapers['facts'][number]>): CaseOfPapers['facts'][number] => ({
  ...{ behaviour: '虚构医药服务项目', actFrom: new Date('2026-01-05'), actTo: new Date('2026-03-28') },
  ...{ law: 'fundRegulation', article: '第四十条第一款第三项', provisionId: 'P40-3', liabilityId: null, partyId: 'p' },
  ...{ billedFen: 900n, irregularFen: 800n, fundLossFen: 700n, fraudFen: 800n, limitedFen: 0n, suspendMonths: 6 },
  ...{ refundFen: 700n, fineFen: 1600n, fineTenths: 20, noPenaltyReason: '', disposedAt: new Date('2026-06-01') },
  ...{ benchmark: null, departure: '' },
  ...over,
})
const file = (facts: CaseOfPapers['facts'], parties = [{ id: 'p', name: '清溪医院' }]): CaseOfPapers => ({
  ...{ number: 'AJ-1', cause: '案由', summary: '概述', partyName: '清溪医院', filedAt: null, decidedAt: null },
  ...{ officerAName: '张敏', officerACertificate: '1', officerBName: '李强', officerBCertificate: '2' },
  ...{ legalAgreed: null, legalOpinion: '', legalReviewedByName: null, legalReviewedAt: null },
  ...{
    procedure: null,
    notices: [],
    hearings: [],
    discussions: [],
    services: [],
    instalments: [],
    remedies: [],
    payBy: null,
    fineDueOn: null,
  },
  ...{ suspensions: [], refusalReason: null, approvedByName: null, handling: null },
  ...{ money: [], institution: null, agency: { name: '示例县医疗保障局', phone: null }, lead: null, parties, facts },
})
const factsOf = (of: CaseOfPapers) =>
  fieldsOfPenalty('penaltyDecision', { file: of, papers: [], evidence: [], now: new Date('2026-06-20') }, {}).facts

/** What the decision says of these facts. */
const decided = (of: CaseOfPapers) => {
  const { sheets } = penaltyTemplates.penaltyDecision.paperOf({ ...penaltyDecisionExample, facts: factsOf(of) })
  return JSON.stringify(sheets)
}

it('given on the spot, a warning stands in the decision', () => {
  const acts = { defenceEndedAt: null, servedOn: null, closingKind: null, outcomeReason: '', decidedFineFen: null }
  const said = (warned: boolean) => {
    const of = { ...file([fact({ fineFen: 0n, fineTenths: null, noPenaltyReason: '情节轻微' })]), procedure: { ...acts, warned } }
    const { facts, warned: told } = fieldsOfPenalty(
      'summaryDecision',
      { file: of, papers: [], evidence: [], now: new Date('2026-06-20') },
      {},
    )
    return JSON.stringify(penaltyTemplates.summaryDecision.paperOf({ ...penaltyExamples.summaryDecision, facts, warned: told }).sheets)
  }
  expect(said(true)).toContain('给予警告。')
  expect(said(false)).not.toContain('给予警告')
})

describe('a fine on a paper', () => {
  it('is a multiple of what its line measures it by: what was defrauded, or what the funds have lost', () => {
    const fraud = decided(file([fact({})]))
    expect(fraud).toContain('骗取医疗保障基金8.00元')
    expect(fraud).toContain('处骗取金额2倍的罚款16.00元，暂停')
    expect(fraud).toContain('6个月')
    expect(fraud).not.toContain('处基金损失金额')
    const loss = decided(file([fact({ provisionId: 'P38-3', fraudFen: null, fineTenths: 10, fineFen: 700n, suspendMonths: null })]))
    expect(loss).toContain('处基金损失金额1倍的罚款7.00元。')
    expect(loss).not.toContain('骗取医疗保障基金7')
    expect(loss).not.toContain('处骗取金额')
    const limited = decided(file([fact({ provisionId: 'P38-3', fraudFen: null, limitedFen: 100n, fineTenths: 10, fineFen: 600n })]))
    expect(limited).toContain('处追责时效以内的基金损失金额1倍的罚款6.00元')
  })

  it('says that a head is shut out of the trade for years, and not that anything stands still', () => {
    const ban = fact({
      provisionId: 'P43-1',
      fraudFen: null,
      suspendMonths: 60,
      fineTenths: null,
      fineFen: 0n,
      noPenaltyReason: '该条没有罚款',
    })
    const paper = decided(file([ban]))
    expect(paper).toContain('五年内禁止从事定点医药机构管理活动')
    expect(paper).not.toContain('暂停')
  })

  it('names whose act it is for, where there are several parties', () => {
    const parties = [
      { id: 'p', name: '清溪医院' },
      { id: 'q', name: '王平' },
    ]
    const paper = decided(file([fact({}), fact({ partyId: 'q', behaviour: '组织虚假住院' })], parties))
    expect(paper).toContain('王平：组织虚假住院')
    expect(paper).toContain('对王平“组织虚假住院”的行为')
    expect(paper).toContain('对清溪医院“虚构')
  })
})

it('an approval of instalments names the fine that stands after a remedy, and the plan that is left of it', () => {
  const acts = { defenceEndedAt: null, servedOn: null, closingKind: null, outcomeReason: '', warned: false, decidedFineFen: 600n }
  const parts = ([300n, 300n, 0n] as const).map((amountFen, at) => ({ amountFen, dueOn: new Date(`2026-0${7 + at}-01`) }))
  const of = { ...file([fact({})]), procedure: acts, instalments: parts }
  const told = fieldsOfPenalty('instalmentApproval', { file: of, papers: [], evidence: [], now: new Date('2026-06-20') }, {})
  expect(told).toMatchObject({ fineFen: '600', plan: '2026-07-01 3.00\n2026-08-01 3.00' })
  const before = { ...of, procedure: { ...acts, decidedFineFen: null } }
  const held = { file: before, papers: [], evidence: [], now: new Date('2026-06-20') }
  expect(fieldsOfPenalty('instalmentApproval', held, {}).fineFen).toBe('1600')
})

describe('what a demand says that the fine has grown by', () => {
  const at = new Date('2026-06-01T00:00:00Z')
  const posting = (kind: 'fined' | 'finePaid', amountFen: bigint, on: string) => ({
    ...{ kind, amountFen, occurredOn: new Date(on), voucher: '', confirmedAt: at, rejectedAt: null },
  })
  const fined = posting('fined', 10_000n, '2026-06-01')
  const surcharge = (over: Partial<CaseOfPapers>, typed: object = { dueOn: '2026-06-10' }) => {
    const of = { ...file([fact({})]), money: [fined], ...over }
    const held = { file: of, papers: [], evidence: [], now: at }
    return fieldsOfPenalty('demandNotice', held, { countedOn: '2026-06-20', ...typed }).surchargeFen
  }

  it('leaves the days of a reconsideration out', () => {
    expect(surcharge({})).toBe('3000')
    const appeal = { partyId: 'p', kind: 'reconsideration', body: '示例县人民政府', outcome: 'maintained' } as const
    const remedies = [{ ...appeal, receivedOn: new Date('2026-06-15'), concludedOn: new Date('2026-06-17') }]
    expect(surcharge({ remedies })).toBe('2100')
    expect(surcharge({}, {})).toBeNull()
  })

  it('is what the accounts reckon: of each part and until each was paid, from the last day that they know', () => {
    const paid = posting('finePaid', 4_000n, '2026-06-15')
    expect(surcharge({ money: [fined, paid] })).toBe(String(6_000 * 0.3 + 4_000 * 0.15))
    const instalments = [
      { amountFen: 4_000n, dueOn: new Date('2026-06-10') },
      { amountFen: 6_000n, dueOn: new Date('2026-07-10') },
    ]
    expect(surcharge({ instalments }, {})).toBe('1200')
    // Paid late as a whole, it has grown all the same.
    expect(surcharge({ money: [fined, posting('finePaid', 10_000n, '2026-06-12')], fineDueOn: '2026-06-10' }, {})).toBe('600')
    expect(surcharge({ fineDueOn: '2026-06-15' })).toBe('1500')
  })
})

it('one act under two laws is decided by the one that was chosen, and what is fined already says by which other', () => {
  const one = fact({ id: 'a' })
  const other = fact({
    id: 'b',
    sameActAsId: 'a',
    behaviour: '重复收费',
    fineFen: 0n,
    fineTenths: null,
    provisionId: 'P38-3',
    fraudFen: null,
  })
  const said = decided(file([one, { ...other, lawChoice: 'new', lawChoiceGround: '新规定罚款较轻' }]))
  expect(said).toContain('。该行为跨越新旧规定的施行日，经比对，适用新规定：新规定罚款较轻。')
  expect(said).toContain(
    '不予罚款（与第1项事实为同一违法行为，已按罚款数额高的规定处罚，依据《中华人民共和国行政处罚法》第二十九条不再给予罚款）',
  )
  const alone = decided(file([one, fact({ ...other, sameActAsId: null })]))
  expect(alone).not.toContain('同一违法行为')
  expect(alone).not.toContain('新旧规定')
})
