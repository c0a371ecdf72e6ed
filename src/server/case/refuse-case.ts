import 'server-only'
import { refuseCaseInput } from '#domain/case/inputs'
import { stopClocks } from '../clock/turn-clocks'
import { command } from '../command'
import { voidPapers } from '../document/papers'
import { decideReportsOf } from '../whistle/decide-report'
import { findCaseFor, takeCaseStep } from './take-step'

/**
 * Decides not to file a case, with the reason (不予立案). The lead may be proposed again.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`.
 * Commits together: state `notFiled` with its reason, the verification clock stopped, the draft form voided, the audit entry.
 */
export const refuseCase = command('case.refuse', refuseCaseInput, async (context, { caseId, version, reason }) => {
  const { actor } = context
  const file = await findCaseFor(context, 'refuse', caseId)
  await takeCaseStep(
    context,
    'refuse',
    file,
    version,
    { refusalReason: reason, approvedById: actor.userId, approvedByName: actor.name },
    { refusalReason: [null, reason] },
  )
  if (file.leadId) await stopClocks(context, { type: 'lead', id: file.leadId }, ['CK01'])
  await decideReportsOf(context, file, 'notFiled')
  await voidPapers(context, { type: 'case', id: caseId }, reason)
})
