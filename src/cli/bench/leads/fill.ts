import type pg from 'pg'
import { benchLeads } from '#messages/zh/bench'

/** What the leads of the bench are of, made once. Twenty institutions and more to each officer's name, spread over the province's cities. */
const ground = (institutions: number): string[] => [
  'CREATE SCHEMA IF NOT EXISTS bench',
  `INSERT INTO campaign (id, number, name, year, state, agency_id, department, region_no, range_lo, range_hi, look_back_from, participant_codes, field_ids, plan_text, plan_read, plan,
       drafted_by_id, drafted_at, confirmed_by_id, confirmed_at, approved_by_id, approved_at, launched_at)
     SELECT gen_random_uuid(), 'ZX-BENCH', '${benchLeads.batch}', 2026, 'launched', id, 'MI', 370000, 370000, 379999, '2024-01-01', '{MI}', '{}', '', '{}', '{}',
       gen_random_uuid(), now(), gen_random_uuid(), now(), gen_random_uuid(), now(), now() FROM agency WHERE kind = 'bureau' AND department = 'MI' AND region_no = 370000`,
  `INSERT INTO lead_batch (id, number, campaign_id, agency_id, department, region_no, name, source, origin, issued_count, due_on, imported_by_id, imported_at)
     SELECT gen_random_uuid(), 'PC-BENCH', c.id, a.id, a.department, a.region_no, '${benchLeads.batch}', 'province', 'prescribed', 0, '2026-12-31', gen_random_uuid(), now()
     FROM agency a JOIN campaign c ON c.agency_id = a.id AND c.number = 'ZX-BENCH' WHERE a.kind = 'bureau' AND a.department = 'MI' AND a.region_no = 370000`,
  `CREATE TABLE bench.place AS SELECT r.region_no / 100 AS city_no, a.id AS agency_id, row_number() OVER (ORDER BY r.region_no) - 1 AS place
     FROM region r JOIN agency a ON a.region_no = r.region_no AND a.kind = 'bureau' AND a.department = 'MI' WHERE r.level = 'city'`,
  `CREATE TABLE bench.house AS SELECT gen_random_uuid() AS id, n - 1 AS place,
     (ARRAY['${benchLeads.families.join("','")}'])[1 + n * 7 % ${benchLeads.families.length}] || n || '${benchLeads.hospital}' AS name,
     (ARRAY['${benchLeads.familyInitials.join("','")}'])[1 + n * 7 % ${benchLeads.families.length}] || n || 'YY' AS initials FROM generate_series(1, ${institutions}) n`,
  `INSERT INTO institution (id, code, name, name_initials, kind, level, region_code, region_no, field_ids)
     SELECT h.id, 'BENCH' || h.place, h.name, h.initials, 'hospital', 'tertiary', r.code, r.region_no, '{}'
     FROM bench.house h JOIN (SELECT code, region_no, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS all FROM region WHERE level <> 'province') r
       ON r.place = h.place % r.all`,
  'ANALYZE bench.place',
  'ANALYZE bench.house',
]

/** Rows `from`+1 to `to`: every state, half of them concluded, over sixteen cities of ten counties each; drawn by a hash, so always the same. */
const leads = (from: number, to: number, institutions: number) => `
  INSERT INTO lead (id, number, batch_id, campaign_id, batch_number, source, source_row, region_no, agency_id, institution_id, institution_name, person_name, id_masked, behaviour,
    amount_fen, risk, origin, state, conclusion, repeat_count, handler_id, due_on, concluded_at, model_code, model_version)
  SELECT uuidv7(), 'XS-BENCH-' || lpad(n::text, 9, '0'), b.id, b.campaign_id, b.number, 'province', n, p.city_no * 100 + CASE p.city_no WHEN 3708 THEN 11 ELSE 1 END + (h / 16 % 10)::int,
    p.agency_id, i.id, i.name, '${benchLeads.person}' || h % 500000, '3708**********' || lpad((h % 10000)::text, 4, '0'), '${benchLeads.behaviour}', 10000 + h / 3 % 5000000,
    (ARRAY['high','medium','medium','low','low','low','low','low','low','low'])[1 + h / 160 % 10]::"RiskLevel", 'prescribed', s.state::"LeadState",
    CASE s.state WHEN 'concluded' THEN 'unsubstantiated'::"LeadConclusion" END, (1 + h / 1600 % 6)::int,
    CASE WHEN s.state IN ('verifying', 'toReview', 'concluded') THEN md5('officer' || h / 7 % 2000)::uuid END, date '2025-01-01' + (h / 11 % 700)::int,
    CASE s.state WHEN 'concluded' THEN timestamptz '2025-01-01' + (h / 13 % 600)::int * interval '1 day' END,
    CASE WHEN h / 17 % 3 = 0 THEN 'M' || lpad((1 + h / 51 % 33)::text, 2, '0') END, CASE WHEN h / 17 % 3 = 0 THEN '1' END
  FROM (SELECT n, (hashint8(n)::bigint + 2147483648) AS h FROM generate_series(${from + 1}, ${to}) n) AS drawn
    JOIN lead_batch b ON b.number = 'PC-BENCH' JOIN bench.place p ON p.place = h % 16 JOIN bench.house i ON i.place = h / 19 % ${institutions}
    CROSS JOIN LATERAL (SELECT (ARRAY['toAssign','toVerify','toVerify','verifying','toReview','concluded','concluded','concluded','concluded','concluded'])[1 + h / 23 % 10] AS state) s`

const besidesKeys = `SELECT i.indexname AS name, i.indexdef AS made FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename = 'lead' AND i.indexdef NOT LIKE 'CREATE UNIQUE%'`

/** Lets the queue grow to so many leads. A throwaway database: its triggers and foreign keys rest meanwhile, its indexes are built after. */
export async function growQueue(database: pg.Client, from: number, to: number, institutions: number): Promise<void> {
  await database.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET jit = off")
  if (from === 0) for (const statement of ground(institutions)) await database.query(statement)
  const { rows: indexes } = await database.query<{ name: string; made: string }>(besidesKeys)
  for (const { name } of indexes) await database.query(`DROP INDEX "${name}"`)
  await database.query(leads(from, to, institutions))
  for (const { made } of indexes) await database.query(made)
  await database.query('VACUUM (ANALYZE) lead')
  await database.query('ANALYZE institution')
  await database.query('RESET session_replication_role')
}

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

/**
 * How long a new list takes in seconds, with every index in place at the end: as a plain insert into the full table (`full`), and into an
 * empty table of the same make whose indexes are built after, as a partition of its own would have it (`fresh`). The rows are not kept.
 */
export async function insertSeconds(
  database: pg.Client,
  from: number,
  rows: number,
  institutions: number,
): Promise<{ full: number; fresh: number }> {
  await database.query('SET session_replication_role = replica')
  const { rows: indexes } = await database.query<{ name: string; made: string }>(
    "SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'lead'",
  )
  const list = leads(from, from + rows, institutions)
  const intoFull = () => database.query(list)
  const intoFresh = async () => {
    await database.query('CREATE TABLE bench.lead (LIKE public.lead INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS)')
    await database.query(list.replace('INSERT INTO lead ', 'INSERT INTO bench.lead '))
    for (const { name, made } of indexes) {
      await database.query(made.replaceAll(name, `bench_${name}`).replace(' ON public.lead ', ' ON bench.lead '))
    }
  }
  const tried = async (work: () => Promise<unknown>) => {
    await database.query('BEGIN')
    const seconds = await secondsOf(work)
    await database.query('ROLLBACK')
    return seconds
  }
  await tried(intoFull) // warm
  const [full, fresh] = [await tried(intoFull), await tried(intoFresh)]
  await database.query('VACUUM lead')
  await database.query('RESET session_replication_role')
  return { full, fresh }
}
