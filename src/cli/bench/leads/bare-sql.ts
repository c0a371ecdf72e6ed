import type { AskedCase } from './asked'

/** What an officer may see: $1 to $4, as `Scope` of the pages says them. One county is asked for by its own number. */
const seen = (officer: AskedCase['officer']) =>
  `l.department = $1::"Department" AND ${officer === 'county' ? 'l.region_no = $2 AND $3::int IS NOT NULL' : 'l.region_no BETWEEN $2 AND $3'} AND l.secrecy <= $4`

const shown = `l.id, l.number, l.risk::text, l.institution_name AS "institutionName", l.person_name AS "personName", l.id_masked AS "idMasked", l.behaviour,
  l.amount_fen::text AS "amountFen", l.repeat_count AS "repeatCount", l.source::text, l.state::text, l.conclusion::text, l.handler_name AS "handlerName",
  a.short_name AS "agencyName", to_char(l.due_on, 'YYYY-MM-DD') AS "dueOn", l.version`

/** The page and its count as whoever knows the table best would write them by hand. */
export const bareSql = ({ officer, bare, few, walked }: AskedCase) => ({
  rows: `WITH found AS ${few ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (SELECT l.id, l.due_on FROM lead l WHERE ${seen(officer)} AND ${walked ?? bare})
    SELECT ${shown} FROM (SELECT id FROM found ORDER BY due_on, id LIMIT 50) AS page
    JOIN lead l ON l.id = page.id LEFT JOIN agency a ON a.id = l.agency_id ORDER BY l.due_on, l.id`,
  count: `SELECT count(*)::int AS n FROM (SELECT FROM lead l WHERE ${seen(officer)} AND ${bare} LIMIT 10001) AS capped`,
})

/** The same question without any knowledge of indexes: what every target is held against. */
export const oracleSql = ({ plain }: AskedCase) => {
  const matching = `FROM lead l WHERE l.department = $1::"Department" AND l.region_no BETWEEN $2 AND $3 AND l.secrecy <= $4`
  const counted = plain.replace(/ AND \(l\.due_on, l\.id\) > .*$/, '') // a count is of all pages
  return {
    ids: `SELECT l.id ${matching} AND ${plain} ORDER BY l.due_on, l.id LIMIT 50`,
    count: `SELECT count(*)::int AS n ${matching} AND ${counted}`,
  }
}
