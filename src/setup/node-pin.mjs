// Plain JavaScript for any Node >= 20: install what the lock says, then go on under the pinned Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { enoughSpace } from './disk.mjs'
import { say, seconds } from './progress.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const stampFile = join(root, 'node_modules', '.install-stamp')
const lockFile = join(root, 'package-lock.json')

const lockStamp = () => createHash('sha256').update(readFileSync(lockFile)).update(`${process.platform}-${process.arch}`).digest('hex')

/** Whether node_modules holds what the lock says, whoever installed it. npm keeps its own record there. */
export function installedAsLocked() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || wanted.extraneous) return true
    const found = installed[path]
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : Boolean(wanted.optional)
  })
}

/** Installs the packages of the lock, once per lock. Returns whether it did. */
export function install() {
  const want = lockStamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === want) return false
  if (installedAsLocked()) {
    writeFileSync(stampFile, want)
    return false
  }

  enoughSpace(root, 4)
  say('安装依赖……')
  const started = Date.now()
  const npm = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const env = {
    ...process.env,
    npm_config_engine_strict: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_loglevel: 'error',
  }
  const npmDo = (stdio, ...args) =>
    spawnSync(npm[0], [...npm[1], ...args, '--include=dev', '--include=optional'], {
      cwd: root,
      stdio,
      env,
      shell: process.platform === 'win32',
    }).status

  // `npm ci` refuses a lock that lacks another platform's optional package; the lock's integrity hashes hold either way.
  if (npmDo('ignore', 'ci') !== 0 && npmDo(['ignore', 2, 2], 'install', '--no-save') !== 0) {
    say('依赖安装失败：请检查能否访问 npm 软件源（上面是 npm 的原话），修复后重新运行本命令。')
    process.exit(1)
  }
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, want)
  say(`依赖已安装 ${seconds(started)}`)
  return true
}

export const packagedNode = () => {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** The Node to run on: the packaged 24 where it starts (it needs glibc), else this one if it is new enough. */
function pinnedNode() {
  const packaged = packagedNode()
  if (existsSync(packaged) && spawnSync(packaged, ['-p', '1']).status === 0) return packaged
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 3)) return process.execPath
  say(
    `需要 Node 24.3 或更高版本：当前是 ${process.version}，而 ${process.platform}-${process.arch} 没有随包的 Node。请安装 Node 24 后重试。`,
  )
  process.exit(1)
}

function runsOnPinned() {
  try {
    return realpathSync(process.execPath) === realpathSync(packagedNode())
  } catch {
    return false
  }
}

/** Runs `script` (a path below the root) under the pinned Node, in this process when it already is that Node. */
export async function runPinned(script, args = process.argv.slice(2)) {
  const fresh = install()
  if (!fresh && runsOnPinned()) {
    process.env.PATH = withBins(process.execPath)
    await import(pathToFileURL(join(root, script)).href)
    return
  }

  const node = pinnedNode()
  const child = spawn(node, [join(root, script), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: withBins(node) } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  whenParentGoes(() => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

const withBins = (node) => [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)

/** npm does not pass SIGTERM through its `sh -c`: when the parent goes away, it is time to stop too. */
export function whenParentGoes(stop) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 500)
  watch.unref()
}
