import 'server-only'
import { changeFactInput, withdrawFactInput } from '#domain/case/inputs-of-facts'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { Prisma } from '#platform/prisma/client'
import { command } from '../command'
import { must } from '../refused'
import { factRow } from './fact-rows'
import { postFoundAnew } from './found-money'
import { type Change, findCaseToRecord, rewriteCase, type SeenCase } from './take-step'

/** What was proposed for a fact was proposed for what it said then. */
const undisposed = {
  ...{ refundFen: 0n, fineFen: 0n, fineTenths: null, fixedFineFen: null, suspendMonths: null, seriousGround: '', departure: '' },
  ...{
    leniency: 'none' as const,
    leniencyGround: '',
    leniencyRef: '',
    leniencyBasis: '',
    lawChoice: null,
    lawChoiceGround: '',
    noPenaltyReason: '',
    disposedAt: null,
    disposedById: null,
  },
} as const

/**
 * Puts right what a fact states (更正事实), with the reason; the trail keeps what stood there. It was found on the day on which it was found.
 * What was proposed for it is to be proposed anew, its loss is posted anew, and a report and a review no longer hold. A fact of the wrong party
 * is withdrawn and entered anew.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, `foundBelowReturned`, and what the fact refuses.
 */
export const changeFact = command('case.changeFact', changeFactInput, async (context, { caseId, version, factId, reason, ...input }) => {
  const file = await findCaseToRecord(context, 'changeFact', caseId)
  const fact = file.facts.find(({ id }) => id === factId) ?? must(refuse('notFound'))
  const party = file.parties.find(({ id }) => id === fact.partyId) ?? must(refuse('notFound'))
  const row = factRow(input, party.kind, fromDateColumn(fact.foundOn))

  const change = { fact: [fact.seq, fact.seq], reason: [null, reason], ...changesOf(fact, row) } as const
  const after = file.facts.map((one) => (one.id === fact.id ? { ...one, ...undisposed } : one))
  await rewriteCase(context, 'changeFact', file, version, change, after)
  const data = { ...row, ...undisposed, benchmark: Prisma.DbNull, version: { increment: 1 } }
  await context.tx.caseFact.update({ where: { id: fact.id }, data })
  await postFoundAnew(context, file, fact, row.fundLossFen, reason)
})

/**
 * Withdraws a fact that should not have been entered (撤回事实), with the reason. It stays where it is, marked; its loss counts no more, and a
 * report and a review that rested on it no longer hold. A case keeps at least one: where nothing was proved it ends so, by its own step.
 *
 * Refuses `notFound`, also for one that was withdrawn before, `wrongState`, `lastFact`, `changedMeanwhile`, `foundBelowReturned`.
 */
export const withdrawFact = command('case.withdrawFact', withdrawFactInput, async (context, { caseId, version, factId, reason }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'withdrawFact', caseId)
  const fact = file.facts.find(({ id }) => id === factId) ?? must(refuse('notFound'))
  const rest = file.facts.filter(({ id }) => id !== factId)
  if (rest.length === 0) must(refuse('lastFact'))

  await rewriteCase(context, 'withdrawFact', file, version, { fact: [fact.seq, null], reason: [null, reason] }, rest)
  await tx.caseFact.update({
    where: { id: fact.id },
    data: {
      ...{ withdrawnAt: now, withdrawnById: actor.userId, withdrawnByName: actor.name, withdrawnReason: reason },
      version: { increment: 1 },
    },
  })
  await postFoundAnew(context, file, fact, 0n, reason)
})

type Fact = SeenCase['facts'][number]

/** The fields that say something else than before. */
function changesOf(fact: Fact, row: ReturnType<typeof factRow>): Change {
  const told = (value: unknown) => (value instanceof Date ? fromDateColumn(value) : value)
  const fields = Object.keys(row) as (keyof typeof row)[] // a row's fields are the fact's
  return Object.fromEntries(
    fields.flatMap((field) => {
      const [before, after] = [told(fact[field]), told(row[field])]
      return before === after ? [] : [[field, [before, after] as const]]
    }),
  )
}
