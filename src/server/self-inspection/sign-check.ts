import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { inspectorsAsked, resultOf } from '#domain/self-inspection/on-site'
import { handBackCheckInput, signCheckInput } from '#domain/self-inspection/on-site-inputs'
import { audit } from '#platform/audit'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { type HeldCheck, holdCheck } from './hold-check'
import { loadItems } from './load-items'
import { auditFiling } from './take-step'

/**
 * Signs what was found on site (签认): the first inspector once every item has a result, the second to confirm it. With the second, the lines
 * say what the institution came to, and it is told, with the day until which it may dispute.
 *
 * Refuses `notFound`, `notInspector`, `wrongState`, `inspectorsMissing`, `linesMissing`, `samePerson` (signed by the same already),
 * `changedMeanwhile` (a line was written since the page was read).
 */
export const signCheck = command('spotCheck.sign', signCheckInput, async (context, { checkId, version }) => {
  const { tx, actor, now } = context
  const check = await holdCheck(context, checkId)
  if (check.inspectors.length < inspectorsAsked) must(refuse('inspectorsMissing'))
  if (check.version !== version) must(refuse('changedMeanwhile'))
  const lines = await tx.checkLine.findMany({ where: { checkId }, select: { itemId: true, result: true, differenceFen: true } })
  const known = new Set(lines.map(({ itemId }) => itemId))
  const missing = (await loadItems(tx, check.filing)).filter(({ id }) => !known.has(id))
  if (missing.length > 0) must(refuse('linesMissing', { count: missing.length, codes: missing.slice(0, 5).map(({ code }) => code) }))

  if (check.checkedById === null) {
    await move(context, check, { checkedById: actor.userId, firstSignedAt: now })
    await auditFiling(context, 'spotCheck.sign', check.filingId, { signed: [null, actor.name] })
    return { result: null }
  }
  if (check.checkedById === actor.userId) must(refuse('samePerson'))
  const whole = resultOf(lines)
  const disputeUntil = whole.result === 'agrees' ? null : dueAt(clockRules.CK74, now, context.calendar)
  await move(context, check, { ...whole, secondCheckerId: actor.userId, checkedAt: now, disputeUntil })
  const change = { result: ['pending', whole.result], discrepancyFen: [null, whole.discrepancyFen], signed: [null, actor.name] } as const
  await auditFiling(context, 'spotCheck.confirm', check.filingId, change)
  const subject = { type: 'spotCheck', id: check.spotCheckId }
  await audit(tx, {
    ...{ at: now, actor, action: 'spotCheck.confirm', subject, requestId: context.requestId },
    change: { ...change, filing: [null, check.filing.number] },
  })
  await tellInstitution(context, check, disputeUntil)
  return { result: whole.result }
})

/** The second inspector does not confirm and says why (退回修改): the lines are open again. Refuses as `signCheck` does, and when nobody has signed. */
export const handBackCheck = command('spotCheck.handBack', handBackCheckInput, async (context, { checkId, version, reason }) => {
  const { actor } = context
  const check = await holdCheck(context, checkId)
  if (check.checkedById === null) return must(refuse('wrongState'))
  if (check.checkedById === actor.userId) must(refuse('samePerson'))
  if (check.version !== version) must(refuse('changedMeanwhile'))
  await move(context, check, { checkedById: null, firstSignedAt: null })
  await auditFiling(context, 'spotCheck.handBack', check.filingId, { reason: [null, reason] })
  await notify(
    context,
    { userId: check.checkedById },
    {
      kind: 'checkHandedBack',
      detail: { name: check.filing.institutionName, reason },
      link: `/self-inspections/spot-checks/${check.spotCheckId}/${check.id}`,
      dedupeKey: `spotCheck.handBack:${check.id}:${version}`,
    },
  )
})

type Moved = Parameters<Context['tx']['spotCheckItem']['updateMany']>[0]['data']

async function move({ tx }: Context, { id, version }: HeldCheck, data: Moved): Promise<void> {
  const moved = await tx.spotCheckItem.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}

const tellInstitution = (context: Context, check: HeldCheck, disputeUntil: Date | null) =>
  notify(
    context,
    { institutionId: check.institutionId },
    {
      kind: disputeUntil ? 'checkDiffers' : 'checkAgrees',
      detail: {
        from: context.actor.agencyName ?? '',
        number: check.filing.number,
        // The last whole day: the time ends at the midnight after it.
        until: disputeUntil ? beijingDay(new Date(disputeUntil.getTime() - 1)) : '',
      },
      link: `/self-inspections/${check.filingId}`,
      dedupeKey: `spotCheck.confirm:${check.id}`,
    },
  )
