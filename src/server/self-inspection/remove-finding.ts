import 'server-only'
import { refuse } from '#domain/kernel/result'
import { removeFindingInput } from '#domain/self-inspection/inputs'
import { command } from '../command'
import { detachFiles } from '../file/attach'
import { must } from '../refused'
import { findFinding } from './find-finding'
import { auditFiling, openForFilling } from './take-step'

/**
 * Takes back a finding that was recorded by mistake; the trail keeps what it said. The item stays answered as found, so that the
 * person says what holds instead. Refuses `notFound`, `wrongState`, `changedMeanwhile`, `refundsStand`,
 * `demandStands` (also one that was withdrawn: the trail of a notice keeps its finding).
 */
export const removeFinding = command('filing.removeFinding', removeFindingInput, async (context, { findingId, version }) => {
  const { tx } = context
  const { filingId } = await findFinding(context, findingId)
  const filing = await openForFilling(context, filingId)
  const finding = await findFinding(context, findingId) // again, now that nobody else declares or demands
  if (finding.refunds.length > 0) must(refuse('refundsStand'))
  if ((await tx.refundDemand.count({ where: { findingId } })) > 0) must(refuse('demandStands'))

  await detachFiles(context, { type: 'finding', id: findingId })
  const removed = await tx.finding.deleteMany({ where: { id: findingId, version } })
  if (removed.count === 0) must(refuse('changedMeanwhile'))
  await auditFiling(context, 'filing.removeFinding', filing.id, {
    item: [finding.answer.item.code, null],
    behaviour: [finding.behaviour, null],
    billedFen: [finding.billedFen, null],
    irregularFen: [finding.irregularFen, null],
    fundLossFen: [finding.fundLossFen, null],
  })
})
