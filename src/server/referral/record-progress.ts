import 'server-only'
import { fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { eventOpenTo, inOrder, mayTell } from '#domain/referral/criminal'
import { recordProgressInput } from '#domain/referral/inputs'
import { type Context, command } from '../command'
import { must } from '../refused'
import { receiversFor } from './receivers'
import { findReferralToRecord, moveReferralOn, recordInTrail, type SeenReferral } from './take-step'

/**
 * Records a part of the criminal process (侦查、起诉、审判进展), each told by the authority whose it is, to those that it tells it to. With
 * the first indictment the court of the region comes to see the referral. What was told is put right by a further event of the same kind.
 *
 * Refuses `notFound` (also a part that is another authority's to tell or to put right), `wrongState`, `progressOutOfOrder`, `changedMeanwhile`.
 */
export const recordProgress = command(
  'referral.recordProgress',
  recordProgressInput,
  async (context, { referralId, version, fine, recovered, openTo, correctsId, ...input }) => {
    const { tx, actor, now } = context
    const referral = await findReferralToRecord(context, 'recordProgress', referralId, 'police')
    const { department, agencyId } = actor
    if (!department || !agencyId || !mayTell(department, input.kind)) return must(refuse('notFound'))

    await moveReferralOn(
      context,
      referralId,
      version,
      input.kind === 'indicted' && !referral.courtAgencyId ? await courtOf(context, referral) : {},
    )
    const told = await tx.criminalProgress.findMany({ where: { referralId, correctedBy: null } })
    const corrected = told.find(({ id }) => id === correctsId)
    if (correctsId && (corrected?.kind !== input.kind || corrected.agencyId !== agencyId)) return must(refuse('notFound'))
    const standing = told.filter(({ id }) => id !== correctsId).map((event) => ({ ...event, occurredOn: fromDateColumn(event.occurredOn) }))
    must(inOrder(standing, input))

    const judgment = input.kind === 'judged' ? { fineFen: fine, recoveredFen: recovered } : { sentence: '', finedParty: '' }
    await tx.criminalProgress.create({
      data: {
        ...{ ...input, ...judgment, referralId, correctsId, occurredOn: toDateColumn(input.occurredOn) },
        ...{ department, agencyId, openTo: eventOpenTo(input.kind, department, ...openTo, ...(corrected?.openTo ?? [])) },
        ...{ recordedById: actor.userId, recordedByName: actor.name, recordedAt: now },
      },
    })
    await recordInTrail(context, referralId, 'recordProgress', {
      [input.kind]: [corrected ? fromDateColumn(corrected.occurredOn) : null, input.occurredOn],
      people: [corrected?.peopleCount ?? null, input.peopleCount],
    })
  },
)

async function courtOf({ tx }: Context, referral: SeenReferral) {
  const court = (await receiversFor(tx, referral.receiverRegionNo, ['CT']))[0]
  return court ? { courtAgencyId: court.id, courtRegionNo: court.regionNo } : {}
}
