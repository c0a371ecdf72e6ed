import 'server-only'
import { factHolds } from '#domain/case/facts'
import { addFactInput } from '#domain/case/inputs'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, rewriteCase } from './take-step'

/**
 * Adds a fact to a filed case (违法事实). What it cost the funds is posted as found.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, and what the fact refuses.
 */
export const addFact = command('case.addFact', addFactInput, async (context, { caseId, version, ...input }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'addFact', caseId)
  const fact = {
    behaviour: input.behaviour,
    ...input.provision,
    billedFen: input.billed,
    irregularFen: input.irregular,
    fundLossFen: input.fundLoss,
  }
  must(factHolds({ ...fact, actFrom: input.actFrom, actTo: input.actTo }))

  const seq = Math.max(0, ...file.facts.map((known) => known.seq)) + 1
  await rewriteCase(context, 'addFact', file, version, { fact: [null, { seq, ...fact }] })
  await tx.caseFact.create({ data: { ...fact, caseId, seq, actFrom: toDateColumn(input.actFrom), actTo: toDateColumn(input.actTo) } })
  if (fact.fundLossFen > 0n) {
    await tx.caseMoney.create({
      data: {
        caseId,
        campaignId: file.campaignId,
        kind: 'found',
        amountFen: fact.fundLossFen,
        occurredOn: toDateColumn(beijingDay(now)),
        note: `#${seq}`,
        agencyId: file.agencyId,
        recordedById: actor.userId,
        recordedAt: now,
      },
    })
  }
})
