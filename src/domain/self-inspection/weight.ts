import type { Confidence } from '../law/confidence'
import type { Digest } from './sample'

/** What is known of an institution that says where to look (风险权重). Counts and sums of rows that the bureau holds. */
export type KnownOf = {
  openLeads: number
  provenLeads: number
  declaredFen: bigint
  /** What leads and re-checks found that it had not said. */
  foundFen: bigint
  hints: number
  /** Earlier campaigns in which its last day passed without a filing. */
  unfiled: number
  /** A person has confirmed that it is to be looked at more closely, or less often. */
  closer: boolean
  fewer: boolean
}

export const weightParts = ['base', 'openLeads', 'provenLeads', 'underDeclared', 'hints', 'unfiled', 'closer', 'fewer'] as const
export type WeightPart = (typeof weightParts)[number]

/** The house's own figures: no instrument sets them. */
export const weightPoints = {
  base: 10,
  openLead: { each: 3, most: 15 },
  provenLead: { each: 5, most: 20 },
  /** For a whole that others found and none of it declared; less in proportion. */
  underDeclared: 20,
  hint: { each: 2, most: 4 },
  unfiled: { each: 5, most: 10 },
  closer: 20,
  /** An early honest refund takes this share off, in hundredths. */
  fewerHundredths: 50,
} as const
export const weightConfidence: Confidence = 'M'

export type Weight = { id: string; weight: number; parts: Partial<Record<WeightPart, number>> }

/** The weight of one, with the points it is made of: their sum is the weight, and none is left with nothing. */
export function weightOf(known: KnownOf): Omit<Weight, 'id'> {
  const { base, openLead, provenLead, underDeclared, hint, unfiled, closer, fewerHundredths } = weightPoints
  const each = (count: number, { each, most }: { each: number; most: number }) => Math.min(count * each, most)
  const whole = known.declaredFen + known.foundFen
  const points = {
    base,
    openLeads: each(known.openLeads, openLead),
    provenLeads: each(known.provenLeads, provenLead),
    underDeclared: whole > 0n ? Number((known.foundFen * BigInt(underDeclared)) / whole) : 0,
    hints: each(known.hints, hint),
    unfiled: each(known.unfiled, unfiled),
    closer: known.closer ? closer : 0,
  }
  const sum = Object.values(points).reduce((total, one) => total + one, 0)
  const less = known.fewer ? Math.min(sum - 1, Math.floor((sum * fewerHundredths) / 100)) : 0
  const parts = { ...points, fewer: -less }
  return {
    weight: sum - less,
    parts: Object.fromEntries(weightParts.flatMap((part) => (parts[part] === 0 ? [] : [[part, parts[part]]]))),
  }
}

/** In the one order that anybody would arrive at: what is written down, and what the fingerprint is of. */
export const inOrder = (weights: readonly Weight[]): Weight[] =>
  [...weights].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))

export const weightsHash = (weights: readonly Weight[], digest: Digest): string =>
  digest(
    inOrder(weights)
      .map(({ id, weight }) => `${id}:${weight}`)
      .join('\n'),
  )

/** The weights as a draw has written them down; nothing where it has none. */
export const weightsOf = (written: unknown): Weight[] => (Array.isArray(written) ? written.filter(isWeight) : [])

const isWeight = (one: unknown): one is Weight =>
  typeof one === 'object' &&
  one !== null &&
  'id' in one &&
  'weight' in one &&
  typeof one.id === 'string' &&
  Number.isSafeInteger(one.weight)
