// The process of the screening engine: does one thing, tells how far it is, answers and ends. Started by apart.ts.
import { ColumnarError } from '#platform/columnar/columnar-engine'
import { type Asked, askMemoryBytes } from './ask-over-store'
import { type ScreeningTasks, screeningTasks } from './screening-tasks'
import { type TrialOrder, type Tried, trialMemoryBytes } from './try-over-store'

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

/**
 * What an engine counts is not all that it takes: texts that it makes while it reckons are not in its limit. Where what
 * somebody waits for takes more than it may, it is answered by name and the process ends.
 */
function watchMemory(most: number, stopped: Asked | Tried): void {
  setInterval(() => {
    if (process.memoryUsage.rss() < most) return
    process.send?.({ answer: stopped }, () => process.exit(1))
  }, 50).unref()
}

process.once('disconnect', () => process.exit())
process.once('message', async (message) => {
  // One member of the tasks goes with its own input; TypeScript cannot follow the pairing through an index.
  const { task, input } = message as { task: keyof ScreeningTasks; input: never }
  if (task === 'ask') watchMemory(askMemoryBytes, { ok: false, fault: 'memory', word: '' })
  if (task === 'trial') watchMemory(trialMemoryBytes(input as TrialOrder), { ok: false, reason: 'memory', missing: [] })
  try {
    const answer = await screeningTasks[task](input, (progress) => process.send?.({ progress }))
    process.send?.({ answer })
  } catch (error) {
    process.send?.({ fault: told(error) })
  }
})
