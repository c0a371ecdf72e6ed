// The process of the screening engine: does one thing, tells how far it is, answers and ends. Started by apart.ts.
import { ColumnarError } from '#platform/columnar/columnar-engine'
import { type ScreeningTasks, screeningTasks } from './screening-tasks'

process.umask(0o077) // what it stores is for the product alone

/** Where it happened, and what kind of fault: the words of an engine quote the cells that it stumbled over. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return 'fault'
  const kind = error instanceof ColumnarError ? error.fault : 'code' in error ? String(error.code) : ''
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return [`${error.name} ${kind}`.trim(), ...frames].join('\n')
}

process.once('disconnect', () => process.exit())
process.once('message', async (message) => {
  // One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
  const { task, input } = message as { task: keyof ScreeningTasks; input: never }
  try {
    const answer = await screeningTasks[task](input, (progress) => process.send?.({ progress }))
    process.send?.({ answer })
  } catch (error) {
    process.send?.({ fault: told(error) })
  }
})
