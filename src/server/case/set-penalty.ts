import 'server-only'
import { setPenaltyInput } from '#domain/case/inputs-of-facts'
import { leniencyPointsThere } from '#domain/case/leniency'
import { fineOf, penaltyHolds } from '#domain/case/penalty'
import { addMonths, beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { type Context, command } from '../command'
import { must } from '../refused'
import { notFinedByCourt } from './court-fines'
import { judgedFact } from './judged-fact'
import { findCaseToRecord, rewriteCase, type SeenCase } from './take-step'

/**
 * Proposes what is to come back, what is fined and what is suspended for one fact, within its line (裁量), or why nothing is fined.
 * A legal review that was asked for or given no longer holds.
 *
 * Refuses `notFound`, `wrongState`, what `penaltyHolds` refuses, `earlierDecisionMissing`, `policeReferralMissing`, `notFirstOffence`,
 * `alreadyFinedByCourt`, `changedMeanwhile`.
 */
export const setPenalty = command('case.setPenalty', setPenaltyInput, async (context, input) => {
  const file = await findCaseToRecord(context, 'setPenalty', input.caseId)
  const fact = file.facts.find(({ id }) => id === input.factId) ?? must(refuse('notFound'))
  const { suspendMonths, leniency, leniencyGround, seriousGround } = input
  const fined = input.fineTimes !== null || input.fixedFine !== null
  if (fined) await notFinedByCourt(context.tx, file, [fact.partyId])
  const proposed = {
    refundFen: input.refund,
    fineTenths: input.fineTimes,
    fixedFineFen: input.fixedFine,
    suspendMonths,
    leniency,
    leniencyGround: leniency === 'none' ? '' : leniencyGround,
    leniencyRef: leniency === 'finedAlready' ? input.leniencyRef : '',
    noPenaltyReason: fined ? '' : input.noPenaltyReason,
  }
  const judged = judgedFact({ ...fact, seriousGround }, file)
  must(penaltyHolds(judged, proposed))
  must(leniencyPointsThere(leniency, input.leniencyRef, file.referrals))
  if (leniency === 'firstMinor') await mustBeFirst(context, file, judged.party)

  const after = { ...proposed, seriousGround, fineFen: fineOf(judged, proposed) }
  const change = Object.fromEntries(
    (Object.keys(after) as (keyof typeof after)[]).map((field) => [field, [fact[field], after[field]] as const]),
  )
  const facts = file.facts.map((one) => (one.id === fact.id ? { ...one, fineFen: after.fineFen } : one))
  await rewriteCase(context, 'setPenalty', file, input.version, { fact: [fact.seq, fact.seq], ...change }, facts)
  const disposed = { disposedAt: context.now, disposedById: context.actor.userId }
  await context.tx.caseFact.update({ where: { id: fact.id }, data: { ...after, ...disposed, version: { increment: 1 } } })
})

/**
 * A first offence has no decision on an act of the same party before it, within two years. An institution is known by its place in the
 * register; anybody else by name alone, which may stop a namesake: nothing else of them is kept.
 */
async function mustBeFirst({ tx, now }: Context, file: SeenCase, { kind, name, institutionId }: SeenCase['parties'][number]) {
  const since = new Date(`${addMonths(beijingDay(now), -24)}T00:00:00+08:00`)
  const earlier = await tx.case.findFirst({
    where: {
      ...{ id: { not: file.id }, decidedAt: { gte: since } },
      parties: { some: { kind, ...(institutionId ? { institutionId } : { name }), facts: { some: {} } } },
      // One in which nothing was proved, or that was taken back, says nothing of the party.
      procedure: { stage: { not: 'revoked' }, OR: [{ outcome: null }, { outcome: { in: ['penalty', 'noPenalty'] } }] },
    },
    select: { number: true },
  })
  if (earlier) must(refuse('notFirstOffence', { number: earlier.number }))
}
