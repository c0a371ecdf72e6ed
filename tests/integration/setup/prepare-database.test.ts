import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, inject, it } from 'vitest'
import { appliedMigrations, prepareDatabase, shippedMigrations } from '../../../src/setup/database.mjs'

const server = inject('databaseServer')
const name = `test_setup_${randomBytes(4).toString('hex')}`

async function ask<Row extends pg.QueryResultRow>(database: string, text: string) {
  const client = new pg.Client({ connectionString: `${server}/${database}` })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

afterAll(() => ask('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))

it('makes a database ready once, though two start at the same time', async () => {
  const both = await Promise.all([prepareDatabase(`${server}/${name}`), prepareDatabase(`${server}/${name}`)])
  expect(both.map(({ wasEmpty }) => wasEmpty).sort()).toEqual([false, true])

  const client = new pg.Client({ connectionString: `${server}/${name}` })
  await client.connect()
  try {
    expect(await appliedMigrations(client)).toEqual(new Map(shippedMigrations().map((shipped) => [shipped.name, shipped.checksum])))
  } finally {
    await client.end()
  }
}, 60_000)

it('keeps the database in UTC for every client', async () => {
  const settings = await ask<{ setting: string }>(
    name,
    `SELECT unnest(setconfig) AS setting FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE datname = '${name}'`,
  )
  expect(settings).toEqual([{ setting: 'TimeZone=UTC' }])
})

it('gives the roles of pages and worker the queue, and none of them its making', async () => {
  const [rights] = await ask(
    name,
    `SELECT has_table_privilege('qingyuan_app', 'pgboss.job', 'INSERT') AS app_plans,
       has_table_privilege('qingyuan_app', 'pgboss.job', 'DELETE') AS app_deletes,
       has_table_privilege('qingyuan_worker', 'pgboss.job', 'UPDATE') AS worker_works,
       has_schema_privilege('qingyuan_worker', 'pgboss', 'CREATE') AS worker_makes`,
  )
  expect(rights).toEqual({ app_plans: true, app_deletes: false, worker_works: true, worker_makes: false })
})
