import { anchorAudit as anchor } from '#server/audit/anchor'
import type { Handler } from './handler'

/** Each minute: what the trail says now is signed and written down where the database's own administrator cannot reach it. */
export const anchorAudit: Handler<'anchorAudit'> = async (_job, now) => {
  await anchor(now)
}
