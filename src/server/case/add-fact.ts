import 'server-only'
import { addFactInput } from '#domain/case/inputs-of-facts'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { factRow } from './fact-rows'
import { postFound } from './found-money'
import { findCaseToRecord, rewriteCase } from './take-step'

/**
 * Adds a fact of one of its parties to a filed case (违法事实). What it cost the funds is posted as found.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, and what the fact refuses.
 */
export const addFact = command('case.addFact', addFactInput, async (context, { caseId, version, partyId, ...input }) => {
  const { tx, now } = context
  const file = await findCaseToRecord(context, 'addFact', caseId)
  const party = file.parties.find(({ id }) => id === partyId) ?? must(refuse('notFound'))
  const fact = factRow(input, party.kind, beijingDay(now))

  const { _max } = await tx.caseFact.aggregate({ where: { caseId }, _max: { seq: true } }) // those that were withdrawn keep their places
  const seq = (_max.seq ?? 0) + 1
  await rewriteCase(context, 'addFact', file, version, { fact: [null, { seq, party: party.seq, ...fact }] })
  await tx.caseFact.create({ data: { ...fact, caseId, partyId, seq } })
  await postFound(context, file, seq, fact.fundLossFen)
})
