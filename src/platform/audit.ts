import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Tx } from './db'

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
