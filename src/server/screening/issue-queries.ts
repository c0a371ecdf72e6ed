import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { seesScreening } from '#domain/screening/settlement-load'
import { whereReadable } from '../access'
import { query } from '../query'

/** What was issued of a run, newest first, and how far each act has come. */
export async function issuesOfRun(actor: Actor, runId: string) {
  if (!isUuid(runId) || !seesScreening(actor)) return []
  return query(actor, (tx) =>
    tx.screeningIssue.findMany({
      where: { runId, run: whereReadable(actor, 'screeningRun') },
      select: {
        ...{ id: true, codes: true, state: true, hitCount: true, issuedCount: true, trouble: true },
        ...{ requestedByName: true, requestedAt: true, batch: { select: { number: true } } },
      },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    }),
  )
}
export type Issue = Awaited<ReturnType<typeof issuesOfRun>>[number]
