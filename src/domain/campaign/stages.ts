import { addDays, type CivilDate, daysBetween } from '../kernel/civil-date'
import type { StageKind } from '../plan/codes'

/** As much of a stage as the calendar asks for. */
export type PlannedStage = { kind: StageKind; title: string; dueOn: CivilDate | null }

export type LaterStage = { index: number; title: string; dueOn: CivilDate; parentTitle: string; parentDueOn: CivilDate; daysLater: number }

/**
 * The stages that end later here than in the plan from above (对上级时限不得延后). Compared by kind, and by title where a kind occurs
 * more than once; a stage that the parent does not have, or does not date, is compared with nothing.
 */
export function stagesLaterThanParent(own: readonly PlannedStage[], parent: readonly PlannedStage[]): LaterStage[] {
  return own.flatMap((stage, index) => {
    const counterpart =
      parent.find((other) => other.title === stage.title) ??
      (stage.kind === 'other' ? undefined : parent.find((other) => other.kind === stage.kind))
    if (!stage.dueOn || !counterpart?.dueOn || stage.dueOn <= counterpart.dueOn) return []
    return [
      {
        index,
        title: stage.title,
        dueOn: stage.dueOn,
        parentTitle: counterpart.title,
        parentDueOn: counterpart.dueOn,
        daysLater: daysBetween(counterpart.dueOn, stage.dueOn),
      },
    ]
  })
}

type StagePhase = 'undated' | 'future' | 'current' | 'past'

type StageStanding = {
  phase: StagePhase
  /** The day after the stage before it ends; the day of issue for the first; `null` for one that was over when the plan was issued. */
  startsOn: CivilDate | null
  /** Days since its last day, while something in it is still open; 0 otherwise. */
  slippedDays: number
}

/**
 * Where each stage stands on this day. A stage is past when its last day is over; it has slipped when it is past and
 * `open` work of it remains.
 */
export function stageStandings(
  stages: readonly (PlannedStage & { open: number })[],
  startedOn: CivilDate | null,
  today: CivilDate,
): StageStanding[] {
  let begins = startedOn
  return stages.map(({ dueOn, open }) => {
    const startsOn = begins !== null && dueOn !== null && begins > dueOn ? null : begins
    if (dueOn !== null && (begins === null || addDays(dueOn, 1) > begins)) begins = addDays(dueOn, 1)
    if (dueOn === null) return { phase: 'undated', startsOn: null, slippedDays: 0 }
    const past = dueOn < today
    const phase = past ? 'past' : startsOn !== null && startsOn > today ? 'future' : 'current'
    return { phase, startsOn, slippedDays: past && open > 0 ? daysBetween(dueOn, today) : 0 }
  })
}

/** The stage into which a day falls: the first that has not ended by then. */
export const stageOn = <Stage extends { dueOn: CivilDate | null }>(stages: readonly Stage[], day: CivilDate): Stage | null =>
  stages.find(({ dueOn }) => dueOn !== null && day <= dueOn) ?? null
