import 'server-only'
import { prisma } from '#platform/db'

/** How long the worker may be silent, in seconds, before it counts as gone: it says that it is alive every ten. */
const silence = 60

/** Whether the platform can do its work now, part by part. `migration`: the newest one that this version was built with. */
export async function readiness(migration = process.env.QINGYUAN_MIGRATION) {
  try {
    const [state] = await prisma.$queryRaw<{ migrated: boolean; worker: boolean }[]>`
      SELECT
        EXISTS (SELECT FROM _prisma_migrations WHERE finished_at IS NOT NULL AND migration_name = ${migration ?? ''}) AS migrated,
        EXISTS (SELECT FROM worker_heartbeat WHERE beat_at > now() - make_interval(secs => ${silence})) AS worker`
    const parts = { database: true, migrations: state?.migrated ?? false, worker: state?.worker ?? false }
    return { ready: Object.values(parts).every(Boolean), ...parts }
  } catch {
    return { ready: false, database: false, migrations: false, worker: false }
  }
}
