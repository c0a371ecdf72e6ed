import 'server-only'
import { type Hint, type HintName, hintNames, hintRules } from '#domain/self-inspection/hints'
import type { Tx } from '#platform/db'

type Found = { filingId: string; rows: string[]; count: number }
type Rule = (tx: Tx, filingIds: readonly string[]) => Promise<Found[]>

const { leadsNoneFound, sameText, roundSums, allNoneAtOnce } = hintRules

/**
 * Each rule as one statement over any number of filings. `count` is how many rows it rests on, `rows` those a line has room for. What is
 * counted is what the reader may see: row policies bound every table.
 */
const rules: Record<HintName, Rule> = {
  leadsNoneFound: (tx, ids) => tx.$queryRaw<Found[]>`
    SELECT f.id::text AS "filingId", (array_agg(l.number ORDER BY l.amount_fen DESC NULLS LAST, l.number))[1:5] AS rows, count(*)::int AS count
    FROM filing f JOIN lead l ON l.institution_id = f.institution_id
    WHERE f.id = ANY (${[...ids]}::uuid[]) AND (l.conclusion IS NULL OR l.conclusion NOT IN ('unsubstantiated', 'merged', 'withdrawn'))
      AND NOT EXISTS (SELECT FROM finding d WHERE d.filing_id = f.id)
    GROUP BY f.id HAVING count(*) >= ${leadsNoneFound.leads}::int`,
  fieldDenied: (tx, ids) => tx.$queryRaw<Found[]>`
    SELECT s.filing_id::text AS "filingId", (array_agg(s.code ORDER BY s.code))[1:5] AS rows, count(*)::int AS count
    FROM (
      SELECT a.filing_id, x.code, bool_and(a.answer = 'notApplicable') OVER (PARTITION BY a.filing_id, x.field_id) AS denied
      FROM filing_answer a JOIN checklist_item x ON x.id = a.item_id JOIN institution i ON i.id = a.institution_id
      WHERE a.filing_id = ANY (${[...ids]}::uuid[]) AND x.field_id = ANY (i.field_ids)) AS s
    WHERE s.denied GROUP BY s.filing_id`,
  sameAsEarlier: (tx, ids) => tx.$queryRaw<Found[]>`
    SELECT d.filing_id::text AS "filingId", (array_agg(DISTINCT x.code ORDER BY x.code))[1:5] AS rows, count(*)::int AS count
    FROM finding d JOIN filing f ON f.id = d.filing_id JOIN filing_answer a ON a.id = d.answer_id JOIN checklist_item x ON x.id = a.item_id
    WHERE d.filing_id = ANY (${[...ids]}::uuid[]) AND d.fund_loss_fen > 0 AND EXISTS (
      SELECT FROM finding o JOIN filing e ON e.id = o.filing_id JOIN filing_answer b ON b.id = o.answer_id JOIN checklist_item y ON y.id = b.item_id
      WHERE o.institution_id = d.institution_id AND e.campaign_id <> f.campaign_id AND e.submitted_at < f.submitted_at
        AND y.code = x.code AND o.irregular_fen = d.irregular_fen AND o.fund_loss_fen = d.fund_loss_fen)
    GROUP BY d.filing_id`,
  sameText: (tx, ids) => tx.$queryRaw<Found[]>`
    WITH own AS (
      SELECT d.filing_id, d.campaign_id, x.code, md5(d.behaviour || d.cause || d.remedy) AS words
      FROM finding d JOIN filing_answer a ON a.id = d.answer_id JOIN checklist_item x ON x.id = a.item_id
      WHERE d.filing_id = ANY (${[...ids]}::uuid[]) AND length(d.behaviour || d.cause || d.remedy) >= ${sameText.characters}::int
    ), spread AS (
      SELECT s.campaign_id, s.words, count(DISTINCT d.filing_id)::int AS filings
      FROM (SELECT DISTINCT campaign_id, words FROM own) AS s
      JOIN finding d ON d.campaign_id = s.campaign_id AND md5(d.behaviour || d.cause || d.remedy) = s.words
      GROUP BY 1, 2 HAVING count(DISTINCT d.filing_id) >= ${sameText.filings}::int
    )
    SELECT own.filing_id::text AS "filingId", (array_agg(DISTINCT own.code ORDER BY own.code))[1:5] AS rows, max(spread.filings)::int AS count
    FROM own JOIN spread USING (campaign_id, words) GROUP BY own.filing_id`,
  roundSums: (tx, ids) => tx.$queryRaw<Found[]>`
    SELECT d.filing_id::text AS "filingId", (array_agg(DISTINCT x.code ORDER BY x.code))[1:5] AS rows, count(*)::int AS count
    FROM finding d JOIN filing_answer a ON a.id = d.answer_id JOIN checklist_item x ON x.id = a.item_id
    WHERE d.filing_id = ANY (${[...ids]}::uuid[]) AND d.fund_loss_fen >= ${roundSums.atLeastFen}::bigint AND d.fund_loss_fen % ${roundSums.unitFen}::bigint = 0
    GROUP BY d.filing_id`,
  allNoneAtOnce: (tx, ids) => tx.$queryRaw<Found[]>`
    SELECT a.filing_id::text AS "filingId", (array_agg(x.code ORDER BY x.seq))[1:5] AS rows, count(*)::int AS count
    FROM filing_answer a JOIN checklist_item x ON x.id = a.item_id WHERE a.filing_id = ANY (${[...ids]}::uuid[])
    GROUP BY a.filing_id HAVING bool_and(a.answer <> 'found') AND count(*) >= ${allNoneAtOnce.answers}::int
      AND max(a.answered_at) - min(a.answered_at) <= make_interval(secs => ${allNoneAtOnce.seconds}::int)`,
  foundOtherwise: (tx, ids) => tx.$queryRaw<Found[]>`
    SELECT f.id::text AS "filingId", coalesce((array_agg(DISTINCT c.number ORDER BY c.number DESC) FILTER (WHERE c.number IS NOT NULL))[1:5], '{}') AS rows, count(*)::int AS count
    FROM filing f JOIN spot_check_item s ON s.institution_id = f.institution_id LEFT JOIN spot_check c ON c.id = s.spot_check_id
    WHERE f.id = ANY (${[...ids]}::uuid[]) AND s.result = 'discrepancy' GROUP BY f.id`,
}

/** What may be odd about these filings, rule by rule. It decides nothing. */
export async function hintsOf(tx: Tx, filingIds: readonly string[], names: readonly HintName[] = hintNames): Promise<Hint[]> {
  if (filingIds.length === 0) return []
  const hints: Hint[] = []
  for (const name of names) hints.push(...(await rules[name](tx, filingIds)).map((found) => ({ ...found, name })))
  return hints
}
