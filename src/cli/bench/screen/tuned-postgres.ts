import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { root } from '../rig/processes'

/** What somebody who screens with PostgreSQL would set and index. */
const settings = {
  ...{ shared_buffers: '2GB', work_mem: '64MB', effective_cache_size: '6GB', maintenance_work_mem: '512MB', max_wal_size: '8GB' },
  ...{ random_page_cost: '1.1', max_parallel_workers_per_gather: '2' },
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }, // only reading is measured
}

const indexes = [
  'fee (psn_no, fee_s)',
  'fee (mdtrt_id)',
  'fee (item_name)',
  'fee (med_list_codg)',
  'fee (staff, fee_day)',
  'trac (drug_trac_codg, mdtrt_id) WHERE drug_trac_codg IS NOT NULL',
  `mdtrt (psn_no, begn_s) WHERE med_type = '21'`,
  'mdtrt (mdtrt_id)',
  'setl (psn_no, setl_s)',
  'setl (mdtrt_id)',
  'dise (mdtrt_id)',
  'person (psn_no)',
]

/** Indexes the tables that the engine has just loaded, and has their rows and values counted. */
export async function tuneTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'screening%' ORDER BY oid DESC LIMIT 1`,
    )
    if (!rows[0]) throw new Error('no tables were loaded')
    await client.query(`SET search_path = ${client.escapeIdentifier(rows[0].name)}`)
    for (const index of indexes) await client.query(`CREATE INDEX ON ${index}`)
    for (const table of ['fee', 'setl', 'mdtrt', 'trac', 'dise', 'person']) await client.query(`VACUUM ANALYZE ${table}`)
  } finally {
    await client.end()
  }
}

/** A cluster of its own, made anew, gone afterwards. */
export async function startTunedPostgres(home: string): Promise<{ url: string; stop: () => Promise<void> }> {
  type Postgres = { url: (database: string) => string; stop: () => Promise<void> }
  const { startPostgres } = (await import(join(root, 'src/setup/embedded-postgres.mjs'))) as {
    startPostgres: (options: { dataDir: string; settings: Record<string, string> }) => Promise<Postgres>
  } // plain JavaScript
  const dataDir = join(home, 'postgres')
  await rm(dataDir, { recursive: true, force: true })
  const postgres = await startPostgres({ dataDir, settings })
  const stop = async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { url: postgres.url('postgres'), stop }
}
