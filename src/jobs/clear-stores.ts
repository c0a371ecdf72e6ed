import { clearStores as clear } from '#server/screening/clear-stores'
import type { Handler } from './handler'

/** Each night: stored settlement data that another delivery replaced long ago, and that no run points to, goes. */
export const clearStores: Handler<'clearStores'> = async (_job, now) => {
  await clear(now)
}
