import 'server-only'
import { refuse } from '#domain/kernel/result'
import { acceptFilingInput, returnFilingInput } from '#domain/self-inspection/inputs'
import { type Context, command } from '../command'
import { notify, notifyAll } from '../notification/notify'
import { must } from '../refused'
import { keepRevisions } from './keep-revision'
import { unsettledQuestions } from './questions'
import { type HeldFiling, holdFilingFor, takeFilingStep } from './take-step'

const reviewed = ({ actor, now }: Context, reviewNote: string) => ({
  reviewedById: actor.userId,
  reviewedByName: actor.name,
  reviewedAt: now,
  reviewNote,
})

/** What an institution is told when its filing is accepted, alone or with others. */
export const acceptedNotice = ({
  id,
  number,
  institutionId,
  version,
}: Pick<HeldFiling, 'id' | 'number' | 'institutionId' | 'version'>) => ({
  to: { institutionId },
  notice: {
    kind: 'filingAccepted' as const,
    detail: { number },
    link: `/self-inspections/${id}`,
    dedupeKey: `filing.accept:${id}:${version}`,
  },
})

/** Accepts a filing (审核通过), and tells the institution. Refuses `notFound`, `wrongState`, `samePerson`, `questionsOpen`, `changedMeanwhile`. */
export const acceptFiling = command('filing.accept', acceptFilingInput, async (context, { filingId, version, note }) => {
  const filing = await holdFilingFor(context, 'accept', filingId)
  const openQuestions = await unsettledQuestions(context.tx, filingId)
  await takeFilingStep(context, 'accept', { ...filing, openQuestions }, version, reviewed(context, note))
  await context.tx.filingAnswer.updateMany({ where: { filingId, reviewNote: { not: '' } }, data: { reviewNote: '' } })
  await notifyAll(context, [acceptedNotice(filing)])
})

/**
 * Returns a filing for correction (退回补正) with what is wrong, as a whole and item by item; also one that was accepted, when a
 * spot check disagreed. Refuses `notFound` (also an item without an answer in it), `wrongState`, `samePerson`, `changedMeanwhile`.
 * Commits together: what stood until now, state, notes, audit entry, a notice to the institution.
 */
export const returnFiling = command('filing.return', returnFilingInput, async (context, { filingId, version, reason, items }) => {
  const { tx } = context
  const filing = await holdFilingFor(context, 'return', filingId)
  await keepRevisions(context, [filing.id])
  await takeFilingStep(context, 'return', filing, version, reviewed(context, reason), {
    reviewNote: [filing.reviewNote, reason],
    items: [null, items.length],
  })
  await tx.filingAnswer.updateMany({ where: { filingId, reviewNote: { not: '' } }, data: { reviewNote: '' } })
  await noteItems(context, filingId, new Map(items.map(({ itemId, reason: own }) => [itemId, own || reason])))
  await notify(
    context,
    { institutionId: filing.institutionId },
    {
      kind: 'filingReturned',
      detail: { number: filing.number },
      link: `/self-inspections/${filingId}`,
      dedupeKey: `filing.return:${filingId}:${filing.version}`,
    },
  )
})

/** Writes what is wrong beside each answer. Refuses `notFound` when one of the items has no answer in the filing. */
async function noteItems({ tx }: Context, filingId: string, notes: ReadonlyMap<string, string>): Promise<void> {
  if (notes.size === 0) return
  const noted = await tx.$executeRaw`
    UPDATE filing_answer a SET review_note = n.note FROM unnest(${[...notes.keys()]}::uuid[], ${[...notes.values()]}::text[]) AS n(item_id, note)
    WHERE a.filing_id = ${filingId}::uuid AND a.item_id = n.item_id`
  if (noted !== notes.size) must(refuse('notFound'))
}
