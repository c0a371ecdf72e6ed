import 'server-only'
import { mayStrikeExtension } from '#domain/clock/extension'
import { strikeExtensionInput } from '#domain/clock/inputs'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { notOwnWork } from './extend-clock'
import { extendedBy, findClockFor, keptExclusions, moveClock, movedDue } from './move-clock'
import { byWhoStrikes } from './strike-exclusion'

/**
 * Strikes out the last extension of a clock, which was entered wrongly (延长登记有误): it stays in sight, the last day is reckoned without it, and
 * the same extension may be given again. Neither who gave it nor who works on the case does so.
 *
 * Refuses `notFound`, `samePerson`, `clockStopped`, `wrongState` where none counts, `changedMeanwhile`.
 */
export const strikeExtension = command('clock.strikeExtension', strikeExtensionInput, async (context, { clockId, reason }) => {
  const { tx, actor } = context
  const clock = await findClockFor(context, byWhoStrikes, clockId)
  if (!(await notOwnWork(tx, actor, clock))) must(refuse('samePerson'))
  const last = clock.changes.at(-1)
  must(mayStrikeExtension(clock, last, actor.userId))
  const due = movedDue(context, clock, keptExclusions(clock), extendedBy(clock).slice(0, -1))
  await moveClock(context, clock, due, clock.pausedAt, { cause: 'strike', reason, strikesId: last?.id })
})
