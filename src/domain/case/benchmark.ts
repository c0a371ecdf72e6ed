import { z } from 'zod'
import { civilDate, id, reason, text, version } from '../kernel/form-fields'
import { parseYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { house } from '../law/law'
import { type Cited, type FactProvision, factProvision, liabilityOf } from './provisions'

/** What a bureau says of the range that the law leaves it (裁量基准): each province sets its own (医保发〔2021〕35号), for all below it. */
export const benchmarkStates = ['review', 'inUse', 'refused', 'ended'] as const
export type BenchmarkState = (typeof benchmarkStates)[number]

/** One tier (裁量阶次): from an amount on, up to and without the next, so many tenths of what the line measures its fine by. */
export type Tier = { name: string; fromFen: bigint; toFen: bigint | null; minTenths: number; maxTenths: number; circumstances: string }

export type Benchmark = {
  id: string
  provisionIds: readonly string[]
  regionNo: number
  rangeLo: number
  rangeHi: number
  /** Civil dates, both days within. */
  validFrom: string
  validTo: string | null
  tiers: readonly Tier[]
}

/** As tiers are kept: 分 as text, for they are in JSON. */
const keptTier = z.object({
  name: z.string(),
  fromFen: z.string().transform(BigInt),
  toFen: z.union([z.null(), z.string().transform(BigInt)]),
  minTenths: z.number(),
  maxTenths: z.number(),
  circumstances: z.string(),
})
export const tiersOf = (kept: unknown): Tier[] => z.array(keptTier).parse(kept)
export const keptTiers = (tiers: readonly Tier[]) =>
  tiers.map((tier) => ({ ...tier, fromFen: tier.fromFen.toString(), toFen: tier.toFen?.toString() ?? null }))

const keptMeasure = z.object({
  title: z.string(),
  documentNumber: z.string(),
  tier: z.string(),
  minTenths: z.number(),
  maxTenths: z.number(),
})
/** What the fine of a fact was measured by, as it stood then. `null` where there was no benchmark. */
export const measureOf = (kept: unknown) => (kept === null || kept === undefined ? null : keptMeasure.parse(kept))

/** The lines that a benchmark can be on: those that fine so many times an amount. */
export const benchmarkLines = (lines: readonly FactProvision[]): FactProvision[] =>
  lines.filter(({ fine }) => fine !== null && fine.base !== 'fixed' && fine.base !== 'illegalGains')

/** The range that is common to several lines, in tenths. `null` where one of them fines nothing by multiples. */
function commonRange(provisionIds: readonly string[]) {
  const fines = provisionIds.map((lineId) => factProvision(lineId)?.fine)
  const ranges = fines.flatMap((fine) => (fine && fine.base !== 'fixed' && fine.base !== 'illegalGains' ? [fine] : []))
  if (ranges.length === 0 || ranges.length < provisionIds.length) return null
  const [least, most] = [Math.max(...ranges.map((one) => one.minMultiple)), Math.min(...ranges.map((one) => one.maxMultiple))]
  return { minTenths: least * 10, maxTenths: most * 10 }
}

/**
 * Whether tiers can stand for these lines: one after the other from nought without gap or overlap, each within what the law allows.
 * Refuses `benchmarkLinesUnfit`, `tiersBroken` with the tier, `tierOutOfRange` with tier and range.
 */
export function tiersHold(tiers: readonly Tier[], provisionIds: readonly string[]): Result<void> {
  const range = commonRange(provisionIds)
  if (range === null) return refuse('benchmarkLinesUnfit')
  let from = 0n
  for (const [index, tier] of tiers.entries()) {
    const isLast = index === tiers.length - 1
    const joins = tier.fromFen === from && (isLast ? tier.toFen === null : tier.toFen !== null && tier.toFen > tier.fromFen)
    if (!joins) return refuse('tiersBroken', { tier: tier.name })
    if (tier.minTenths < range.minTenths || tier.maxTenths > range.maxTenths || tier.minTenths > tier.maxTenths)
      return refuse('tierOutOfRange', { tier: tier.name, range: `${range.minTenths / 10}–${range.maxTenths / 10}` })
    from = tier.toFen ?? from
  }
  const names = new Set(tiers.map(({ name }) => name))
  return names.size === tiers.length ? ok(undefined) : refuse('tiersBroken', { tier: tiers.at(-1)?.name ?? '' })
}

const width = ({ rangeLo, rangeHi }: Pick<Benchmark, 'rangeLo' | 'rangeHi'>) => rangeHi - rangeLo
const overlap = (one: Pick<Tier, 'fromFen' | 'toFen'>, other: Pick<Tier, 'fromFen' | 'toFen'>) =>
  (other.toFen === null || one.fromFen < other.toFen) && (one.toFen === null || other.fromFen < one.toFen)
const atOnce = (one: Pick<Benchmark, 'validFrom' | 'validTo'>, other: Pick<Benchmark, 'validFrom' | 'validTo'>) =>
  (other.validTo === null || one.validFrom <= other.validTo) && (one.validTo === null || other.validFrom <= one.validTo)

/**
 * Whether a benchmark stays, amount by amount, within those of wider areas that are in force beside it for one of its lines: a city or a county
 * may only fill in what its province has said. Refuses `tierBesideAbove` with the tier, and the range and tier of the one above.
 */
export function withinAbove(own: Omit<Benchmark, 'id' | 'regionNo'>, others: readonly Benchmark[]): Result<void> {
  const above = others.filter(
    (other) => width(other) > width(own) && atOnce(own, other) && other.provisionIds.some((line) => own.provisionIds.includes(line)),
  )
  for (const tier of own.tiers)
    for (const wider of above.flatMap(({ tiers }) => tiers))
      if (overlap(tier, wider) && (tier.minTenths < wider.minTenths || tier.maxTenths > wider.maxTenths))
        return refuse('tierBesideAbove', {
          ...{ tier: tier.name, above: wider.name, range: `${wider.minTenths / 10}–${wider.maxTenths / 10}` },
        })
  return ok(undefined)
}

/**
 * The benchmark for a fact decided on a day: of those in force there for its line on liability, the one of the smallest area that stays within
 * what wider areas have said, also where they said it later. `undefined` where nobody has set one.
 */
export function benchmarkFor<Of extends Benchmark>(benchmarks: readonly Of[], cited: Cited, on: string): Of | undefined {
  const line = liabilityOf(cited)
  const inForce = benchmarks.filter(
    ({ provisionIds, validFrom, validTo }) =>
      line !== undefined && provisionIds.includes(line.id) && validFrom <= on && (validTo === null || on <= validTo),
  )
  const fitting = inForce.filter((one) => withinAbove(one, inForce).ok)
  return fitting.sort((one, other) => width(one) - width(other) || (one.validFrom < other.validFrom ? 1 : -1))[0]
}

/** The tier that an amount falls into. */
export const tierOf = (tiers: readonly Tier[], amountFen: bigint): Tier | undefined =>
  tiers.find(({ fromFen, toFen }) => amountFen >= fromFen && (toFen === null || amountFen < toFen))

/**
 * Whether a fine keeps to the tier that its amount falls into; one that does not says why (裁量权 may be used otherwise with a reason, and
 * then the lawyers see the case). Refuses `benchmarkDeparture` with the tier and its range.
 */
export function keepsToTier(tier: Tier, fineTenths: number, departure: string): Result<void> {
  const keeps = fineTenths >= tier.minTenths && fineTenths <= tier.maxTenths
  return keeps || departure !== ''
    ? ok(undefined)
    : refuse('benchmarkDeparture', { tier: tier.name, range: `${tier.minTenths / 10}–${tier.maxTenths / 10}` })
}

type Proposed = { state: BenchmarkState; proposedById: string }
type BenchmarkRule = Step<Proposed, 'supervised'>
const second = [{ role: 'approver', as: 'supervised' }] as const
const secondPerson = house('What everybody is fined by has been looked at by somebody beside its author.')
const steps = {
  approve: { from: ['review'], to: 'inUse', by: second, notBy: ['proposedById'], basis: secondPerson },
  refuse: { from: ['review'], to: 'refused', by: second, notBy: ['proposedById'], basis: secondPerson },
  end: { from: ['inUse'], to: 'ended', by: second, basis: house('A benchmark that was replaced must not be applied any more.') },
} satisfies Record<string, BenchmarkRule>
export type BenchmarkStep = keyof typeof steps
export const benchmarkSteps: Record<BenchmarkStep, BenchmarkRule> = steps
export const benchmarkStepNames = Object.keys(steps) as BenchmarkStep[] // the keys of the table are its steps

/** Who proposes one: the handlers of an insurance bureau, for its own area. */
export const proposesBenchmarks = [{ role: 'handler', as: 'ownAgency' }] as const

const half = (typed: string) => typed.normalize('NFKC').replace(/[,\s]/g, '')
const tenths = (typed: string) => (/^\d{1,2}(\.\d)?$/.test(half(typed)) ? Math.round(Number(half(typed)) * 10) : null)
const amount = (typed: string) => parseYuan(half(typed))

function tierOfLine(line: string): Tier | null {
  const cells = line.split(/[\t|｜]/)
  const [name = '', from = '', to = '', least = '', most = '', ...rest] = cells.map((cell) => cell.trim())
  const read = { fromFen: amount(from || '0'), minTenths: tenths(least), maxTenths: tenths(most) }
  const toFen = to === '' ? null : amount(to)
  const unreadable = name === '' || name.length > 20 || read.fromFen === null || (to !== '' && toFen === null)
  if (unreadable || read.fromFen === null || read.minTenths === null || read.maxTenths === null) return null
  return {
    name,
    fromFen: read.fromFen,
    toFen,
    minTenths: read.minTenths,
    maxTenths: read.maxTenths,
    circumstances: rest.join(' ').slice(0, 300),
  }
}

/** `较轻 | 0 | 10000 | 1 | 1.3 | 初次违法`: a line for each tier, with tabs where it was pasted from a table. */
const tiers = z.string().transform((typed, context) => {
  const lines = typed.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map(tierOfLine)
  const whole = read.flatMap((tier) => (tier === null ? [] : [tier]))
  if (whole.length === lines.length && whole.length > 0 && whole.length <= 12) return whole
  const wrong = read.indexOf(null) + 1
  const where = wrong > 0 ? `第 ${wrong} 行读不出来。` : ''
  context.addIssue({
    code: 'custom',
    message: `${where}每行一个阶次：名称 | 金额起（元）| 金额止（元，末档留空）| 最低倍数 | 最高倍数 | 适用情形，最多 12 行。`,
  })
  return z.NEVER
})

export const proposeBenchmarkInput = z.strictObject({
  title: text(120).min(5),
  documentNumber: text(80).min(4),
  provisionIds: z.union([z.array(z.string()), z.string().transform((one) => [one])]).pipe(
    z
      .array(z.string().refine((lineId) => factProvision(lineId) !== undefined))
      .min(1)
      .max(60),
  ),
  validFrom: civilDate,
  validTo: z.union([z.literal('').transform(() => null), civilDate]).default(null),
  tiers,
})
export const decideBenchmarkInput = z.strictObject({ benchmarkId: id, version })
export const reasonedBenchmarkInput = z.strictObject({ benchmarkId: id, version, reason })
