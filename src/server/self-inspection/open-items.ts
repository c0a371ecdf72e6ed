import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { AskedItem } from '#domain/screening/item-behind'
import { filingGrants } from '#domain/self-inspection/steps'
import { whereMay } from '../access'
import { query } from '../query'
import { whereAsked } from './items-asked'

export type OpenItem = AskedItem & { filingId: string; section: string }

/** The items that the actor's institution can still record findings under: those of its newest filing that is open, found by some model. */
export const listOpenItems = (actor: Actor): Promise<OpenItem[]> =>
  query(actor, async (tx) => {
    const filing = await tx.filing.findFirst({
      where: { AND: [{ state: { in: ['inProgress', 'returned', 'notStarted'] } }, whereMay(actor, filingGrants.fill, 'filing')] },
      select: { id: true, checklistId: true, institution: { select: { kind: true, level: true } } },
      orderBy: [{ campaign: { launchedAt: 'desc' } }, { dueOn: 'desc' }],
    })
    if (!filing) return []
    const items = await tx.checklistItem.findMany({
      where: { AND: [whereAsked(filing), { modelIds: { isEmpty: false } }] },
      select: { id: true, code: true, text: true, modelIds: true, fieldId: true },
      orderBy: { seq: 'asc' },
    })
    return items.map(({ fieldId, ...item }) => ({ ...item, filingId: filing.id, section: fieldId ?? 'general' }))
  })
