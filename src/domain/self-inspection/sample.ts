import { ok, type Result, refuse } from '../kernel/result'

export const sampleMethods = ['simpleRandom', 'stratifiedByRegion', 'riskWeighted'] as const
export type SampleMethod = (typeof sampleMethods)[number]

export const isSampleMethod = (method: string): method is SampleMethod => (sampleMethods as readonly string[]).includes(method)

/** One that can be drawn, and the region it counts in. */
export type Member = { id: string; regionNo: number }

/** SHA-256 as hexadecimal. Passed in, so that the rule itself needs nothing but arithmetic. */
export type Digest = (text: string) => string

type Drawing = {
  population: readonly Member[]
  seed: string
  size: number
  method: SampleMethod
  /** Of each id a whole number above nought, where the method asks for it. */
  weightOf?: ReadonlyMap<string, number>
}

/** What is drawn from, put into the one order that anybody would arrive at; written down with the draw. */
export const populationIds = (population: readonly { id: string }[]): string[] => population.map(({ id }) => id).sort()

/** The population's fingerprint: the same ids give the same hash, in whatever order they were handed over. */
export const populationHash = (population: readonly { id: string }[], digest: Digest): string =>
  digest(populationIds(population).join('\n'))

/**
 * Draws `size` of the population (抽查复查). Each id is ordered by the digest of the seed and the id, and the first are taken;
 * whoever has the seed and the population arrives at the same sample, and nobody can steer it without knowing the seed.
 *
 * Stratified: each region gets its share of `size` by largest remainder, at least one where the size allows.
 * Weighted: place after place, the digest of the seed and the place by what is left of the weights points to one of those left.
 * Refuses `sampleTooLarge` when there are not so many, `weightsMissing` when one of them has no weight.
 */
export function drawSample({ population, seed, size, method, weightOf }: Drawing, digest: Digest): Result<Member[]> {
  if (size < 1 || size > population.length) return refuse('sampleTooLarge', { limit: population.length })
  if (method === 'riskWeighted') return drawWeighted({ population, seed, size, weightOf: weightOf ?? new Map() }, digest)
  const ordered = byKey(population, ({ id }) => digest(`${seed}\n${id}`))
  if (method === 'simpleRandom') return ok(ordered.slice(0, size))

  const strata = new Map<number, Member[]>()
  for (const member of ordered) strata.set(member.regionNo, [...(strata.get(member.regionNo) ?? []), member])
  const shares = sharesOf(new Map([...strata].map(([regionNo, members]) => [regionNo, members.length])), size)
  return ok([...strata].sort(([one], [other]) => one - other).flatMap(([regionNo, members]) => members.slice(0, shares.get(regionNo))))
}

/** Whole numbers alone, so that every machine arrives at the same list. */
function drawWeighted({ population, seed, size, weightOf }: Required<Omit<Drawing, 'method'>>, digest: Digest): Result<Member[]> {
  const left = byKey(population, ({ id }) => id).map((member) => ({ member, weight: weightOf.get(member.id) ?? 0 }))
  if (left.some(({ weight }) => !Number.isSafeInteger(weight) || weight < 1)) return refuse('weightsMissing')
  let total = left.reduce((sum, { weight }) => sum + weight, 0)
  const drawn: Member[] = []
  for (let place = 1; place <= size; place += 1) {
    let point = Number(BigInt(`0x${digest(`${seed}\n${place}`)}`) % BigInt(total))
    const met = left.findIndex(({ weight }) => {
      point -= weight
      return point < 0
    })
    const one = left[met]
    if (!one) return refuse('weightsMissing')
    drawn.push(one.member)
    total -= one.weight
    one.weight = 0 // it stays in its place, so that nobody else moves
  }
  return ok(drawn)
}

function byKey<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return values
    .map((value) => ({ value, key: keyOf(value) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ value }) => value)
}

/**
 * How many of each stratum: one each first when there are enough to go round, the rest proportionally to what is left,
 * and what the division leaves over by largest remainder, ties to the lower region.
 */
export function sharesOf(counts: ReadonlyMap<number, number>, size: number): Map<number, number> {
  const strata = [...counts].sort(([one], [other]) => one - other)
  const least = size >= strata.length ? 1 : 0
  const rest = size - least * strata.length
  const left = strata.reduce((sum, [, count]) => sum + count - least, 0)
  const parts = strata.map(([stratum, count]) => {
    const exact = left === 0 ? 0 : rest * (count - least)
    return { stratum, share: least + (left === 0 ? 0 : Math.floor(exact / left)), remainder: left === 0 ? 0 : exact % left }
  })
  const spare = size - parts.reduce((sum, { share }) => sum + share, 0)
  const favoured = [...parts].sort((one, other) => other.remainder - one.remainder || one.stratum - other.stratum).slice(0, spare)
  return new Map(parts.map((part) => [part.stratum, part.share + (favoured.includes(part) ? 1 : 0)]))
}
