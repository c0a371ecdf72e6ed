import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Scope, scopeSql } from '../pages/bare-sql'
import { root, type Side, startSide } from '../rig/processes'
import type { Officer } from './asked'

type Person = { cookie: string; scope: Scope }
export type Ground = { databaseUrl: string; database: pg.Client; queries: Side; officers: Record<Officer, Person> }

/** Where a bench keeps a cluster of its own, apart from those of the others. */
const homeOf = (name: string) => join(root, `.data-${name}`)
const regions: Record<Officer, number> = { county: 370811, province: 370000 }

/** A cluster of its own with the platform's reference data; made anew each time. */
async function startDatabase(home: string, stops: (() => Promise<void>)[]): Promise<string> {
  type Postgres = { url: (database: string) => string; stop: () => Promise<void> }
  const { startPostgres } = (await import(join(root, 'src/setup/embedded-postgres.mjs'))) as {
    startPostgres: (options: { dataDir: string; settings: Record<string, string> }) => Promise<Postgres>
  } // plain JavaScript
  const { prepareDatabase } = (await import(join(root, 'src/setup/database.mjs'))) as { prepareDatabase: (url: string) => Promise<void> } // plain JavaScript
  await rm(home, { recursive: true, force: true })
  const settings = { shared_buffers: '2GB', effective_cache_size: '6GB', work_mem: '64MB', max_wal_size: '8GB' }
  const postgres = await startPostgres({ dataDir: join(home, 'postgres'), settings })
  stops.push(postgres.stop)
  await prepareDatabase(postgres.url('qingyuan'))
  return postgres.url('qingyuan')
}

/** A handler of the bureau of this region, signed in. */
async function enter(database: pg.Client, officer: Officer): Promise<Person> {
  const { sealSessionId, sessionCookie } = await import('#server/identity/session-cookie')
  const login = `bench-${officer}`
  const { rows: entered } = await database.query<{ id: string }>(
    `WITH person AS (INSERT INTO user_account (id, login, name, password_hash, password_changed_at) VALUES (gen_random_uuid(), $1, $1, '-', now()) RETURNING id),
       place AS (INSERT INTO post (id, user_id, agency_id, roles, valid_from)
         SELECT gen_random_uuid(), person.id, a.id, '{handler}', now() - interval '1 day' FROM person, agency a WHERE a.kind = 'bureau' AND a.department = 'MI' AND a.region_no = $2
         RETURNING id, user_id)
     INSERT INTO user_session (id, user_id, post_id, created_at, last_seen_at, expires_at, entered_by, second_factor_at)
       SELECT gen_random_uuid(), user_id, id, now(), now(), now() + interval '8 hours', 'passwordAndCode', now() FROM place RETURNING id`,
    [login, regions[officer]],
  )
  const { rows } = await database.query<Scope>(scopeSql, [login])
  if (!entered[0] || !rows[0]) throw new Error(`no bureau of region ${regions[officer]}`)
  return { cookie: `${sessionCookie().name}=${await sealSessionId(entered[0].id)}`, scope: rows[0] }
}

/** The database, two officers, and the product's own data path with its sign-in, its row policies and its sessions. */
export async function prepareGround(stops: (() => Promise<void>)[], name = 'leads'): Promise<Ground> {
  const home = homeOf(name)
  process.env.NEXTAUTH_SECRET = randomBytes(32).toString('hex')
  process.env.DATA_DIR = home
  const databaseUrl = await startDatabase(home, stops)
  const database = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC' })
  await database.connect()
  stops.push(() => database.end())
  const officers = { county: await enter(database, 'county'), province: await enter(database, 'province') }
  const queries = await startSide(join(root, 'src/cli/bench/pages/query-server.ts'), [], {
    env: { DATABASE_URL: databaseUrl, QINGYUAN_DB_ROLE: 'qingyuan_app', NODE_ENV: 'production' },
    ready: /^serves (\S+)$/,
    heard: (line) => process.stderr.write(`${line}\n`),
  })
  stops.push(queries.stop)
  return { databaseUrl, database, queries, officers }
}
