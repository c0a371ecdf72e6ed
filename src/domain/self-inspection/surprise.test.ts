import { expect, it } from 'vitest'
import { isWithoutDeviation, recheckSize, surpriseFen } from './surprise'

it.each([
  [{ declaredFen: 0n, suspectedFen: 0n, earlierFen: null }, 0n],
  [{ declaredFen: 40n, suspectedFen: 100n, earlierFen: 30n }, 60n],
  [{ declaredFen: 40n, suspectedFen: 10n, earlierFen: 90n }, 50n],
  [{ declaredFen: 40n, suspectedFen: 10n, earlierFen: null }, -30n],
])('the larger of what others say, less what is declared: %o', (reference, surprise) => {
  expect(surpriseFen(reference)).toBe(surprise)
})

it('is without deviation when nothing at all speaks against it', () => {
  const clean = { surpriseFen: 0n, hints: 0, openQuestions: 0 }
  expect(isWithoutDeviation(clean)).toBe(true)
  for (const against of [{ surpriseFen: 1n }, { hints: 1 }, { openQuestions: 1 }])
    expect(isWithoutDeviation({ ...clean, ...against })).toBe(false)
})

it('re-checks a tenth, rounded up', () => {
  expect([1, 9, 10, 11, 60, 61].map(recheckSize)).toEqual([1, 1, 1, 2, 6, 7])
})
