// A database made ready: it exists, keeps UTC, has the shipped migrations, the job queue and the reference data.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { root } from './node-pin.mjs'
import { phase, Stopped } from './progress.mjs'
import { must, runScript, runTool } from './run.mjs'

const migrationsDir = join(root, 'prisma/migrations')

/** One set-up at a time on one database, whichever machine it comes from. */
export const setupLock = 0x71696e67

/** The shipped migrations in their order, with the checksum that Prisma keeps. */
export function shippedMigrations() {
  if (!existsSync(migrationsDir)) return []
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC', connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the database that the address names, when the server does not have it yet. */
async function ensureDatabase(url) {
  try {
    await withClient(url, () => undefined)
    return
  } catch (error) {
    if (error.code !== '3D000') throw new Stopped(`连接不上数据库：${error.message}。请检查 DATABASE_URL 的地址、用户名和密码。`)
  }
  const server = new URL(url)
  const name = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  await withClient(server.href, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [setupLock])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  })
}

export async function appliedMigrations(client) {
  const { rows } = await client.query(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS made`)
  if (!rows[0].made) return new Map()
  const applied = await client.query('SELECT migration_name, checksum FROM public._prisma_migrations WHERE finished_at IS NOT NULL')
  return new Map(applied.rows.map((row) => [row.migration_name, row.checksum]))
}

async function migrate(client, url) {
  const applied = await appliedMigrations(client)
  if (shippedMigrations().every(({ name, checksum }) => applied.get(name) === checksum)) return
  await phase('数据库迁移', () =>
    must('数据库迁移', runTool('prisma', ['migrate', 'deploy', '--config', 'prisma/config.ts'], { env: { DATABASE_URL: url } })),
  )
}

/** What the people and the worker may read beside their own tables: which migrations the database has. */
const letRolesSeeMigrations = 'GRANT SELECT ON public._prisma_migrations TO qingyuan_app, qingyuan_worker'

/**
 * Makes the database behind `url` (its owner's address) ready for the application. Safe to repeat, and to run
 * twice at once. Returns whether the database was empty before.
 */
export async function prepareDatabase(url, env = {}) {
  await ensureDatabase(url)
  return withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [setupLock])
    const version = Number((await client.query('SHOW server_version_num')).rows[0].server_version_num)
    if (version < 180000) throw new Stopped(`数据库版本过低：需要 PostgreSQL 18，当前是 ${Math.floor(version / 10000)}。`)
    const wasEmpty = (await appliedMigrations(client)).size === 0
    const database = (await client.query('SELECT current_database() AS name')).rows[0].name
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(database)} SET timezone = 'UTC'`)
    await migrate(client, url)
    await client.query(letRolesSeeMigrations)
    await afterMigrations(url, env)
    return { wasEmpty }
  })
}

/** The job queue's own tables, then the published facts. Both can be repeated. */
export async function afterMigrations(url, env = {}) {
  const asOwner = { env: { ...env, DATABASE_URL: url, QINGYUAN_DB_ROLE: 'none' } }
  if (existsSync(join(root, 'src/jobs/prepare-queues.ts'))) {
    await phase('任务队列', () => must('任务队列', runScript('src/jobs/prepare-queues.ts', [], asOwner)))
  }
  if (existsSync(join(root, 'prisma/reference/load.ts'))) {
    await phase('基础数据', () => must('基础数据', runScript('prisma/reference/load.ts', [], asOwner)))
  }
}
