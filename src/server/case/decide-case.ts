import 'server-only'
import { factTotals } from '#domain/case/facts'
import { stepCaseInput } from '#domain/case/inputs'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { command } from '../command'
import { handOver } from './hand-over'
import { findCaseFor, takeCaseStep } from './take-step'

/**
 * Decides a case as its facts propose (作出处理决定): the 90 days end.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `factsMissing`, `dispositionMissing`, `legalReviewMissing`, `changedMeanwhile`.
 * Commits together: state `decided`, CK03 stopped, what is demanded back and what is fined posted, the case handed to the operating agency where
 * it has something to carry out (and that agency told), the audit entry.
 */
export const decideCase = command('case.decide', stepCaseInput, async (context, { caseId, version }) => {
  const { tx, actor, now } = context
  const file = await findCaseFor(context, 'decide', caseId)
  const { refundFen, fineFen } = factTotals(file.facts)
  const toCarryOut = refundFen > 0n || file.tracks.some(({ kind, state }) => kind === 'agreement' && state !== 'notStarted')
  const handing = toCarryOut ? await handOver(context, file) : null
  await takeCaseStep(
    context,
    'decide',
    file,
    version,
    { decidedAt: now, ...handing?.set },
    { demanded: [null, refundFen], fined: [null, fineFen], ...handing?.change },
  )

  const posting = {
    caseId,
    campaignId: file.campaignId,
    occurredOn: toDateColumn(beijingDay(now)),
    agencyId: file.agencyId,
    recordedById: actor.userId,
    recordedAt: now,
  }
  await tx.caseMoney.createMany({
    data: [
      ...(refundFen > 0n ? [{ ...posting, kind: 'demanded' as const, amountFen: refundFen }] : []),
      ...(fineFen > 0n ? [{ ...posting, kind: 'fined' as const, amountFen: fineFen }] : []),
    ],
  })
})
