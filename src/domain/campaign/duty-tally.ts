import type { CivilDate } from '../kernel/civil-date'
import type { DutyState } from './duty-steps'

/** So many assigned duties in one state with one deadline. */
export type CountedDuties = { state: DutyState; dueOn: CivilDate | null; count: number }

export type DutyTally = { total: number; done: number; started: number; late: number }

/** Duties counted: a duty is late when its last day is over and it is not struck off. */
export function tallyDuties(counted: readonly CountedDuties[], today: CivilDate): DutyTally {
  const tally = { total: 0, done: 0, started: 0, late: 0 }
  for (const { state, dueOn, count } of counted) {
    tally.total += count
    if (state === 'done') tally.done += count
    else if (dueOn !== null && dueOn < today) tally.late += count
    if (state === 'inProgress') tally.started += count
  }
  return tally
}

/** All of it struck off, some of it begun, or nothing yet. */
export const overallState = ({ total, done, started }: DutyTally): DutyState =>
  total > 0 && done === total ? 'done' : done + started > 0 ? 'inProgress' : 'notStarted'
