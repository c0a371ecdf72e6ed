// Each test file works on a database of its own, cloned from the template; the application connects by its own login.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

const server = inject('databaseServer')
const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`

async function asServerOwner(text: string) {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

await asServerOwner(`CREATE DATABASE ${name} TEMPLATE "${inject('templateDatabase')}" STRATEGY FILE_COPY`)
// Commands of the operator that a test runs make logins of their own, and close the database to all others.
for (const address of Object.values(inject('logins')))
  await asServerOwner(`GRANT CONNECT ON DATABASE ${name} TO "${new URL(address).username}"`)

/** The same login, in this file's database. */
function here(address: string): string {
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}

// As whom a test's process connects is one of these; the application itself never has the owner's.
process.env.TEST_OWNER_URL = `${server}/${name}`
process.env.TEST_WORKER_URL = here(inject('logins').worker)
process.env.DATABASE_URL = here(inject('logins').web)
process.env.QINGYUAN_DB_ROLE = 'qingyuan_app'
process.env.DATA_DIR ??= '.test-state/data'
process.env.QINGYUAN_LOG_LEVEL ??= 'silent'

afterAll(async () => {
  const { prisma, pool } = await import('#platform/db')
  await Promise.all([prisma.$disconnect(), pool.end()])
  await asServerOwner(`DROP DATABASE ${name} WITH (FORCE)`)
})
