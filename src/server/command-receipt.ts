import 'server-only'
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { asActor, type SqlReader } from '#platform/db'
import { sha256Of } from '#platform/files'
import { keyring } from '#platform/secrets'
import { rowContext } from './access'
import { must } from './refused'

const requestKey = z.uuid()

/** What a command was called with, apart from the key that its repeats share. */
export function splitRequestKey(raw: unknown): { key: string | null; fields: unknown } {
  if (typeof raw !== 'object' || raw === null || !('requestKey' in raw)) return { key: null, fields: raw }
  const { requestKey: key, ...fields } = raw
  return { key: requestKey.safeParse(key).data ?? null, fields }
}

/** Whether the key has had its answer, so that nothing need be prepared for it again. */
export const isAnswered = (actor: Actor, key: string): Promise<boolean> =>
  asActor(rowContext(actor), async (tx) => (await tx.commandReceipt.count({ where: { requestKey: key, userId: actor.userId } })) > 0)

/** Bytes stand for themselves by their hash: a file spelled out number by number would be ten times as long. */
const plain = (_key: string, value: unknown) => {
  if (value instanceof Uint8Array) return sha256Of(value)
  return typeof value === 'bigint' ? `${value}n` : value
}
/** Keyed, because a form may carry a password: whoever holds a copy of the receipts cannot try words against them. */
const hashOf = (fields: unknown) => createHmac('sha256', keyring().indexKey).update(JSON.stringify(fields, plain)).digest('hex')

/** `at`: when it is said to happen; `null` for the database's clock. */
type Within = { sql: SqlReader; actor: Actor; at: Date | null }
type Receipt = { command: string; inputHash: string; outcome: { value: unknown } | null }

const taking = `INSERT INTO command_receipt (request_key, user_id, command, input_hash, at) VALUES ($1::uuid, $2::uuid, $3, $4, coalesce($5::timestamptz, clock_timestamp()))
  ON CONFLICT (request_key, user_id) DO NOTHING RETURNING command`
const taken = `SELECT command, input_hash AS "inputHash", outcome FROM command_receipt WHERE request_key = $1::uuid AND user_id = $2::uuid`
const settling = 'UPDATE command_receipt SET outcome = $3::jsonb WHERE request_key = $1::uuid AND user_id = $2::uuid'

/** Takes the key for this command, or finds the answer that was given under it. A second holder waits here for the first. */
export async function claim({ sql, actor, at }: Within, name: string, key: string, fields: unknown): Promise<{ value: unknown } | null> {
  const inputHash = hashOf(fields)
  const { rows } = await sql.query(taking, [key, actor.userId, name, inputHash, at])
  if (rows.length === 1) return null
  const [earlier] = (await sql.query<Receipt>(taken, [key, actor.userId])).rows
  if (!earlier || earlier.command !== name || earlier.inputHash !== inputHash) must(refuse('requestKeyReused'))
  return earlier?.outcome ?? must(refuse('requestKeyReused'))
}

/** Keeps the answer for whoever sends the same again. Without one, a repeat is refused. */
export async function settle({ sql, actor }: Omit<Within, 'at'>, key: string, outcome: { value: unknown } | undefined): Promise<void> {
  if (outcome === undefined) return
  await sql.query(settling, [key, actor.userId, JSON.stringify(outcome, plain)])
}
