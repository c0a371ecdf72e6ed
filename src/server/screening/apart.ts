import 'server-only'
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { dataPath } from '#platform/data-path'
import { gate } from './gate'
import type { RowBehind } from './row-cells'
import type { RowsOrder } from './rows-behind'
import type { ScreeningTasks } from './screening-tasks'

/** The project's sources: given where the pages run from a built copy. Put together here, so that no bundler follows it. */
const source = (path: string) => pathToFileURL([process.env.QINGYUAN_SOURCE ?? '.', 'src', path].join('/'))

/** What the engine may take of the machine's memory. */
export const screeningMemoryBytes = (): number => (Number(process.env.SCREENING_MEMORY_MB) || 2_000) * 1e6

/** Where deliveries lie, a folder for each region, and in it one for each delivery. */
export const deliveriesOf = (regionNo: number): string => resolve(process.env.SETTLEMENT_DIR ?? dataPath('settlement'), String(regionNo))
/** A folder in the store: of a load, or of what several loads are made into. */
export const storeOf = (name: string): string => resolve(dataPath('settlement-store'), name)

/** Whoever reads hostile files finds neither the keys of sessions nor a way to the database. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV, QINGYUAN_LOG_LEVEL } = process.env
  return { PATH, NODE_ENV, QINGYUAN_LOG_LEVEL }
}

/** The process ended before it answered: killed, or out of memory. */
export class EngineEnded extends Error {}

type Message = { progress: string } | { answer: unknown } | { fault: string }

/**
 * Does a task of the screening engine in a process of its own, with its own memory. `progress` hears what it is at; `signal` ends it.
 * Rejects with `EngineEnded` where it ends without an answer.
 */
export function screenApart<Task extends keyof ScreeningTasks>(
  task: Task,
  input: Parameters<ScreeningTasks[Task]>[0],
  { progress = () => undefined, signal }: { progress?: (what: string) => void; signal?: AbortSignal } = {},
): ReturnType<ScreeningTasks[Task]> {
  const args = [
    '--max-old-space-size=1024',
    '--import',
    source('setup/resolve-hook.mjs').href,
    fileURLToPath(source('server/screening/screening-process.ts')),
  ]
  const child = spawn(process.execPath, args, {
    env: bareEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  const end = () => child.kill('SIGKILL')
  const done = new Promise<unknown>((answered, reject) => {
    child.on('message', (given: Message) => {
      if ('progress' in given) progress(given.progress)
      else if ('answer' in given) answered(given.answer)
      else reject(new Error(given.fault))
    })
    child.once('error', reject)
    // Not `exit`: that can come before the last message has been read.
    child.once('close', (code, how) => reject(new EngineEnded(`the screening process ended without an answer: ${code ?? how}`)))
    signal?.addEventListener('abort', end)
    if (signal?.aborted) end()
    child.send({ task, input }, (error) => error && reject(error))
  }).finally(() => {
    signal?.removeEventListener('abort', end)
    end()
  })
  return done as ReturnType<ScreeningTasks[Task]> // what the process sends is what the task returned
}

const fewAtOnce = gate(2)
const rowsWithinMs = 30_000

/** The rows behind hits: few engines at once, and each for so long, by default while somebody waits for the page. Rejects with `EngineEnded` past that. */
export const rowsApart = (order: RowsOrder, withinMs = rowsWithinMs): Promise<RowBehind[][]> =>
  fewAtOnce(() => screenApart('rows', order, { signal: AbortSignal.timeout(withinMs) }))
