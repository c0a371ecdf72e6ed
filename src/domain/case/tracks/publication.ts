import { lastDayOf } from '../../clock/moved'
import type { CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { CaseServiceMethod } from './stages'

/**
 * Whether a paper counts as served on this day: one that was published only after its thirty days are over (公告期满视为送达).
 * Refuses `publicationMissing`, `publicationRuns` with their last day.
 */
export function publicationOver(
  { method, servedOn }: { method: CaseServiceMethod; servedOn: CivilDate },
  published: { dueAt: Date } | null,
): Result<void> {
  if (method !== 'publication') return ok(undefined)
  if (published === null) return refuse('publicationMissing')
  const day = lastDayOf(published.dueAt)
  return servedOn > day ? ok(undefined) : refuse('publicationRuns', { day })
}
