import 'server-only'
import { createHash } from 'node:crypto'
import { fromPrisma, PgBoss } from 'pg-boss'
import { pool, type Tx } from './db'

/** The schema that the queue's own tables live in; made as the owner at set-up, never at run time. */
export const queueSchema = 'pgboss'

/** Timers that do not keep a process alive: whoever only plans jobs may end when its own work is done. */
const quietClock = {
  now: () => Date.now(),
  setTimeout: (work: () => void, ms: number) => setTimeout(work, ms).unref(),
  setInterval: (work: () => void, ms: number) => setInterval(work, ms).unref(),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  clearInterval: (timer: unknown) => clearInterval(timer as NodeJS.Timeout),
}

let planner: Promise<PgBoss> | undefined

/** The queue as planners use it: it inserts, through whatever transaction it is given, and works on nothing. */
function queue() {
  planner ??= new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: queueSchema,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    clock: quietClock,
  })
    .start()
    .catch((error: unknown) => {
      planner = undefined
      throw error
    })
  return planner
}

/** A number of its own for each `dedupeKey` of a kind: the second insert of the same number does nothing. */
function jobId(kind: string, dedupeKey: string) {
  const hex = createHash('sha256').update(`${kind}\0${dedupeKey}`).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Plans a job in the transaction: it is there when the transaction commits, and only then. The one door to the queue.
 * The same `dedupeKey` plans a kind of job once. `runAt`: not before this instant.
 */
export async function plan<Job extends { kind: string }>(tx: Tx, job: Job, { dedupeKey, runAt }: { dedupeKey: string; runAt: Date }) {
  const boss = await queue()
  await boss.send(job.kind, job, { id: jobId(job.kind, dedupeKey), startAfter: runAt, db: fromPrisma(tx) })
}
