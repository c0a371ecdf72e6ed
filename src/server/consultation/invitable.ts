import 'server-only'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'

/** The bureaus that a case of this campaign may be put before: those whose commitment is signed, as far as this person knows, and not the own. */
export async function invitableAgencies(tx: Tx, actor: Actor, campaignId: string) {
  const signed = await tx.commitment.findMany({
    where: { AND: [{ campaignId, NOT: { agencyId: actor.agencyId ?? '' } }, whereReadable(actor, 'commitment')] },
    select: { agencyId: true },
  })
  return tx.agency.findMany({
    where: { id: { in: signed.map(({ agencyId }) => agencyId) }, kind: 'bureau' },
    select: { id: true, name: true },
    orderBy: [{ regionNo: 'asc' }, { department: 'asc' }],
  })
}
