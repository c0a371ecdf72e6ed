import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { whereReadable } from '../access'
import { query } from '../query'

/** The campaigns under way that this person may see, newest first: for choosing one in a form. */
export const listCampaignChoices = (actor: Actor): Promise<{ id: string; name: string; number: string }[]> =>
  query(actor, (tx) =>
    tx.campaign.findMany({
      where: { AND: [{ state: { in: ['launched', 'closed'] } }, whereReadable(actor, 'campaign')] },
      select: { id: true, name: true, number: true },
      orderBy: { launchedAt: 'desc' },
      take: 50,
    }),
  )
