import { workOnBatch } from '#server/document/batch/batch-job'
import type { Handler } from './handler'

/** Planned by whoever has many papers drafted or issued: one after the other, each by itself. */
export const workOnPapers: Handler<'workOnPapers'> = workOnBatch
