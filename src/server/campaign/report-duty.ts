import 'server-only'
import { reportDutyInput } from '#domain/campaign/inputs'
import { command } from '../command'
import { attachFiles } from '../file/attach'
import { findDutyFor, takeDutyStep } from './take-duty-step'

/** Reports how a duty is going, with evidence where there is some. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const reportDuty = command('duty.report', reportDutyInput, async (context, { assignmentId, version, progress, evidenceFileIds }) => {
  const duty = await findDutyFor(context, 'report', assignmentId)
  await attachFiles(context, { type: 'dutyAssignment', id: duty.id }, duty, 'proof', evidenceFileIds)
  await takeDutyStep(context, 'report', duty, version, { progress })
})
