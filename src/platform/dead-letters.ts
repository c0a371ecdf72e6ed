import 'server-only'
import { pool } from './db'
import { queueSchema } from './outbox'
import { deadLetterQueue } from './queue'

export type DeadLetter = { id: string; kind: string; data: unknown; plannedAt: Date; gaveUpAt: Date; tries: number; reason: unknown }

/** Jobs that failed as often as they may, the newest first: somebody has to look at them. */
export async function deadLetters(limit = 100): Promise<DeadLetter[]> {
  const { rows } = await pool.query<DeadLetter>(
    `SELECT id, coalesce(source_name, name) AS kind, data, source_created_on AS "plannedAt", created_on AS "gaveUpAt",
       source_retry_count + 1 AS tries, source_output AS reason
     FROM ${queueSchema}.job WHERE name = $1 AND state = 'created' ORDER BY created_on DESC LIMIT $2`,
    [deadLetterQueue, limit],
  )
  return rows
}
