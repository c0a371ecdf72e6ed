import 'server-only'
import { refuse } from '#domain/kernel/result'
import { digitsOf } from '#domain/self-inspection/draw'
import { checkDrawInput, giveUpDrawInput } from '#domain/self-inspection/inputs'
import { checkDrawGrants, giveUpDrawGrants } from '#domain/self-inspection/steps'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { command } from '../command'
import { must } from '../refused'

/**
 * Holds the number of a draw against what was published (号码核对): somebody else reads it in its source and types it again. Until then the
 * list is shown as not checked.
 *
 * Refuses `notFound`, `wrongState` (not drawn, or checked), `samePerson` (who drew it), `drawValueDiffers`, `changedMeanwhile`.
 */
export const checkDraw = command('spotCheck.check', checkDrawInput, async ({ tx, actor, now, requestId }, { spotCheckId, sourceValue }) => {
  const found = await tx.spotCheck.findFirst({ where: { AND: [{ id: spotCheckId }, whereMay(actor, checkDrawGrants, 'spotCheck')] } })
  const draw = found ?? must(refuse('notFound'))
  if (draw.drawnAt === null || draw.checkedAt !== null) must(refuse('wrongState'))
  if (draw.drawnById === actor.userId) must(refuse('samePerson'))
  if (digitsOf(sourceValue) !== digitsOf(draw.sourceValue ?? '')) must(refuse('drawValueDiffers'))
  const checked = await tx.spotCheck.updateMany({
    where: { id: draw.id, checkedAt: null },
    data: { checkedById: actor.userId, checkedByName: actor.name, checkedAt: now },
  })
  if (checked.count === 0) must(refuse('changedMeanwhile'))
  const change = { published: [null, digitsOf(sourceValue)] } as const
  await audit(tx, { at: now, actor, action: 'spotCheck.check', subject: { type: 'spotCheck', id: draw.id }, change, requestId })
})

/**
 * Gives an announced draw up (放弃抽取), with a reason that stands on its page: it is never drawn, and another may be announced.
 * Refuses `notFound`, `wrongState` (drawn, or given up), `changedMeanwhile`.
 */
export const giveUpDraw = command('spotCheck.giveUp', giveUpDrawInput, async ({ tx, actor, now, requestId }, { spotCheckId, reason }) => {
  const found = await tx.spotCheck.findFirst({ where: { AND: [{ id: spotCheckId }, whereMay(actor, giveUpDrawGrants, 'spotCheck')] } })
  const draw = found ?? must(refuse('notFound'))
  if (draw.drawnAt !== null || draw.givenUpAt !== null) must(refuse('wrongState'))
  const given = await tx.spotCheck.updateMany({
    where: { id: draw.id, drawnAt: null, givenUpAt: null },
    data: { givenUpById: actor.userId, givenUpByName: actor.name, givenUpAt: now, givenUpReason: reason },
  })
  if (given.count === 0) must(refuse('changedMeanwhile'))
  const change = { reason: [null, reason] } as const
  await audit(tx, { at: now, actor, action: 'spotCheck.giveUp', subject: { type: 'spotCheck', id: draw.id }, change, requestId })
})
