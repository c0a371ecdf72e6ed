import 'server-only'
import { refuse } from '#domain/kernel/result'
import { recordSpotCheckInput } from '#domain/self-inspection/inputs'
import { drawGrants } from '#domain/self-inspection/steps'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { command } from '../command'
import { colleagues } from '../identity/colleagues'
import { must } from '../refused'

/**
 * Records what two officers found on site: the filing agrees, or by how much it does not (抽查复查结果). Written once.
 *
 * Refuses `notFound` (not the agency that drew, or the second officer is not of it), `samePerson`, `wrongState` (recorded already),
 * `discrepancyUnsaid`, `changedMeanwhile`.
 */
export const recordSpotCheck = command('spotCheck.record', recordSpotCheckInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const item = await tx.spotCheckItem.findFirst({
    where: { id: input.spotCheckItemId, spotCheck: whereMay(actor, drawGrants, 'spotCheck') },
  })
  if (!item || actor.agencyId === null) return must(refuse('notFound'))
  if (item.result !== 'pending') must(refuse('wrongState', { state: item.result }))
  if (input.secondCheckerId === actor.userId) must(refuse('samePerson'))
  const others = await colleagues(tx, actor.agencyId, now)
  if (!others.some(({ id }) => id === input.secondCheckerId)) must(refuse('notFound'))
  const differs = input.result === 'discrepancy'
  if (differs && (input.discrepancy === null || input.note === '')) must(refuse('discrepancyUnsaid'))

  const recorded = await tx.spotCheckItem.updateMany({
    where: { id: item.id, version: input.version, result: 'pending' },
    data: {
      result: input.result,
      discrepancyFen: differs ? input.discrepancy : null,
      note: input.note,
      checkedById: actor.userId,
      secondCheckerId: input.secondCheckerId,
      checkedAt: now,
      version: { increment: 1 },
    },
  })
  if (recorded.count === 0) must(refuse('changedMeanwhile'))
  const change = {
    result: ['pending', input.result],
    filing: [null, item.filingNumber],
    discrepancyFen: [null, input.discrepancy],
  } as const
  const line = { at: now, actor, action: 'spotCheck.record', requestId, change } as const
  await audit(tx, { ...line, subject: { type: 'spotCheck', id: item.spotCheckId } })
  await audit(tx, { ...line, subject: { type: 'filing', id: item.filingId } })
})
