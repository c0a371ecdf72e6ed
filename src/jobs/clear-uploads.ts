import { clearUploads as clear } from '#server/file/clear-uploads'
import type { Handler } from './handler'

/** Each half hour: what somebody began to upload and left lying goes, with its parts. */
export const clearUploads: Handler<'clearUploads'> = async (_job, now) => {
  await clear(now)
}
