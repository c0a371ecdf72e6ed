import 'server-only'
import { prisma } from '#platform/db'
import { clockTime } from '#platform/time'

/** How long the worker may be silent, in seconds, before it counts as gone: it says that it is alive every ten. */
const silence = 60

/** By how many seconds this machine's time may differ from the database's, by which everything is reckoned. */
const drift = 5

/** Whether the platform can do its work now, part by part. `migration`: the newest one that this version was built with. */
export async function readiness(migration = process.env.QINGYUAN_MIGRATION) {
  try {
    const [state] = await prisma.$queryRaw<{ migrated: boolean; worker: boolean; at: Date }[]>`
      SELECT
        EXISTS (SELECT FROM _prisma_migrations WHERE finished_at IS NOT NULL AND migration_name = ${migration ?? ''}) AS migrated,
        EXISTS (SELECT FROM worker_heartbeat WHERE beat_at > now() - make_interval(secs => ${silence})) AS worker,
        clock_timestamp() AS at`
    const parts = { database: true, migrations: state?.migrated ?? false, worker: state?.worker ?? false }
    // A wrong clock here shifts what pages say is left, and no due date: it raises the alarm, and serving goes on.
    const clock = state !== undefined && Math.abs(clockTime().getTime() - state.at.getTime()) <= drift * 1000
    return { ready: Object.values(parts).every(Boolean), ...parts, clock }
  } catch {
    return { ready: false, database: false, migrations: false, worker: false, clock: false }
  }
}
