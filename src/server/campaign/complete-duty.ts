import 'server-only'
import { completeDutyInput, reopenDutyInput } from '#domain/campaign/inputs'
import { command } from '../command'
import { attachFiles } from '../file/attach'
import { findDutyFor, takeDutyStep } from './take-duty-step'

/** Strikes a duty off (销号) with an account of what was done and its proof. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const completeDuty = command(
  'duty.complete',
  completeDutyInput,
  async (context, { assignmentId, version, progress, evidenceFileIds }) => {
    const duty = await findDutyFor(context, 'complete', assignmentId)
    await attachFiles(context, { type: 'dutyAssignment', id: duty.id }, duty, 'proof', evidenceFileIds)
    await takeDutyStep(context, 'complete', duty, version, { progress })
  },
)

/** Takes a struck-off duty up again, in sight of everyone who counted it. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const reopenDuty = command('duty.reopen', reopenDutyInput, async (context, { assignmentId, version, reason }) => {
  const duty = await findDutyFor(context, 'reopen', assignmentId)
  await takeDutyStep(context, 'reopen', duty, version, { progress: duty.progress, reason })
})
