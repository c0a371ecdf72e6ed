// The steps of `npm test` that need a database, a build or a browser.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { dataDir, secrets } from './data-dir.mjs'
import { prepareDatabase, shippedMigrations } from './database.mjs'
import { connectAs } from './database-logins.mjs'
import { startPostgres } from './embedded-postgres.mjs'
import { runTool } from './run.mjs'
import { freePort, keepWorker, servePages } from './serve.mjs'
import { nothing, resultsDir, step, toolPasses } from './verify.mjs'
import { loadWorld } from './world.mjs'

/** Settings that only a database which may be lost can have. */
export const fastAndLoose = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** A server for this run; returns its address without a database. */
export async function testDatabase(folder, toStop) {
  const postgres = await startPostgres({ dataDir: folder, settings: fastAndLoose })
  toStop.push(() => postgres.stop())
  return postgres.url('').replace(/\/$/, '')
}

/** The migrations make exactly the schema that the client is generated from. */
export const driftCheck = (server) =>
  step('迁移与模型一致', () =>
    toolPasses(
      'prisma',
      [
        ...['migrate', 'diff', '--config', 'prisma/config.ts', '--exit-code'],
        ...['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema'],
      ],
      { DATABASE_URL: `${server}/postgres` },
    ),
  )

const passed = { ...nothing, passed: 1 }

/** A step that is done or not, and that those after it stand on. */
const ground = (label, work) =>
  step(label, async () => {
    await work()
    return passed
  })

const holds = (count) => count.failed === 0

/** Counts from Playwright's own report. A run that ended without one failed as a whole. */
function countReport(report, ok) {
  if (!existsSync(report)) return ok ? nothing : { ...nothing, failed: 1 }
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

async function runBrowser(env, pattern) {
  const report = join(resultsDir, 'e2e.json')
  mkdirSync(resultsDir, { recursive: true })
  rmSync(report, { force: true })
  const { ok } = await runTool(
    'playwright',
    ['test', '--config', 'tests/playwright.config.ts', '--reporter=list,json', '--pass-with-no-tests', ...(pattern ? [pattern] : [])],
    { env: { ...env, CHROMIUM_PATH: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: report }, loud: true },
  )
  return countReport(report, ok)
}

/** Demo world, build, served pages and worker, browser. Returns one count for each step. */
export async function browserTests(server, { pattern, toStop }) {
  const databaseUrl = `${server}/qingyuan_e2e`
  mkdirSync(dataDir, { recursive: true })
  const env = { ...secrets(), DATA_DIR: dataDir, QINGYUAN_MIGRATION: shippedMigrations().at(-1)?.name ?? '' }

  const prepared = await ground('演示数据', async () => {
    const { wasEmpty } = await prepareDatabase(databaseUrl, env)
    await loadWorld({ databaseUrl, embedded: true, wasEmpty, env })
  })
  const built = await ground('构建', buildPages)
  if (!holds(prepared) || !holds(built)) return [prepared, built, await step('浏览器测试', () => ({ ...nothing, failed: 1 }))]

  const port = await freePort()
  const served = await ground('启动', async () => {
    const pages = await servePages({ port, env: { ...env, ...(await connectAs('web', databaseUrl)), QINGYUAN_LOOKBOOK: '1' } })
    const worker = keepWorker({ ...env, ...(await connectAs('worker', databaseUrl)) })
    toStop.push(() => worker.stop())
    toStop.push(() => pages.stop())
  })
  const browsed = await step('浏览器测试', () =>
    holds(served)
      ? runBrowser({ ...env, DATABASE_URL: databaseUrl, BASE_URL: `http://127.0.0.1:${port}` }, pattern)
      : { ...nothing, failed: 1 },
  )
  return [prepared, built, served, browsed]
}
