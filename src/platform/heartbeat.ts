import 'server-only'
import { prisma } from './db'

/** Says that `name` is alive, by the database's clock. */
export async function beat(name: string) {
  await prisma.$executeRaw`
    INSERT INTO worker_heartbeat (name, beat_at) VALUES (${name}, now())
    ON CONFLICT (name) DO UPDATE SET beat_at = now()`
}
