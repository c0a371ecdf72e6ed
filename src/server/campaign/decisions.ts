import 'server-only'
import { inLedgerOrder, isLate, type LedgerView, standsIn } from '#domain/campaign/ledger'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import { Prisma } from '#platform/prisma/client'
import { currentTime } from '#platform/time'
import { readableSql, whereReadable } from '../access'
import { query } from '../query'
import { findVisible } from './visible'

const listed = 500

/**
 * The ledger of a campaign's decisions (议定事项台账): each with the meeting that took it, who has to see to it, by when, and how its duty
 * goes, as far as this person follows that duty; and the conclusions of the consultations that are theirs to see. `null` when the campaign does not exist for them.
 */
export const getDecisions = (actor: Actor, campaignId: string, view: LedgerView, now = currentTime(), most = listed) =>
  query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, campaignId)
    if (!campaign) return null
    const today = beijingDay(now)
    const { counts, ids } = await inView(tx, { campaignId, view, today, most })
    const rows = await tx.meetingDecision.findMany({
      where: { AND: [{ id: { in: ids } }, whereReadable(actor, 'meetingDecision')] },
      orderBy: [{ decidedOn: 'desc' }, { seq: 'asc' }],
    })
    const assignments = await tx.dutyAssignment.findMany({
      where: { AND: [{ dutyId: { in: rows.map(({ dutyId }) => dutyId) } }, whereReadable(actor, 'dutyAssignment')] },
      select: { dutyId: true, agencyId: true, state: true, ownerName: true, progress: true },
    })
    const consultations = await tx.consultation.findMany({
      where: { AND: [{ campaignId, state: 'concluded' }, whereReadable(actor, 'consultation')] },
      select: { id: true, number: true, title: true, agencyName: true, conclusion: true, endedByName: true, endedAt: true },
      orderBy: { endedAt: 'desc' },
      take: listed,
    })
    const lines = rows.map((row) => {
      const duty = assignments.find(({ dutyId, agencyId }) => dutyId === row.dutyId && agencyId === row.agencyId)
      const line = {
        ...{ id: row.id, text: row.text, meetingTitle: row.meetingTitle, agencyName: row.agencyName, department: row.department },
        ...{ dutyId: row.dutyId, decidedOn: fromDateColumn(row.decidedOn), dueOn: row.dueOn && fromDateColumn(row.dueOn) },
        ...{ state: duty?.state ?? null, ownerName: duty?.ownerName ?? null, progress: duty?.progress ?? '' },
      }
      return { ...line, late: isLate(line, today) }
    })
    return {
      ...{ id: campaignId, name: campaign.name, state: campaign.state, documentNumber: campaign.documentNumber },
      counts,
      lines: inLedgerOrder(lines.filter((line) => standsIn(view, line, today))),
      consultations: consultations.map(({ endedAt, ...one }) => ({ ...one, endedOn: endedAt ? beijingDay(endedAt) : '' })),
    }
  })
export type LedgerPage = NonNullable<Awaited<ReturnType<typeof getDecisions>>>

type Asked = { campaignId: string; view: LedgerView; today: string; most: number }
/** How many of all decisions stand in each view, and the first of this one, in the order of the ledger: `standsIn` and `inLedgerOrder` in SQL. */
async function inView(tx: Tx, { campaignId, view, today, most }: Asked) {
  const late = Prisma.sql`coalesce(state <> 'done' AND due_on < ${today}::date, false)`
  const done = Prisma.sql`state IS NOT DISTINCT FROM 'done'`
  const views = { all: Prisma.sql`true`, done, open: Prisma.sql`NOT (${done})`, late }
  const lines = Prisma.sql`
    SELECT meeting_decision.id, meeting_decision.due_on, meeting_decision.decided_on, duty_assignment.state
    FROM meeting_decision LEFT JOIN duty_assignment ON duty_assignment.duty_id = meeting_decision.duty_id
      AND duty_assignment.agency_id = meeting_decision.agency_id AND ${Prisma.raw(readableSql('dutyAssignment'))}
    WHERE meeting_decision.campaign_id = ${campaignId}::uuid AND ${Prisma.raw(readableSql('meetingDecision'))}`
  const [counts] = await tx.$queryRaw<Record<LedgerView, number>[]>`
    SELECT count(*)::int AS "all", count(*) FILTER (WHERE ${done})::int AS done, count(*) FILTER (WHERE ${views.open})::int AS open,
      count(*) FILTER (WHERE ${late})::int AS late FROM (${lines}) line`
  const first = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM (${lines}) line WHERE ${views[view]}
    ORDER BY ${done}, CASE WHEN ${done} THEN decided_on END DESC, due_on, decided_on, id LIMIT ${most}`
  return { counts: counts ?? { all: 0, done: 0, open: 0, late: 0 }, ids: first.map(({ id }) => id) }
}
