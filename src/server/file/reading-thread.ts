// A thread that reads one file and ends. Started by read-apart.ts.
import { parentPort, workerData } from 'node:worker_threads'
import { type ReadingTasks, readingTasks } from './reading-tasks'

// One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
const { task, input } = workerData as { task: keyof ReadingTasks; input: never }
parentPort?.postMessage(await readingTasks[task](input))
