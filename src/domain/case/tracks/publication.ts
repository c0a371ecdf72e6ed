import { lastDayOf } from '../../clock/moved'
import type { CivilDate } from '../../kernel/civil-date'
import { ok, type Result, refuse } from '../../kernel/result'
import type { AdminStage, CaseServiceMethod, StepPaper } from './stages'

/** The paper that waits to be served at each stage, and so may be published. */
const waiting: Partial<Record<AdminStage, StepPaper>> = {
  ...{ noticed: 'priorNotice', decided: 'decision', served: 'demand', performing: 'demand' },
}
export const paperWaiting = (stage: AdminStage): StepPaper | null => waiting[stage] ?? null

/** A clock of thirty days (CK15) as it is kept: its object is the party for which a paper was published. */
export type Publication = {
  ruleId: string
  objectId: string
  startedAt: Date
  startedRecordedAt: Date | null
  dueAt: Date
  stoppedAt: Date | null
}

/** Of a publication that names no party: of the demand, and of those recorded before each had its own. */
const ofAll = '00000000-0000-0000-0000-000000000000'

/**
 * The publication that a service on this party waits for. What was published before this paper was given (`since`), for another party, or was
 * ended by a service or by taking the notice back, is none of it.
 */
export const publicationFor = <Clock extends Publication>(
  clocks: readonly Clock[],
  since: Date | null,
  partyId: string | null,
): Clock | null =>
  clocks.find(
    ({ ruleId, objectId, startedAt, startedRecordedAt, stoppedAt }) =>
      ruleId === 'CK15' &&
      stoppedAt === null &&
      since !== null &&
      (startedRecordedAt ?? startedAt) >= since &&
      (partyId === null || objectId === partyId || objectId === ofAll),
  ) ?? null

/** Of the parties that wait for a paper, those for which it is not published. Where none is known, `[null]` stands for whoever it is. */
export function unpublished<Party extends { id: string }>(
  clocks: readonly Publication[],
  since: Date | null,
  parties: readonly Party[],
): (Party | null)[] {
  const waits: readonly (Party | null)[] = parties.length === 0 ? [null] : parties
  return waits.filter((party) => publicationFor(clocks, since, party?.id ?? null) === null)
}

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
