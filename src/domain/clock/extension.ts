import { ok, type Result, refuse } from '../kernel/result'
import type { ExtensionRule } from './clock-rule'
import { lastDayOf } from './moved'
import { isClockRuleId, runningRule } from './rules'

/** The extension that a clock's rule knows after those it had; `null` where there is none, or none is left. */
export const nextExtension = (ruleId: string, had: number): ExtensionRule | null =>
  (isClockRuleId(ruleId) ? runningRule(ruleId)?.extensions?.[had] : undefined) ?? null

/**
 * Whether the last extension of a clock that counts is struck out: as long as the clock runs, and by another person than who gave it. Refuses
 * `clockStopped`, `wrongState` where it has none, `samePerson`.
 */
export function mayStrikeExtension(
  clock: Pick<Extensible, 'stoppedAt'>,
  last: { byId: string | null } | undefined,
  userId: string,
): Result<void> {
  if (clock.stoppedAt) return refuse('clockStopped')
  if (!last) return refuse('wrongState', { state: 'none' })
  return last.byId === userId ? refuse('samePerson') : ok(undefined)
}

/** What is extended by a paper and a step of its own (延长封存), not by its clock alone. */
export const extendedByStep = (ruleId: string): boolean => ruleId === 'CK07'

type Extensible = { dueAt: Date; stoppedAt: Date | null; pausedAt: Date | null }

/**
 * Whether a clock is extended now, and by how much: before its time is over, by what the law allows at most. Refuses `clockStopped`,
 * `exclusionOpen` while it stands still, `clockRanOut` with its last day, `extensionUnfit` with the longest, and `minutesMissing` where several
 * decide and no minutes show it.
 */
export function mayExtend(
  clock: Extensible,
  { length, upTo, collective }: ExtensionRule,
  asked: { length?: number; minutes: boolean },
  now: Date,
): Result<{ length: number }> {
  if (clock.stoppedAt) return refuse('clockStopped')
  if (clock.pausedAt) return refuse('exclusionOpen', { ground: '' })
  if (clock.dueAt <= now) return refuse('clockRanOut', { day: lastDayOf(clock.dueAt) })
  const granted = asked.length ?? length
  if (granted > length || (!upTo && granted !== length)) return refuse('extensionUnfit', { most: length })
  return collective && !asked.minutes ? refuse('minutesMissing') : ok({ length: granted })
}
