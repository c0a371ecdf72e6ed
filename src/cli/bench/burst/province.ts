import type pg from 'pg'
import { benchWorld } from '#messages/zh/bench'

/** How large the province is: one hospital in each row, with its officer, session and two filings. */
export type Province = { institutions: number; chunks: number }

/** Answers and findings of one submission. */
export const answersEach = 20
export const findingsEach = 3
export const fundLossEachFen = 1_000_00

/** The filings that the product fills, and those that the bare sides fill. */
export const sides = { product: benchWorld.campaign, limit: benchWorld.limitCampaign } as const

/**
 * Rows in the shape of a province's last evening, beside the demonstration world: invented institutions spread over its counties, all of
 * them filing. `bench.job` numbers every submission that can be made; `bench.item` has the items of each of its parts.
 */
const statements = (institutions: number): string[] => [
  'CREATE SCHEMA bench',
  `CREATE TABLE bench.place AS SELECT code, region_no, row_number() OVER (ORDER BY region_no) - 1 AS place FROM region
     WHERE region_no % 100 <> 0 AND region_no BETWEEN 370000 AND 379999`,
  `INSERT INTO institution (id, code, name, kind, level, region_code, region_no, field_ids)
     SELECT gen_random_uuid(), 'BENCH' || n, '${benchWorld.hospital}' || n, 'hospital', 'tertiary', place.code, place.region_no, '{}'
     FROM generate_series(1, ${institutions}) AS n JOIN bench.place ON place.place = n % (SELECT count(*) FROM bench.place)`,
  `INSERT INTO user_account (id, login, name, password_hash, password_changed_at)
     SELECT gen_random_uuid(), 'bench' || n, '${benchWorld.officer}' || n, '-', now() FROM generate_series(1, ${institutions}) AS n`,
  `INSERT INTO post (id, user_id, institution_id, roles, valid_from)
     SELECT gen_random_uuid(), u.id, i.id, '{complianceOfficer}', now() - interval '1 day'
     FROM institution i JOIN user_account u ON u.login = lower(i.code) WHERE i.code LIKE 'BENCH%'`,
  `INSERT INTO user_session (id, user_id, post_id, created_at, last_seen_at, expires_at, entered_by)
     SELECT gen_random_uuid(), p.user_id, p.id, now(), now(), now() + interval '8 hours', 'password'
     FROM post p JOIN user_account u ON u.id = p.user_id WHERE u.login LIKE 'bench%'`,
  `CREATE TABLE bench.campaign AS SELECT gen_random_uuid() AS id, c.id AS of, name FROM (SELECT f.campaign_id AS id FROM filing f GROUP BY 1
     ORDER BY count(*) DESC LIMIT 1) AS c, unnest(ARRAY['${sides.product}', '${sides.limit}']) AS name`,
  `CREATE TABLE bench.item AS SELECT id, field_id, (row_number() OVER (ORDER BY seq) - 1) / ${answersEach} AS chunk,
     (row_number() OVER (ORDER BY seq) - 1) % ${answersEach} AS place FROM checklist_item
     WHERE checklist_id = (SELECT checklist_id FROM filing GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) AND 'hospital' = ANY (kinds) AND levels = '{}'`,
  `DELETE FROM bench.item WHERE chunk IN (SELECT chunk FROM bench.item GROUP BY 1 HAVING count(*) < ${answersEach})`,
]

/** A campaign like the one that most filings are of, under a name of its own. */
async function copyCampaigns(database: pg.Client): Promise<void> {
  const { rows } = await database.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = 'campaign' AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'name', 'number', 'document_number')`,
  )
  const columns = rows[0]?.columns ?? ''
  const copied = columns.replace(/[^, ]+/g, (column) => `c.${column}`)
  await database.query(
    `INSERT INTO campaign (id, name, number, ${columns}) SELECT b.id, b.name, 'BENCH-' || b.id, ${copied} FROM bench.campaign b JOIN campaign c ON c.id = b.of`,
  )
}

const filings = `INSERT INTO filing (id, number, campaign_id, checklist_id, institution_id, institution_name, region_no, state, look_back_from, due_on)
  SELECT gen_random_uuid(), 'BENCH-' || left(c.id::text, 8) || '-' || i.code, c.id, (SELECT checklist_id FROM checklist_item WHERE id = (SELECT id FROM bench.item LIMIT 1)),
    i.id, i.name, i.region_no, 'inProgress', '2021-05-01', '2026-12-31'
  FROM bench.campaign c CROSS JOIN institution i WHERE i.code LIKE 'BENCH%'`

/** Neighbouring jobs are of different filings, so that officers do not wait for each other. */
const jobs = `CREATE TABLE bench.job AS
  SELECT row_number() OVER (PARTITION BY f.campaign_id ORDER BY chunk.chunk, f.id) - 1 AS n, c.name AS side, chunk.chunk, f.id AS filing_id, f.campaign_id,
    f.institution_id, f.region_no, p.user_id, p.id AS post_id, s.id AS session_id
  FROM filing f JOIN bench.campaign c ON c.id = f.campaign_id JOIN post p ON p.institution_id = f.institution_id
    JOIN user_session s ON s.post_id = p.id CROSS JOIN (SELECT DISTINCT chunk FROM bench.item) AS chunk`

export async function growProvince(database: pg.Client, institutions: number): Promise<Province> {
  for (const statement of statements(institutions)) await database.query(statement)
  await copyCampaigns(database)
  await database.query(filings)
  await database.query(jobs)
  await database.query('ALTER TABLE bench.job ADD PRIMARY KEY (side, n)')
  await database.query('CREATE TABLE bench.ledger (n bigint, key uuid, acknowledged boolean)')
  await database.query('CREATE SEQUENCE bench.next MINVALUE 0')
  await database.query('ANALYZE')
  const { rows } = await database.query<{ n: number }>('SELECT count(DISTINCT chunk)::int AS n FROM bench.item')
  return { institutions, chunks: rows[0]?.n ?? 0 }
}
