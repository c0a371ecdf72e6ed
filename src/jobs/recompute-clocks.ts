import { recomputeClocks as recompute } from '#server/clock/recompute-clocks'
import type { Handler } from './handler'

/** Each day: when running clocks end, by the calendar and the law as they are by now. */
export const recomputeClocks: Handler<'recomputeClocks'> = async (_job, now) => {
  await recompute(now)
}
