import { expect, it } from 'vitest'
import { stepOf } from './tile-map'

it('spreads the values over six steps, the highest in the darkest', () => {
  expect([0, 16, 17, 50, 83, 84, 100].map((value) => stepOf(value, 0, 100))).toEqual([0, 0, 1, 3, 4, 5, 5])
  expect(stepOf(7, 7, 7)).toBe(5)
})
