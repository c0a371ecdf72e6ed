import 'server-only'
import { refuse } from '#domain/kernel/result'
import { acceptFilingInput, returnFilingInput } from '#domain/self-inspection/inputs'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { holdFilingFor, takeFilingStep } from './take-step'

const reviewed = ({ actor, now }: Context, reviewNote: string) => ({
  reviewedById: actor.userId,
  reviewedByName: actor.name,
  reviewedAt: now,
  reviewNote,
})

/** Accepts a filing (审核通过). Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const acceptFiling = command('filing.accept', acceptFilingInput, async (context, { filingId, version, note }) => {
  const filing = await holdFilingFor(context, 'accept', filingId)
  await takeFilingStep(context, 'accept', filing, version, reviewed(context, note))
  await context.tx.filingAnswer.updateMany({ where: { filingId, reviewNote: { not: '' } }, data: { reviewNote: '' } })
})

/**
 * Returns a filing for correction (退回补正) with what is wrong, as a whole and item by item; also one that was accepted, when a
 * spot check disagreed. Refuses `notFound` (also an item without an answer in it), `wrongState`, `samePerson`, `changedMeanwhile`.
 * Commits together: state, notes, audit entry, a notice to the institution.
 */
export const returnFiling = command('filing.return', returnFilingInput, async (context, { filingId, version, reason, items }) => {
  const { tx } = context
  const filing = await holdFilingFor(context, 'return', filingId)
  await takeFilingStep(context, 'return', filing, version, reviewed(context, reason), {
    reviewNote: [filing.reviewNote, reason],
    items: [null, items.length],
  })
  await tx.filingAnswer.updateMany({ where: { filingId, reviewNote: { not: '' } }, data: { reviewNote: '' } })
  for (const { itemId, reason: own } of items) {
    const noted = await tx.filingAnswer.updateMany({ where: { filingId, itemId }, data: { reviewNote: own || reason } })
    if (noted.count === 0) must(refuse('notFound'))
  }
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
