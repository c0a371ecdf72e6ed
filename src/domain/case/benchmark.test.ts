import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  benchmarkFor,
  keepsToTier,
  keptTiers,
  proposeBenchmarkInput,
  type Tier,
  tierOf,
  tiersHold,
  tiersOf,
  withinAbove,
} from './benchmark'

const tier = (name: string, from: number, to: number | null, least: number, most: number): Tier => ({
  ...{ name, fromFen: BigInt(from) * 100n, toFen: to === null ? null : BigInt(to) * 100n },
  ...{ minTenths: least, maxTenths: most, circumstances: '' },
})
const three = [tier('较轻', 0, 10_000, 10, 13), tier('一般', 10_000, 100_000, 13, 17), tier('较重', 100_000, null, 17, 20)]

describe('the tiers of a benchmark', () => {
  it('follow one another from nought without gap, overlap or end, within the law', () => {
    expect(tiersHold(three, ['P38-1', 'P38-3'])).toMatchObject({ ok: true })
    const broken = [
      [tier('较轻', 1, null, 10, 20)],
      [tier('较轻', 0, 10_000, 10, 20)],
      [tier('较轻', 0, 10_000, 10, 13), tier('一般', 10_001, null, 13, 20)],
      [tier('较轻', 0, 10_000, 10, 13), tier('较轻', 10_000, null, 13, 20)],
      [tier('较轻', 0, null, 10, 13), tier('一般', 10_000, null, 13, 20)],
    ]
    for (const tiers of broken) expect(tiersHold(tiers, ['P38-1'])).toMatchObject({ refusal: { code: 'tiersBroken' } })
    expect(tiersHold([tier('较重', 0, null, 10, 21)], ['P38-1'])).toMatchObject({
      refusal: { code: 'tierOutOfRange', detail: { tier: '较重', range: '1–2' } },
    })
    expect(tiersHold([tier('较重', 0, null, 15, 13)], ['P38-1'])).toMatchObject({ refusal: { code: 'tierOutOfRange' } })
  })

  it('are of lines that fine so many times an amount', () => {
    // Art. 39 fines a fixed amount, Art. 41(1) nothing.
    const fixed = ['P39-1']
    expect(tiersHold(three, fixed)).toMatchObject({ refusal: { code: 'benchmarkLinesUnfit' } })
    expect(tiersHold(three, [])).toMatchObject({ refusal: { code: 'benchmarkLinesUnfit' } })
  })

  it('have a place for every amount, and one only', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), (amountFen) => {
        const fits = three.filter(({ fromFen, toFen }) => amountFen >= fromFen && (toFen === null || amountFen < toFen))
        expect(fits).toHaveLength(1)
        expect(tierOf(three, amountFen)).toBe(fits[0])
      }),
    )
    expect(tierOf(three, 1_000_000n)?.name).toBe('一般')
    expect(tierOf(three, 999_999n)?.name).toBe('较轻')
  })

  it('are kept and read again as they are', () => {
    expect(tiersOf(JSON.parse(JSON.stringify(keptTiers(three))))).toEqual(three)
  })

  it('bind a fine to its tier, unless it is said why not', () => {
    const [light] = three
    if (!light) throw new Error('no tier')
    expect(keepsToTier(light, 13, '')).toMatchObject({ ok: true })
    expect(keepsToTier(light, 14, '')).toMatchObject({ refusal: { code: 'benchmarkDeparture', detail: { tier: '较轻', range: '1–1.3' } } })
    expect(keepsToTier(light, 9, '')).toMatchObject({ ok: false })
    expect(keepsToTier(light, 14, '拒不配合检查')).toMatchObject({ ok: true })
  })
})

describe('the benchmark of a fact', () => {
  const of = (id: string, rangeLo: number, rangeHi: number, validFrom: string, validTo: string | null = null) => ({
    ...{ id, provisionIds: ['P38-1'], regionNo: rangeLo, rangeLo, rangeHi, validFrom, validTo, tiers: three },
  })
  const cited = { provisionId: 'P38-1', liabilityId: null }

  it('is that of the smallest area that has one in force on the day', () => {
    const all = [of('province', 370_000, 379_999, '2025-01-01'), of('city', 370_800, 370_899, '2026-03-01', '2026-12-31')]
    expect(benchmarkFor(all, cited, '2026-05-01')?.id).toBe('city')
    expect(benchmarkFor(all, cited, '2026-02-28')?.id).toBe('province')
    expect(benchmarkFor(all, cited, '2027-01-01')?.id).toBe('province')
    expect(benchmarkFor(all, cited, '2024-12-31')).toBeUndefined()
    expect(benchmarkFor(all, { provisionId: 'P38-2', liabilityId: null }, '2026-05-01')).toBeUndefined()
  })

  it('fills in what a wider area has said, and nothing beside it', () => {
    const province = of('province', 370_000, 379_999, '2025-01-01', '2026-12-31')
    const city = (tiers: Tier[], over: object = {}) => ({ ...of('city', 370_800, 370_899, '2026-03-01'), tiers, ...over })
    const finer = [tier('甲', 0, 5_000, 10, 11), tier('乙', 5_000, 10_000, 11, 13), ...three.slice(1)]
    expect(withinAbove(city(finer), [province])).toMatchObject({ ok: true })
    const beside = { code: 'tierBesideAbove', detail: { tier: '较重', above: '较重', range: '1.7–2' } }
    const milder = [...three.slice(0, 2), tier('较重', 100_000, null, 10, 20)]
    expect(withinAbove(city(milder), [province])).toEqual({ ok: false, refusal: beside })
    // One tier over two of the province would have to lie in both.
    const coarse = [tier('全部', 0, null, 13, 13)]
    expect(withinAbove(city(coarse), [province])).toMatchObject({ refusal: { detail: { tier: '全部', above: '较重' } } })
    // Of the same area, of another line, or of another time, it says nothing here.
    expect(withinAbove(city(milder), [city(three)])).toMatchObject({ ok: true })
    expect(withinAbove(city(milder), [{ ...province, provisionIds: ['P38-2'] }])).toMatchObject({ ok: true })
    expect(withinAbove(city(milder, { validFrom: '2027-01-01' }), [province])).toMatchObject({ ok: true })
  })

  it('is the wider one where a smaller area says otherwise', () => {
    const province = of('province', 370_000, 379_999, '2025-01-01')
    const county = { ...of('county', 370_811, 370_811, '2024-01-01'), tiers: [tier('较重', 0, null, 10, 20)] }
    expect(benchmarkFor([province, county], cited, '2026-05-01')?.id).toBe('province')
    expect(benchmarkFor([county], cited, '2026-05-01')?.id).toBe('county')
  })

  it('is the newer of two of one area', () => {
    const two = [of('old', 370_000, 379_999, '2025-01-01'), of('new', 370_000, 379_999, '2026-01-01')]
    expect(benchmarkFor(two, cited, '2026-05-01')?.id).toBe('new')
  })
})

describe('tiers as they are typed', () => {
  const given = { title: '山东省行政处罚裁量基准', documentNumber: '鲁医保发〔2025〕1号', provisionIds: 'P38-1', validFrom: '2025-01-01' }
  const read = (typed: string) => proposeBenchmarkInput.safeParse({ ...given, tiers: typed })

  it('come by lines, also as they are pasted from a table', () => {
    expect(read('较轻|0|1万|1|1.3').success).toBe(false)
    expect(read('较轻 ｜ 0 | １0,000 | 1 | 1.3 | 初次，且退回\n较重\t10000\t\t1.3\t2\t').data?.tiers).toEqual([
      { ...tier('较轻', 0, 10_000, 10, 13), circumstances: '初次，且退回' },
      tier('较重', 10_000, null, 13, 20),
    ])
  })

  it('name the line that cannot be read', () => {
    const refused = read('较轻|0|10000|1|1.3\n一般|10000')
    expect(refused.error?.issues[0]?.message).toMatch(/^第 2 行读不出来/)
  })
})
