import { checkFiles as check } from '#server/file/check-files'
import type { Handler } from './handler'

/** Each night: what is kept is read again and held against its hash. */
export const checkFiles: Handler<'checkFiles'> = async (_job, now) => {
  await check(now)
}
