import { z } from 'zod'
import { clockRules, type localLengthRules } from '../clock/rules'
import type { CivilDate } from '../kernel/civil-date'
import { firstMinorList } from './leniency'

/** What the law leaves to each place to set (地方参数): a number, or a list. */
export const localRuleNames = [
  'hearingInstitution',
  'hearingPerson',
  'hearingSuspension',
  'defenceDays',
  'hearingReportDays',
  'firstMinor',
  'fraudFloor',
] as const
export type LocalRuleName = (typeof localRuleNames)[number]

const fen = z.string().regex(/^\d+$/).transform(BigInt)
const count = z.number().int().min(1)
/** How a value is kept: 分 as text, for it is in JSON. */
const keptValues = {
  /** The fine of an institution from which it may ask for a hearing. */
  hearingInstitution: fen,
  /** The fine of a person from which they may. */
  hearingPerson: fen,
  /** The months of suspension from which a party may; `null`: a suspension gives no such right. */
  hearingSuspension: count.nullable(),
  /** In the units of CK12 and CK13. */
  defenceDays: count,
  hearingReportDays: count,
  firstMinor: z.array(z.object({ lines: z.string(), lossAtMostFen: fen })).min(1),
  /** What is defrauded from which the police are to be thought of (诈骗罪“数额较大”). */
  fraudFloor: fen,
} as const satisfies Record<LocalRuleName, z.ZodType>
type RuleValues = { [Key in LocalRuleName]: z.output<(typeof keptValues)[Key]> }

/** Whether a value can be kept under this key. */
export const isRuleValue = (key: LocalRuleName, value: unknown): boolean => keptValues[key].safeParse(value).success

/** Where a value comes from, as whoever reads it is told. */
export type RuleSource = { title: string; documentNumber: string; agencyName: string; verified: boolean }
export type Applied<Value> = {
  value: Value /** `null`: the house's own, which no bureau of the place has set. */
  source: RuleSource | null
}
export type PlaceRules = { readonly [Key in LocalRuleName]: Applied<RuleValues[Key]> }

/** Its own values until a bureau sets one; nobody has verified those that the law does not name. */
const houseValues: RuleValues = {
  hearingInstitution: 5_000_000n,
  hearingPerson: 500_000n,
  hearingSuspension: null,
  defenceDays: clockRules.CK12.length,
  hearingReportDays: clockRules.CK13.length,
  firstMinor: firstMinorList,
  fraudFloor: 300_000n,
}
// The keys of the two are the same, by their types.
export const houseRules = Object.fromEntries(localRuleNames.map((key) => [key, { value: houseValues[key], source: null }])) as PlaceRules

/** The clocks whose length a place may set. */
const localLengths = { CK12: 'defenceDays', CK13: 'hearingReportDays' } as const satisfies Record<
  (typeof localLengthRules)[number],
  LocalRuleName
>
const localLengthKey = (ruleId: string) =>
  Object.hasOwn(localLengths, ruleId) ? localLengths[ruleId as keyof typeof localLengths] : undefined

/** A rule as it is looked at: for an area, from a day on, up to and with another, and before the day on which it was ended. */
export type LocalRule = RuleSource & {
  key: LocalRuleName
  seq: number
  value: unknown
  rangeLo: number
  rangeHi: number
  validFrom: CivilDate
  validTo: CivilDate | null
  endedOn: CivilDate | null
  forRunning: boolean
}

const holdsOn = ({ validFrom, validTo, endedOn }: LocalRule, on: CivilDate) =>
  validFrom <= on && (validTo === null || on <= validTo) && (endedOn === null || on < endedOn)

/** The rule in force on a day: of those set for the place, that of the nearest bureau; of its own versions the one that began last. */
export function ruleOn<Of extends LocalRule>(rules: readonly Of[], key: LocalRuleName, on: CivilDate): Of | undefined {
  const width = ({ rangeLo, rangeHi }: LocalRule) => rangeHi - rangeLo
  const held = rules.filter((rule) => rule.key === key && holdsOn(rule, on))
  return held.sort((one, other) => width(one) - width(other) || other.validFrom.localeCompare(one.validFrom) || other.seq - one.seq)[0]
}

/** Every value of a place on a day; `rules`: those that are set for the place. */
export function placeRules(rules: readonly LocalRule[], on: CivilDate): PlaceRules {
  const set = localRuleNames.flatMap((key) => {
    const found = ruleOn(rules, key, on)
    return found ? [[key, { value: keptValues[key].parse(found.value), source: sourceOf(found) }] as const] : []
  })
  return { ...houseRules, ...Object.fromEntries(set) }
}

const sourceOf = ({ title, documentNumber, agencyName, verified }: RuleSource): RuleSource => ({
  title,
  documentNumber,
  agencyName,
  verified,
})

/** As it is cited: 《……》（文号）. */
export const citedRule = ({ title, documentNumber, verified }: RuleSource): string =>
  `《${title}》（${documentNumber}）${verified ? '' : '［未核实］'}`

/** What a party is told of: how it was when it was told holds for it, whatever is set later. */
const noticed = ['hearingInstitution', 'hearingPerson', 'hearingSuspension', 'defenceDays'] as const satisfies readonly LocalRuleName[]
const keptSource = z.object({ title: z.string(), documentNumber: z.string(), agencyName: z.string(), verified: z.boolean() }).nullable()

export const noticedRules = (rules: PlaceRules) =>
  Object.fromEntries(
    noticed.map((key) => {
      const { value, source } = rules[key]
      return [key, { value: typeof value === 'bigint' ? value.toString() : value, source }]
    }),
  )

/** The rules of a case whose party was told: those that it was told by. A notice from before they were kept was given by the house's. */
export function withNoticed(rules: PlaceRules, kept: unknown): PlaceRules {
  const held = z.record(z.string(), z.object({ value: z.unknown(), source: keptSource })).parse(kept ?? {})
  const told = noticed.map((key) => {
    const one = held[key]
    return [key, one ? { value: keptValues[key].parse(one.value), source: one.source } : houseRules[key]] as const
  })
  return { ...rules, ...Object.fromEntries(told) }
}

/** How long a clock runs in a place, and by what; `undefined` where its rule alone says so. */
export function givenLength(rules: PlaceRules, ruleId: string): { length: number; basis: string } | undefined {
  const key = localLengthKey(ruleId)
  if (!key) return undefined
  const { value, source } = rules[key]
  return source ? { length: value, basis: citedRule(source) } : undefined
}

/**
 * The length by which a clock that runs is reckoned anew: that of the rule of its place today, where that says of itself that it holds for what runs
 * (`forRunning`). `undefined`: it keeps what it began with (从旧). The days that a party was told of for its answer are never fewer than it was told.
 */
export function lengthForRunning(
  rules: readonly LocalRule[],
  ruleId: string,
  on: CivilDate,
  began: number | null = null,
): { length: number; basis: string } | undefined {
  const key = localLengthKey(ruleId)
  const found = key && ruleOn(rules, key, on)
  if (!key || !found?.forRunning) return undefined
  const length = keptValues[key].parse(found.value)
  const cutsShort = key === 'defenceDays' && began !== null && length < began
  return cutsShort ? undefined : { length, basis: citedRule(found) }
}
