// `npm run -s qingyuan -- doctor`: what is installed, what is missing, what is out of date, in plain sentences.
import { spawnSync } from 'node:child_process'
import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { pagesAreBuilt } from './build.mjs'
import { presentChromium } from './chromium.mjs'
import { accountsFile, clusterDir, dataDir, running } from './data-dir.mjs'
import { appliedMigrations, shippedMigrations } from './database.mjs'
import { hasCluster } from './embedded-postgres.mjs'
import { installedAsLocked, packagedNode, root } from './node-pin.mjs'

const good = (line) => ({ mark: '✓', line })
const note = (line) => ({ mark: '·', line })
const bad = (line) => ({ mark: '✗', line })

function node() {
  const [major] = process.versions.node.split('.').map(Number)
  if (process.execPath === packagedNode()) return good(`Node ${process.version}，随包提供。`)
  return major >= 24 ? good(`Node ${process.version}，系统安装。`) : bad(`Node ${process.version} 过低：请安装 Node 24。`)
}

const packages = () =>
  installedAsLocked() ? good('依赖与锁定版本一致。') : bad('依赖与 package-lock.json 不一致：重新运行 npm start 会自动安装。')

function disk() {
  let there = dataDir
  while (!existsSync(there)) there = dirname(there)
  const { bavail, bsize } = statfsSync(there)
  const free = (bavail * bsize) / 1024 ** 3
  const line = `数据目录 ${dataDir} 所在磁盘剩余 ${free.toFixed(1)} GB`
  return free >= 5 ? good(`${line}。`) : bad(`${line}，不足 5 GB：请清理，或用 DATA_DIR 换一块磁盘。`)
}

const pages = () =>
  pagesAreBuilt() ? good('页面已按当前源代码构建。') : note('页面尚未按当前源代码构建：npm start 会自动构建，约需半分钟。')

async function browser() {
  const path = await presentChromium()
  return path
    ? good(`测试用浏览器：${path}。`)
    : note('没有测试用浏览器：只影响 npm test，可运行 apt-get install chromium-headless-shell fonts-noto-cjk。')
}

function fonts() {
  const found = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (found.error) return note('无法检查中文字体（没有 fc-list）：只影响测试截图。')
  return found.stdout.trim() ? good('有中文字体。') : note('没有中文字体：只影响测试截图，可安装 fonts-noto-cjk。')
}

const accounts = () =>
  existsSync(accountsFile) ? note(`演示账号在 ${accountsFile}：正式使用的数据库不应有演示数据。`) : note('没有演示账号。')

async function inDatabase(url) {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC', connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
  } catch (error) {
    return [bad(`连接不上数据库：${error.message}。请检查 DATABASE_URL 和数据库是否在运行。`)]
  }
  try {
    const { rows } = await client.query(`SELECT current_setting('server_version') AS version`)
    const applied = await appliedMigrations(client)
    const missing = shippedMigrations().filter(({ name }) => !applied.has(name))
    const changed = shippedMigrations().filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
    const lines = [good(`数据库 PostgreSQL ${rows[0].version}。`)]
    if (missing.length) lines.push(bad(`有 ${missing.length} 个数据库迁移尚未执行：重新运行 npm start 会执行。`))
    if (changed.length) lines.push(bad(`已执行的迁移与当前版本不同：${changed.map(({ name }) => name).join('、')}。请核对程序版本。`))
    if (!missing.length && !changed.length) lines.push(good(`数据库迁移齐全（${applied.size} 个）。`))
    if (applied.size) lines.push(await worker(client), await deadLetters(client))
    return lines
  } finally {
    await client.end()
  }
}

async function worker(client) {
  const { rows } = await client.query('SELECT extract(epoch FROM now() - max(beat_at))::int AS silent FROM worker_heartbeat')
  const silent = rows[0].silent
  if (silent === null) return note('后台任务进程还没有运行过。')
  return silent <= 60 ? good(`后台任务进程 ${silent} 秒前报过平安。`) : bad(`后台任务进程已 ${silent} 秒没有报平安：请重新运行 npm start。`)
}

async function deadLetters(client) {
  const { rows } = await client.query(`SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'deadLetters'`)
  const { count } = rows[0]
  return count === 0 ? good('没有反复失败而被搁置的后台任务。') : bad(`有 ${count} 个后台任务反复失败而被搁置：请查看日志中的原因。`)
}

async function database() {
  const state = running()
  const url = process.env.DATABASE_URL || state?.databaseUrl
  if (url)
    return [
      ...(state ? [good(`${state.what} 正在运行（进程号 ${state.pid}）${state.url ? `：${state.url}` : ''}。`)] : []),
      ...(await inDatabase(url)),
    ]
  return [note(hasCluster(clusterDir) ? '内置数据库已建立，当前没有运行。' : '还没有数据库：npm start 会建立内置数据库。')]
}

/** Prints the findings; 0 when nothing is wrong, else 1. */
export async function doctor() {
  const found = [node(), packages(), disk(), pages(), await browser(), fonts(), ...(await database()), accounts()]
  for (const { mark, line } of found) console.log(`${mark} ${line}`)
  console.log(`项目目录 ${join(root)}`)
  return found.some(({ mark }) => mark === '✗') ? 1 : 0
}
