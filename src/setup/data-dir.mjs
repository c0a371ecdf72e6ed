// The folder that holds what a running Qingyuan keeps: the embedded database, uploaded files, secrets, accounts of the demo world.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './node-pin.mjs'
import { Stopped } from './progress.mjs'

export const dataDir = resolve(root, process.env.DATA_DIR || '.data')
export const clusterDir = join(dataDir, 'postgres')
export const accountsFile = join(dataDir, 'demo-accounts.json')

const stateFile = join(dataDir, 'running.json')

/** Tells a process from a later one with the same number. */
function startMark(pid) {
  if (process.platform !== 'linux') return ''
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] // the 22nd field: when it started
  } catch {
    return ''
  }
}

function isAlive(pid, mark) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return startMark(pid) === mark
}

function write(file, content) {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** What runs on this data folder now: `{ pid, what, databaseUrl?, url? }`, or null. */
export function running() {
  if (!existsSync(stateFile)) return null
  const state = JSON.parse(readFileSync(stateFile, 'utf8'))
  return isAlive(state.pid, state.mark) ? state : null
}

/** Takes the data folder for this process. `tell` adds what others may want to know, `release` gives the folder back. */
export function claim(what) {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const other = running()
  if (other && other.pid !== process.pid) {
    throw new Stopped(
      `数据目录 ${dataDir} 正被另一个清源进程（${other.what}，进程号 ${other.pid}）使用。请先停止它，或用 DATA_DIR 指定其他目录。`,
    )
  }
  let state = { pid: process.pid, mark: startMark(process.pid), what }
  const tell = (more) => {
    state = { ...state, ...more }
    write(stateFile, JSON.stringify(state))
  }
  tell({})
  return { tell, release: () => rmSync(stateFile, { force: true }) }
}

/** What the pages need before their own code runs, made once and kept where only their owner can read it. Given ones win. All other keys: src/platform/secrets.ts. */
const keys = {
  /** Signs the cookie of a session. */
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
}

export function secrets() {
  const dir = join(dataDir, 'secrets')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return Object.fromEntries(
    Object.entries(keys).map(([name, make]) => {
      if (process.env[name]) return [name, process.env[name]]
      const file = join(dir, name.toLowerCase().replaceAll('_', '-'))
      if (!existsSync(file)) write(file, make())
      return [name, readFileSync(file, 'utf8')]
    }),
  )
}
