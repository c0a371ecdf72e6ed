import { expect, it } from 'vitest'
import { misleads, precisionOf, wilson } from './precision'

it('gives the interval of Wilson, also at its ends', () => {
  expect(wilson(0, 0)).toBeNull()
  // Reckoned by hand from Wilson's formula, z = 1.959964.
  const some = wilson(8, 10)
  expect([some?.share, some?.from, some?.to].map((value) => value?.toFixed(3))).toEqual(['0.800', '0.490', '0.943'])
  expect(wilson(0, 10)?.from).toBe(0)
  expect(wilson(0, 10)?.to.toFixed(3)).toBe('0.278')
  expect(wilson(10, 10)?.to).toBeCloseTo(1, 12)
})

it('counts what is true in part as true, and leaves out what nobody could find out', () => {
  expect(precisionOf({ substantiated: 1, partly: 2, unsubstantiated: 1, other: 9 })).toMatchObject({ right: 3, judged: 4, share: 0.75 })
  expect(precisionOf({ substantiated: 0, partly: 0, unsubstantiated: 0, other: 9 })).toBeNull()
})

it('says that a model misleads when not even its upper bound reaches the least share, and not for a few leads', () => {
  const wrong = (unsubstantiated: number) => misleads(precisionOf({ substantiated: 0, partly: 0, unsubstantiated, other: 0 }))
  expect([wrong(10), wrong(34), wrong(35)]).toEqual([false, false, true])
  expect(misleads(null)).toBe(false)
})
