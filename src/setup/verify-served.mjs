// The steps of `npm test` that need a database, a build or a browser.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { dataDir, secrets } from './data-dir.mjs'
import { prepareDatabase, shippedMigrations, withClient } from './database.mjs'
import { connectAs } from './database-logins.mjs'
import { startPostgres } from './embedded-postgres.mjs'
import { runTool } from './run.mjs'
import { freePort, keepWorker, servePages } from './serve.mjs'
import { keepFailure, nothing, resultsDir, step, toolPasses } from './verify.mjs'
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

/** Keeps the tests of a suite and of those within it that failed, each with the first that went wrong. */
function keepFailuresOf(suite) {
  for (const { title, file, line, tests } of suite.specs ?? [])
    for (const { errors } of tests.flatMap(({ results }) => results))
      for (const { message } of errors.slice(0, 1)) keepFailure(`${file}:${line} ${title}`, message ?? '')
  for (const within of suite.suites ?? []) keepFailuresOf(within)
}

/** Counts from Playwright's own report. */
function countReport(report, ok) {
  if (!existsSync(report)) return ok ? nothing : { ...nothing, failed: 1 } // a run that ended without one failed as a whole
  const { stats, errors, suites } = JSON.parse(readFileSync(report, 'utf8'))
  for (const suite of suites) keepFailuresOf(suite)
  for (const { message } of errors) keepFailure('浏览器测试', message ?? '')
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

/** The stories in two halves that share nothing, so that both cores are busy: each runs in order, in a browser and a world of its own. */
const halves = [
  { name: 'e2e', files: '/e2e/[^1-3c]', mustHave: true },
  { name: 'e2e-filing', files: '/e2e/[1-3c]', mustHave: true },
]

/** `mustHave`: that nothing fits the pattern is a fault, for it is ours. */
async function runBrowser(env, { name, files, mustHave = false }) {
  const report = join(resultsDir, `${name}.json`)
  mkdirSync(resultsDir, { recursive: true })
  rmSync(report, { force: true })
  const args = [
    '--config',
    'tests/playwright.config.ts',
    '--output',
    join(resultsDir, name),
    '--reporter=list,json',
    '--pass-with-no-tests',
  ]
  const { ok } = await runTool('playwright', ['test', ...args, files], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    loud: true,
  })
  const count = countReport(report, ok)
  return mustHave && count.passed + count.failed === 0 ? { ...count, failed: 1 } : count
}

/** Another world like the one that was loaded, before anybody has touched it: its database, its files and its keys. */
async function copyOfWorld({ databaseUrl, folder }) {
  const [url, from] = [new URL(databaseUrl), new URL(databaseUrl)]
  url.pathname = `${from.pathname}_2`
  from.pathname = '/postgres'
  await withClient(from.href, (client) =>
    client.query(`CREATE DATABASE ${url.pathname.slice(1)} TEMPLATE ${new URL(databaseUrl).pathname.slice(1)}`),
  )
  // What the template has of its own settings is not copied with it.
  await withClient(url.href, (client) => client.query(`ALTER DATABASE ${url.pathname.slice(1)} SET timezone = 'UTC'`))
  cpSync(folder, `${folder}-2`, { recursive: true })
  return { databaseUrl: url.href, folder: `${folder}-2` }
}

/** Pages and worker of one world; resolves to what its tests are told. */
async function serveWorld({ databaseUrl, folder }, given, toStop) {
  // What is refused is refused on purpose here, thousands of times: only what goes wrong is told.
  const env = { QINGYUAN_LOG_LEVEL: 'warn', ...given, DATA_DIR: folder }
  const port = await freePort()
  const tried = { QINGYUAN_LOOKBOOK: '1', QINGYUAN_DAYS_AHEAD_FILE: join(folder, 'days-ahead') }
  const pages = await servePages({ port, env: { ...env, ...(await connectAs('web', databaseUrl)), ...tried } })
  toStop.push(() => pages.stop())
  const worker = keepWorker({ ...env, ...(await connectAs('worker', databaseUrl)) })
  toStop.push(() => worker.stop())
  return { ...env, DATABASE_URL: databaseUrl, BASE_URL: pages.url }
}

/** Demo world, build, served pages and worker, browser. Returns one count for each step. */
export async function browserTests(server, { pattern, toStop }) {
  const databaseUrl = `${server}/qingyuan_e2e`
  mkdirSync(dataDir, { recursive: true })
  const env = { ...secrets(), DATA_DIR: dataDir, QINGYUAN_MIGRATION: shippedMigrations().at(-1)?.name ?? '' }

  const [prepared, built] = await Promise.all([
    ground('演示数据', async () => {
      const { wasEmpty } = await prepareDatabase(databaseUrl, env)
      await loadWorld({ databaseUrl, embedded: true, wasEmpty, env })
    }),
    ground('构建', buildPages),
  ])
  if (!holds(prepared) || !holds(built)) return [prepared, built, await step('浏览器测试', () => ({ ...nothing, failed: 1 }))]

  const parts = pattern ? [{ name: 'e2e', files: pattern }] : halves
  const worlds = [{ databaseUrl, folder: dataDir }]
  const told = []
  const served = await ground('启动', async () => {
    env.CHROMIUM_PATH = await findChromium()
    if (parts.length > 1) worlds.push(await copyOfWorld(worlds[0]))
    for (const world of worlds) told.push(await serveWorld(world, env, toStop))
  })
  const browse = (part, place) =>
    step(`浏览器测试 ${place + 1}/${parts.length}`, () => (holds(served) ? runBrowser(told[place], part) : { ...nothing, failed: 1 }))
  return [prepared, built, served, ...(await Promise.all(parts.map(browse)))]
}
