import type { Handler } from './handler'

export const anchorAudit: Handler<'anchorAudit'> = async () => undefined
