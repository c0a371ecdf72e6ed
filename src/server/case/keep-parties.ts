import 'server-only'
import { addPartyInput, markPartyInput } from '#domain/case/inputs-of-facts'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, rewriteCase } from './take-step'

/**
 * Enters another party of a case (当事人): a person who took part, or a second institution.
 *
 * Refuses `notFound`, `wrongState`, `alreadyExists`, `changedMeanwhile`.
 */
export const addParty = command('case.addParty', addPartyInput, async (context, { caseId, version, ...party }) => {
  const file = await findCaseToRecord(context, 'keepParties', caseId)
  if (file.parties.some(({ name, kind }) => name === party.name && kind === party.kind)) must(refuse('alreadyExists'))
  const seq = Math.max(0, ...file.parties.map((known) => known.seq)) + 1
  await rewriteCase(context, 'addParty', file, version, { party: [null, { seq, ...party }] })
  await context.tx.caseParty.create({ data: { ...party, caseId, seq } })
})

/**
 * Marks a party as organiser, instigator or professional fraudster (从严), or takes the mark away, each with its ground.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 */
export const markParty = command('case.markParty', markPartyInput, async (context, { caseId, version, partyId, mark, ground }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'keepParties', caseId)
  const party = file.parties.find(({ id }) => id === partyId) ?? must(refuse('notFound'))
  await rewriteCase(context, 'markParty', file, version, {
    party: [party.seq, party.seq],
    mark: [party.mark, mark],
    markGround: [party.markGround, ground],
  })
  await tx.caseParty.update({ where: { id: partyId }, data: { mark, markGround: ground, markedById: actor.userId, markedAt: now } })
})
