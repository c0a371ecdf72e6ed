import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { whereReadable } from '../access'
import { whereAttachmentReadable } from '../file/queries'
import { query } from '../query'
import { findVisible } from './visible'

/** The duties of a campaign with whom they were given to, as far as this person sees them. `null` when it does not exist for them. */
export const dutyLedger = (actor: Actor, campaignId: string) =>
  query(actor, async (tx) => {
    const campaign = await findVisible(tx, actor, campaignId)
    if (!campaign) return null
    const duties = await tx.duty.findMany({ where: { campaignId }, orderBy: { seq: 'asc' } })
    const assignments = await tx.dutyAssignment.findMany({
      where: { AND: [{ campaignId }, whereReadable(actor, 'dutyAssignment')] },
      include: { agency: { select: { name: true } } },
      orderBy: [{ regionNo: 'asc' }, { agencyId: 'asc' }],
    })
    const ids = assignments.map(({ id }) => id)
    const proofs = await tx.attachment.findMany({
      where: { AND: [{ subjectType: 'dutyAssignment', subjectId: { in: ids }, removedAt: null }, whereAttachmentReadable(actor)] },
      select: { subjectId: true, title: true },
      orderBy: { addedAt: 'asc' },
    })
    const dayOf = (on: Date | null) => on && fromDateColumn(on)
    return {
      ...campaign,
      duties: duties.flatMap((duty) => {
        const own = assignments.filter(({ dutyId }) => dutyId === duty.id)
        if (own.length === 0) return []
        const assigned = own.map(({ agency, dueOn, ...one }) => ({
          ...{ agencyName: agency.name, department: one.department, part: one.part, state: one.state, dueOn: dayOf(dueOn) },
          ...{ progress: one.progress, proofs: proofs.filter(({ subjectId }) => subjectId === one.id).map(({ title }) => title) },
        }))
        return [{ ...duty, dueText: own[0]?.dueText ?? null, dueOn: dayOf(own[0]?.dueOn ?? null), assigned }]
      }),
    }
  })
