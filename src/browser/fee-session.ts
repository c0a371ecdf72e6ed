import { columnsOfFile, type FileColumn, layoutOf } from '#domain/screening/columns-of-file'
import type { FeeLine } from '#domain/screening/fee-line'
import type { Hit, Rule } from '#domain/screening/hit'
import { readFeeFile } from '#domain/screening/read-fee-file'
import { yuanText } from '#domain/table/amount'
import { fileWarnings } from '#domain/table/file-warnings'
import { readTableFile } from '#platform/reading/table-file'
import { billingModelsBy, rulesOf, screenCharges } from '#screening/engine'
import type { Ask, Checked, CheckOutcome, ColumnChoice, HitPage, Progress, RuleTotal, ShownHit } from './fee-check-messages'

const LINES_SHOWN = 4
const PROBLEMS_SHOWN = 200

/**
 * Reads a fee file and holds the models against it, and keeps both until the next file: the charges never leave it but for the few that a
 * page shows. Runs in a worker of the browser; nothing here can reach the network or a disk.
 */
export function feeSession() {
  let hits: readonly Hit[] = []
  let ruleOf: ReadonlyMap<string, Rule> = new Map()

  async function check(ask: Extract<Ask, { do: 'check' }>, told: (progress: Progress) => void): Promise<CheckOutcome> {
    hits = []
    const begun = performance.now()
    told({ stage: 'reading', share: 0 })
    const file = await readTableFile(new Uint8Array(await ask.file.arrayBuffer()), ask.name)
    if (!file.ok) return { kind: 'unreadable', ...file.failure }

    const { grids } = file.value
    const columns = columnsOfFile(grids)
    const choice = ask.given ?? ask.choices[layoutOf(columns)] ?? []
    const fees = readFeeFile(grids, new Map(choice))
    grids.length = 0 // the rows are read: what they were read from is let go before the models begin
    if (!fees.ok) {
      const failed = { code: fees.failure.code, detail: fees.failure.detail }
      return fees.failure.code === 'E-IMP-02' || columns.length === 0
        ? { kind: 'unreadable', ...failed }
        : { kind: 'unmapped', ...failed, columns: chosenOver(columns, choice) }
    }
    const { lines, problems, has } = fees.value
    told({ stage: 'checking', share: 0 })
    const models = billingModelsBy(ask.settings)
    ruleOf = new Map(rulesOf(models).map((rule) => [rule.id, rule]))
    const screened = screenCharges(lines, has, (share) => told({ stage: 'checking', share }), models)
    hits = screened.hits
    const flagged = new Set(hits.flatMap((hit) => hit.lines))
    return {
      ...{ kind: 'checked', lines: lines.length, cancelledOut: screened.cancelledOut },
      problems: { count: problems.length, first: problems.slice(0, PROBLEMS_SHOWN).map(({ text }) => text) },
      ...{ hits: hits.length, flaggedLines: flagged.size, involvedFen: sumOf(flagged), totals: totalsOf(hits, ruleOf) },
      skipped: screened.skipped,
      ...{ columns: chosenOver(columns, choice), warnings: fileWarnings(file.value).map(({ message }) => message) },
      milliseconds: Math.round(performance.now() - begun),
    } satisfies Checked
  }

  const of = (rule: string | null) => (rule === null ? hits : hits.filter((hit) => hit.rule === rule))
  return {
    check,
    page({ rule, from, size }: Extract<Ask, { do: 'page' }>): HitPage {
      const asked = of(rule)
      return { hits: asked.slice(from, from + size).map(shown), count: asked.length }
    },
    /** All hits as a table of separated values, a line for each charge. */
    table({ heads }: Extract<Ask, { do: 'table' }>): Blob {
      const rows = hits.flatMap((hit) => hit.lines.map((line) => [ruleOf.get(hit.rule)?.title ?? '', hit.why, ...cellsOf(line)]))
      return new Blob(['\uFEFF', [heads, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv' })
    },
  }
}

const chosenOver = (columns: readonly FileColumn[], choice: ColumnChoice): FileColumn[] => {
  const said = new Map(choice)
  return columns.map((column) => ({ ...column, guess: said.has(column.heading) ? (said.get(column.heading) ?? null) : column.guess }))
}

const sumOf = (lines: Iterable<FeeLine>) => {
  let sum = 0n
  for (const { amountFen } of lines) sum += amountFen
  return sum
}

function totalsOf(hits: readonly Hit[], ruleOf: ReadonlyMap<string, Rule>): RuleTotal[] {
  const byRule = new Map<string, Hit[]>()
  for (const hit of hits) {
    const held = byRule.get(hit.rule)
    if (held) held.push(hit)
    else byRule.set(hit.rule, [hit])
  }
  return [...byRule]
    .flatMap(([id, found]) => {
      const rule = ruleOf.get(id)
      if (!rule) return []
      const lines = new Set(found.flatMap((hit) => hit.lines))
      const days = [...lines].map(({ on }) => on).sort()
      const total: RuleTotal = {
        ...{ rule, hits: found.length, lines: lines.size, people: new Set([...lines].map(({ person }) => person)).size },
        ...{ from: days[0] ?? '', to: days.at(-1) ?? '', involvedFen: sumOf(lines) },
        excessFen: found.reduce((sum, { excessFen }) => sum + excessFen, 0n),
      }
      return [total]
    })
    .sort((one, other) => (one.excessFen < other.excessFen ? 1 : -1))
}

const shown = ({ rule, why, excessFen, lines }: Hit): ShownHit => ({
  ...{ rule, why, excessFen, moreLines: Math.max(0, lines.length - LINES_SHOWN) },
  lines: lines
    .slice(0, LINES_SHOWN)
    .map(({ sheet, row, visit, at, name, count, unit, amountFen }) => ({ sheet, row, visit, at, name, count, unit, amountFen })),
})

const cellsOf = ({ sheet, row, visit, at, name, count, unit, amountFen }: FeeLine) => [
  ...[sheet, String(row), visit, at, name, String(count), unit, yuanText(amountFen)],
]

/** Nothing that a spreadsheet program would take for a formula. */
const quoted = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+$/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
