import 'server-only'
import type { Role } from '#domain/kernel/access'
import type { Tx } from '#platform/db'

/** Enabled accounts that hold one of these administrators' roles over a region now: in a unit of it or above it. */
export async function administratorsOf(tx: Tx, roles: readonly Role[], regionNo: number, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM administrators_of(${[...roles]}::text[], ${regionNo}::int, ${now}::timestamptz) AS id`
  return rows.map(({ id }) => id)
}
