import 'server-only'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { recordProgressInput } from '#domain/referral/inputs'
import { mayTell } from '#domain/referral/kinds'
import { type Context, command } from '../command'
import { must } from '../refused'
import { receiversFor } from './receivers'
import { findReferralToRecord, moveReferralOn, recordInTrail, type SeenReferral } from './take-step'

/**
 * Records a part of the criminal process (侦查、起诉、审判进展), each told by the authority whose it is. With the
 * indictment the court of the region comes to see the referral.
 *
 * Refuses `notFound` (also a part that is another authority's to tell), `wrongState`, `changedMeanwhile`.
 */
export const recordProgress = command(
  'referral.recordProgress',
  recordProgressInput,
  async (context, { referralId, version, ...input }) => {
    const { tx, actor, now } = context
    const referral = await findReferralToRecord(context, 'recordProgress', referralId, 'police')
    const { department, agencyId } = actor
    if (!department || !agencyId || !mayTell(department, input.kind)) return must(refuse('notFound'))

    await moveReferralOn(context, referralId, version, input.kind === 'indicted' ? await courtOf(context, referral) : {})
    await tx.criminalProgress.create({
      data: {
        ...input,
        referralId,
        occurredOn: toDateColumn(input.occurredOn),
        department,
        agencyId,
        recordedById: actor.userId,
        recordedByName: actor.name,
        recordedAt: now,
      },
    })
    await recordInTrail(context, referralId, 'recordProgress', {
      [input.kind]: [null, input.occurredOn],
      people: [null, input.peopleCount],
    })
  },
)

async function courtOf({ tx }: Context, referral: SeenReferral) {
  const court = (await receiversFor(tx, referral.receiverRegionNo, ['CT']))[0]
  return court ? { courtAgencyId: court.id, courtRegionNo: court.regionNo } : {}
}
