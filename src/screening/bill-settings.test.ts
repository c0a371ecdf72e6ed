import { describe, expect, it } from 'vitest'
import { asBuilt, billQuantities } from '#domain/screening/bill-settings'
import type { FeeNeed } from '#domain/screening/fee-line'
import { charge } from '../../tests/support/charges'
import { billingModels, billingModelsBy, billingRules, rulesOf, screenCharges } from './engine'
import { deathGraceDays } from './models/one-charge'
import { dayCapRules, frequencyRules, rehab, supplyRules } from './parameters/quantities'
import { populationModels } from './population/catalogue'

const everything = new Set<FeeNeed>(['sex', 'age', 'medType', 'stay', 'death', 'diagnosis', 'unit', 'price', 'priceCap', 'supplyDays'])
const month = (times: number) =>
  Array.from({ length: times }, (_, day) => charge({ name: '血液透析', at: `2026-03-${String(day + 1).padStart(2, '0')}` }))

/** The figure that a rule was built with. */
const builtWith: Readonly<Record<string, number | undefined>> = {
  ...Object.fromEntries([...supplyRules, ...dayCapRules, ...frequencyRules].map(({ id, most }) => [id, most])),
  'often.rehabTest': frequencyRules.flatMap(({ id, within }) =>
    id === 'often.rehabTest' && typeof within === 'object' ? within.days : [],
  )[0],
  'rehab.stacking': rehab.most,
  'time.afterDeath': deathGraceDays,
}

describe('a figure of a rule for bills', () => {
  it('is that of the model of the population, as both were built', () => {
    const figures = Object.entries(billQuantities).map(([rule, { model, parameter, ...taken }]) => {
      const value = populationModels.find(({ id }) => id === model)?.parameters[parameter]?.value ?? Number.NaN
      return [rule, 'figure' in taken ? taken.figure(value) : value]
    })
    expect(figures).toEqual(Object.keys(billQuantities).map((rule) => [rule, builtWith[rule]]))
    for (const rule of Object.keys(billQuantities)) expect(billingRules.map(({ id }) => id)).toContain(rule)
  })

  it('is what a bureau has set, in what the rule finds, says and is called', () => {
    const stricter = billingModelsBy({ quantities: { 'often.dialysis': 12, 'often.rehabTest': 21 }, resting: [] })
    expect(screenCharges(month(13), everything).hits).toEqual([])
    expect(screenCharges(month(13), everything, undefined, stricter).hits).toMatchObject([{ rule: 'often.dialysis', excessFen: 1000n }])
    const title = (id: string) => rulesOf(stricter).find((rule) => rule.id === id)?.title
    expect([title('often.dialysis'), title('often.rehabTest')]).toEqual(['血液透析一月超过12次', '康复评定21日内重复'])
    const looser = billingModelsBy({
      quantities: { 'time.afterDeath': 3, 'rehab.stacking': 1, 'supply.emergency': 3, 'cap.hours': 12 },
      resting: [],
    })
    const found = (lines: Parameters<typeof screenCharges>[0]) =>
      screenCharges(lines, everything, undefined, looser).hits.map(({ rule }) => rule)
    expect(found([charge({ name: '血液透析', at: '2026-03-12', diedOn: '2026-03-10' })])).toEqual([])
    expect(found([charge({ name: '步行训练' }), charge({ name: '蜡疗' })])).toEqual(['rehab.stacking'])
    expect(found([charge({ name: '某药', medType: '13', supplyDays: 5 })])).toEqual(['supply.emergency'])
    expect(found([charge({ name: '吸氧', unit: '小时', count: 13 })])).toEqual(['cap.hours'])
  })
})

describe('a model that rests', () => {
  it('is asked nothing, and is not said to lack anything; the other rules of its kind go on', () => {
    const without = billingModelsBy({ quantities: {}, resting: ['M09', 'M18'] })
    const lines = [charge({ name: '前列腺彩超', sex: 'female' }), ...month(15)]
    expect(
      screenCharges(lines, everything)
        .hits.map(({ rule }) => rule)
        .sort(),
    ).toEqual(['often.dialysis', 'sex.prostate'])
    expect(screenCharges(lines, everything, undefined, without).hits).toEqual([])
    expect(screenCharges(lines, new Set(), undefined, without).skipped.map(({ rule }) => rule.model)).not.toContain('M09')
    expect(rulesOf(without).map(({ id }) => id)).toContain('often.hba1c')
    expect(billingModelsBy(asBuilt)).toBe(billingModels)
  })
})
