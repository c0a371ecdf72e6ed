import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'
import { query } from '../query'

/** The campaigns under way that this person may see, those of their own level first, then the newest: for choosing one in a form. */
export async function listCampaignChoices(actor: Actor): Promise<{ id: string; name: string; number: string; parentId: string | null }[]> {
  const found = await query(actor, (tx) =>
    tx.campaign.findMany({
      where: { AND: [{ state: { in: ['launched', 'closed'] } }, whereReadable(actor, 'campaign')] },
      select: { id: true, name: true, number: true, documentNumber: true, regionNo: true, parentId: true },
      orderBy: [{ year: 'desc' }, { launchedAt: 'desc' }],
      take: 50,
    }),
  )
  const distance = (regionNo: number) => (regionNo === actor.regionNo ? 0 : 1)
  const told = found.map(({ documentNumber, ...one }) => ({ ...one, name: documentNumber ? `${one.name}（${documentNumber}）` : one.name }))
  return told.sort((one, other) => distance(one.regionNo) - distance(other.regionNo))
}
