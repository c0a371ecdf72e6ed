import 'server-only'
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Result, refuse } from '#domain/kernel/result'
import { readingLimits } from '#platform/reading/reading'
import { logFault } from '../log'
import type { ReadingTasks } from './reading-tasks'

/**
 * Files are read in processes of their own, so that a list of 200,000 rows keeps nobody else waiting; never more of them at once. A file
 * that is only looked at does not stand behind lists that take minutes.
 */
const processesAtOnce = 2
const waitingAtMost = 40
const queues = { looking: { waiting: [] as (() => void)[], atWork: 0 }, reading: { waiting: [] as (() => void)[], atWork: 0 } }

/** What the reading of one file may take. */
type Limits = { seconds: number; megabytes: number }
const usualLimits: Limits = { seconds: readingLimits.seconds, megabytes: 2_048 }

/** The project's sources: given where the pages run from a built copy. Put together here, so that no bundler follows it. */
const source = (path: string) => pathToFileURL([process.env.QINGYUAN_SOURCE ?? '.', 'src', path].join('/'))

async function inTurn<T>(queue: (typeof queues)[keyof typeof queues], work: () => Promise<T>): Promise<T | Result<never>> {
  if (queue.waiting.length >= waitingAtMost) return unreadable('E-FILE-15')
  if (queue.atWork >= processesAtOnce) await new Promise<void>((resolve) => queue.waiting.push(resolve))
  else queue.atWork += 1
  try {
    return await work()
  } finally {
    const next = queue.waiting.shift()
    if (next) next()
    else queue.atWork -= 1
  }
}

const unreadable = (reading: string, detail: Record<string, number> = {}): Result<never> => refuse('unreadableFile', { reading, ...detail })

type Answer = { answer: unknown } | { fault: string; ofFile: boolean }

/** `bytes`: what the process is given to read, where the file is not kept yet. */
type Asked = { task: string; input: unknown; bytes: Uint8Array | null }

/** Whoever gets in by way of a hostile file finds neither the keys of sessions nor a way to the database. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV, DATA_DIR, QINGYUAN_SOURCE, QINGYUAN_LOG_LEVEL } = process.env
  return { PATH, NODE_ENV, DATA_DIR, QINGYUAN_SOURCE, QINGYUAN_LOG_LEVEL }
}

/** A process and not a thread: native code that goes down there takes nobody with it. */
function inProcess({ task, input, bytes }: Asked, { seconds, megabytes }: Limits): Promise<unknown> {
  const args = [
    `--max-old-space-size=${megabytes}`,
    ...['--import', source('setup/resolve-hook.mjs').href],
    fileURLToPath(source('server/file/reading-process.ts')),
  ]
  const stdin = bytes ? 'pipe' : 'ignore'
  const child = spawn(process.execPath, args, {
    env: bareEnvironment(),
    stdio: [stdin, 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
  return new Promise((resolve, reject) => {
    let answered = false
    const answer = (value: unknown) => {
      answered = true
      resolve(value)
    }
    const fall = (error: unknown) => {
      if (answered) return
      logFault({ where: `reading ${task}`, error })
      answer(unreadable('E-FILE-14'))
    }
    const limit = setTimeout(() => answer(unreadable('E-FILE-13', { seconds })), seconds * 1000)
    child.once('message', (given: Answer) => {
      if ('answer' in given) answer(given.answer)
      else if (given.ofFile) fall(given.fault)
      else reject(new Error(given.fault))
    })
    child.once('error', fall)
    child.once('exit', (code, signal) => {
      clearTimeout(limit)
      if (signal === 'SIGABRT') answer(unreadable('E-FILE-13', { megabytes }))
      else fall(new Error(`the reading process ended without an answer: ${code ?? signal}`))
    })
    child.stdin?.once('error', () => {}) // it ended before it had read everything: its end says why
    child.send({ task, input, megabytes }, (error) => error && fall(error))
    child.stdin?.end(bytes)
  }).finally(() => child.kill('SIGKILL'))
}

/**
 * Reads a file in a process. Refuses what the task refuses, and `unreadableFile` when the file takes longer or more memory than it may
 * (E-FILE-13), when the reader falls over it (E-FILE-14), and when too many others wait (E-FILE-15).
 */
export function readApart<Task extends keyof ReadingTasks>(
  task: Task,
  input: Parameters<ReadingTasks[Task]>[0],
  { bytes = null, ...limits }: Partial<Limits> & { bytes?: Uint8Array | null } = {},
): ReturnType<ReadingTasks[Task]> {
  const queue = task === 'evidence' ? queues.looking : queues.reading
  const read = inTurn(queue, () => inProcess({ task, input, bytes }, { ...usualLimits, ...limits }))
  return read as ReturnType<ReadingTasks[Task]> // what the process sends is what the task returned
}
