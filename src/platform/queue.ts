import 'server-only'
import { type ConstructorOptions, PgBoss, type Queue } from 'pg-boss'
import { transactionMs } from './db'
import { queueSchema } from './outbox'

/** Where a job goes that has failed as often as it may: kept until somebody looks at it. */
export const deadLetterQueue = 'deadLetters'

const day = 24 * 60 * 60

/**
 * How planned work is kept: tried again with growing pauses for about a day, then put aside. A worker that is gone is noticed by its silence,
 * not by the time its work may take.
 */
const planned: Omit<Queue, 'name'> = {
  heartbeatSeconds: 20,
  retryLimit: 14,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 4 * 60 * 60,
  expireInSeconds: (2 * transactionMs.job) / 1000, // never while its transaction may still end
  retentionSeconds: 365 * day,
  deleteAfterSeconds: 365 * day,
  deadLetter: deadLetterQueue,
}

/** What is done again every minute anyway: the next one is the retry, and one at a time is enough. */
const scheduled: Omit<Queue, 'name'> = {
  policy: 'exclusive',
  retryLimit: 0,
  expireInSeconds: 10 * 60,
  retentionSeconds: day,
  deleteAfterSeconds: day,
}

/** `role`: `none` stays the owner of the address. */
const open = (role: string, more: ConstructorOptions) =>
  new PgBoss({
    connectionString: process.env.DATABASE_URL,
    options: `-c role=${role} -c TimeZone=UTC`,
    application_name: 'qingyuan-queue',
    schema: queueSchema,
    max: 4,
    ...more,
  })

/** How often work is looked for whose worker has gone silent. */
const watch = { superviseIntervalSeconds: 10, monitorIntervalSeconds: 10 }

/** The queue as the worker uses it. It keeps house, but changes no table: that is done at set-up, as the owner. */
export async function openQueue(onError: (error: unknown) => void) {
  const boss = open('qingyuan_worker', { migrate: false, createSchema: false, reindex: false, monitorVacuum: false, ...watch })
  boss.on('error', onError)
  return boss.start()
}

const grants = `
  GRANT USAGE ON SCHEMA ${queueSchema} TO qingyuan_app, qingyuan_worker;
  GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ${queueSchema} TO qingyuan_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queueSchema} TO qingyuan_worker;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO qingyuan_app, qingyuan_worker;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO qingyuan_app, qingyuan_worker;`

/**
 * Makes the queue's tables, one queue for each kind of job, and the schedule (kind → cron, Beijing time). Run as the
 * owner of the database; can be repeated. A schedule that is no longer named is taken away.
 */
export async function prepareQueues(kinds: readonly string[], schedule: Readonly<Record<string, string>>) {
  const boss = open('none', { migrate: true, createSchema: true, supervise: false, schedule: false })
  boss.on('error', () => undefined) // its own looking about, which the end here may cut short: what is asked of it below rejects by itself
  await boss.start()
  try {
    const existing = new Set((await boss.getQueues()).map(({ name }) => name))
    for (const [name, options] of [
      [deadLetterQueue, { retentionSeconds: 3650 * day, deleteAfterSeconds: 0 }] as const,
      ...kinds.map((kind) => [kind, kind in schedule ? scheduled : planned] as const),
    ]) {
      if (existing.has(name)) await boss.updateQueue(name, withoutPolicy(options))
      else await boss.createQueue(name, options)
    }
    for (const { name } of await boss.getSchedules()) if (!(name in schedule)) await boss.unschedule(name)
    for (const [kind, cron] of Object.entries(schedule)) await boss.schedule(kind, cron, { kind }, { tz: 'Asia/Shanghai' })
    await boss.getDb().executeSql(grants)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** A queue keeps the policy it was made with. */
function withoutPolicy({ policy: _, ...rest }: Omit<Queue, 'name'>) {
  return rest
}
