import type { Job } from '#server/jobs'

/** Does one job. Called at least once, so it is idempotent: what is already done is left as it is. */
export type Handler<Kind extends Job['kind']> = (job: Extract<Job, { kind: Kind }>, now: Date) => Promise<void>
