import 'server-only'
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Result, refuse } from '#domain/kernel/result'
import { readingLimits } from '#platform/reading/reading'
import type { ReadingTasks } from './reading-tasks'

/** Files are read in processes of their own, so that a list of 200,000 rows keeps nobody else waiting; never more of them at once. */
const processesAtOnce = 2
const memoryMegabytes = 2_048

/** The project's sources: given where the pages run from a built copy. Put together here, so that no bundler follows it. */
const source = (path: string) => pathToFileURL(`${process.env.QINGYUAN_SOURCE ?? process.cwd()}/src/${path}`)

const waiting: (() => void)[] = []
let atWork = 0

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (atWork >= processesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else atWork += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else atWork -= 1
  }
}

const tooLong = (seconds: number): Result<never> => refuse('unreadableFile', { reading: 'E-FILE-13', seconds })

type Answer = { answer: unknown } | { fault: string }

/** A process and not a thread: native code that goes down there takes nobody with it. */
function inProcess(task: string, input: unknown, seconds: number): Promise<unknown> {
  const args = [
    `--max-old-space-size=${memoryMegabytes}`,
    ...['--import', source('setup/resolve-hook.mjs').href],
    fileURLToPath(source('server/file/reading-process.ts')),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => resolve(tooLong(seconds)), seconds * 1000)
    child.once('message', (given: Answer) => ('answer' in given ? resolve(given.answer) : reject(new Error(given.fault))))
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      signal === 'SIGABRT'
        ? resolve(tooLong(seconds))
        : reject(new Error(`the reading process ended without an answer: ${code ?? signal}`)),
    )
    child.once('exit', () => clearTimeout(limit))
    child.send({ task, input }, (error) => error && reject(error))
  }).finally(() => child.kill('SIGKILL'))
}

/** Reads a kept file in a process. Refuses what the task refuses, and `unreadableFile` when it takes longer than a file may. */
export function readApart<Task extends keyof ReadingTasks>(
  task: Task,
  input: Parameters<ReadingTasks[Task]>[0],
  seconds: number = readingLimits.seconds,
): ReturnType<ReadingTasks[Task]> {
  return inTurn(() => inProcess(task, input, seconds)) as ReturnType<ReadingTasks[Task]> // what the process sends is what the task returned
}
