import { expect, it } from 'vitest'
import { creditCodeHolds, hasCreditCodeForm, isDesignatedCode } from './codes'

it.each([
  ['12350100000000001R', true],
  ['52370800MJD0000016', true],
  ['12350100000000001T', false],
  ['1235010000000000IR', false],
])('the credit code %s holds: %s', (code, holds) => expect(creditCodeHolds(code)).toBe(holds))

it('knows the forms of codes', () => {
  expect(isDesignatedCode('H53040200153')).toBe(true)
  expect(isDesignatedCode('P5304020015')).toBe(false)
  expect(hasCreditCodeForm('12350100000000001T')).toBe(true)
})
