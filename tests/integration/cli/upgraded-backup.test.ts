import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, it } from 'vitest'
import { keyring } from '#platform/secrets'
import { prepareDatabase, shippedMigrations } from '../../../src/setup/database.mjs'
import { insertRows } from '../../support/any-row'

const folder = mkdtempSync(join(tmpdir(), 'upgraded-'))
process.env.DATA_DIR = join(folder, 'data')
const server = inject('databaseServer')
const own = process.env.TEST_OWNER_URL ?? ''
const [former, fresh] = ['former', 'fresh'].map((name) => `${new URL(own).pathname.slice(1)}_${name}`)
const addressOf = (database: string | undefined) => `${server}/${database}`
/** What a merging, a withdrawal and a draw must say came with these. */
const firstOfNew = '20261122100000'

async function on<Row extends pg.QueryResultRow>(database: string | undefined, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: addressOf(database), options: '-c TimeZone=UTC' })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

afterAll(async () => {
  process.env.TEST_OWNER_URL = own
  for (const name of [former, fresh]) await on('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  rmSync(folder, { recursive: true })
})

/** An installation as it stood before: its migrations, and nobody's work yet. */
async function formerInstallation() {
  await on('postgres', `CREATE DATABASE ${former}`)
  await on(
    former,
    `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
       migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(),
       applied_steps_count integer NOT NULL DEFAULT 0)`,
  )
  for (const { name, sql, checksum } of shippedMigrations().filter((migration) => migration.name < firstOfNew)) {
    await on(former, sql)
    await on(
      former,
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', 1)`,
    )
  }
}

const [agency_id, campaign_id, batch_id] = [randomUUID(), randomUUID(), randomUUID()]
const [merged, withdrawn, pending] = [randomUUID(), randomUUID(), randomUUID()]

/** Leads that were answered when no target was named and nobody asked who withdraws, and a draw that was announced by nobody. */
async function workOfThatTime() {
  process.env.TEST_OWNER_URL = addressOf(former)
  const place = { agency_id, campaign_id, department: 'MI', region_no: 370811 }
  await insertRows('region', [{ code: '370811', parent_code: null, region_no: 370811, range_lo: 370811, range_hi: 370811 }])
  await insertRows('agency', [{ id: agency_id, region_code: '370811', department: 'MI', region_no: 370811 }])
  await insertRows('campaign', [{ ...place, id: campaign_id, range_lo: 370811, range_hi: 370811 }])
  await insertRows('lead_batch', [{ ...place, id: batch_id, issued_count: 3 }])
  const answered = {
    ...place,
    batch_id,
    state: 'concluded',
    concluded_at: '2026-05-08T01:00:00Z',
    handler_id: randomUUID(),
    repeat_count: 1,
  }
  await insertRows('lead', [
    { ...answered, id: merged, conclusion: 'merged', secrecy: 2 },
    { ...answered, id: withdrawn, conclusion: 'withdrawn', secrecy: 2 },
    { ...answered, id: pending, state: 'toReview', concluded_at: null, secrecy: 2 },
  ])
  await insertRows('lead_verification', [
    { lead_id: merged, round: 1, conclusion: 'merged', people_count: 0 },
    { lead_id: pending, round: 1, conclusion: 'merged', people_count: 0 },
  ])
  const drawn = { drawn_at: '2026-05-08T01:00:00Z', method: 'simpleRandom', seed: '740', size: 1, population_ids: [] }
  await insertRows('spot_check', [
    { ...place, ...drawn },
    { ...place, ...drawn, drawn_at: '2026-05-09T01:00:00Z' },
  ])
}

const qingyuan = (database: string | undefined, ...words: string[]) =>
  spawnSync(process.execPath, ['src/setup/qingyuan.mjs', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: addressOf(database) },
  })

it('an upgraded database is taken away and brought back with what stands in it from before', async () => {
  await formerInstallation()
  await workOfThatTime()
  await prepareDatabase(addressOf(former))
  keyring()

  const taken = qingyuan(former, 'backup', join(folder, 'monday'))
  expect(taken, taken.stderr).toMatchObject({ status: 0 })
  await on('postgres', `CREATE DATABASE ${fresh} TEMPLATE "${inject('templateDatabase')}"`)
  const restored = qingyuan(fresh, 'restore', join(folder, 'monday'))
  expect(restored, restored.stderr).toMatchObject({ status: 0 })

  const leads = `SELECT id, conclusion::text, merged_into_id, withdrawn_at FROM lead WHERE id IN ('${merged}', '${withdrawn}') ORDER BY conclusion`
  expect(await on(fresh, leads)).toEqual([
    { id: merged, conclusion: 'merged', merged_into_id: null, withdrawn_at: null },
    { id: withdrawn, conclusion: 'withdrawn', merged_into_id: null, withdrawn_at: null },
  ])
  expect(await on(fresh, 'SELECT round, source_value FROM spot_check ORDER BY round')).toEqual([
    { round: 1, source_value: '740' },
    { round: 2, source_value: '740' },
  ])
  // What is written from now on says it.
  await expect(on(fresh, `INSERT INTO spot_check SELECT (s).* FROM (SELECT s FROM spot_check s LIMIT 1)`)).rejects.toThrow(
    'check$spot_check_announced_before',
  )
  await expect(on(fresh, `UPDATE lead SET conclusion = 'merged' WHERE id = '${pending}'`)).rejects.toThrow('check$lead_merged')
}, 240_000)
