import { describe, expect, it } from 'vitest'
import { figureFaults } from './figures'
import { cellFen, keptYears, olderLossFen, partsOf, readYears, writeYears, yearsOf, yearsStand } from './years'

const within = { lookBackFrom: '2021-05-01', today: '2026-06-15' }
const good = { periodFrom: '2023-01-01', periodTo: '2023-06-30', peopleCount: '5', billed: '3,000', irregular: '2000', fundLoss: '1000' }

describe('figures while they are typed', () => {
  it.each([
    [{}, {}],
    [{ billed: '', irregular: '', fundLoss: '' }, {}],
    [{ irregular: '３，０００．０１' }, { irregular: 'irregularAboveBilled' }],
    [{ fundLoss: '2000.01' }, { fundLoss: 'lossAboveIrregular' }],
    [{ irregular: '', fundLoss: '3000.01' }, { fundLoss: 'lossAboveIrregular' }],
    [{ billed: '3千' }, { billed: 'notAnAmount' }],
    [{ irregular: '-1' }, { irregular: 'notAnAmount' }],
    [{ peopleCount: '五' }, { peopleCount: 'notANumber' }],
    [{ periodFrom: '2021-04-30' }, { periodFrom: 'beforeLookBack' }],
    [{ periodTo: '2026-06-16' }, { periodTo: 'inFuture' }],
    [{ periodTo: '2022-12-31' }, { periodTo: 'backwards' }],
  ])('%o: %o', (override, faults) => {
    expect(figureFaults({ ...good, ...override }, within)).toEqual(faults)
  })
})

describe('the years of a finding', () => {
  const facts = { periodFrom: '2023-03-01', periodTo: '2025-02-28', billedFen: 600n, irregularFen: 500n, fundLossFen: 400n }
  const parts = partsOf(facts, within.today)
  const part = (place: number) => parts[place] ?? { from: '', to: '', older: false }
  const split = parts.map(({ from, to }, place) => ({
    from,
    to,
    billedFen: [100n, 200n, 300n, 0n][place] ?? 0n,
    irregularFen: [100n, 200n, 200n, 0n][place] ?? 0n,
    fundLossFen: [50n, 150n, 200n, 0n][place] ?? 0n,
  }))
  const code = (years: typeof split, of = facts) => {
    const outcome = yearsStand(years, of, within.today)
    return outcome.ok ? 'ok' : outcome.refusal
  }

  it('are cut at each new year and at the day two years back', () => {
    expect(parts).toEqual([
      { from: '2023-03-01', to: '2023-12-31', older: true },
      { from: '2024-01-01', to: '2024-06-14', older: true },
      { from: '2024-06-15', to: '2024-12-31', older: false },
      { from: '2025-01-01', to: '2025-02-28', older: false },
    ])
    expect(partsOf({ periodFrom: '2024-06-15', periodTo: '2024-12-31' }, within.today)).toHaveLength(1)
    expect(partsOf({ periodFrom: '2024-01-01', periodTo: '2024-06-14' }, within.today)).toEqual([
      { from: '2024-01-01', to: '2024-06-14', older: true },
    ])
    expect(partsOf({ periodFrom: '2025-01-01', periodTo: '2024-12-31' }, within.today)).toEqual([])
    expect(partsOf({ periodFrom: '', periodTo: '2024-12-31' }, within.today)).toEqual([])
  })

  it('cover every day of the period once, whatever it is', () => {
    for (let from = 0; from < 60; from++) {
      const periodFrom = new Date(Date.UTC(2021, 4 + from, 1 + ((from * 7) % 28))).toISOString().slice(0, 10)
      const periodTo = new Date(Date.parse(`${periodFrom}T00:00:00Z`) + ((from * 97) % 1500) * 86_400_000).toISOString().slice(0, 10)
      const cut = partsOf({ periodFrom, periodTo }, within.today)
      expect([cut[0]?.from, cut.at(-1)?.to]).toEqual([periodFrom, periodTo])
      for (const [place, { from: begins }] of cut.entries()) {
        if (place === 0) continue
        const before = Date.parse(`${cut[place - 1]?.to}T00:00:00Z`)
        expect(Date.parse(`${begins}T00:00:00Z`) - before).toBe(86_400_000)
      }
    }
  })

  it('add up to the whole, column by column, or are refused with what is off', () => {
    expect(code(split)).toBe('ok')
    expect(code(split, { ...facts, fundLossFen: 401n })).toEqual({ code: 'yearsDisagree', detail: { amount: 'fundLossFen', by: '0.01' } })
    expect(code(split.map((year) => ({ ...year, billedFen: year.irregularFen - 1n })))).toEqual({ code: 'amountsOutOfOrder' })
    expect(code(split.slice(1))).toEqual({ code: 'yearsOfOtherPeriod' })
    expect(code(split, { ...facts, periodTo: '2025-03-01' })).toEqual({ code: 'yearsOfOtherPeriod' })
  })

  it('say how much of the loss lies more than two years back', () => {
    expect(olderLossFen(split, within.today)).toBe(200n)
    expect(olderLossFen([], within.today)).toBe(0n)
  })

  it('go through a form and through the database unchanged', () => {
    expect(readYears(writeYears(split))).toEqual(split)
    expect(yearsOf(JSON.parse(JSON.stringify(keptYears(split))))).toEqual(split)
    expect(readYears('')).toEqual([])
    expect(yearsOf(null)).toEqual([])
    expect(readYears(`${part(0).from} 至 ${part(0).to}：1 /  / 0.5`)).toMatchObject([
      { billedFen: 100n, irregularFen: 0n, fundLossFen: 50n },
    ])
    expect(readYears(`${part(0).from} 至 ${part(0).to}：1 / x / 0`)).toBeNull()
    expect(readYears('2023 年 1 月')).toBeNull()
    expect([cellFen('１,０００'), cellFen(' '), cellFen('-1')]).toEqual([100_000n, 0n, null])
  })
})
