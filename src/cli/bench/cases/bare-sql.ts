import { lapsingRules } from '#domain/clock/rules'
import { caseSql } from '../pages/bare-sql'

// The limit of what is asked of cases, written for the bench from the schema alone. $1 to $4: what the officer may see.

const seen = (row: string) => `${row}.department = $1::"Department" AND ${row}.region_no BETWEEN $2 AND $3 AND ${row}.secrecy <= $4`
const notLapsing = `k.rule_id NOT IN (${lapsingRules.map((rule) => `'${rule}'`).join()})`
const nextDue = `(SELECT min(k.due_at) FROM statutory_clock k WHERE k.subject_type = 'case' AND k.subject_id = c.id AND k.stopped_at IS NULL AND k.paused_at IS NULL AND ${notLapsing})`

const pageOf = (where: string) => `SELECT c.id, c.number, c.party_name AS "partyName", c.cause, c.state::text, a.short_name AS "agencyName",
    c.officer_a_name || '、' || c.officer_b_name AS officers,
    (SELECT coalesce(sum(f.fund_loss_fen), 0)::text FROM case_fact f WHERE f.case_id = c.id AND f.withdrawn_at IS NULL) AS "fundLossFen",
    (SELECT coalesce(sum(m.amount_fen), 0)::text FROM case_money m WHERE m.case_id = c.id AND m.kind IN ('recovered', 'agreementRecovered') AND m.confirmed_at IS NOT NULL) AS "returnedFen",
    (SELECT count(*)::int FROM referral r WHERE r.case_id = c.id AND r.kind <> 'handBack' AND r.state NOT IN ('declined', 'withdrawn')) AS "referralCount",
    to_char(c.proposed_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "proposedOn", ${nextDue} AS "dueAt"
  FROM case_file c JOIN agency a ON a.id = c.agency_id WHERE ${where} ORDER BY c.id DESC LIMIT 50`

/** Late: found from the clocks that have run out, which are fewer than the cases. */
const late = `c.id IN (SELECT k.subject_id FROM statutory_clock k WHERE k.subject_type = 'case' AND k.stopped_at IS NULL AND k.paused_at IS NULL AND k.due_at <= now()
  AND k.responsible_department = $1::"Department" AND k.responsible_region_no BETWEEN $2 AND $3 AND ${notLapsing})`

const listOf = (where: string) => ({
  page: pageOf(where),
  count: `SELECT count(*)::int AS n FROM (SELECT FROM case_file c WHERE ${where} LIMIT 10001) capped`,
})

/** What waits on the desk of somebody to whose bureau nothing has come but the clocks of cases. */
const waiting = `FROM statutory_clock k WHERE k.stopped_at IS NULL AND k.paused_at IS NULL AND k.due_at < now() + interval '7 days' AND ${notLapsing} AND k.secrecy <= $4
  AND k.responsible_department = $1::"Department" AND k.responsible_region_no BETWEEN $2 AND $3`

/** The statements that answer each path; a case takes its id as $5. */
export const bareStatements: Record<string, { page: string; count?: string }> = {
  '/cases/': { page: caseSql },
  '/cases?state=investigating': listOf(`${seen('c')} AND c.state = 'investigating'`),
  '/cases?late=1': listOf(`${seen('c')} AND ${late}`),
  '/desk': {
    page: `SELECT k.id, k.rule_id AS rule, k.subject_number AS number, k.subject_title AS title, '/cases/' || k.subject_id AS href, k.due_at AS "dueAt" ${waiting}
      ORDER BY k.due_at, k.id LIMIT 50`,
    count: `SELECT count(*)::int AS n, count(*) FILTER (WHERE k.due_at <= now())::int AS late,
      count(*) FILTER (WHERE k.due_at > now() AND k.due_at <= now() + interval '1 day')::int AS today,
      count(*) FILTER (WHERE k.due_at > now() + interval '1 day' AND k.due_at <= now() + interval '3 days')::int AS soon ${waiting}`,
  },
}
