import { watchClocks as watch } from '#server/clock/watch-clocks'
import type { Handler } from './handler'

/** Each minute: clocks that run out, and clocks that have run out, are told to those who must know. */
export const watchClocks: Handler<'watchClocks'> = async (_job, now) => {
  await watch(now)
}
