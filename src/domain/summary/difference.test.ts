import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountedRows, differenceOf, rowDifferences } from './difference'

const rows = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.bigInt({ min: -5n, max: 5n })), { selector: ([id]) => id })
  .map((pairs): CountedRows => pairs.map(([id, value]) => [id, value.toString()]))

describe('the difference of a figure', () => {
  it('is none when every row adds what it added, in whatever order', () => {
    expect(
      differenceOf(
        [
          ['a', '1'],
          ['b', '2'],
        ],
        [
          ['b', '2'],
          ['a', '1'],
        ],
      ),
    ).toBeNull()
  })

  it('counts what came, went and changed', () => {
    expect(
      differenceOf(
        [
          ['a', '1'],
          ['b', '2'],
          ['c', '3'],
        ],
        [
          ['b', '5'],
          ['c', '3'],
          ['d', '7'],
        ],
      ),
    ).toEqual({
      ...{ was: 6n, now: 15n },
      ...{ added: 1, removed: 1, changed: 1 },
    })
  })

  it('is seen even where the sum is the same', () => {
    expect(differenceOf([['a', '1']], [['b', '1']])).toEqual({ was: 1n, now: 1n, added: 1, removed: 1, changed: 0 })
  })

  it('agrees with its rows: each once, those that moved first, sums to the sums', () => {
    const sum = (of: CountedRows) => of.reduce((total, [, value]) => total + BigInt(value), 0n)
    fc.assert(
      fc.property(rows, rows, (frozen, current) => {
        const each = rowDifferences(frozen, current)
        expect(new Set(each.map(({ id }) => id)).size).toBe(each.length)
        const moved = each.map(({ fate }) => fate !== 'unchanged')
        expect(moved).toEqual([...moved].sort((one, other) => Number(other) - Number(one)))
        const difference = differenceOf(frozen, current)
        expect(difference === null).toBe(!moved.includes(true))
        if (difference) expect([difference.was, difference.now]).toEqual([sum(frozen), sum(current)])
      }),
    )
  })
})
