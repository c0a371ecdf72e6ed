// The processes that serve: pages and worker.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { distDir } from './build.mjs'
import { root } from './node-pin.mjs'
import { Stopped, say } from './progress.mjs'
import { typescriptArgs } from './run.mjs'

const dieWithParent = ['--import', new URL('./die-with-parent.mjs', import.meta.url).href]

/** The garbage of a burst of pages is collected while it lasts, and not left lying because the machine has memory. */
const lean = ['--max-semi-space-size=16']

/** The worker waits most of the day, and holds no more than it must; what it runs slower for is not seen by anybody who waits. */
const frugal = ['--optimize-for-size']

/** In a process group of its own, so that Ctrl-C reaches the supervisor alone. `kept`: ends with it, even by kill -9. */
const spawnApart = (args, { cwd = root, env, kept = true }) =>
  spawn(process.execPath, kept ? [...dieWithParent, ...args] : args, {
    cwd,
    detached: process.platform !== 'win32',
    stdio: kept ? ['ignore', 2, 2, 'ipc'] : ['ignore', 2, 2],
    // glibc keeps a heap for each thread that ever asked for memory, and gives little of it back: two are enough for what waits mostly.
    env: { MALLOC_ARENA_MAX: '2', ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })

const ended = (child) => child.exitCode !== null || child.signalCode !== null

/** Asks a process to stop, and makes it after `patience` milliseconds. */
function stopChild(child, patience) {
  return new Promise((resolve) => {
    if (ended(child)) return resolve()
    const force = setTimeout(() => child.kill('SIGKILL'), patience)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

export const portIsFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer().on('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

async function answers(child, url, patience) {
  const until = Date.now() + patience
  while (Date.now() < until) {
    if (ended(child)) throw new Stopped('页面服务启动后即退出，原因见上面的输出。')
    try {
      if ((await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) })).ok) return
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Stopped('页面服务在两分钟内没有应答，原因见上面的输出。')
}

/**
 * Serves the pages on `port`; resolves when they answer. `mode` is `built` or `dev`.
 * `onExit` hears of an end that nobody asked for.
 */
export async function servePages({ port, host = '127.0.0.1', env, mode = 'built', onExit }) {
  const url = `http://127.0.0.1:${port}`
  const pages = { PORT: String(port), HOSTNAME: host, NEXTAUTH_URL: process.env.NEXTAUTH_URL || url, QINGYUAN_SOURCE: root, ...env }
  const child =
    mode === 'dev'
      ? // `next dev` runs children of its own over IPC and hands them our arguments: it must not have the channel.
        spawnApart([join(root, 'node_modules/next/dist/bin/next'), 'dev', '-p', String(port), '-H', host], { env: pages, kept: false })
      : spawnApart([...lean, 'server.js'], { cwd: join(root, distDir, 'standalone'), env: { NODE_ENV: 'production', ...pages } })
  let asked = false
  child.once('exit', (code, signal) => asked || onExit?.(code ?? signal))
  try {
    await answers(child, url, 120_000)
  } catch (error) {
    asked = true
    await stopChild(child, 1000)
    throw error
  }
  return {
    url,
    stop: () => {
      asked = true
      return stopChild(child, 10_000)
    },
  }
}

/** Keeps one worker running: one that dies is followed by another, for its jobs are kept in the database. */
export function keepWorker(env) {
  let stopping = false
  let child
  const start = () => {
    child = spawnApart([...frugal, ...typescriptArgs, join(root, 'src/jobs/worker.ts')], { env })
    child.once('exit', (code, signal) => {
      if (stopping) return
      say(`后台任务进程退出（${code ?? signal}），一秒后重新启动。`)
      setTimeout(() => stopping || start(), 1000)
    })
  }
  start()
  return {
    stop: () => {
      stopping = true
      return stopChild(child, 35_000)
    },
  }
}
