import { createHash } from 'node:crypto'
import { assert, integer, property, string, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSample, populationHash, populationIds, sharesOf } from './sample'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const member = (place: number) => ({ id: `id-${String(place).padStart(4, '0')}`, regionNo: 370800 + (place % 7) })
const people = uniqueArray(integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 120 }).map((places) => places.map(member))
const draw = (population: ReturnType<typeof member>[], seed: string, size: number, method: 'simpleRandom' | 'stratifiedByRegion') => {
  const drawn = drawSample({ population, seed, size, method }, digest)
  if (!drawn.ok) throw new Error(drawn.refusal.code)
  return drawn.value.map(({ id }) => id)
}

describe('a drawn sample', () => {
  it('is what it was when the rule was written', () => {
    const population = Array.from({ length: 20 }, (_, place) => member(place))
    expect(draw(population, '20240520', 4, 'simpleRandom')).toEqual(['id-0018', 'id-0010', 'id-0013', 'id-0019'])
  })

  it.each(['simpleRandom', 'stratifiedByRegion'] as const)(
    'by %s follows from seed and population alone, whatever their order',
    (method) => {
      assert(
        property(people, string(), integer({ min: 1, max: 120 }), (population, seed, wanted) => {
          const size = Math.min(wanted, population.length)
          const drawn = draw(population, seed, size, method)
          expect(draw([...population].reverse(), seed, size, method)).toEqual(drawn)
          expect(new Set(drawn).size).toBe(size)
          expect(population.map(({ id }) => id)).toEqual(expect.arrayContaining(drawn))
        }),
      )
    },
  )

  it('changes with the seed', () => {
    const population = Array.from({ length: 60 }, (_, place) => member(place))
    expect(draw(population, 'a', 10, 'simpleRandom')).not.toEqual(draw(population, 'b', 10, 'simpleRandom'))
  })

  it('takes everybody about equally often', () => {
    const population = Array.from({ length: 20 }, (_, place) => member(place))
    const times = new Map<string, number>()
    for (let seed = 0; seed < 2000; seed += 1) {
      for (const id of draw(population, String(seed), 5, 'simpleRandom')) times.set(id, (times.get(id) ?? 0) + 1)
    }
    for (const { id } of population) expect(Math.abs((times.get(id) ?? 0) - 500)).toBeLessThan(100)
  })

  it('cannot be larger than what it is drawn from', () => {
    expect(drawSample({ population: [member(1)], seed: 's', size: 2, method: 'simpleRandom' }, digest)).toEqual({
      ok: false,
      refusal: { code: 'sampleTooLarge', detail: { limit: 1 } },
    })
  })
})

describe('the shares of strata', () => {
  it('are proportional, none empty where there are enough to go round', () => {
    expect([
      ...sharesOf(
        new Map([
          [370811, 80],
          [370812, 15],
          [370826, 5],
        ]),
        10,
      ).values(),
    ]).toEqual([7, 2, 1])
    expect([
      ...sharesOf(
        new Map([
          [1, 1],
          [2, 1],
          [3, 98],
        ]),
        2,
      ).values(),
    ]).toEqual([0, 0, 2])
  })

  it('add up, and never exceed their stratum', () => {
    assert(
      property(
        uniqueArray(integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 15 }),
        integer({ min: 1, max: 600 }),
        (sizes, wanted) => {
          const counts = new Map(sizes.map((count, place) => [place, count]))
          const total = sizes.reduce((sum, count) => sum + count, 0)
          const size = Math.min(wanted, total)
          const shares = sharesOf(counts, size)
          expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(size)
          for (const [stratum, share] of shares) {
            expect(share).toBeLessThanOrEqual(counts.get(stratum) ?? 0)
            expect(share).toBeGreaterThanOrEqual(size >= counts.size ? 1 : 0)
          }
        },
      ),
    )
  })
})

it('fingerprints the population by its ids in order', () => {
  const population = [member(3), member(1), member(2)]
  expect(populationIds(population)).toEqual(['id-0001', 'id-0002', 'id-0003'])
  expect(populationHash(population, digest)).toBe(digest('id-0001\nid-0002\nid-0003'))
})
