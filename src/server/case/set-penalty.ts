import 'server-only'
import { fineOf, penaltyHolds } from '#domain/case/facts'
import { setPenaltyInput } from '#domain/case/inputs'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, rewriteCase } from './take-step'

/**
 * Proposes what is to come back and what is to be fined for one fact, within the article's range (裁量), or why nothing is fined.
 * A legal review that was asked for or given no longer holds.
 *
 * Refuses `notFound`, `wrongState`, `refundTooLarge`, `fineOutOfRange`, `noPenaltyReasonMissing`, `changedMeanwhile`.
 */
export const setPenalty = command('case.setPenalty', setPenaltyInput, async (context, input) => {
  const file = await findCaseToRecord(context, 'setPenalty', input.caseId)
  const fact = file.facts.find(({ id }) => id === input.factId) ?? must(refuse('notFound'))
  const penalty = { refundFen: input.refund, fineTenths: input.fineTimes }
  must(penaltyHolds(fact, penalty, input.firstMinor))
  const noPenaltyReason = penalty.fineTenths === null ? input.noPenaltyReason : ''
  if (penalty.fineTenths === null && noPenaltyReason === '') must(refuse('noPenaltyReasonMissing'))

  const fineFen = fineOf(fact.fundLossFen, penalty.fineTenths)
  await rewriteCase(
    context,
    'setPenalty',
    file,
    input.version,
    {
      refundFen: [fact.refundFen, penalty.refundFen],
      fineTenths: [fact.fineTenths, penalty.fineTenths],
      fineFen: [fact.fineFen, fineFen],
      firstMinor: [file.firstMinor, input.firstMinor],
      noPenaltyReason: [fact.noPenaltyReason, noPenaltyReason],
    },
    { firstMinor: input.firstMinor },
  )
  const disposed = { disposedAt: context.now, disposedById: context.actor.userId, noPenaltyReason }
  await context.tx.caseFact.update({ where: { id: fact.id }, data: { ...penalty, ...disposed, fineFen, version: { increment: 1 } } })
})
