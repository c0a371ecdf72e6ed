import { addDays, type CivilDate, isCivilDate } from '../kernel/civil-date'
import { formatYuan, parseYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import type { FindingFacts } from './finding'
import { limitationEdge } from './ledger'

/** The amounts that a finding states, as a whole and year by year. */
export const findingAmounts = ['billedFen', 'irregularFen', 'fundLossFen'] as const
export type FindingAmount = (typeof findingAmounts)[number]

/** A part of a finding's period that lies in one calendar year, with its part of the amounts. */
export type FindingYear = { from: CivilDate; to: CivilDate } & Record<FindingAmount, bigint>

type Period = Pick<FindingFacts, 'periodFrom' | 'periodTo'>
export type YearPart = { from: CivilDate; to: CivilDate; older: boolean }

/** No finding reaches over more years than this: what is looked back to begins in 2021. */
const yearLimit = 100

/**
 * A period cut at each new year, and once more on the day that lies two years before it was recorded: what ended before that day can be
 * recovered under the agreement alone (`older`). One part for a period that lies in one year on one side of it; none for a wrong one.
 */
export function partsOf({ periodFrom, periodTo }: Period, recordedOn: CivilDate): YearPart[] {
  if (!isCivilDate(periodFrom) || !isCivilDate(periodTo)) return []
  const edge = limitationEdge(recordedOn)
  const parts: YearPart[] = []
  for (let from = periodFrom; from <= periodTo && parts.length < yearLimit; ) {
    const newYear = `${String(Number(from.slice(0, 4)) + 1).padStart(4, '0')}-01-01`
    const next = from < edge && edge < newYear ? edge : newYear
    const to = addDays(next, -1) < periodTo ? addDays(next, -1) : periodTo
    parts.push({ from, to, older: to < edge })
    from = next
  }
  return parts
}

/** Whether a period has more than one part, so that there is something to say year by year. */
export const spansYears = (period: Period, recordedOn: CivilDate): boolean => partsOf(period, recordedOn).length > 1

/**
 * Whether what is said year by year fits the whole: the parts are those of the period, in each billed ≥ irregular ≥ fund loss, and each
 * column adds up to its amount. Refuses `yearsOfOtherPeriod`, `amountsOutOfOrder`, `yearsDisagree` naming the column and how far it is off.
 */
export function yearsStand(years: readonly FindingYear[], facts: FindingFacts, recordedOn: CivilDate): Result<void> {
  const parts = partsOf(facts, recordedOn)
  const same = parts.length === years.length && parts.every(({ from, to }, place) => years[place]?.from === from && years[place]?.to === to)
  if (!same) return refuse('yearsOfOtherPeriod')
  if (years.some(({ billedFen, irregularFen, fundLossFen }) => billedFen < irregularFen || irregularFen < fundLossFen))
    return refuse('amountsOutOfOrder')
  const off = findingAmounts.find((amount) => facts[amount] !== sumOf(years, amount))
  return off ? refuse('yearsDisagree', { amount: off, by: formatYuan(facts[off] - sumOf(years, off)) }) : ok(undefined)
}

export const sumOf = (years: readonly FindingYear[], amount: FindingAmount): bigint => years.reduce((sum, year) => sum + year[amount], 0n)

/** How much of the loss the institution itself puts more than two years back. What is demanded on which ledger, the bureau says. */
export const olderLossFen = (years: readonly FindingYear[], recordedOn: CivilDate): bigint =>
  sumOf(
    years.filter(({ to }) => to < limitationEdge(recordedOn)),
    'fundLossFen',
  )

/** As a form holds it, one part a line, which is also how a person reads it: `2023-01-01 至 2023-12-31：3,000.00 / 2,000.00 / 1,000.00`. */
export const writeYears = (years: readonly FindingYear[]): string =>
  writeYearCells(
    years.map(({ from, to, ...fen }) => ({
      from,
      to,
      cells: [formatYuan(fen.billedFen), formatYuan(fen.irregularFen), formatYuan(fen.fundLossFen)],
    })),
  )

/** What stands in a line of the form's table, amount by amount, as it is typed. */
export type YearCells = [string, string, string]
type YearRow = { from: CivilDate; to: CivilDate; cells: YearCells }

export const writeYearCells = (rows: readonly YearRow[]): string =>
  rows.map(({ from, to, cells }) => `${from} 至 ${to}：${cells.join(' / ')}`).join('\n')

const yearLine = /^(\d{4}-\d{2}-\d{2}) 至 (\d{4}-\d{2}-\d{2})：([^/]*)\/([^/]*)\/([^/]*)$/

/** The cells of what `writeYears` wrote, or of what a person is still writing; `null` for anything else. */
export function readYearCells(text: string): YearRow[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > yearLimit) return null
  const read = lines.flatMap((line): YearRow[] => {
    const [, from = '', to = '', billed = '', irregular = '', fundLoss = ''] = yearLine.exec(line.trim()) ?? []
    return from === '' ? [] : [{ from, to, cells: [billed.trim(), irregular.trim(), fundLoss.trim()] }]
  })
  return read.length === lines.length ? read : null
}

/** What a person typed into a cell for money: empty is nothing; `null` where it is no amount. */
export const cellFen = (typed: string): bigint | null => {
  const bare = typed.normalize('NFKC').replace(/[,\s]/g, '')
  return bare === '' ? 0n : parseYuan(bare)
}

/** The years of a form's text: none where nothing is said, `null` where it cannot be read. */
export function readYears(text: string): FindingYear[] | null {
  const rows = readYearCells(text)
  if (rows === null) return null
  const years = rows.map(({ from, to, cells }) => {
    const [billedFen, irregularFen, fundLossFen] = cells.map(cellFen)
    return billedFen == null || irregularFen == null || fundLossFen == null ? null : { from, to, billedFen, irregularFen, fundLossFen }
  })
  return years.every((year) => year !== null) ? years : null
}

/** As the database keeps it: amounts as text, so that no digit is lost on the way. */
export const keptYears = (years: readonly FindingYear[]) =>
  years.map(({ from, to, billedFen, irregularFen, fundLossFen }) => ({
    from,
    to,
    billedFen: String(billedFen),
    irregularFen: String(irregularFen),
    fundLossFen: String(fundLossFen),
  }))

/** What `keptYears` wrote. */
export const yearsOf = (kept: unknown): FindingYear[] =>
  ((kept ?? []) as ReturnType<typeof keptYears>).map((year) => ({
    from: year.from,
    to: year.to,
    billedFen: BigInt(year.billedFen),
    irregularFen: BigInt(year.irregularFen),
    fundLossFen: BigInt(year.fundLossFen),
  }))
