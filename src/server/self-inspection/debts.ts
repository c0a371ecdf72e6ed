import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { CivilDate } from '#domain/kernel/civil-date'
import { type Debt, type debtMeasures, type Ledger, ledgers } from '#domain/self-inspection/ledger'
import type { SqlReader } from '#platform/db'
import { hotQuery } from '../query'
import { type DebtFilter, debtConditionsOf, debtRows, measuresSql } from './debt-rows'

export const debtsPerPage = 50

type Measured = Record<(typeof debtMeasures)[number], string>
export type DebtRow = Measured & {
  id: string
  ledger: Ledger
  source: 'finding' | 'case'
  name: string
  regionName: string
  fieldName: string | null
  label: string
  dueOn: string | null
  demandId: string | null
  demandVersion: number | null
  href: string
}

export const pageOf = (filter: DebtFilter): number => filter.after ?? filter.before ?? 1

/** One page of the debts, overdue first, then by what is still owed, with their exact number. */
export function listDebts(actor: Actor, filter: DebtFilter): Promise<{ rows: DebtRow[]; count: number }> {
  const { where, values } = debtConditionsOf(actor, filter)
  const text = `SELECT debt.id, debt.ledger, debt.source, debt.name, r.short_name AS "regionName", field.name AS "fieldName", debt.label,
      to_char(debt.due_on, 'YYYY-MM-DD') AS "dueOn", debt.demand_id::text AS "demandId", debt.demand_version AS "demandVersion", debt.href,
      ${measuresSql((column) => column)}, count(*) OVER ()::int AS all
    FROM ${debtRows} AS debt JOIN region r ON r.region_no = debt.region_no LEFT JOIN field ON field.id = debt.field_id
    WHERE ${where} ORDER BY debt.overdue_fen DESC, debt.outstanding_fen DESC, debt.id
    LIMIT ${debtsPerPage} OFFSET ${(pageOf(filter) - 1) * debtsPerPage}`
  return hotQuery(actor, async (client) => {
    const found = await client.query<DebtRow & { all: number }>(text, values)
    return { rows: found.rows.map(({ all: _all, ...row }) => row), count: found.rows[0]?.all ?? 0 }
  })
}

/** By what sums are told apart. Each names the filter that opens its rows. */
export const debtGroups = ['region', 'field', 'kind', 'institution'] as const
export type DebtGroup = (typeof debtGroups)[number]
const groupSql: Record<DebtGroup, { key: string; name: string }> = {
  region: { key: 'debt.region_no::text', name: 'max(r.short_name)' },
  field: { key: 'debt.field_id', name: 'max(field.name)' },
  kind: { key: "coalesce(debt.kind, '')", name: 'NULL' },
  institution: { key: "coalesce(debt.institution_id::text, '')", name: 'max(debt.name)' },
}

export type DebtSum = Debt & { key: string; name: string | null; rows: number }
type FoundSum = Measured & { ledger: Ledger; key: string; name: string | null; rows: number }

/** Sums of the debts that `listDebts` lists under the same filter, by ledger and group. No sum goes across ledgers. */
export async function debtSums(client: SqlReader, actor: Actor, filter: DebtFilter, group: DebtGroup | null, today?: CivilDate) {
  const { where, values } = debtConditionsOf(actor, filter, today)
  const { key, name } = group ? groupSql[group] : { key: "''", name: 'NULL' }
  const found = await client.query<FoundSum>(
    `SELECT debt.ledger, ${key} AS key, ${name} AS name, count(*)::int AS rows, ${measuresSql((column) => `sum(${column})`)}
     FROM ${debtRows} AS debt JOIN region r ON r.region_no = debt.region_no LEFT JOIN field ON field.id = debt.field_id
     WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`,
    values,
  )
  return found.rows.map(asSum)
}

function asSum({ ledger, key, name, rows, ...measured }: FoundSum): DebtSum {
  const fen = (measure: (typeof debtMeasures)[number]) => BigInt(measured[measure])
  return {
    ledger,
    key,
    name,
    rows,
    owedFen: fen('owedFen'),
    demandedFen: fen('demandedFen'),
    paidFen: fen('paidFen'),
    confirmedFen: fen('confirmedFen'),
    outstandingFen: fen('outstandingFen'),
    overdueFen: fen('overdueFen'),
  }
}

/** The three ledgers side by side, each by itself; one without debts is there all the same. */
export function ledgerSums(actor: Actor, filter: DebtFilter): Promise<DebtSum[]> {
  return hotQuery(actor, async (client) => {
    const sums = await debtSums(client, actor, filter, null)
    return ledgers.map((ledger) => sums.find((sum) => sum.ledger === ledger) ?? nothing(ledger))
  })
}

/** The same by region, field, kind or institution. */
export const groupedDebts = (actor: Actor, filter: DebtFilter, group: DebtGroup): Promise<DebtSum[]> =>
  hotQuery(actor, (client) => debtSums(client, actor, filter, group))

const nothing = (ledger: Ledger): DebtSum => ({
  ledger,
  key: '',
  name: null,
  rows: 0,
  owedFen: 0n,
  demandedFen: 0n,
  paidFen: 0n,
  confirmedFen: 0n,
  outstandingFen: 0n,
  overdueFen: 0n,
})
