import 'server-only'
import type { Tx } from '#platform/db'
import { plan as planAny } from '#platform/outbox'

/**
 * Work to be done after a commit, and only if there is one; or again and again by the schedule. A job carries what
 * names its subject and nothing that could be out of date when it runs. Its handler stands in `src/jobs`.
 */
export type Job = { kind: 'watchClocks' } | { kind: 'anchorAudit' } | { kind: 'disableDormant' }

/** Kinds that run by themselves: kind → cron, Beijing time. Nobody plans these. */
export const schedule = { watchClocks: '* * * * *', anchorAudit: '* * * * *', disableDormant: '*/10 * * * *' } as const satisfies Partial<
  Record<Job['kind'], string>
>

/** Plans a job in the transaction of the change that asks for it. See `#platform/outbox`. */
export const plan: (tx: Tx, job: Exclude<Job, { kind: keyof typeof schedule }>, when: { dedupeKey: string; runAt: Date }) => Promise<void> =
  planAny
