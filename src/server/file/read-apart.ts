import 'server-only'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Result, refuse } from '#domain/kernel/result'
import { readingLimits } from '#platform/reading/reading'
import type { ReadingTasks } from './reading-tasks'

/** Files are read in threads of their own, so that a list of 200,000 rows keeps nobody else waiting; never more of them at once. */
const threadsAtOnce = 2
const memoryMegabytes = 2_048

/** The project's sources: given where the pages run from a built copy. Put together here, so that no bundler follows it. */
const source = (path: string) => pathToFileURL(`${process.env.QINGYUAN_SOURCE ?? process.cwd()}/src/${path}`)

const waiting: (() => void)[] = []
let atWork = 0

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (atWork >= threadsAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
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

function inThread(task: string, input: unknown, seconds: number): Promise<unknown> {
  const url = source('server/file/reading-thread.ts')
  const thread = new Worker(/* turbopackIgnore: true */ url, {
    workerData: { task, input },
    execArgv: ['--import', source('setup/resolve-hook.mjs').href],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  })
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => resolve(tooLong(seconds)), seconds * 1000)
    thread.once('message', resolve)
    thread.once('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooLong(seconds)) : reject(error),
    )
    thread.once('exit', (code) => reject(new Error(`the reading thread ended without an answer: ${code}`)))
    thread.once('exit', () => clearTimeout(limit))
  }).finally(() => thread.terminate())
}

/** Reads a kept file in a thread. Refuses what the task refuses, and `unreadableFile` when it takes longer than a file may. */
export function readApart<Task extends keyof ReadingTasks>(
  task: Task,
  input: Parameters<ReadingTasks[Task]>[0],
  seconds: number = readingLimits.seconds,
): ReturnType<ReadingTasks[Task]> {
  return inTurn(() => inThread(task, input, seconds)) as ReturnType<ReadingTasks[Task]> // what the thread posts is what the task returned
}
