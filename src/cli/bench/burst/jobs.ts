import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { benchWorld } from '#messages/zh/bench'
import { findingsEach, fundLossEachFen } from './province'

/** A slot of work: which side's jobs, from which number on, by how many at once, for how long. */
export type Slot = { side: string; from: number; limit: number; clients: number; seconds: number; url?: string }
export type SlotAnswer = { done: number; errors: number; seconds: number; p50Ms: number; p95Ms: number; used: number; firstError: string }

export type Job = {
  n: number
  chunk: number
  filingId: string
  campaignId: string
  institutionId: string
  regionNo: number
  userId: string
  postId: string
  sessionId: string
}

export const slotOf = (): Slot => JSON.parse(process.argv[2] ?? '{}') as Slot // written by burst.ts

export const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: process.env.BENCH_DATABASE_URL, options: '-c TimeZone=UTC' })
  await client.connect()
  return client
}

export async function readJobs(client: pg.Client, { side, from, limit }: Slot): Promise<Job[]> {
  const { rows } = await client.query<Job>(
    `SELECT n::int, chunk::int, filing_id AS "filingId", campaign_id AS "campaignId", institution_id AS "institutionId", region_no AS "regionNo",
       user_id AS "userId", post_id AS "postId", session_id AS "sessionId" FROM bench.job WHERE side = $1 AND n >= $2 AND n < $3 ORDER BY n`,
    [side, from, from + limit],
  )
  return rows
}

/** The items of each part, in order. */
export async function readItems(client: pg.Client): Promise<string[][]> {
  const { rows } = await client.query<{ ids: string[] }>(
    'SELECT array_agg(id::text ORDER BY place) AS ids FROM bench.item GROUP BY chunk ORDER BY chunk',
  )
  return rows.map(({ ids }) => ids)
}

/** What an officer sends for one part: every item answered, a problem found under each of the first. */
export const bodyOf = (itemIds: readonly string[]) => ({
  requestKey: randomUUID(),
  answers: itemIds.map((itemId, place) => ({ itemId, answer: place < findingsEach ? 'found' : 'noneFound', version: 0 })),
  findings: itemIds.slice(0, findingsEach).map((itemId) => ({
    itemId,
    behaviour: benchWorld.behaviour,
    peopleCount: '12',
    periodFrom: '2024-12-01',
    periodTo: '2025-06-30',
    billed: '3000.00',
    irregular: '2000.00',
    fundLoss: (fundLossEachFen / 100).toFixed(2),
    cause: benchWorld.cause,
    remedy: benchWorld.remedy,
  })),
})

/** Works the jobs off, `clients` at a time, until the time is over or nothing is left. */
export async function workOff(
  jobs: readonly Job[],
  { clients, seconds }: Slot,
  submit: (job: Job) => Promise<string | null>,
): Promise<SlotAnswer> {
  let next = 0
  const took: number[] = []
  const wrong: string[] = []
  const begun = performance.now()
  const client = async () => {
    while (performance.now() - begun < seconds * 1000) {
      const job = jobs[next++]
      if (!job) return
      const sent = performance.now()
      const fault = await submit(job).catch((error: Error) => error.message)
      if (fault === null) took.push(performance.now() - sent)
      else wrong.push(fault)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const elapsed = (performance.now() - begun) / 1000
  took.sort((one, other) => one - other)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0
  return {
    ...{ done: took.length, errors: wrong.length, seconds: elapsed, p50Ms: at(0.5), p95Ms: at(0.95) },
    ...{ used: Math.min(next, jobs.length), firstError: wrong[0] ?? '' },
  }
}
