import type pg from 'pg'
import { answersEach, findingsEach, fundLossEachFen, sides } from './province'

export type LedgerCheck = { sent: number; acknowledged: number; lost: number; doubled: number; halfDone: number; brokenChains: number }

/**
 * Every submission that the load generator wrote down, held against the rows. Lost: acknowledged, and not there whole, with its one line
 * in the trail. Doubled: there more than once. Half done: neither there whole nor absent.
 */
const checking = `WITH told AS (
    SELECT l.n, l.key, l.acknowledged, j.filing_id, j.chunk FROM bench.ledger l JOIN bench.job j ON j.side = '${sides.product}' AND j.n = l.n
  ), held AS (
    SELECT told.*, a.answers, a.again, f.findings, f.fen, t.lines
    FROM told,
      LATERAL (SELECT count(*)::int AS answers, (count(*) FILTER (WHERE fa.version > 1))::int AS again FROM filing_answer fa
        JOIN bench.item i ON i.id = fa.item_id AND i.chunk = told.chunk WHERE fa.filing_id = told.filing_id) AS a,
      LATERAL (SELECT count(*)::int AS findings, coalesce(sum(fi.fund_loss_fen), 0) AS fen FROM finding fi JOIN filing_answer fa ON fa.id = fi.answer_id
        JOIN bench.item i ON i.id = fa.item_id AND i.chunk = told.chunk WHERE fi.filing_id = told.filing_id) AS f,
      LATERAL (SELECT count(*)::int AS lines FROM audit_entry e
        WHERE e.subject_type = 'filing' AND e.subject_id = told.filing_id AND e.request_id = told.key::text) AS t
  ), judged AS (
    SELECT acknowledged, answers = ${answersEach} AND findings = ${findingsEach} AND fen = ${findingsEach * fundLossEachFen} AND lines = 1 AND again = 0 AS whole,
      answers = 0 AND findings = 0 AND lines = 0 AS absent, again > 0 OR findings > ${findingsEach} OR lines > 1 AS doubled FROM held
  ) SELECT count(*)::int AS sent, (count(*) FILTER (WHERE acknowledged))::int AS acknowledged, (count(*) FILTER (WHERE acknowledged AND NOT whole))::int AS lost,
    (count(*) FILTER (WHERE doubled))::int AS doubled, (count(*) FILTER (WHERE NOT whole AND NOT absent))::int AS "halfDone" FROM judged`

/** Trails of the filings that were sent to: how many have a gap, or a line that does not follow from the one before. */
const chains = `SELECT count(*)::int AS n FROM (
    SELECT e.seq, e.previous_hash, lag(e.hash) OVER line AS before, lag(e.seq, 1, 0) OVER line AS earlier FROM audit_entry e
    WHERE e.subject_type = 'filing' AND e.subject_id IN (SELECT filing_id FROM bench.job j JOIN bench.ledger l ON l.n = j.n WHERE j.side = '${sides.product}')
    WINDOW line AS (PARTITION BY e.subject_id ORDER BY e.seq)
  ) AS lines WHERE seq <> earlier + 1 OR (before IS NOT NULL AND previous_hash <> before)`

export async function checkLedger(database: pg.Client): Promise<LedgerCheck> {
  await database.query('ANALYZE filing_answer, finding, audit_entry, bench.ledger')
  const { rows } = await database.query<Omit<LedgerCheck, 'brokenChains'>>(checking)
  const broken = await database.query<{ n: number }>(chains)
  if (!rows[0]) throw new Error('the ledger could not be read')
  return { ...rows[0], brokenChains: broken.rows[0]?.n ?? 0 }
}
