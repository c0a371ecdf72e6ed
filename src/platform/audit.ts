import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Tx } from './db'
import type { PoolClient } from './pg'

export type AuditEntry = {
  at: Date
  actor: { userId: string; name: string; postId: string | null; department: string | null; regionNo: number }
  /** `area.step`, the name of the command. */
  action: `${string}.${string}`
  subject: { type: string; id: string }
  /** Field name to its value before and after. Never a secret, never an unmasked identity number. */
  change: Record<string, readonly [before: unknown, after: unknown]>
  requestId?: string
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

/** Writes one line of the append-only trail, in the transaction of the change it describes, chained to the subject's last line. */
export async function audit(tx: Tx, { at, actor, action, subject, change, requestId = '' }: AuditEntry): Promise<void> {
  await tx.$executeRaw`
    SELECT append_audit(${randomUUID()}::uuid, ${subject.type}, ${subject.id}::uuid, ${at}::timestamptz, ${actor.userId}::uuid, ${actor.name},
      ${actor.postId}::uuid, ${actor.department}, ${actor.regionNo}::int, ${action}, ${JSON.stringify(change, plain)}::jsonb, ${requestId})`
}

const appending = 'SELECT append_audit($1::uuid, $2, $3::uuid, $4::timestamptz, $5::uuid, $6, $7::uuid, $8, $9::int, $10, $11::jsonb, $12)'

/** The same in a transaction in SQL. */
export async function auditIn(sql: PoolClient, { at, actor, action, subject, change, requestId = '' }: AuditEntry): Promise<void> {
  const who = [actor.userId, actor.name, actor.postId, actor.department, actor.regionNo]
  const values = [randomUUID(), subject.type, subject.id, at, ...who, action, JSON.stringify(change, plain), requestId]
  await sql.query({ name: 'append-audit', text: appending, values })
}

/** As many lines as one act brings about, in one statement. */
export async function auditMany(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const lines = entries.map(({ at, actor, action, subject, change, requestId = '' }) => ({
    id: randomUUID(),
    subject_type: subject.type,
    subject_id: subject.id,
    at: at.toISOString(),
    actor_id: actor.userId,
    actor_name: actor.name,
    post_id: actor.postId,
    department: actor.department,
    region_no: actor.regionNo,
    action,
    change,
    request_id: requestId,
  }))
  await tx.$executeRaw`SELECT append_audit_of_act(${JSON.stringify(lines, plain)}::jsonb)`
}
