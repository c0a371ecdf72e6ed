/** A repeatable source of chance: the same seed gives the same world. */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight; weights need not add up to one. */
  weighted<T>(from: readonly (readonly [item: T, weight: number])[]): T
  /** A new order; the list given is left as it is. */
  shuffled<T>(list: readonly T[]): T[]
  /** Long-tailed around `median`: most near it, a few many times as large. Never below one. */
  longTailed(median: number, spread: number): number
  /** A source of its own, so that one more draw here moves nothing there. */
  fork(name: string): Random
}

/** Four 32-bit words out of a text (xmur3). */
function wordsOf(seed: string): () => number {
  let hash = 1779033703 ^ seed.length
  for (const letter of seed) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
    hash ^= hash >>> 16
    return hash >>> 0
  }
}

/** The generator sfc32: small, fast, and good enough for a world that nobody bets on. */
function generator(seed: string): () => number {
  const word = wordsOf(seed)
  let [a, b, c, counter] = [word(), word(), word(), word()]
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round += 1) next()
  return next
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}

export function createRandom(seed: string): Random {
  const next = generator(seed)
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (from) => at(from, whole(0, from.length - 1)),
    weighted(from) {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of from) {
        left -= weight
        if (left < 0) return item
      }
      return at(from, from.length - 1)[0]
    },
    shuffled(list) {
      const order = [...list]
      for (let last = order.length - 1; last > 0; last -= 1) {
        const other = whole(0, last)
        const moved = at(order, last)
        order[last] = at(order, other)
        order[other] = moved
      }
      return order
    },
    longTailed(median, spread) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
      return Math.max(1, Math.round(median * Math.exp(spread * normal)))
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}
