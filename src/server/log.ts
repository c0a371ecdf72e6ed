import 'server-only'
import pino from 'pino'

/** What was tried and refused goes to the log; what happened goes to the audit trail. No personal data in either message. */
const logger = pino({ level: process.env.QINGYUAN_LOG_LEVEL ?? 'info', base: null }, pino.destination(2))

export const logRefusal = (entry: { command: string; code: string; userId: string; requestId: string }) => logger.info(entry, 'refused')

/** Something that somebody should look at: a burst of wrong passwords, a broken chain. */
export const logAlert = (entry: { what: string } & Record<string, string | number>) => logger.warn(entry, 'alert')

export const logFault = (entry: { where: string; error: unknown; requestId?: string }) =>
  logger.error(
    { where: entry.where, requestId: entry.requestId, error: entry.error instanceof Error ? entry.error.stack : String(entry.error) },
    'fault',
  )
