import type { Actor } from '#domain/kernel/access'
import { currentTime } from '#platform/time'
import { readSession } from '#server/identity/sessions'
import { connect, type Job, readJobs, type Slot } from '../burst/jobs'

/** What a script of this bench is told: whose filings, how many, and the folder in which their workbooks lie. */
export type Order = Slot & { folder: string }

export const orderOf = (): Order => JSON.parse(process.argv[2] ?? '{}') as Order // written by packs.ts

/** The filings of the order, and each one's officer. */
export async function officersOf(order: Order): Promise<{ jobs: Job[]; actorOf: (job: Job) => Actor }> {
  const client = await connect()
  const jobs = await readJobs(client, order)
  await client.end()
  const first = jobs[0] ? await readSession(jobs[0].sessionId, currentTime()) : null
  if (!first) throw new Error('the officers have no session')
  return {
    jobs,
    actorOf: ({ userId, postId, institutionId, regionNo }) => ({ ...first.actor, userId, postId, institutionId, regionNo }),
  }
}

export function done<T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** Works the filings off, as many at a time as files are read at once. */
export async function eachOf(jobs: readonly Job[], act: (job: Job, place: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let place = next++; place < jobs.length; place = next++) {
      const job = jobs[place]
      if (job) await act(job, place)
    }
  }
  await Promise.all([worker(), worker()])
}
