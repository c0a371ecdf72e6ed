import 'server-only'
import { consequenceMonths } from '#domain/self-inspection/consequence'
import type { HintName } from '#domain/self-inspection/hints'
import { inOrder, type KnownOf, type Weight, weightOf } from '#domain/self-inspection/weight'
import type { Tx } from '#platform/db'
import { confirmedDifferenceSql } from './confirmed-difference'
import { hintsOf } from './hints'

type Row = Pick<KnownOf, 'openLeads' | 'provenLeads' | 'declaredFen' | 'foundFen' | 'unfiled' | 'closer' | 'fewer'> & { filingId: string }

/** Rules that rest on what others know. Those that compare texts and answers of whole filings are for the few that a reviewer opens. */
const weighed: readonly HintName[] = ['leadsNoneFound', 'foundOtherwise']

/**
 * What each of these filings' institutions weighs in a draw, from rows the reader may see: one statement, and one for each hint. As it
 * stands now; the announcement writes it down.
 */
export async function weightsOfFilings(tx: Tx, filingIds: readonly string[]): Promise<Weight[]> {
  const rows = await tx.$queryRaw<Row[]>`
    WITH drawn AS (SELECT f.id, f.institution_id, f.campaign_id FROM filing f WHERE f.id = ANY (${[...filingIds]}::uuid[])),
    leads AS (
      SELECT l.institution_id, count(*) FILTER (WHERE l.conclusion IS NULL) AS open,
        count(*) FILTER (WHERE l.conclusion IN ('substantiated', 'partlySubstantiated')) AS proven,
        sum(l.fund_loss_fen) FILTER (WHERE l.conclusion IN ('substantiated', 'partlySubstantiated')) AS fen
      FROM lead l WHERE l.institution_id IN (SELECT institution_id FROM drawn) GROUP BY 1
    ), declared AS (
      SELECT d.institution_id, sum(d.fund_loss_fen) AS fen FROM finding d WHERE d.institution_id IN (SELECT institution_id FROM drawn) GROUP BY 1
    ), checked AS (
      SELECT i.institution_id, sum(${confirmedDifferenceSql}) AS fen FROM spot_check_item i
      WHERE i.institution_id IN (SELECT institution_id FROM drawn) AND i.result <> 'pending' GROUP BY 1
    ), decided AS (
      SELECT k.institution_id, bool_or(k.measure = 'onSiteCheck') AS closer, bool_or(k.measure = 'fewerChecks') AS fewer FROM consequence k
      WHERE k.institution_id IN (SELECT institution_id FROM drawn) AND k.decided_at > current_timestamp - make_interval(months => ${consequenceMonths}::int) GROUP BY 1
    )
    SELECT drawn.id::text AS "filingId", coalesce(leads.open, 0)::int AS "openLeads", coalesce(leads.proven, 0)::int AS "provenLeads",
      coalesce(declared.fen, 0)::bigint AS "declaredFen", (coalesce(leads.fen, 0) + coalesce(checked.fen, 0))::bigint AS "foundFen",
      (SELECT count(*) FROM filing e WHERE e.institution_id = drawn.institution_id AND e.campaign_id <> drawn.campaign_id
        AND e.state IN ('notStarted', 'inProgress', 'returned') AND e.due_on < current_date)::int AS unfiled,
      coalesce(decided.closer, false) AS closer, coalesce(decided.fewer, false) AS fewer
    FROM drawn LEFT JOIN leads USING (institution_id) LEFT JOIN declared USING (institution_id) LEFT JOIN checked USING (institution_id)
      LEFT JOIN decided USING (institution_id)`
  const hints = new Map<string, number>()
  for (const { filingId } of await hintsOf(tx, filingIds, weighed)) hints.set(filingId, (hints.get(filingId) ?? 0) + 1)
  return inOrder(
    rows.map(({ filingId, ...known }) => ({
      id: filingId,
      ...weightOf({ ...known, hints: hints.get(filingId) ?? 0 }),
    })),
  )
}

/** How the weights are spread: counts, never who. */
export type Spread = { least: number; middle: number; most: number; total: number }
export function spreadOf(weights: readonly Weight[]): Spread | null {
  const sorted = weights.map(({ weight }) => weight).sort((one, other) => one - other)
  const [least, middle, most] = [sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)]
  if (least === undefined || middle === undefined || most === undefined) return null
  return { least, middle, most, total: sorted.reduce((sum, one) => sum + one, 0) }
}
