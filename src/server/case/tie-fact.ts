import 'server-only'
import { tieFactInput } from '#domain/case/inputs-of-facts'
import { tiesTo } from '#domain/case/same-act'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, rewriteCase } from './take-step'

/**
 * Says that a fact is one act with another of its party (同一违法行为), with the ground, or that it is none after all. Of the facts of an act one
 * alone is fined; what comes back to the funds is not touched.
 *
 * Refuses `notFound`, `wrongState`, `sameActUnfit`, `actFinedTwice`, `changedMeanwhile`.
 */
export const tieFact = command('case.tieFact', tieFactInput, async (context, { caseId, version, factId, sameActAs, ground }) => {
  const file = await findCaseToRecord(context, 'setPenalty', caseId)
  const fact = file.facts.find(({ id }) => id === factId) ?? must(refuse('notFound'))
  const other = sameActAs === null ? null : (file.facts.find(({ id }) => id === sameActAs) ?? must(refuse('notFound')))
  if (other === null && fact.sameActAsId === null) must(refuse('sameActUnfit'))
  const rootId = other === null ? null : must(tiesTo(file.facts, fact, other)).rootId
  const change = { fact: [fact.seq, fact.seq], sameActAs: [null, other?.seq ?? null], ground: [null, ground] } as const
  await rewriteCase(context, 'tieFact', file, version, change)
  const tied = { sameActAsId: rootId, sameActGround: rootId === null ? '' : ground, version: { increment: 1 } }
  const { tx } = context
  // Those that were one act with it are one with the other too: they go over before it does.
  if (rootId !== null) {
    const firstId = fact.sameActAsId ?? fact.id
    const rest = file.facts.filter(({ id, sameActAsId }) => id !== fact.id && id !== firstId && sameActAsId === firstId)
    await tx.caseFact.updateMany({ where: { id: { in: rest.map(({ id }) => id) } }, data: { sameActAsId: rootId } })
  }
  await tx.caseFact.update({ where: { id: fact.id }, data: tied })
  // A first one that was withdrawn stays as it is.
  const first = file.facts.find(({ id }) => id === fact.sameActAsId)
  if (rootId !== null && first) await tx.caseFact.update({ where: { id: first.id }, data: tied })
})
