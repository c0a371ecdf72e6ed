import 'server-only'

/**
 * Work that is done again and again by the schedule, whether or not anybody looks at a page. A job carries what names its subject and
 * nothing that could be out of date when it runs. Its handler stands in `src/jobs`. Work that a command asks for is planned through
 * `#platform/outbox`, in the command's transaction; so far no command has any (decision 0009).
 */
export type Job = { kind: 'watchClocks' } | { kind: 'anchorAudit' } | { kind: 'disableDormant' } | { kind: 'clearUploads' }

/** Kinds that run by themselves: kind → cron, Beijing time. */
export const schedule = {
  watchClocks: '* * * * *',
  anchorAudit: '* * * * *',
  disableDormant: '*/10 * * * *',
  clearUploads: '17,47 * * * *',
} as const satisfies Partial<Record<Job['kind'], string>>
