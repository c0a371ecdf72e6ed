import 'server-only'
import { ownerGrants } from '#domain/campaign/duty-steps'
import { assignDutyOwnerInput } from '#domain/campaign/inputs'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { command } from '../command'
import { colleagues } from '../identity/colleagues'
import { must } from '../refused'

/**
 * Names the person who answers for a duty in the own agency.
 *
 * Refuses `notFound` for a duty of another agency or a person who does not work in this one, `wrongState` when it is done, `changedMeanwhile`.
 */
export const assignDutyOwner = command('duty.assignOwner', assignDutyOwnerInput, async (context, { assignmentId, version, ownerId }) => {
  const { tx, actor, now, requestId } = context
  const duty = await tx.dutyAssignment.findFirst({ where: { AND: [{ id: assignmentId }, whereMay(actor, ownerGrants, 'dutyAssignment')] } })
  if (!duty) return must(refuse('notFound'))
  if (duty.state === 'done') must(refuse('wrongState', { state: duty.state }))
  const owner = (await colleagues(tx, duty.agencyId, now)).find(({ id }) => id === ownerId)
  if (!owner) return must(refuse('notFound'))

  const written = await tx.dutyAssignment.updateMany({
    where: { id: assignmentId, version },
    data: { ownerId, ownerName: owner.name, version: { increment: 1 } },
  })
  if (written.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    at: now,
    actor,
    action: 'duty.assignOwner',
    subject: { type: 'dutyAssignment', id: assignmentId },
    change: { ownerName: [duty.ownerName, owner.name] },
    requestId,
  })
})
