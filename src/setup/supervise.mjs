// What `npm start` and `npm run dev` share: set up, serve, and stop in the right order.
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { accountsFile, claim, clusterDir, dataDir, secrets } from './data-dir.mjs'
import { prepareDatabase, shippedMigrations } from './database.mjs'
import { connectAs } from './database-logins.mjs'
import { enoughSpace } from './disk.mjs'
import { startPostgres } from './embedded-postgres.mjs'
import { generateClient } from './generate.mjs'
import { root, whenParentGoes } from './node-pin.mjs'
import { explain, phase, Stopped, say, seconds } from './progress.mjs'
import { stopTools } from './run.mjs'
import { keepWorker, portIsFree, servePages } from './serve.mjs'
import { loadWorld } from './world.mjs'

/** What to stop, the last started first. */
const started = []
let stopping

function stopAll(code) {
  stopping ??= (async () => {
    stopTools()
    for (const stop of started.reverse()) await stop()
    process.exit(code)
  })()
  return stopping
}

async function startDatabase(claimed) {
  const given = process.env.DATABASE_URL
  if (given) return { databaseUrl: given, embedded: false }
  const starting = startPostgres({ dataDir: clusterDir })
  started.push(async () => (await starting.catch(() => null))?.stop())
  const postgres = await phase('启动数据库', () => starting)
  postgres.child.once('exit', () => {
    if (stopping) return
    say('数据库进程意外退出，正在停止。')
    stopAll(1)
  })
  const databaseUrl = postgres.url('qingyuan')
  claimed.tell({ databaseUrl })
  return { databaseUrl, embedded: true }
}

/** What pages and worker are told, apart from the database. */
const settings = () => ({
  ...secrets(),
  DATA_DIR: dataDir,
  QINGYUAN_MIGRATION: shippedMigrations().at(-1)?.name ?? '',
})

/** What this process is to run: pages, the worker, or both, which is what one machine wants. */
function wanted() {
  const asked = process.env.QINGYUAN_PROCESS || 'both'
  if (!['web', 'worker', 'both'].includes(asked)) throw new Stopped(`QINGYUAN_PROCESS 只能是 web、worker 或 both，现在是 ${asked}。`)
  if (asked !== 'both' && !process.env.DATABASE_URL)
    throw new Stopped(`QINGYUAN_PROCESS=${asked} 要与另一个进程共用数据库：请用 DATABASE_URL 指明，内置数据库只供 both 使用。`)
  return asked
}

async function portToServe() {
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Stopped(`PORT 应是 1 到 65535 之间的整数，现在是 ${process.env.PORT}。`)
  if (!(await portIsFree(port))) throw new Stopped(`端口 ${port} 已被占用。请停止占用它的程序，或用 PORT 指定其他端口。`)
  return port
}

/** The worker without pages. It does not take the data folder, which the pages beside it hold. */
async function bringUpWorker() {
  const databaseUrl = process.env.DATABASE_URL
  await generateClient()
  const env = settings()
  await prepareDatabase(databaseUrl, env)
  const worker = keepWorker({ ...env, ...(await connectAs('worker', databaseUrl)) })
  started.push(() => worker.stop())
  console.log('清源后台任务已就绪')
}

async function bringUp({ what, mode, build }) {
  const begun = Date.now()
  const processes = wanted()
  if (processes === 'worker') return bringUpWorker()
  enoughSpace(dataDir, 1)
  const port = await portToServe()

  const claimed = claim(what)
  started.push(() => claimed.release())
  await generateClient()
  const { databaseUrl, embedded } = await startDatabase(claimed)
  const env = settings()
  const ready = async () => {
    const { wasEmpty } = await prepareDatabase(databaseUrl, env)
    await loadWorld({ databaseUrl, embedded, wasEmpty, env })
  }
  await Promise.all([ready(), build()])

  const web = await connectAs('web', databaseUrl)
  const pages = await phase('启动页面服务', () =>
    servePages({
      port,
      host: process.env.QINGYUAN_HOST || undefined,
      mode,
      env: { ...env, ...web },
      onExit: (how) => {
        if (stopping) return
        say(`页面服务意外退出（${how}），正在停止。`)
        stopAll(1)
      },
    }),
  )
  // Pages stop first: nobody plans a job any more when the worker puts its own down.
  if (processes === 'both') {
    const worker = keepWorker({ ...env, ...(await connectAs('worker', databaseUrl)) })
    started.push(() => worker.stop())
  }
  started.push(() => pages.stop())

  claimed.tell({ url: pages.url })
  say(`启动共用 ${seconds(begun)}`)
  console.log(`清源已就绪 ${pages.url}`)
  if (existsSync(accountsFile)) console.log(`演示账号见 ${relative(root, accountsFile)}`)
}

/** Sets up and serves until told to stop. */
export async function supervise(options) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(0))
  whenParentGoes(() => stopAll(0))
  try {
    await bringUp(options)
  } catch (error) {
    if (stopping) return
    explain(error)
    await stopAll(1)
  }
}
