import { watchModels as watch } from '#server/screening/watch-models'
import type { Handler } from './handler'

/** Each night: models whose leads proved true too seldom are told to those who decide on them. */
export const watchModels: Handler<'watchModels'> = async (_job, now) => {
  await watch(now)
}
