import { expect, it } from 'vitest'
import { offsetFen } from './offset'

it('counts what was paid towards the fine of the court, and never more than that fine', () => {
  expect(offsetFen(50_000n, 30_000n)).toBe(30_000n)
  expect(offsetFen(50_000n, 80_000n)).toBe(50_000n)
  expect(offsetFen(0n, 80_000n)).toBe(0n)
})
