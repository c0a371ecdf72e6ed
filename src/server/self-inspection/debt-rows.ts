import 'server-only'
import { z } from 'zod'
import { institutionKinds } from '#domain/institution/kinds'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, type CivilDate } from '#domain/kernel/civil-date'
import { searchWord } from '#domain/kernel/form-fields'
import { type DebtState, debtMeasures, debtStates, ledgers } from '#domain/self-inspection/ledger'
import { currentTime } from '#platform/time'
import { ofOwnReach } from '../access'

/** A finding's older part in SQL: `splitByLedger`. A test holds the two to the same answer. */
export const agreementPartSql = (finding: string): string => `coalesce(${finding}.agreement_fen, CASE
  WHEN ${finding}.period_to < ((${finding}.recorded_at AT TIME ZONE 'Asia/Shanghai')::date - interval '24 months')::date
  THEN ${finding}.fund_loss_fen ELSE 0 END)`

/**
 * Every debt, one row for a finding or a case on a ledger: what lists, sums, drills, the stage report and its workbook all read. $1 is the
 * day as of which something is overdue, $2 the campaign (null: all), whose whole cascade counts. Runs under the reader's row policies.
 *
 * A finding counts from its first submission on, or as soon as money was demanded or paid for it. A case owes what it decided.
 */
export const debtRows = `(
  WITH paid AS (
    SELECT finding_id, ledger, sum(amount_fen) AS paid_fen, coalesce(sum(amount_fen) FILTER (WHERE state = 'confirmed'), 0) AS confirmed_fen
    FROM refund WHERE state <> 'rejected' GROUP BY finding_id, ledger
  ), of_findings AS (
    SELECT g.id || ':' || l.ledger AS id, l.ledger, 'finding' AS source, g.id AS finding_id, g.filing_id, g.institution_id, f.institution_name AS name,
      i.kind::text AS kind, g.region_no, coalesce(g.field_id, 'general') AS field_id, g.behaviour AS label, '/self-inspections/' || g.filing_id AS href,
      CASE l.ledger WHEN 'agreementRecovery' THEN old.fen ELSE g.fund_loss_fen - old.fen END AS owed_fen,
      coalesce(d.noticed_fen, 0) AS demanded_fen, coalesce(d.amount_fen, 0) AS due_fen, d.due_on, d.id AS demand_id, d.version AS demand_version,
      coalesce(p.paid_fen, 0) AS paid_fen, coalesce(p.confirmed_fen, 0) AS confirmed_fen
    FROM finding g JOIN filing f ON f.id = g.filing_id JOIN institution i ON i.id = g.institution_id
      CROSS JOIN LATERAL (SELECT ${agreementPartSql('g')} AS fen) AS old
      CROSS JOIN (VALUES ('fundRefund'), ('agreementRecovery')) AS l(ledger)
      LEFT JOIN refund_demand d ON d.finding_id = g.id AND d.ledger::text = l.ledger AND d.withdrawn_at IS NULL
      LEFT JOIN paid p ON p.finding_id = g.id AND p.ledger::text = l.ledger
    WHERE (f.submitted_at IS NOT NULL OR d.id IS NOT NULL OR p.finding_id IS NOT NULL)
      AND ($2::uuid IS NULL OR f.campaign_id = ANY ((SELECT campaign_family($2))::uuid[]))
  ), of_cases AS (
    SELECT c.id || ':' || l.ledger, l.ledger, 'case', NULL::uuid, NULL::uuid, c.institution_id, c.party_name, i.kind::text, c.region_no, 'case',
      c.number, '/cases/' || c.id,
      coalesce(sum(m.amount_fen) FILTER (WHERE m.kind::text = l.owed AND m.rejected_at IS NULL), 0),
      coalesce(sum(m.amount_fen) FILTER (WHERE m.kind::text = l.owed AND l.owed <> l.paid AND m.rejected_at IS NULL), 0), 0::bigint, NULL::date, NULL::uuid, NULL::int,
      coalesce(sum(m.amount_fen) FILTER (WHERE m.kind::text = l.paid AND m.rejected_at IS NULL), 0),
      coalesce(sum(m.amount_fen) FILTER (WHERE m.kind::text = l.paid AND m.confirmed_at IS NOT NULL), 0)
    FROM case_file c JOIN case_money m ON m.case_id = c.id LEFT JOIN institution i ON i.id = c.institution_id
      CROSS JOIN (VALUES ('fundRefund', 'demanded', 'recovered'), ('agreementRecovery', 'agreementRecovered', 'agreementRecovered'),
        ('fine', 'fined', 'finePaid')) AS l(ledger, owed, paid)
    WHERE ($2::uuid IS NULL OR c.campaign_id = ANY ((SELECT campaign_family($2))::uuid[])) AND ${ofOwnReach('c')}
    GROUP BY c.id, l.ledger, i.kind
  )
  SELECT debt.*, greatest(owed_fen - confirmed_fen, 0) AS outstanding_fen,
    CASE WHEN due_on < $1::date THEN greatest(due_fen - confirmed_fen, 0) ELSE 0 END AS overdue_fen
  FROM (SELECT * FROM of_findings UNION ALL SELECT * FROM of_cases) AS debt
  WHERE owed_fen > 0 OR demanded_fen > 0 OR paid_fen > 0
)`

/** One condition for each state, in the list as in what is counted. */
export const debtConditions: Record<DebtState, string> = {
  outstanding: 'debt.outstanding_fen > 0',
  toDemand: "debt.source = 'finding' AND debt.demand_id IS NULL AND debt.outstanding_fen > 0",
  awaiting: 'debt.paid_fen > debt.confirmed_fen',
  overdue: 'debt.overdue_fen > 0',
  settled: 'debt.outstanding_fen = 0',
}

const pageNumber = z.coerce.number().int().min(1).max(2000).optional().catch(undefined)

/** What debts may be asked by. Read from the address; anything else in it is left alone. */
export const debtFilter = z.object({
  ledger: z.enum(ledgers).optional().catch(undefined),
  campaign: z.uuid().optional().catch(undefined),
  region: z.coerce.number().int().min(100_000).max(999_999).optional().catch(undefined),
  field: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional()
    .catch(undefined),
  kind: z.enum(institutionKinds).optional().catch(undefined),
  institution: z.uuid().optional().catch(undefined),
  state: z.enum(debtStates).optional().catch(undefined),
  q: searchWord(60),
  /** Which page is asked for, counted from 1: the table's own words for the one after and the one before. */
  after: pageNumber,
  before: pageNumber,
})
export type DebtFilter = z.infer<typeof debtFilter>

/** The conditions of a filter, with the values that they and `debtRows` name. An institution reads what is its own. */
export function debtConditionsOf(actor: Actor, filter: DebtFilter, today: CivilDate = beijingDay(currentTime())) {
  const values: unknown[] = [today, filter.campaign ?? null]
  const conditions: string[] = []
  const ask = (condition: (at: string) => string, value: unknown) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  if (actor.institutionId) ask((at) => `debt.institution_id = ${at}::uuid`, actor.institutionId)
  else {
    ask((at) => `debt.region_no >= ${at}`, actor.regionLo ?? 1)
    ask((at) => `debt.region_no <= ${at}`, actor.regionHi ?? 0)
  }
  if (filter.ledger) ask((at) => `debt.ledger = ${at}`, filter.ledger)
  if (filter.region) ask((at) => `debt.region_no = ${at}`, filter.region)
  if (filter.field) ask((at) => `debt.field_id = ${at}`, filter.field)
  if (filter.kind) ask((at) => `debt.kind = ${at}`, filter.kind)
  if (filter.institution) ask((at) => `debt.institution_id = ${at}::uuid`, filter.institution)
  if (filter.state) conditions.push(debtConditions[filter.state])
  if (filter.q) ask((at) => `debt.name LIKE '%' || ${at} || '%'`, filter.q.replace(/[\\%_]/g, '\\$&'))
  return { where: conditions.join(' AND '), values }
}

const column = (measure: string) => measure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Every measure of a debt under its own name; `of` says what is done with the column. */
export const measuresSql = (of: (column: string) => string): string =>
  debtMeasures.map((measure) => `${of(`debt.${column(measure)}`)}::text AS "${measure}"`).join(', ')
