import 'server-only'
import { refuse } from '#domain/kernel/result'
import { type AnswerKind, answerStands, isOwnRepeat } from '#domain/self-inspection/answers'
import { allFields } from '#domain/self-inspection/completeness'
import { answerItemInput, answerRestInput } from '#domain/self-inspection/inputs'
import { type Context, command } from '../command'
import { must } from '../refused'
import { whereAsked } from './items-asked'
import { auditFiling, type HeldFiling, openForFilling } from './take-step'

/**
 * Answers one item: not applicable with its reason, none found, or found. Findings are recorded apart.
 *
 * Refuses `notFound`, `wrongState` (the bureau has the filing), `reasonMissing`, `findingsStand`, and `changedMeanwhile` when a
 * colleague has answered the item since. One's own answer sent again, because its confirmation was lost, is confirmed once more.
 */
export const answerItem = command('filing.answerItem', answerItemInput, async (context, { filingId, itemId, version, ...given }) => {
  const { tx } = context
  const filing = await openForFilling(context, filingId)
  const item = await findItem(context, filing, itemId)
  const held = await tx.filingAnswer.findFirst({ where: { filingId, itemId }, include: { _count: { select: { findings: true } } } })
  const reason = given.answer === 'notApplicable' ? given.reason : ''
  if (held && isOwnRepeat(held, { answer: given.answer, reason, version }, context.actor.userId)) return { version: held.version }
  if ((held?.version ?? 0) !== version) must(refuse('changedMeanwhile'))
  must(answerStands({ answer: given.answer, reason, findings: held?._count.findings ?? 0 }))

  await storeAnswers(context, filing, [item.id], given.answer, reason)
  await auditFiling(context, 'filing.answerItem', filingId, {
    item: [null, item.code],
    answer: [held?.answer ?? null, given.answer],
  })
  return { version: version + 1 }
})

/**
 * Answers every item of a section that nobody has answered yet, at once and on the word of the person (本节其余条目未发现问题, or
 * 未开展). What has an answer keeps it. Refuses `notFound` (no such section), `wrongState`, `reasonMissing`.
 */
export const answerRest = command('filing.answerRest', answerRestInput, async (context, { filingId, section, answer, reason }) => {
  const { tx, actor, now } = context
  must(answerStands({ answer, reason, findings: 0 }))
  const filing = await openForFilling(context, filingId)
  const items = await tx.checklistItem.findMany({
    where: {
      ...whereAsked(filing),
      fieldId: section === allFields ? null : section,
      answers: { none: { filingId } },
    },
    select: { id: true },
  })
  await tx.filingAnswer.createMany({
    data: items.map((item) => ({
      filingId,
      itemId: item.id,
      institutionId: filing.institutionId,
      regionNo: filing.regionNo,
      answer,
      reason: answer === 'notApplicable' ? reason : '',
      answeredById: actor.userId,
      answeredAt: now,
    })),
  })
  if (items.length > 0) {
    await auditFiling(context, 'filing.answerRest', filingId, {
      section: [null, section],
      answer: [null, answer],
      items: [null, items.length],
      attestedBy: [null, actor.name],
    })
  }
  return { answered: items.length }
})

/** An item that this filing has to answer. Refuses `notFound` for one of another list or another kind of institution. */
export async function findItem({ tx }: Context, filing: HeldFiling, itemId: string) {
  const item = await tx.checklistItem.findFirst({
    where: { id: itemId, ...whereAsked(filing) },
    select: { id: true, code: true, fieldId: true },
  })
  return item ?? must(refuse('notFound'))
}

/** Writes an answer over whatever was said before under each of these items, and returns the answers' ids by item. */
export async function storeAnswers(
  { tx, actor, now }: Context,
  filing: HeldFiling,
  itemIds: readonly string[],
  answer: AnswerKind,
  reason: string,
): Promise<Map<string, string>> {
  const said = { answer, reason, answeredById: actor.userId, answeredAt: now, previousItemId: null }
  const own = { filingId: filing.id, itemId: { in: [...new Set(itemIds)] } }
  await tx.filingAnswer.updateMany({ where: own, data: { ...said, version: { increment: 1 } } })
  const scope = { filingId: filing.id, institutionId: filing.institutionId, regionNo: filing.regionNo }
  await tx.filingAnswer.createMany({ data: own.itemId.in.map((itemId) => ({ ...scope, itemId, ...said })), skipDuplicates: true })
  const rows = await tx.filingAnswer.findMany({ where: own, select: { id: true, itemId: true } })
  return new Map(rows.map(({ id, itemId }) => [itemId, id]))
}
