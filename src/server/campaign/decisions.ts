import 'server-only'
import { inLedgerOrder, isLate, type LedgerView, ledgerViews, standsIn } from '#domain/campaign/ledger'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { currentTime } from '#platform/time'
import { whereReadable } from '../access'
import { query } from '../query'
import { findVisible } from './visible'

const listed = 500

/**
 * The ledger of a campaign's decisions (议定事项台账): each with the meeting that took it, who has to see to it, by when, and how its duty
 * goes, as far as this person follows that duty; and the conclusions of the consultations that are theirs to see. `null` when the campaign does not exist for them.
 */
export const getDecisions = (actor: Actor, campaignId: string, view: LedgerView, now = currentTime()) =>
  query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, campaignId)
    if (!campaign) return null
    const rows = await tx.meetingDecision.findMany({
      where: { AND: [{ campaignId }, whereReadable(actor, 'meetingDecision')] },
      orderBy: [{ decidedOn: 'desc' }, { seq: 'asc' }],
      take: listed,
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
    const today = beijingDay(now)
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
      counts: Object.fromEntries(ledgerViews.map((one) => [one, lines.filter((line) => standsIn(one, line, today)).length])),
      lines: inLedgerOrder(lines.filter((line) => standsIn(view, line, today))),
      consultations: consultations.map(({ endedAt, ...one }) => ({ ...one, endedOn: endedAt ? beijingDay(endedAt) : '' })),
    }
  })
export type LedgerPage = NonNullable<Awaited<ReturnType<typeof getDecisions>>>
