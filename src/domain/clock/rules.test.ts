import { describe, expect, expectTypeOf, it } from 'vitest'
import { instrument } from '../law/law'
import { clockRule, clockRuleIds, clockRules, isClockRuleId, type RunningRuleId, runningRule } from './rules'

describe('clockRules', () => {
  it('holds all 69 clocks of the field, the agreed answer, the receipt, the refund, the answer to a review, two of disputes, three of an institution’s say on a lead, three of remedies, eight of letters between agencies, two of the scoring of staff and one of reports, each under its own id', () => {
    expect(clockRuleIds).toEqual(Array.from({ length: 92 }, (_, index) => `CK${String(index + 1).padStart(2, '0')}`))
    for (const id of clockRuleIds) expect(clockRule(id).id).toBe(id)
  })

  it('rests each on an instrument and an article', () => {
    for (const id of clockRuleIds) {
      const { law, article } = clockRule(id).basis
      expect(instrument(law).title, id).not.toBe('')
      expect(article, id).not.toBe('')
    }
  })

  it('marks exactly the parameters nobody has verified', () => {
    expect(clockRuleIds.filter((id) => !clockRule(id).verified)).toEqual([
      'CK15',
      'CK21',
      'CK24',
      'CK42',
      'CK44',
      'CK55',
      'CK56',
      'CK57',
      'CK58',
      'CK67',
      'CK70',
      'CK71',
      'CK72',
      'CK73',
      'CK74',
      'CK75',
      'CK76',
      'CK77',
      'CK78',
      'CK79',
      'CK80',
      'CK81',
      'CK82',
      'CK83',
      'CK84',
      'CK85',
      'CK86',
      'CK87',
      'CK88',
      'CK89',
      'CK90',
      'CK91',
      'CK92',
    ])
  })

  it('gives a positive length to every rule that runs', () => {
    for (const id of clockRuleIds) {
      const rule = runningRule(id)
      if (rule) expect(rule.length, id).toBeGreaterThan(0)
    }
    expect(clockRuleIds.filter((id) => runningRule(id) === null)).toEqual([
      'CK04',
      'CK17',
      'CK59',
      'CK60',
      'CK61',
      'CK62',
      'CK63',
      'CK64',
      'CK68',
      'CK69',
    ])
  })

  it('lets only running rules be given to a clock', () => {
    expectTypeOf<'CK30'>().toExtend<RunningRuleId>()
    expectTypeOf<'CK63'>().not.toExtend<RunningRuleId>()
    expect(clockRules.CK30.unit).toBe('hour')
    expect(isClockRuleId('CK93')).toBe(false)
  })
})
