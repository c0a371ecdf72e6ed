import { remindStoppages } from '#server/case/track/remind-stoppages'
import { watchCourtTime } from '#server/case/track/watch-court-time'
import { recomputeClocks as recompute } from '#server/clock/recompute-clocks'
import { remindOpenPeriods } from '#server/clock/remind-open-periods'
import type { Handler } from './handler'

/**
 * Each day: when running clocks end, by the calendar and the law as they are by now; which have begun as others ended, and which
 * have stood still for long; and what a decision stops that is about to be over, or is.
 */
export const recomputeClocks: Handler<'recomputeClocks'> = async (_job, now) => {
  await watchCourtTime(now)
  await recompute(now)
  await remindOpenPeriods(now)
  await remindStoppages(now)
}
