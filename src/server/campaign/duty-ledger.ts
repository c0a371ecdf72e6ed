import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { whereReadable } from '../access'
import { whereAttachmentReadable } from '../file/queries'
import { query } from '../query'
import { findVisible } from './visible'

const printedAtMost = 20_000

/**
 * The duties of a campaign with whom they were given to, as far as this person sees them. `null` when it does not exist for them. `cut`: there are
 * more than the sheet takes; those of the first regions are shown.
 */
export const dutyLedger = (actor: Actor, campaignId: string, most = printedAtMost) =>
  query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, campaignId)
    if (!campaign) return null
    const duties = await tx.duty.findMany({ where: { campaignId }, orderBy: { seq: 'asc' } })
    const found = await tx.dutyAssignment.findMany({
      where: { AND: [{ campaignId }, whereReadable(actor, 'dutyAssignment')] },
      include: { agency: { select: { name: true } } },
      orderBy: [{ regionNo: 'asc' }, { agencyId: 'asc' }, { dutyId: 'asc' }],
      take: most + 1,
    })
    const assignments = found.slice(0, most)
    const ids = assignments.map(({ id }) => id)
    const proofs = await tx.attachment.findMany({
      where: { AND: [{ subjectType: 'dutyAssignment', subjectId: { in: ids }, removedAt: null }, whereAttachmentReadable(actor)] },
      select: { subjectId: true, title: true },
      orderBy: { addedAt: 'asc' },
    })
    const titles = byKey(proofs, ({ subjectId }) => subjectId)
    const ofDuty = byKey(assignments, ({ dutyId }) => dutyId)
    const dayOf = (on: Date | null) => on && fromDateColumn(on)
    return {
      ...campaign,
      cut: found.length > most,
      duties: duties.flatMap((duty) => {
        const own = ofDuty.get(duty.id)
        if (!own) return []
        const assigned = own.map(({ agency, dueOn, ...one }) => ({
          ...{ agencyName: agency.name, department: one.department, part: one.part, state: one.state, dueOn: dayOf(dueOn) },
          ...{ progress: one.progress, proofs: (titles.get(one.id) ?? []).map(({ title }) => title) },
        }))
        return [{ ...duty, dueText: own[0]?.dueText ?? null, dueOn: dayOf(own[0]?.dueOn ?? null), assigned }]
      }),
    }
  })

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const same = found.get(keyOf(row))
    if (same) same.push(row)
    else found.set(keyOf(row), [row])
  }
  return found
}
