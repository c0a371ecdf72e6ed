import 'server-only'
import { type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { weightsHash } from '#domain/self-inspection/weight'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import type { SpotCheck } from '#platform/prisma/client'
import type { Context } from '../command'
import { nextInternalNumber } from '../numbering'
import { announcedIds, sha256 } from './draw-population'
import type { weightsOfFilings } from './draw-weights'

/** Which announcement of the agency for this purpose the next one is. */
export const nextRound = async (
  tx: Tx,
  { campaignId, agencyId, purpose }: Pick<SpotCheck, 'campaignId' | 'agencyId' | 'purpose'>,
): Promise<number> => (await tx.spotCheck.count({ where: { campaignId, agencyId, purpose } })) + 1

/** What is fixed when a draw is announced. `reason`: why there is another; blank for the first. `weights`: where it draws by them. */
type Announcement = Pick<
  SpotCheck,
  | 'campaignId'
  | 'agencyId'
  | 'department'
  | 'regionNo'
  | 'purpose'
  | 'round'
  | 'reason'
  | 'method'
  | 'size'
  | 'sourceName'
  | 'populationHash'
> & { populationIds: SpotCheck['populationIds']; sourceOn: CivilDate; weights?: Awaited<ReturnType<typeof weightsOfFilings>> | null }

/** Writes down an announced draw, which nobody can change from now on, with its line in the trail. */
export async function addAnnounced(context: Context, announcement: Announcement): Promise<{ id: string; number: string }> {
  const { tx, actor, now, requestId } = context
  const { sourceOn, weights, populationIds, ...fixed } = announcement
  const number = await nextInternalNumber(context, 'CC', fixed.regionNo)
  const { id } = await tx.spotCheck.create({
    data: {
      ...{ ...fixed, number, sourceOn: toDateColumn(sourceOn), populationIds: announcedIds(populationIds) },
      ...(weights && { weights, weightsHash: weightsHash(weights, sha256) }),
      ...{ announcedById: actor.userId, announcedByName: actor.name, announcedAt: now },
    },
    select: { id: true },
  })
  const { purpose, round, reason, method, size, sourceName } = fixed
  await audit(tx, {
    ...{ at: now, actor, action: 'spotCheck.announce', requestId, subject: { type: 'spotCheck', id } },
    change: {
      ...{ purpose: [null, purpose], round: [null, round], source: [null, `${sourceName} ${sourceOn}`] },
      ...{ method: [null, method], size: [null, size], population: [null, announcedIds(populationIds).length] },
      ...(reason !== '' && { reason: [null, reason] as const }),
    },
  })
  return { id, number }
}
