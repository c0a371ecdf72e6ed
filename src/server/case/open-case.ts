import 'server-only'
import { mayAskToOpen, openCaseInput, openingsPerDay } from '#domain/case/opening'
import { beijingMinute, DAY_MS } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { notifyAll } from '../notification/notify'
import { must } from '../refused'

/**
 * Opens a case of another place by a reason (凭事由查阅), for a day. Which case the number opens is for the database to say; `caseId` is
 * `null` where it opens none, whether there is no such case or it must not be opened. Either way it stands what was asked for.
 *
 * Refuses `notFound` (whoever may not ask), `tooMany`.
 * Commits together: the opening, the line in the case's trail where its bureau reads it, a notice to its officers and their heads.
 */
export const openCase = command('case.open', openCaseInput, async (context, { number, reason }) => {
  const { tx, actor, now, requestId } = context
  if (!mayAskToOpen(actor)) must(refuse('notFound'))
  const known = await tx.case.findFirst({ where: { AND: [{ number }, whereReadable(actor, 'case')] }, select: { id: true } })
  if (known) return { caseId: known.id }

  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('case_opening:' || ${actor.userId}, 0))`
  const asked = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM case_opening WHERE user_id = ${actor.userId}::uuid AND opened_at > now() - ${DAY_MS} * interval '1 millisecond'`
  if ((asked[0]?.n ?? 0) >= openingsPerDay) must(refuse('tooMany', { limit: openingsPerDay }))

  const { userId, name, agencyName } = actor
  const opening = await tx.caseOpening.create({ data: { userId, userName: name, agencyName, number, reason } })
  const { caseId, department, regionNo, until, reportedTo } = opening
  if (caseId === null || regionNo === null || until === null) return { caseId: null }
  await audit(tx, {
    ...{ at: now, actor: { ...actor, department, regionNo }, action: 'case.open', requestId, subject: { type: 'case', id: caseId } },
    change: { agency: [null, agencyName], reason: [null, reason] },
  })
  const detail = { who: name, from: agencyName, number, until: beijingMinute(until) }
  await notifyAll(
    context,
    reportedTo.map((told) => ({
      to: { userId: told },
      notice: { kind: 'caseOpened' as const, detail, link: `/cases/${caseId}`, dedupeKey: `case.open:${opening.id}:${told}` },
    })),
  )
  return { caseId }
})
