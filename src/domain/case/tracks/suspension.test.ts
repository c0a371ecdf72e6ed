import { expect, it } from 'vitest'
import { lastHalted } from './suspension'

it.each([
  ['2026-06-10', '2026-07-10', '2026-07-09'],
  ['2026-06-10', '2026-06-11', '2026-06-10'],
  ['2026-06-10', '2026-06-10', '2026-06-10'],
])('a suspension from %s that goes on on %s leaves out the days to %s', (suspendedOn, resumedOn, last) => {
  expect(lastHalted(suspendedOn, resumedOn)).toBe(last)
})
