import 'server-only'
import { mayStrike, standsSince } from '#domain/clock/exclusion'
import { exclusionGround } from '#domain/clock/exclusion-grounds'
import { strikeExclusionInput } from '#domain/clock/inputs'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { isOfProcedure } from './exclude-period'
import { notOwnWork } from './extend-clock'
import { extendedBy, findClockFor, keptExclusions, moveClock, movedDue } from './move-clock'

export const byWhoStrikes = [{ role: 'approver', as: 'responsibleAgency' }] as const

/**
 * Strikes out a period that was entered wrongly (扣除期间登记有误): it stays in sight with who did so and why, and the clock's last day is reckoned
 * without it. Neither who entered it nor who works on the case does so. A suspension is not struck out of one clock alone.
 *
 * Refuses `notFound`, `groundUnfit`, `samePerson`, `clockStopped`, `wrongState` where it was struck out before, `changedMeanwhile`.
 */
export const strikeExclusion = command('clock.strikeExclusion', strikeExclusionInput, async (context, { clockId, exclusionId, reason }) => {
  const { tx, actor, now } = context
  const clock = await findClockFor(context, byWhoStrikes, clockId)
  const struck = clock.exclusions.find(({ id }) => id === exclusionId) ?? must(refuse('notFound'))
  if (isOfProcedure(struck.ground)) must(refuse('groundUnfit', { ground: exclusionGround(struck.ground).name }))
  if (!(await notOwnWork(tx, actor, clock))) must(refuse('samePerson'))
  must(mayStrike(clock, struck, actor.userId))
  const left = keptExclusions(clock).filter(({ id }) => id !== exclusionId)
  const since = standsSince(left)
  const due = movedDue(context, clock, left, extendedBy(clock))
  await moveClock(context, clock, due, since === null ? null : beijingMidnight(since), { cause: 'exclusion', reason, exclusionId })
  await tx.clockExclusion.update({
    where: { id: exclusionId },
    data: { struckAt: now, struckById: actor.userId, struckByName: actor.name, struckReason: reason },
  })
})
