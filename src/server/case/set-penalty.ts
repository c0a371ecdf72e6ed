import 'server-only'
import { keepsToTier, tierOf } from '#domain/case/benchmark'
import { lawChosen } from '#domain/case/facts'
import { setPenaltyInput } from '#domain/case/inputs-of-facts'
import { leniencyPointsThere } from '#domain/case/leniency'
import { fineOf, fineRangeOf, type JudgedFact, mostFined, type Penalty, penaltyHolds } from '#domain/case/penalty'
import { citedRule } from '#domain/case/place-rules'
import { liabilityOf } from '#domain/case/provisions'
import { dearestIsFined, finedInAct, finedOnce, ofThisCase, restOfAct } from '#domain/case/same-act'
import { addMonths, beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { Prisma } from '#platform/prisma/client'
import { type Context, command } from '../command'
import { must } from '../refused'
import { benchmarkOf } from './benchmark/queries'
import { notFinedByCourt } from './court-fines'
import { judgedFact } from './judged-fact'
import { placeRulesOf } from './local-rule/queries'
import { standingFacts } from './standing-facts'
import { findCaseToRecord, rewriteCase, type SeenCase } from './take-step'

/**
 * Proposes what is to come back, what is fined and what is suspended for one fact, within its line (裁量), or why nothing is fined.
 * A legal review that was asked for or given no longer holds.
 *
 * Refuses `notFound`, `wrongState`, what `penaltyHolds` refuses, `earlierDecisionMissing`, `policeReferralMissing`, `notFirstOffence`,
 * `benchmarkDeparture`, `lawChoiceMissing`, `actFinedTwice`, `dearerUnfined`, `alreadyFinedByCourt`, `changedMeanwhile`.
 */
export const setPenalty = command('case.setPenalty', setPenaltyInput, async (context, input) => {
  const file = await findCaseToRecord(context, 'setPenalty', input.caseId)
  const fact = file.facts.find(({ id }) => id === input.factId) ?? must(refuse('notFound'))
  const { suspendMonths, leniency, leniencyGround, seriousGround } = input
  const fined = input.fineTimes !== null || input.fixedFine !== null
  if (fined) await notFinedByCourt(context.tx, file, [fact.partyId])
  // Which of an act is fined may be proposed after which is not.
  const other = finedInAct(file.facts, fact) ?? restOfAct(file.facts, fact)[0]
  const leniencyRef = input.leniencyRef || (other ? ofThisCase(other.seq) : '')
  const act = { actFrom: fromDateColumn(fact.actFrom), actTo: fromDateColumn(fact.actTo) }
  const chosen = must(lawChosen(act, input))
  const proposed = {
    refundFen: input.refund,
    fineTenths: input.fineTimes,
    fixedFineFen: input.fixedFine,
    suspendMonths,
    leniency,
    leniencyGround: leniency === 'none' ? '' : leniencyGround,
    leniencyRef: leniency === 'finedAlready' ? leniencyRef : '',
    noPenaltyReason: fined ? '' : input.noPenaltyReason,
  }
  const judged = judgedFact({ ...fact, seriousGround }, file)
  const { firstMinor } = await placeRulesOf(context.tx, file.regionNo, context.now)
  must(penaltyHolds(judged, proposed, firstMinor.value))
  must(leniencyPointsThere(leniency, leniencyRef, file.referrals))
  if (leniency === 'firstMinor') await mustBeFirst(context, file, judged.party)

  const measured = await measuredBy(context, file, judged, proposed, input.departure)
  const leniencyBasis = leniency === 'firstMinor' && firstMinor.source ? citedRule(firstMinor.source) : ''
  const after = { ...proposed, ...chosen, leniencyBasis, seriousGround, departure: measured.departure, fineFen: fineOf(judged, proposed) }
  must(finedOnce(file.facts, { ...fact, fineFen: after.fineFen }))
  must(dearestIsFined(file.facts, { ...fact, ...after }, (one) => mostFined(judgedFact(one, file))))
  const change = Object.fromEntries(
    (Object.keys(after) as (keyof typeof after)[]).map((field) => [field, [fact[field], after[field]] as const]),
  )
  const facts = file.facts.map((one) =>
    one.id === fact.id ? { ...one, fineFen: after.fineFen, suspendMonths, departure: after.departure } : one,
  )
  await rewriteCase(context, 'setPenalty', file, input.version, { fact: [fact.seq, fact.seq], ...change }, facts)
  const disposed = { disposedAt: context.now, disposedById: context.actor.userId, benchmark: measured.benchmark ?? Prisma.DbNull }
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
      parties: { some: { kind, ...(institutionId ? { institutionId } : { name }), facts: { some: standingFacts.where } } },
      // One in which nothing was proved, or that was taken back, says nothing of the party.
      procedure: { stage: { not: 'revoked' }, OR: [{ outcome: null }, { outcome: { in: ['penalty', 'noPenalty'] } }] },
    },
    select: { number: true },
  })
  if (earlier) must(refuse('notFirstOffence', { number: earlier.number }))
}

/**
 * What the fine was measured by, as it stands today: the tier of the benchmark of the place that the amount falls into. Nothing where none is
 * in force, where nothing is fined by multiples, and below the range of the law, which no benchmark reaches.
 */
async function measuredBy({ tx, now }: Context, file: SeenCase, fact: JudgedFact, penalty: Penalty, departure: string) {
  const line = liabilityOf(fact)
  const range = line ? fineRangeOf(line, fact) : null
  if (range?.by !== 'multiple' || penalty.fineTenths === null || penalty.leniency === 'mitigated') return { benchmark: null, departure: '' }
  const found = await benchmarkOf(tx, file.regionNo, fact, now)
  const tier = found && tierOf(found.tiers, range.ofFen)
  if (!tier) return { benchmark: null, departure: '' }
  must(keepsToTier(tier, penalty.fineTenths, departure))
  const { title, documentNumber } = found
  const { name, minTenths, maxTenths } = tier
  const within = penalty.fineTenths >= minTenths && penalty.fineTenths <= maxTenths
  return { benchmark: { title, documentNumber, tier: name, minTenths, maxTenths }, departure: within ? '' : departure }
}
