import { disableDormant as disable } from '#server/identity/disable-dormant'
import type { Handler } from './handler'

/** Every ten minutes: accounts that nobody has used for long are disabled. */
export const disableDormant: Handler<'disableDormant'> = async (_job, now) => {
  await disable(now)
}
