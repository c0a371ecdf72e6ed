import 'server-only'
import { closeCaseInput } from '#domain/case/inputs'
import { moneySettled } from '#domain/case/steps'
import { command } from '../command'
import { must } from '../refused'
import { findCaseFor, takeCaseStep } from './take-step'

/**
 * Closes a case whose tracks and police referrals have all come to an end and whose money has come in, or says why it is closed
 * without (结案).
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `tracksRunning`, `referralOpen`, `moneyUnconfirmed`, `moneyOutstanding`, `changedMeanwhile`.
 */
export const closeCase = command('case.close', closeCaseInput, async (context, { caseId, version, reason }) => {
  const file = await findCaseFor(context, 'close', caseId)
  const closing = { closedAt: context.now, closingReason: reason || null }
  await takeCaseStep(context, 'close', file, version, closing, reason ? { closingReason: [null, reason] } : {})
  must(moneySettled(file, reason))
})
