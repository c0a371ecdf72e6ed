// A process that reads one file, answers and ends. Started by read-apart.ts.
import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { HandOver } from './hand-over'
import { type ReadingTasks, readingTasks } from './reading-tasks'

/** One piece at a time: whoever takes them says when there is room for the next, so that neither side holds more than that. */
const handOver: HandOver = async (piece) => {
  const taken = once(process, 'message')
  process.send?.({ piece })
  await taken
}

async function answerTo(task: keyof ReadingTasks, input: unknown) {
  try {
    // One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
    const read = readingTasks[task] as (input: unknown, handOver: HandOver) => Promise<unknown>
    return { answer: await read(input, handOver) }
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    // What the system refuses (a file that is gone, a full disk) or lacks (a module) is no fault of the file that was read.
    const ofSystem = error instanceof Error && ('syscall' in error || ('code' in error && String(error.code).includes('MODULE_NOT_FOUND')))
    return { fault, ofFile: !ofSystem }
  }
}

process.once('disconnect', () => process.exit())
process.send?.({ begun: true }, undefined, undefined, () => {}) // whoever asked may be gone: then so is this process
process.once('message', async (message) => {
  const { task, input, megabytes } = message as { task: keyof ReadingTasks; input: unknown; megabytes: number }
  new Worker(new URL('memory-watch.ts', import.meta.url), { workerData: { megabytes } }).unref()
  const said = await answerTo(task, input)
  flushCompileCache() // whoever asked ends this process as soon as it is told
  process.send?.(said)
})
