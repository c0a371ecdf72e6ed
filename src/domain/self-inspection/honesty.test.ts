import { expect, it } from 'vitest'
import { honestyShare } from './honesty'

it.each([
  [0n, 0n, null],
  [99_999n, 0n, null],
  [100_000n, 0n, 10_000],
  [0n, 100_000n, 0],
  [200_000n, 100_000n, 6_666],
  [9_007_199_254_740_993n, 1n, 9_999],
])('declared %s and found %s: %s', (declaredFen, foundFen, share) => {
  expect(honestyShare({ declaredFen, foundFen })).toBe(share)
})
