import type pg from 'pg'
import { benchCases as words } from '#messages/zh/bench'

export const eventsOfCase = 25

/** Sixteen cities of ten counties, each with a bureau that holds its campaign's commitment; one of them is the county that asks. */
const ground = (institutions: number): string[] => [
  'CREATE SCHEMA IF NOT EXISTS bench',
  `CREATE TABLE bench.county AS SELECT gen_random_uuid() AS agency_id, city_no * 100 + CASE WHEN city_no = 3708 AND k = 0 THEN 11 ELSE 51 + k END AS region_no,
     row_number() OVER (ORDER BY city_no, k) - 1 AS place
     FROM (SELECT region_no / 100 AS city_no FROM region WHERE level = 'city' ORDER BY 1 LIMIT 16) c CROSS JOIN generate_series(0, 9) k`,
  `UPDATE bench.county c SET agency_id = a.id FROM agency a WHERE a.department = 'MI' AND a.kind = 'bureau' AND a.region_no = c.region_no`,
  `INSERT INTO agency (id, region_code, region_no, department, kind, name, short_name)
     SELECT agency_id, '370000', region_no, 'MI', 'bureau', '${words.bureau}' || region_no, '${words.bureau}' || region_no FROM bench.county ON CONFLICT DO NOTHING`,
  `CREATE TABLE bench.campaign AS SELECT gen_random_uuid() AS id`,
  `INSERT INTO campaign (id, number, name, year, state, agency_id, department, region_no, range_lo, range_hi, look_back_from, participant_codes, field_ids,
       plan_text, plan_read, plan, drafted_by_id, drafted_at, confirmed_by_id, confirmed_at, approved_by_id, approved_at, launched_at)
     SELECT g.id, 'ZX-BENCH', '${words.campaign}', 2026, 'launched', a.id, 'MI', 370000, 370000, 379999, '2024-01-01', '{MI}', '{}', '', '{}', '{}', gen_random_uuid(), now(), gen_random_uuid(), now(), gen_random_uuid(), now(), now()
     FROM bench.campaign g, agency a WHERE a.department = 'MI' AND a.kind = 'bureau' AND a.region_no = 370000`,
  `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     SELECT gen_random_uuid(), g.id, a.id, 'MI', a.region_no, gen_random_uuid(), '', now() FROM bench.campaign g, agency a WHERE a.department = 'MI' AND a.kind = 'bureau'`,
  `CREATE TABLE bench.house AS SELECT gen_random_uuid() AS id, n - 1 AS place, '${words.hospital}' || n AS name FROM generate_series(1, ${institutions}) n`,
  `INSERT INTO institution (id, code, name, kind, level, region_code, region_no, field_ids)
     SELECT id, 'BENCH' || place, name, 'hospital', 'tertiary', '370000', 370000, '{}' FROM bench.house`,
  'ANALYZE bench.county',
  'ANALYZE bench.house',
]

/** The spine that everything below hangs on; drawn by a hash, so always the same. Nearly half are still open. */
const spine = (cases: number, institutions: number) => `
  CREATE TABLE bench.case AS SELECT uuidv7() AS id, n, h, c.agency_id, c.region_no, i.id AS institution_id, i.name AS party, uuidv7() AS party_id,
    (ARRAY['proposed','investigating','investigating','filed','decided','decided','closed','closed','closed','closed'])[1 + h / 23 % 10] AS state,
    timestamptz '2025-01-01' + (h / 13 % 680)::int * interval '1 day' AS at
  FROM (SELECT n, (hashint8(n)::bigint + 2147483648) AS h FROM generate_series(1, ${cases}) n) AS drawn
    JOIN bench.county c ON c.place = h % 160 JOIN bench.house i ON i.place = h % 160 + 160 * (h / 19 % ${institutions / 160})`

const officer = (column: string) => `md5('officer' || h / 7 % 2000 || '${column}')::uuid`
const decided = "state IN ('decided', 'closed')"
const running = "state <> 'closed'"

const rows: string[] = [
  `INSERT INTO case_file (id, number, campaign_id, institution_id, party_name, cause, summary, state, agency_id, region_no, officer_a_id, officer_a_name, officer_b_id, officer_b_name,
     proposed_by_id, proposed_at, filed_at, decided_at, closed_at)
   SELECT id, 'AJ-BENCH-' || lpad(n::text, 9, '0'), (SELECT id FROM bench.campaign), institution_id, party, '${words.cause}', '${words.summary}', state::"CaseState", agency_id, region_no,
     ${officer('a')}, '${words.officer}', ${officer('b')}, '${words.officer}', ${officer('p')}, at, CASE WHEN state <> 'proposed' THEN at + interval '1 day' END,
     CASE WHEN ${decided} THEN at + interval '60 days' END, CASE WHEN state = 'closed' THEN at + interval '90 days' END FROM bench.case`,
  `INSERT INTO case_party (id, case_id, seq, kind, institution_id, name) SELECT party_id, id, 1, 'institution', institution_id, party FROM bench.case`,
  `INSERT INTO case_fact (id, case_id, seq, party_id, behaviour, act_from, act_to, law, article, provision_id, billed_fen, irregular_fen, fund_loss_fen, found_on, refund_fen)
   SELECT uuidv7(), id, k, party_id, '${words.behaviour}', '2024-01-01', '2024-12-31', 'regulation', '38', 'P38-1', 900000 + h % 5000000, 500000 + h % 400000, 100000 + h % 400000, at::date, 100000 + h % 400000
   FROM bench.case CROSS JOIN generate_series(1, 2) k`,
  `INSERT INTO case_procedure (id, case_id, taken_over, stage, closing_kind, decided_at) SELECT uuidv7(), id, true, (CASE state WHEN 'decided' THEN 'served' ELSE state END)::"AdminStage",
     CASE WHEN state = 'closed' THEN 'performed'::"ClosingKind" END,
     CASE WHEN ${decided} THEN at + interval '60 days' END FROM bench.case WHERE state <> 'proposed'`,
  `INSERT INTO case_track (id, case_id, kind, state) SELECT uuidv7(), id, 'agreement', 'running' FROM bench.case WHERE h / 29 % 4 = 0`,
  `INSERT INTO case_notice (id, case_id, seq, refund_fen, fine_fen, lines, hearing_right, noticed_by_id, noticed_by_name, noticed_at)
   SELECT uuidv7(), id, 1, 200000, 300000, '[]', true, ${officer('h')}, '${words.officer}', at + interval '40 days' FROM bench.case WHERE ${decided}`,
  `INSERT INTO case_discussion (id, case_id, seq, held_on, present, opinions, conclusion, recorded_by_id, recorded_by_name, recorded_at)
   SELECT uuidv7(), id, 1, at::date + 55, array_fill('${words.officer}'::text, ARRAY[3]), '', '', ${officer('h')}, '${words.officer}', at + interval '55 days' FROM bench.case WHERE ${decided} AND h % 3 = 0`,
  `INSERT INTO case_service (id, case_id, paper, method, served_on, receiver, recorded_by_id, recorded_by_name, recorded_at)
   SELECT uuidv7(), id, p::"ServedPaper", 'direct', at::date + 61, party, ${officer('a')}, '${words.officer}', at + interval '61 days'
   FROM bench.case CROSS JOIN unnest(ARRAY['priorNotice', 'decision']) p WHERE ${decided}`,
  `INSERT INTO case_money (id, case_id, campaign_id, kind, amount_fen, occurred_on, voucher, recorded_by_id, recorded_at, agency_id, confirmed_by_id, confirmed_by_name, confirmed_at)
   SELECT uuidv7(), id, (SELECT id FROM bench.campaign), m::"MoneyKind", 100000 + h % 100000, at::date + 70, 'PZ' || m || n, ${officer('a')}, at + interval '70 days', agency_id,
     ${officer('c')}, '${words.officer}', at + interval '71 days' FROM bench.case CROSS JOIN unnest(ARRAY['found', 'demanded', 'recovered']) m WHERE ${decided}`,
  // Of what runs, a part is over already and a part ends within the week: the rest of the year lies ahead.
  `INSERT INTO statutory_clock (id, subject_type, subject_id, subject_number, subject_title, rule_id, started_at, due_at, stopped_at, responsible_agency_id, responsible_department,
     responsible_region_no, secrecy, campaign_id)
   SELECT uuidv7(), 'case', id, 'AJ-BENCH-' || lpad(n::text, 9, '0'), party || '　${words.cause}', r, at, CASE WHEN r = 'CK03' THEN greatest(at + interval '1 day', now() + (h / 31 % 330 - 20)::int * interval '1 day') ELSE at + interval '15 days' END,
     CASE WHEN r <> 'CK03' OR NOT ${running} THEN at + interval '10 days' END, agency_id, 'MI', region_no, 2, (SELECT id FROM bench.campaign)
   FROM bench.case CROSS JOIN unnest(ARRAY['CK01', 'CK03', 'CK09', 'CK14']) r`,
  `INSERT INTO referral (id, number, kind, campaign_id, case_id, state, title, summary, sender_agency_id, sender_agency_name, sender_department, sender_region_no, receiver_agency_id,
     receiver_agency_name, receiver_department, receiver_region_no, proposed_by_id, proposed_by_name, proposed_at, officer_a_id, officer_b_id, approved_by_id, approved_at, delivered_at, received_at, snapshot, snapshot_hash)
   SELECT uuidv7(), 'YS-BENCH-' || n, 'police', (SELECT id FROM bench.campaign), id, 'criminalCaseOpened', '${words.referral}', '${words.summary}', agency_id, '${words.bureau}', 'MI', region_no,
     md5('police' || region_no)::uuid, '${words.police}', 'PS', region_no, ${officer('a')}, '${words.officer}', at + interval '20 days', ${officer('a')}, ${officer('b')}, ${officer('h')}, at + interval '21 days',
     at + interval '22 days', at + interval '23 days', '{}', md5('snapshot')
   FROM bench.case WHERE h / 37 % 4 = 0 AND state <> 'proposed'`,
  // Its trigger rests.
  `INSERT INTO referral_version (referral_id, seq, cause, content, content_hash, by_id, by_name, at)
   SELECT id, 1, 'delivered', snapshot, snapshot_hash, proposed_by_id, proposed_by_name, delivered_at FROM referral`,
  `INSERT INTO official_document (id, kind, title, number, state, subject_type, subject_id, department, agency_id, region_no, secrecy, input, generated_by_id, generated_at, campaign_id)
   SELECT uuidv7(), 'caseFiling', '${words.paper}', 'WS-BENCH-' || k || '-' || n, 'issued', 'case', id, 'MI', agency_id, region_no, 2, '{}', ${officer('a')}, at, (SELECT id FROM bench.campaign)
   FROM bench.case CROSS JOIN generate_series(1, 2) k`,
  `INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, department, region_no, action, change, previous_hash, campaign_id, secrecy, hash)
   SELECT uuidv7(), 'case', id, k, at + k * interval '3 days', ${officer('a')}, '${words.officer}', 'MI', region_no, 'case.penalty', '{"refundFen": ["0", "100000"]}', md5(n || '.' || k - 1),
     (SELECT id FROM bench.campaign), 2, md5(n || '.' || k) FROM bench.case CROSS JOIN generate_series(1, ${eventsOfCase}) k`,
]

const tables = rows.map((statement) => /INSERT INTO (\w+)/.exec(statement)?.[1] ?? '')

const besidesKeys = `SELECT i.indexname AS name, i.indexdef AS made FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = (quote_ident(i.schemaname) || '.' || quote_ident(i.indexname))::regclass)`

/** So many cases with what is kept under each. A throwaway database: its triggers and foreign keys rest meanwhile, its indexes are built after. */
export async function fillCases(database: pg.Client, cases: number): Promise<void> {
  const institutions = 160 * Math.ceil(cases / 20 / 160)
  await database.query(
    "SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET jit = off; SET synchronous_commit = off",
  )
  for (const statement of ground(institutions)) await database.query(statement)
  await database.query(spine(cases, institutions))
  await database.query('ANALYZE bench.case')
  const { rows: indexes } = await database.query<{ name: string; made: string }>(besidesKeys, [tables])
  for (const { name } of indexes) await database.query(`DROP INDEX "${name}"`)
  for (const statement of rows) await database.query(statement)
  for (const { made } of indexes) await database.query(made)
  for (const table of [...tables, 'institution', 'agency']) await database.query(`VACUUM (ANALYZE) "${table}"`)
  await database.query('RESET session_replication_role')
}
