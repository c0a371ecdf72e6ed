import 'server-only'
import { type CampaignPlan, citedNumbers } from '#domain/campaign/campaign-plan'
import { whereReadable } from '../access'
import type { Context } from '../command'

/**
 * The launched campaign from above whose number (文号) this plan cites, nearest first; `null` when none of them is in the product.
 */
export async function findParent({ tx, actor }: Pick<Context, 'tx' | 'actor'>, plan: CampaignPlan): Promise<string | null> {
  const numbers = citedNumbers(plan)
  if (numbers.length === 0) return null
  const above = await tx.campaign.findMany({
    where: {
      AND: [
        whereReadable(actor, 'campaign'),
        {
          documentNumber: { in: numbers },
          state: { in: ['launched', 'closed'] },
          agencyId: { not: actor.agencyId ?? undefined },
          rangeLo: { lte: actor.regionNo },
          rangeHi: { gte: actor.regionNo },
        },
      ],
    },
    select: { id: true, rangeLo: true, rangeHi: true },
  })
  above.sort((one, other) => one.rangeHi - one.rangeLo - (other.rangeHi - other.rangeLo))
  return above[0]?.id ?? null
}
