import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { prepareDatabase } from '../../src/setup/database.mjs'
import { connectAs } from '../../src/setup/database-logins.mjs'
import { startPostgres } from '../../src/setup/embedded-postgres.mjs'
import { fingerprint } from '../../src/setup/fingerprint.mjs'
import { fastAndLoose } from '../../src/setup/verify-served.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database server as its owner, without a database name. */
    databaseServer: string
    templateDatabase: string
    /** How pages and worker enter the template, by logins of their own. */
    logins: { web: string; worker: string }
  }
}

const state = join(process.cwd(), '.test-state')

async function sql(server: string, text: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The cluster that runs share one after the other; a second run at the same time gets one of its own, thrown away after. */
async function ownCluster() {
  mkdirSync(state, { recursive: true })
  const lock = join(state, 'vitest.pid')
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
  const shared = holder === 0 || !isAlive(holder)
  if (shared) writeFileSync(lock, String(process.pid))

  const dataDir = join(state, shared ? 'vitest-postgres' : `vitest-postgres-${process.pid}`)
  const postgres = await startPostgres({ dataDir, settings: fastAndLoose })
  const stop = async () => {
    await postgres.stop()
    rmSync(shared ? lock : dataDir, { recursive: true, force: true })
    if (!shared) rmSync(`${dataDir}.secret`, { force: true })
  }
  return { server: postgres.url('').replace(/\/$/, ''), stop }
}

/** Builds the template once for each state of migrations, reference data and whatever loads them. */
async function buildTemplate(server: string) {
  const template = `template_${fingerprint('prisma', 'src/domain', 'src/platform', 'src/server', 'src/jobs', 'src/setup').slice(0, 16)}`
  const databases = (await sql(server, 'SELECT datname FROM pg_database')).map((row) => row.datname ?? '')
  if (databases.includes(template)) return template

  for (const stale of databases.filter((name) => /^(template_[0-9a-f]{16}|test_\d+_\w+)(_new)?$/.test(name))) {
    await sql(server, `DROP DATABASE "${stale}" WITH (FORCE)`)
  }
  await prepareDatabase(`${server}/${template}_new`)
  await sql(server, `ALTER DATABASE "${template}_new" RENAME TO "${template}"`)
  return template
}

export async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_SERVER
  const cluster = given ? { server: given, stop: async () => undefined } : await ownCluster()
  try {
    project.provide('databaseServer', cluster.server)
    const template = await buildTemplate(cluster.server)
    project.provide('templateDatabase', template)
    const entered = async (kind: 'web' | 'worker') =>
      (await connectAs(kind, `${cluster.server}/${template}`, join(state, 'database-logins.json'))).DATABASE_URL
    project.provide('logins', { web: await entered('web'), worker: await entered('worker') })
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return cluster.stop
}
