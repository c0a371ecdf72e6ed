import 'server-only'
import { stepCaseInput } from '#domain/case/inputs'
import { command } from '../command'
import { findCaseFor, takeCaseStep } from './take-step'

/** Closes a case whose tracks have all come to an end (结案). Refuses `notFound`, `wrongState`, `samePerson`, `tracksRunning`, `changedMeanwhile`. */
export const closeCase = command('case.close', stepCaseInput, async (context, { caseId, version }) => {
  await takeCaseStep(context, 'close', await findCaseFor(context, 'close', caseId), version, { closedAt: context.now })
})
