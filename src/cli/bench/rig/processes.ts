import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

export const root = join(import.meta.dirname, '../../../..')

const preload = (file: string) => ['--import', join(root, 'src/setup', file)]

/** How Node runs the project's TypeScript in a process that ends with this one. */
const nodeArgs = [...preload('die-with-parent.mjs'), ...preload('resolve-hook.mjs')]

const run = promisify(execFile)

/** The last line that a script of ours writes. */
export async function lastLineOf(script: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run(process.execPath, [...nodeArgs, join(root, script), ...args], {
    maxBuffer: 1 << 24,
    cwd: root,
    env: { ...process.env, ...env },
  })
  return stdout.trimEnd().split('\n').at(-1) ?? ''
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

export type Side = { url: string; pid: number; stop: () => Promise<void> }

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

/** Ends every process that is still up when the bench is told to stop. */
const up = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of up) child.kill('SIGTERM')
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

/**
 * Starts a script that serves; resolves with the address in the line on which `ready` finds one. `heard` gets every line it
 * says, on either stream. `own`: a script that sees to its own end and its own way of running TypeScript.
 */
export async function startSide(
  script: string,
  args: readonly string[],
  { env, ready, heard = () => undefined, own = false, node = process.execPath, folder = root, within }: SideOptions,
): Promise<Side> {
  const child = spawn(node, own ? [script, ...args] : [...nodeArgs, script, ...args], {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: own ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  up.add(child)
  child.once('exit', () => up.delete(child))
  const said: string[] = []
  const late = within && setTimeout(() => child.kill('SIGTERM'), within)
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`${script} ended (${code ?? signal}):\n${said.join('\n')}`)))
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        if (said.push(line) > 200) said.shift()
        heard(line)
        const found = ready.exec(line)?.[1]
        if (found) resolve(found)
      })
    }
  })
  if (late) clearTimeout(late)
  return { url, pid: child.pid ?? 0, stop: () => end(child) }
}

type SideOptions = {
  env: Record<string, string>
  ready: RegExp
  heard?: (line: string) => void
  own?: boolean
  /** Another Node than this one, and where it works. */
  node?: string
  folder?: string
  /** Milliseconds in which it has to say its address, or be ended. */
  within?: number
}
