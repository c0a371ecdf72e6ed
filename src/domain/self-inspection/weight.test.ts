import { createHash } from 'node:crypto'
import { assert, bigInt, boolean, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawSample } from './sample'
import { type KnownOf, weightOf, weightPoints, weightsHash, weightsOf } from './weight'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const nothing: KnownOf = {
  ...{ openLeads: 0, provenLeads: 0, declaredFen: 0n, foundFen: 0n, hints: 0, unfiled: 0 },
  ...{ closer: false, fewer: false },
}
const count = integer({ min: 0, max: 50 })
const fen = bigInt({ min: 0n, max: 10n ** 14n })
const anything = record({
  ...{ openLeads: count, provenLeads: count, declaredFen: fen, foundFen: fen, hints: count, unfiled: count },
  ...{ closer: boolean(), fewer: boolean() },
})

describe('a weight', () => {
  it('of whoever nothing is known of is the base', () => expect(weightOf(nothing)).toEqual({ weight: 10, parts: { base: 10 } }))

  it('adds what is known, up to a bound for each', () => {
    expect(weightOf({ ...nothing, openLeads: 2, provenLeads: 9, declaredFen: 100n, foundFen: 300n, hints: 1, unfiled: 1 })).toEqual({
      weight: 10 + 6 + 20 + 15 + 2 + 5,
      parts: { base: 10, openLeads: 6, provenLeads: 20, underDeclared: 15, hints: 2, unfiled: 5 },
    })
  })

  it('is halved by an early honest refund, and raised by closer handling', () => {
    expect(weightOf({ ...nothing, fewer: true })).toEqual({ weight: 5, parts: { base: 10, fewer: -5 } })
    expect(weightOf({ ...nothing, closer: true }).weight).toBe(10 + weightPoints.closer)
  })

  it('is the sum of its parts, and never nought', () => {
    assert(
      property(anything, (known) => {
        const { weight, parts } = weightOf(known)
        expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(weight)
        expect(weight).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})

describe('a draw by weight', () => {
  const population = Array.from({ length: 20 }, (_, place) => ({ id: `id-${String(place).padStart(2, '0')}`, regionNo: 370811 }))
  const weights = new Map(population.map(({ id }, place) => [id, place === 0 ? 50 : 10]))
  const draw = (seed: string, size: number, of = population, weightOf: ReadonlyMap<string, number> = weights) =>
    drawSample({ population: of, seed, size, method: 'riskWeighted', weightOf }, digest)

  it('is what it was when the rule was written, whatever the order of the population', () => {
    const drawn = draw('20240520', 4)
    expect(drawn).toEqual(draw('20240520', 4, [...population].reverse()))
    expect(drawn.ok && drawn.value.map(({ id }) => id)).toEqual(['id-00', 'id-09', 'id-05', 'id-08'])
  })

  it('takes a heavier one more often, in proportion, and every one at times', () => {
    const times = new Map<string, number>()
    const rounds = 4_000
    for (let seed = 0; seed < rounds; seed += 1) {
      const drawn = draw(String(seed), 1)
      if (drawn.ok) for (const { id } of drawn.value) times.set(id, (times.get(id) ?? 0) + 1)
    }
    // 50 of 240, and 10 of 240 each.
    expect(Math.abs((times.get('id-00') ?? 0) - (rounds * 50) / 240)).toBeLessThan(110)
    for (const { id } of population.slice(1)) expect(Math.abs((times.get(id) ?? 0) - (rounds * 10) / 240)).toBeLessThan(55)
  })

  it('takes nobody twice, and everybody when it may', () => {
    assert(
      property(integer({ min: 1, max: 20 }), integer(), (size, seed) => {
        const drawn = draw(String(seed), size)
        expect(drawn.ok && new Set(drawn.value.map(({ id }) => id)).size).toBe(size)
      }),
    )
  })

  it('is refused where one has no weight', () => {
    for (const wrong of [new Map(), new Map([...weights, ['id-03', 0]]), new Map([...weights, ['id-03', 1.5]])])
      expect(draw('1', 2, population, wrong)).toMatchObject({ ok: false, refusal: { code: 'weightsMissing' } })
  })

  it('has a fingerprint of ids and weights in order', () => {
    const [one, two] = [
      { id: 'b', weight: 3, parts: {} },
      { id: 'a', weight: 2, parts: {} },
    ]
    expect(weightsHash([one, two], digest)).toBe(digest('a:2\nb:3'))
    expect(weightsOf([one, { id: 'c' }, null, 'x'])).toEqual([one])
  })
})
