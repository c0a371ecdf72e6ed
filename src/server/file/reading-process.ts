// A process that reads one file, answers and ends. Started by read-apart.ts.
import { Worker } from 'node:worker_threads'
import { type ReadingTasks, readingTasks } from './reading-tasks'

process.once('disconnect', () => process.exit())
process.send?.({ begun: true }, undefined, undefined, () => {}) // whoever asked may be gone: then so is this process
process.once('message', async (message) => {
  // One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
  const { task, input, megabytes } = message as { task: keyof ReadingTasks; input: never; megabytes: number }
  new Worker(new URL('memory-watch.ts', import.meta.url), { workerData: { megabytes } }).unref()
  try {
    const answer = await readingTasks[task](input)
    process.send?.({ answer })
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error)
    // What the system refuses (a file that is gone, a full disk) or lacks (a module) is no fault of the file that was read.
    const ofSystem = error instanceof Error && ('syscall' in error || ('code' in error && String(error.code).includes('MODULE_NOT_FOUND')))
    process.send?.({ fault, ofFile: !ofSystem })
  }
})
