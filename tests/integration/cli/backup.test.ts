import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { keyring } from '#platform/secrets'
import { anchorAudit } from '#server/audit/anchor'
import { draftCampaign } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation } from '../../fixtures/case-scenes'
import { aScene } from '../../fixtures/referral-scenes'
import { aCountedCampaign } from '../../fixtures/summary-scene'

// Anchoring is the worker's.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const folder = mkdtempSync(join(tmpdir(), 'backup-'))
process.env.DATA_DIR = join(folder, 'own-data')
const own = process.env.TEST_OWNER_URL ?? ''
const server = inject('databaseServer')
const dir = join(folder, 'monday')
const dataDir = join(folder, 'new-data')
const names: string[] = []

async function onServer<Row extends pg.QueryResultRow>(database: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: `${server}/${database}` })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

async function newDatabase(): Promise<string> {
  const name = `${new URL(own).pathname.slice(1)}_${names.length}`
  await onServer('postgres', `CREATE DATABASE ${name} TEMPLATE "${inject('templateDatabase')}"`)
  names.push(name)
  return name
}

const qingyuan = (env: Record<string, string>, ...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/setup/qingyuan.mjs', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: own, ...env },
  })
  return { status, stdout, stderr }
}

const countsIn = async (database: string) => {
  const tables = await onServer<{ name: string }>(
    database,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  )
  const parts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::int AS n, md5(string_agg(t::text, ',' ORDER BY t::text)) AS hash FROM ${name} t`,
  )
  return onServer<{ name: string; n: number; hash: string }>(database, `${parts.join(' UNION ALL ')} ORDER BY name`)
}
/** What keeps rows true: triggers by how they are enabled, foreign keys by when they are looked at. */
const guardsIn = (database: string) =>
  onServer(
    database,
    `SELECT tgrelid::regclass::text AS "table", tgname AS name, tgenabled::text AS how FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT conrelid::regclass::text, conname, condeferrable::text || condeferred::text || convalidated::text FROM pg_constraint WHERE contype = 'f'
     ORDER BY 1, 2`,
  )

beforeAll(async () => {
  await aCountedCampaign()
  await aCaseUnderInvestigation(await aScene())
  await draftCampaign()
  await anchorAudit(new Date())
}, 120_000)
afterAll(async () => {
  for (const name of names) await onServer('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  rmSync(folder, { recursive: true })
})

it('takes all of it away and brings all of it back: every row, every file, the keys, and a trail that holds', async () => {
  const taken = qingyuan({}, 'backup', dir)
  expect(taken, taken.stderr).toMatchObject({ status: 0 })
  expect(JSON.parse(taken.stdout)).toMatchObject({ verified: true })

  const fresh = await newDatabase()
  const guards = await guardsIn(fresh)
  const restored = qingyuan({ DATABASE_URL: `${server}/${fresh}`, DATA_DIR: dataDir }, 'restore', dir)
  expect(restored, restored.stderr).toMatchObject({ status: 0 })
  expect(JSON.parse(restored.stdout)).toMatchObject({ audit: { holds: true } })

  const [before, after] = [await countsIn(new URL(own).pathname.slice(1)), await countsIn(fresh)]
  expect(before.find(({ name }) => name === 'case_file')?.n).toBeGreaterThan(0)
  expect(before.find(({ name }) => name === 'audit_entry')?.n).toBeGreaterThan(0)
  const kept = ({ name }: { name: string }) => name !== '_prisma_migrations'
  expect(after.filter(kept)).toEqual(before.filter(kept))
  expect(await guardsIn(fresh)).toEqual(guards)
  const files = await onServer<{ sha256: string }>(fresh, 'SELECT DISTINCT sha256 FROM stored_file')
  const missing = files.filter(({ sha256 }) => !existsSync(join(dataDir, 'files', sha256.slice(0, 2), sha256)))
  expect({ files: files.length > 0, missing: missing.length }).toEqual({ files: true, missing: 0 })
  expect(JSON.parse(readFileSync(join(dataDir, 'secrets', 'keys.json'), 'utf8'))).toEqual(keyring())
  expect(statSync(join(dir, 'keys', 'keys.json')).mode & 0o077).toBe(0)
}, 180_000)

it('writes over nothing: no backup into a folder with something in it, no restoring into a database with work in it', () => {
  expect(qingyuan({}, 'backup', dir)).toMatchObject({ status: 2, stdout: '' })
  const again = qingyuan({ DATABASE_URL: own, DATA_DIR: dataDir }, 'restore', dir)
  expect(again).toMatchObject({ status: 2, stdout: '' })
  expect(again.stderr).toContain('目标数据库里已有数据')
}, 120_000)

it('restores nothing of a backup that is not what it was', async () => {
  const table = readdirSync(join(dir, 'tables')).find((name) => name === 'campaign.ndjson') ?? ''
  appendFileSync(join(dir, 'tables', table), '\n')
  const fresh = await newDatabase()
  const before = await countsIn(fresh)
  const refused = qingyuan({ DATABASE_URL: `${server}/${fresh}`, DATA_DIR: join(folder, 'other') }, 'restore', dir)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('campaign.ndjson')
  expect(await countsIn(fresh)).toEqual(before)
}, 120_000)
