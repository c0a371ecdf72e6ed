// The worker: takes jobs from the queue, one after the other of most kinds, and says that it is alive.
import { databaseTime } from '#platform/db'
import { beat } from '#platform/heartbeat'
import { openQueue } from '#platform/queue'
import type { Job } from '#server/jobs'
import { logFault } from '#server/log'
import { handlers } from './handlers'

const beatEvery = 10_000
const lookEverySeconds = 2
/** What a person waits for is looked for more often, and one long list does not keep the short ones of others waiting. */
const waitedFor: Partial<Record<Job['kind'], { pollingIntervalSeconds: number; localConcurrency: number }>> = {
  readLeadList: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
  importLeadList: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
  readLeadAnswers: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
  agreeLeadReview: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
  submitLeadAnswers: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
  workOnPapers: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
  makeCaseBundle: { pollingIntervalSeconds: 0.5, localConcurrency: 1 },
  issueHits: { pollingIntervalSeconds: 0.5, localConcurrency: 2 },
}

const report = (where: string, error: unknown) => logFault({ where: `worker.${where}`, error })

const queue = await openQueue((error) => report('queue', error))

async function workOn<Kind extends Job['kind']>(kind: Kind) {
  // One member of the union picks its own handler; TypeScript cannot follow the pairing through an index.
  const handle = handlers[kind] as (job: Job, now: Date) => Promise<void>
  await queue.work<Job>(kind, { pollingIntervalSeconds: lookEverySeconds, batchSize: 1, ...waitedFor[kind] }, async (jobs) => {
    for (const { data } of jobs) {
      try {
        await handle(data, await databaseTime())
      } catch (error) {
        report(kind, error)
        throw error
      }
    }
  })
}

const sayAlive = () => beat('worker').catch((error: unknown) => report('heartbeat', error))

await sayAlive()
const heart = setInterval(sayAlive, beatEvery)
for (const kind of Object.keys(handlers) as Job['kind'][]) await workOn(kind)

let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  clearInterval(heart)
  await queue.stop({ graceful: true, timeout: 30_000 })
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
