import 'server-only'
import { uploadIdleHours } from '#domain/file/parts'
import { prisma } from '#platform/db'
import { partsUntouchedSince, removeParts } from '#platform/parts'

const hour = 3_600_000

/** A part is on disk within seconds of its request; what has no row by then has lost it. */
const strayAfterMs = hour

/**
 * Takes away what was begun and left lying: rows that nobody has touched for long, with their bytes, and bytes without a row. One that
 * a part is being written to is left alone. Runs as the worker's role. Returns how many rows went.
 */
export async function clearUploads(now: Date): Promise<number> {
  const idleSince = new Date(now.getTime() - uploadIdleHours * hour)
  const idle = await prisma.$transaction(async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM file_upload WHERE touched_at < ${idleSince}::timestamptz ORDER BY id FOR UPDATE SKIP LOCKED`
    await tx.fileUpload.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } })
    return found
  })
  const lying = await partsUntouchedSince(new Date(now.getTime() - strayAfterMs))
  const known = new Set((await prisma.fileUpload.findMany({ select: { id: true } })).map(({ id }) => id))
  const stray = lying.filter((id) => !known.has(id))
  for (const id of new Set([...idle.map((row) => row.id), ...stray])) await removeParts(id)
  return idle.length
}
