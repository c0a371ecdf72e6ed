import { addDays, addMonths, isCivilDate } from '#domain/kernel/civil-date'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import type { TableName } from '#screening/population/tables'
import { type RowBehind, rowBehind, shownColumns } from './row-cells'

type Asked = { evidence: Readonly<Record<string, unknown>>; subject: string; period: string }

/** A question to the store: of the hit at this place these items, from a day to a day. */
type Question = { at: number; subject: string; item: string; since: string; until: string; hours: number | null }

const dayIn = (text: string) => `(DATE ${sqlText(text)} - DATE '1970-01-01')`
const ever = { since: '1900-01-01', until: '2999-12-31' }

function daysOf({ evidence: { since, until }, period }: Asked): { since: string; until: string } {
  if (typeof since === 'string' && typeof until === 'string' && isCivilDate(since) && isCivilDate(until)) return { since, until }
  const first = `${period}-01`
  return isCivilDate(first) ? { since: first, until: addDays(addMonths(first, 1), -1) } : ever
}

function questionsOf(hits: readonly Asked[], asks: (evidence: Asked['evidence']) => boolean): Question[] {
  return hits.flatMap((hit, at) => {
    const { items, withinHours } = hit.evidence
    if (!Array.isArray(items) || !asks(hit.evidence)) return []
    const hours = typeof withinHours === 'number' ? withinHours : null
    return items.map((item) => ({ at, subject: hit.subject, item: String(item), hours, ...daysOf(hit) }))
  })
}

const askedTable = (questions: readonly Question[]) =>
  `asked(hit_at, subject, item, since, until, hours) AS (VALUES ${questions
    .map(
      ({ at, subject, item, since, until, hours }) =>
        `(${at}, ${sqlText(subject)}, ${sqlText(item)}, ${dayIn(since)}, ${dayIn(until)}, CAST(${hours ?? 'NULL'} AS DOUBLE))`,
    )
    .join(', ')})`

type Found = { at: number; row: RowBehind }

/** Rows of a table that questions are met by, of each hit so many; each says of how many it is. */
async function firstOf(db: DuckDb, table: TableName, key: string, met: string, limit: number): Promise<Found[]> {
  const rows = await db.rows(
    `${met}, placed AS (SELECT *, row_number() OVER (PARTITION BY hit_at ORDER BY in_order, ${key}) AS place, count(*) OVER (PARTITION BY hit_at) AS total FROM met)
     SELECT hit_at, total, ${key} AS named, ${shownColumns(table)} FROM placed WHERE place <= ${limit} ORDER BY hit_at, place`,
  )
  return rows.map(({ hit_at, total, named, ...row }) => {
    const found = rowBehind(table, String(named), row)
    return { at: Number(hit_at), row: Number(total) > limit ? { ...found, outOf: Number(total) } : found }
  })
}

async function linesOf(db: DuckDb, questions: readonly Question[], limit: number): Promise<Found[]> {
  if (questions.length === 0) return []
  const met = `WITH ${askedTable(questions)}, met AS (
    SELECT a.hit_at AS hit_at, f.fee_s AS in_order, f.* FROM fee f JOIN asked a ON a.subject = f.fixmedins_code AND a.item = f.med_list_codg
    WHERE f.fee_day BETWEEN a.since AND a.until AND (a.hours IS NULL OR EXISTS (SELECT 1 FROM mdtrt m
      WHERE m.mdtrt_id = f.mdtrt_id AND m.psn_no = f.psn_no AND m.med_type = '21' AND f.fee_s < m.begn_s + 3600 * a.hours)))`
  return firstOf(db, 'fee', `coalesce(feedetl_sn, '')`, met, limit)
}

/** What came, went and was counted, from the stock-taking before the first day on. */
async function stockOf(db: DuckDb, questions: readonly Question[], limit: number): Promise<Found[]> {
  if (questions.length === 0) return []
  const met = `WITH ${askedTable(questions)}, met AS (
    SELECT a.hit_at AS hit_at, i.inv_day AS in_order, i.* FROM inv i JOIN asked a ON a.subject = i.fixmedins_code AND a.item = i.med_list_codg
    WHERE i.inv_day <= a.until AND (i.inv_day >= a.since OR (i.infno = '3501' AND i.inv_day = a.since - 1)))`
  return firstOf(db, 'inv', `concat_ws(' ', infno, med_list_codg, inv_day)`, met, limit)
}

/** Of the patients from away their settlements: those of another city than the institution's. */
async function fromAway(db: DuckDb, hits: readonly Asked[], limit: number): Promise<Found[]> {
  const asked = hits.flatMap(({ evidence, subject }, at) => ('fromAway' in evidence ? [`(${at}, ${sqlText(subject)})`] : []))
  if (asked.length === 0) return []
  const met = `WITH asked(hit_at, subject) AS (VALUES ${asked.join(', ')}), met AS (
    SELECT a.hit_at AS hit_at, s.setl_s AS in_order, s.* FROM setl s JOIN asked a ON a.subject = s.fixmedins_code
    WHERE substring(s.insuplc_admdvs, 1, 4) <> substring(s.admdvs, 1, 4) AND s.admdvs <> '' AND s.medfee_fen IS NOT NULL AND coalesce(s.med_type, '') <> '41')`
  return firstOf(db, 'setl', `coalesce(setl_id, '')`, met, limit)
}

/** Of each item the month of the hit and the twelve before it: amount, quantity, mean price, visits and people. */
async function monthsOf(db: DuckDb, questions: readonly Question[], limit: number): Promise<Found[]> {
  if (questions.length === 0) return []
  const rows = await db.rows(
    `WITH ${askedTable(questions)}
     SELECT a.hit_at AS hit_at, f.med_list_codg AS med_list_codg, max(f.item_name) AS item_name, f.fee_month AS fee_month,
       printf('%.2f', sum(coalesce(f.amt_fen, 0)) / 100.0) AS amt_fen, CAST(sum(coalesce(f.cnt, 1)) AS VARCHAR) AS cnt,
       CASE WHEN sum(coalesce(f.cnt, 1)) > 0 THEN printf('%.2f', sum(coalesce(f.amt_fen, 0)) / 100.0 / sum(coalesce(f.cnt, 1))) END AS mean_price,
       CAST(count(DISTINCT f.mdtrt_id) AS VARCHAR) AS visits, CAST(count(DISTINCT f.psn_no) AS VARCHAR) AS people
     FROM fee f JOIN asked a ON a.subject = f.fixmedins_code AND a.item = f.med_list_codg
     WHERE f.fee_day <= a.until AND f.fee_day >= (DATE '1970-01-01' + CAST(a.since AS INTEGER) - INTERVAL 12 MONTH)::DATE - DATE '1970-01-01'
     GROUP BY a.hit_at, f.med_list_codg, f.fee_month ORDER BY a.hit_at, f.med_list_codg, f.fee_month DESC`,
  )
  const found = rows.map(({ hit_at, ...row }) => ({
    at: Number(hit_at),
    row: rowBehind('fee_month', `${row.med_list_codg} ${row.fee_month}`, row),
  }))
  return questions
    .map(({ at }) => at)
    .filter((at, place, all) => all.indexOf(at) === place)
    .flatMap((at) => found.filter((one) => one.at === at).slice(0, limit))
}

/** Of what is asked of a hit, months and stock leave at least so much for the lines themselves. */
const lineShare = 0.2

/**
 * The rows of hits that name an institution with its items or its patients from away, and no row: found by what the model counted, of each hit so
 * many. A list of hits is asked at once, since each question reads the whole store.
 */
export async function rowsOfInstitutions(db: DuckDb, hits: readonly Asked[], limit: number): Promise<RowBehind[][]> {
  const before = Math.floor(limit * (1 - lineShare))
  const parts = [
    await monthsOf(
      db,
      questionsOf(hits, (evidence) => 'lastMonthFen' in evidence),
      before,
    ),
    await stockOf(
      db,
      questionsOf(hits, (evidence) => 'takingDays' in evidence),
      before,
    ),
    await fromAway(db, hits, limit),
    await linesOf(
      db,
      questionsOf(hits, () => true),
      limit,
    ),
  ]
  const found: RowBehind[][] = hits.map(() => [])
  for (const { at, row } of parts.flat()) if ((found[at]?.length ?? limit) < limit) found[at]?.push(row)
  return found
}
