import { describe, expect, it } from 'vitest'
import { crimeSuspected } from './fraud-floor'
import { hearingDemanded } from './legal-review'
import { leniencyFits } from './leniency'
import { proposeLocalRuleInput } from './local-rule'
import {
  givenLength,
  houseRules,
  isRuleValue,
  type LocalRule,
  lengthForRunning,
  localRuleNames,
  noticedRules,
  placeRules,
  ruleOn,
  withNoticed,
} from './place-rules'

const province = { rangeLo: 370000, rangeHi: 379999, agencyName: '省局' }
const county = { rangeLo: 370826, rangeHi: 370826, agencyName: '县局' }
const rule = (over: Partial<LocalRule>): LocalRule => ({
  ...{
    key: 'defenceDays',
    seq: 1,
    value: 3,
    title: '处罚程序规定',
    documentNumber: '示医保发〔2026〕1号',
    verified: true,
    forRunning: false,
  },
  ...{ ...province, validFrom: '2026-01-01', validTo: null, endedOn: null, ...over },
})

describe('the rule of a place on a day', () => {
  it.each<[string, LocalRule[], string, number | undefined]>([
    ['that of the nearest bureau', [rule({}), rule({ ...county, value: 4 })], '2026-05-01', 4],
    ['that above, before the nearest begins', [rule({}), rule({ ...county, value: 4, validFrom: '2026-06-01' })], '2026-05-31', 3],
    ['of its own versions the one that began last', [rule({}), rule({ seq: 2, value: 6, validFrom: '2026-03-01' })], '2026-05-01', 6],
    ['of two that began together the newer', [rule({ seq: 2, value: 6 }), rule({})], '2026-05-01', 6],
    ['none before its first day', [rule({})], '2025-12-31', undefined],
    ['still on its last day', [rule({ validTo: '2026-05-01' })], '2026-05-01', 3],
    ['no more after it', [rule({ validTo: '2026-04-30' })], '2026-05-01', undefined],
    ['the day before it was ended, for an act of then', [rule({ endedOn: '2026-05-02' })], '2026-05-01', 3],
    ['no more on the day on which it was ended', [rule({ endedOn: '2026-05-01' })], '2026-05-01', undefined],
  ])('is %s', (_, rules, on, value) => {
    expect(ruleOn(rules, 'defenceDays', on)?.value).toBe(value)
    expect(placeRules(rules, on).defenceDays.value).toBe(value ?? houseRules.defenceDays.value)
  })

  it('is told apart from the own of the house, and names who has set it', () => {
    const { defenceDays, hearingPerson } = placeRules([rule({})], '2026-05-01')
    expect(defenceDays.source).toMatchObject({ agencyName: '省局', verified: true })
    expect(hearingPerson).toEqual(houseRules.hearingPerson)
    expect(houseRules.hearingPerson.source).toBeNull()
  })
})

describe('what a party was told', () => {
  it('holds for it, whatever is set later', () => {
    const then = placeRules([rule({ key: 'hearingPerson', value: '200000' }), rule({})], '2026-05-01')
    const later = placeRules([rule({ value: 10 }), rule({ key: 'fraudFloor', value: '600000' })], '2026-09-01')
    const held = withNoticed(later, JSON.parse(JSON.stringify(noticedRules(then))))
    expect([held.hearingPerson, held.defenceDays]).toEqual([then.hearingPerson, then.defenceDays])
    expect(held.fraudFloor.value).toBe(600_000n)
    expect(withNoticed(later, null).defenceDays).toEqual(houseRules.defenceDays)
  })
})

describe('a clock', () => {
  it('has the length of its place, and by what', () => {
    expect(givenLength(placeRules([rule({ verified: false })], '2026-05-01'), 'CK12')).toEqual({
      length: 3,
      basis: '《处罚程序规定》（示医保发〔2026〕1号）［未核实］',
    })
    for (const id of ['CK12', 'CK10', 'toString']) expect(givenLength(houseRules, id)).toBeUndefined()
  })

  it('that runs takes a new length only from a rule that says so of itself', () => {
    expect(lengthForRunning([rule({})], 'CK12', '2026-05-01')).toBeUndefined()
    expect(lengthForRunning([rule({ forRunning: true })], 'CK12', '2026-05-01')?.length).toBe(3)
    // What a party was told of is not cut short.
    const days = (began: number) => lengthForRunning([rule({ forRunning: true })], 'CK12', '2026-05-01', began)?.length
    expect([days(2), days(3), days(4)]).toEqual([3, 3, undefined])
    // The nearest speaks, also where it says nothing of what runs.
    expect(lengthForRunning([rule({ forRunning: true }), rule({ ...county, value: 9 })], 'CK12', '2026-05-01')).toBeUndefined()
  })
})

describe('the rules that read them', () => {
  const parties = [{ id: 'p', kind: 'institution' as const, name: '示例医院' }]
  const fact = { partyId: 'p', fineFen: 100n, suspendMonths: 6, fraudFen: 400_000n }

  it('give a hearing from the amount and from the suspension of the place', () => {
    const set = (key: LocalRule['key'], value: unknown) => placeRules([rule({ key, value })], '2026-05-01')
    expect(hearingDemanded({ parties, facts: [fact] })).toBe(false)
    expect(hearingDemanded({ parties, facts: [fact], rules: set('hearingInstitution', '100') })).toBe(true)
    expect(hearingDemanded({ parties, facts: [fact], rules: set('hearingSuspension', 6) })).toBe(true)
    expect(hearingDemanded({ parties, facts: [fact], rules: set('hearingSuspension', 7) })).toBe(false)
  })

  it('excuse a minor first offence by the list of the place', () => {
    const judged = { liabilityId: 'P38-1', isFraud: false, fundLossFen: 150_000n }
    expect(leniencyFits('firstMinor', judged)).toMatchObject({ refusal: { code: 'notOnFirstMinorList' } })
    expect(leniencyFits('firstMinor', judged, [{ lines: 'P38-', lossAtMostFen: 150_000n }]).ok).toBe(true)
  })

  it('name who is to be looked at for a crime, until the police have it', () => {
    const floor = { value: 400_001n, source: null }
    const two = [fact, { ...fact, fraudFen: 1n }]
    expect(crimeSuspected({ parties, facts: [fact], referrals: [] }, floor)).toBeNull()
    expect(crimeSuspected({ parties, facts: two, referrals: [] }, floor)?.parties).toEqual([{ name: '示例医院', fraudFen: 400_001n }])
    const referrals = [{ id: 'r', kind: 'police', state: 'accepted', originId: null }]
    expect(crimeSuspected({ parties, facts: two, referrals }, floor)).toBeNull()
  })
})

describe('a form', () => {
  const form = { title: '处罚程序规定', documentNumber: '示医保发〔2026〕1号', basisText: '听证标准为五万元。', validFrom: '2026-01-01' }
  const typed: Record<(typeof localRuleNames)[number], [string, unknown, string]> = {
    hearingInstitution: ['50,000', '5000000', '0'],
    hearingPerson: ['5000', '500000', '五千'],
    hearingSuspension: ['6', 6, '61'],
    defenceDays: ['３', 3, '0'],
    hearingReportDays: ['5', 5, '31'],
    firstMinor: ['第三十九条 | 1000', [{ lines: 'P39-', lossAtMostFen: '100000' }], '第四十条 | 1000'],
    fraudFloor: ['6000', '600000', '2999'],
  }
  it.each(localRuleNames)('reads the value of %s and refuses another', (key) => {
    const [good, kept, bad] = typed[key]
    const read = proposeLocalRuleInput.safeParse({ ...form, key, value: good, forRunning: 'on' })
    expect(read.data).toMatchObject({ value: kept, verified: false, forRunning: key === 'defenceDays' || key === 'hearingReportDays' })
    expect(isRuleValue(key, kept)).toBe(true)
    expect(proposeLocalRuleInput.safeParse({ ...form, key, value: bad }).success).toBe(false)
  })
})
