import 'server-only'
import { decideLocalRuleInput, type LocalRuleStep, localRuleSteps, reasonedLocalRuleInput } from '#domain/case/local-rule'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { plan } from '#platform/outbox'
import { whereMay } from '../../access'
import { type Context, command } from '../../command'
import type { Job } from '../../jobs'
import { notify } from '../../notification/notify'
import { must } from '../../refused'

/** Settles a local rule. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
async function settle(context: Context, name: LocalRuleStep, localRuleId: string, version: number, why = '') {
  const { tx, actor, now, requestId } = context
  const step = localRuleSteps[name]
  const where = { AND: [{ id: localRuleId }, whereMay(actor, step.by, 'localRule')] }
  const found = (await tx.localRule.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(step, found, actor))
  const set = await tx.localRule.updateMany({
    where: { id: found.id, version, state: found.state },
    data: {
      ...{ state: step.to, version: { increment: 1 } },
      ...(name === 'end'
        ? { endedOn: toDateColumn(beijingDay(now)), endReason: why, endedById: actor.userId, endedByName: actor.name, endedAt: now }
        : { decisionReason: why, decidedById: actor.userId, decidedByName: actor.name, decidedAt: now }),
    },
  })
  if (set.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `case.${name}LocalRule`, subject: { type: 'localRule', id: found.id }, requestId },
    change: { state: [found.state, step.to], ...(why ? { reason: [null, why] as const } : {}) },
  })
  const detail = { title: found.title, name: actor.name, decision: name, reason: why }
  const notice = { kind: 'localRuleDecided', detail, link: `/settings/local-rules/${found.id}` } as const
  await notify(context, { userId: found.proposedById }, { ...notice, dedupeKey: `case.${name}LocalRule:${found.id}` })
  return found
}

/** Puts a rule in force from its day on: a second person of the bureau. Time that runs is reckoned anew at once where the rule says so. */
export const approveLocalRule = command('case.approveLocalRule', decideLocalRuleInput, async (context, { localRuleId, version }) => {
  const { forRunning } = await settle(context, 'approve', localRuleId, version)
  const at = { dedupeKey: `localRule:${localRuleId}`, runAt: context.now }
  if (forRunning) await plan<Job>(context.tx, { kind: 'recomputeClocks' }, at)
})

/** Turns it down, with a reason. */
export const refuseLocalRule = command(
  'case.refuseLocalRule',
  reasonedLocalRuleInput,
  async (context, { localRuleId, version, reason }) => {
    await settle(context, 'refuse', localRuleId, version, reason)
  },
)

/** Takes it out of force from today on, with a reason. The one before it, or that of the bureau above, holds again; what was done by it stays. */
export const endLocalRule = command('case.endLocalRule', reasonedLocalRuleInput, async (context, { localRuleId, version, reason }) => {
  await settle(context, 'end', localRuleId, version, reason)
})
