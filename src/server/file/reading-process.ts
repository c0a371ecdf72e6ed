// A process that reads one file, answers and ends. Started by read-apart.ts.
import { type ReadingTasks, readingTasks } from './reading-tasks'

process.once('disconnect', () => process.exit())
process.once('message', async (message) => {
  // One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
  const { task, input } = message as { task: keyof ReadingTasks; input: never }
  try {
    const answer = await readingTasks[task](input)
    process.send?.({ answer })
  } catch (error) {
    process.send?.({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
