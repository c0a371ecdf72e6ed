import { expect, it } from 'vitest'
import { basis, citation, fundLawsOn, instrument, instrumentInForce, laws } from './law'

it('chooses the law by the day of the act', () => {
  expect(fundLawsOn('2021-04-30')).toEqual(['socialInsuranceLaw'])
  expect(fundLawsOn('2021-05-01')).toEqual(['fundRegulation', 'socialInsuranceLaw'])
  expect(fundLawsOn('2026-03-31')).toEqual(['fundRegulation', 'socialInsuranceLaw'])
  expect(fundLawsOn('2026-04-01')).toEqual(['implementingRules', 'fundRegulation', 'socialInsuranceLaw'])
})

it('has an instrument in force from its first day on', () => {
  expect(instrumentInForce('implementingRules', '2026-03-31')).toBeNull()
  expect(instrumentInForce('implementingRules', '2026-04-01')?.instrument).toBe('国家医疗保障局令第7号')
  expect(instrumentInForce('discretionMeasures', '2020-01-01')?.inForceFrom).toBeNull()
})

it('cites by the official title', () => {
  expect(citation(basis('fundRegulation', '第三十八条'))).toBe('《医疗保障基金使用监督管理条例》第三十八条')
  expect(instrument('fundRegulation').instrument).toBe('国务院令第735号')
})

it('gives each instrument its own code', () => {
  const codes = Object.values(laws).map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
})
