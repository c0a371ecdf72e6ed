import 'server-only'
import { type ClockState, clockState, type WorkCalendar } from '#domain/clock/clock'
import { type Due, dueOf } from '#domain/clock/due'
import { clockRule, isClockRuleId, lapsingRules } from '#domain/clock/rules'
import type { Actor } from '#domain/kernel/access'
import type { Basis } from '#domain/law/law'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { loadCalendar } from './calendar'
import type { ClockSubject } from './turn-clocks'

export type ClockView = {
  id: string
  ruleId: string
  name: string
  basis: Basis | null
  /** What its place has set in place of the rule's own length. */
  localBasis: string
  /** False where nobody has verified the length: shown as 未核实. */
  verified: boolean
  startedAt: Date
  dueAt: Date
  stoppedAt: Date | null
  estimated: boolean
  state: ClockState
  due: Due
}

/** The statutory clocks of a subject that the actor may see, with how each stands now; running ones first, due soonest first. */
export async function clocksOf(tx: Tx, actor: Actor, subject: Pick<ClockSubject, 'type' | 'id'>, now: Date): Promise<ClockView[]> {
  const rows = await tx.statutoryClock.findMany({
    where: { AND: [{ subjectType: subject.type, subjectId: subject.id }, whereReadable(actor, 'statutoryClock')] },
    orderBy: [{ stoppedAt: { sort: 'asc', nulls: 'first' } }, { dueAt: 'asc' }],
  })
  return viewClocks(rows, now, await loadCalendar())
}

type ClockRow = {
  id: string
  ruleId: string
  startedAt: Date
  dueAt: Date
  stoppedAt: Date | null
  pausedAt: Date | null
  estimated: boolean
  localBasis?: string
}

/** Time that a party may let pass is over when it has run out, whether anybody has written that down or not. */
const asLapsed = <Row extends ClockRow>(row: Row, now: Date): Row =>
  row.stoppedAt === null && row.dueAt <= now && lapsingRules.some((rule) => rule === row.ruleId)
    ? { ...row, stoppedAt: new Date(row.dueAt.getTime() - 1) }
    : row

/** Clocks as they are kept → as they stand now. */
export const viewClocks = (rows: readonly ClockRow[], now: Date, calendar: WorkCalendar): ClockView[] =>
  rows.map((kept) => {
    const row = asLapsed(kept, now)
    const rule = isClockRuleId(row.ruleId) ? clockRule(row.ruleId) : null
    const { id, ruleId, startedAt, dueAt, stoppedAt, estimated } = row
    return {
      id,
      ruleId,
      name: rule?.name ?? ruleId,
      basis: rule?.basis ?? null,
      localBasis: row.localBasis ?? '',
      // What a place has set says of itself whether it was verified.
      verified: Boolean(row.localBasis) || (rule?.verified ?? false),
      startedAt,
      dueAt,
      stoppedAt,
      estimated,
      state: clockState(row, now, calendar),
      due: dueOf(row, now, calendar),
    }
  })
