import type { CivilDate } from '../kernel/civil-date'
import type { DutyState } from './duty-steps'

export const ledgerViews = ['open', 'late', 'done', 'all'] as const
export type LedgerView = (typeof ledgerViews)[number]

/** As much of a decision as the ledger is ordered by. `state` is `null` where the reader does not follow how it goes. */
export type LedgerLine = { state: DutyState | null; dueOn: CivilDate | null; decidedOn: CivilDate }

/** A decision is late when its last day is over and it is not struck off. */
export const isLate = ({ state, dueOn }: LedgerLine, today: CivilDate): boolean =>
  state !== null && state !== 'done' && dueOn !== null && dueOn < today

/** Whether a line stands in this view of the ledger. */
export function standsIn(view: LedgerView, line: LedgerLine, today: CivilDate): boolean {
  if (view === 'all') return true
  if (view === 'late') return isLate(line, today)
  return (line.state === 'done') === (view === 'done')
}

const never = '9999-12-31'

/** What is late first, then what is open by its last day, what has none after it; what is done at the end, the newest first. */
export function inLedgerOrder<Line extends LedgerLine>(lines: readonly Line[]): Line[] {
  return [...lines].sort((one, other) => {
    const done = Number(one.state === 'done') - Number(other.state === 'done')
    if (done !== 0) return done
    if (one.state === 'done') return other.decidedOn.localeCompare(one.decidedOn)
    return (one.dueOn ?? never).localeCompare(other.dueOn ?? never) || one.decidedOn.localeCompare(other.decidedOn)
  })
}
