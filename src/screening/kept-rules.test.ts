import { describe, expect, it } from 'vitest'
import type { InstitutionLevel } from '#domain/institution/levels'
import type { FeeLine } from '#domain/screening/fee-line'
import { itemRuleFields } from '#domain/screening/item-rule-fields'
import type { ItemRuleCells } from '#domain/screening/read-item-rules'
import { checkKeptRules } from './kept-rules'

const cells = (given: Partial<ItemRuleCells>): ItemRuleCells => ({
  ...(Object.fromEntries(itemRuleFields.map((field) => [field, ''])) as ItemRuleCells), // the keys are the fields
  ...{ rule_id: 'R1', begndate: '2026-01-01', med_list_codg: 'A' },
  ...given,
})
let row = 0
const nextRow = () => {
  row += 1
  return row
}
const line = (given: Partial<FeeLine> = {}): FeeLine => ({
  ...{ sheet: '', row: nextRow(), serial: String(row), visit: 'V', person: 'P', sex: 'male', age: 30, medType: '21' },
  ...{ at: '2026-03-01', on: '2026-03-01', admittedAt: null, dischargedAt: null, diedOn: null, diagnosis: '', itemCode: 'A', name: '甲' },
  ...{ unit: '次', count: 1, priceYuan: 10, priceCapYuan: null, amountFen: 1000n, supplyDays: null },
  ...given,
})
const excess = (lines: readonly FeeLine[], rule: Partial<ItemRuleCells>, level: InstitutionLevel = 'ungraded') =>
  checkKeptRules(lines, [cells(rule)], level).map(({ rule: id, excessFen }) => [id, Number(excessFen)])
const on = (day: string, given: Partial<FeeLine> = {}) => line({ at: day, on: day, ...given })

describe('a rule that a bureau keeps', () => {
  it('limits an item to a sex and to ages, and says nothing of a person of whom neither is known', () => {
    expect(excess([line()], { rule_type: 'sex', sex_limit: 'F' })).toEqual([['item.sex', 1000]])
    expect(excess([line({ sex: 'female' }), line({ sex: null })], { rule_type: 'sex', sex_limit: 'F' })).toEqual([])
    expect(excess([line({ age: 18 })], { rule_type: 'age', age_hi: '17' })).toEqual([['item.age', 1000]])
    expect(excess([line({ age: 17 }), line({ age: null })], { rule_type: 'age', age_hi: '17' })).toEqual([])
  })

  it('caps a price for its level of institution, and a day by its units', () => {
    const cap = { rule_type: 'price', price_cap: '8.5', hosp_lv: '三级' }
    expect(excess([line({ count: 2 })], cap, 'tertiary')).toEqual([['item.price', 300]])
    expect(excess([line({ count: 2 })], cap, 'secondary')).toEqual([])
    expect(excess([line({ count: 20 }), line({ count: 8 })], { rule_type: 'unit', unit_cap: '24' })).toEqual([['item.unit', 286]])
    expect(excess([line({ count: 20 }), on('2026-03-02', { count: 8 })], { rule_type: 'unit', unit_cap: '24' })).toEqual([])
  })

  it('finds two items that exclude each other, by day or by stay', () => {
    const other = on('2026-03-02', { itemCode: 'B', amountFen: 500n })
    expect(excess([line(), other], { rule_type: 'pair', pair_codg: 'B', scope: 'same_day' })).toEqual([])
    expect(excess([line(), other], { rule_type: 'pair', pair_codg: 'B', scope: 'same_stay' })).toEqual([['item.pair', 500]])
    expect(excess([line(), { ...other, visit: 'W' }], { rule_type: 'pair', pair_codg: 'B', scope: 'same_stay' })).toEqual([])
  })

  it('counts by stay, within a window and between two days', () => {
    const rule = { rule_type: 'frequency', limit_cnt: '1', window_days: '7' }
    const apart = [on('2026-03-01'), on('2026-03-08')]
    const near = [on('2026-03-01'), on('2026-03-07')]
    for (const limit_type of ['window', 'interval']) {
      expect(excess(apart, { ...rule, limit_type })).toEqual([])
      expect(excess(near, { ...rule, limit_type })).toEqual([['item.frequency', 1000]])
    }
    expect(excess(apart, { ...rule, limit_type: 'stay' })).toEqual([['item.frequency', 1000]])
    expect(excess([on('2026-03-01'), on('2026-03-08', { visit: 'W' })], { ...rule, limit_type: 'stay' })).toEqual([])
  })

  it('holds in its period only, and not of what was taken back', () => {
    const rule = { rule_type: 'sex', sex_limit: 'F', enddate: '2026-03-01' }
    expect(excess([on('2025-12-31'), on('2026-03-02')], rule)).toEqual([])
    expect(excess([line({ serial: 'S' }), line({ serial: 'S', count: -1, amountFen: -1000n })], rule)).toEqual([])
  })
})
