// The process of the screening engine: does one thing, tells how far it is, answers and ends. Started by apart.ts.
import { type ScreeningTasks, screeningTasks } from './screening-tasks'

process.once('disconnect', () => process.exit())
process.once('message', async (message) => {
  // One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
  const { task, input } = message as { task: keyof ScreeningTasks; input: never }
  try {
    const answer = await screeningTasks[task](input, (progress) => process.send?.({ progress }))
    process.send?.({ answer })
  } catch (error) {
    process.send?.({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
