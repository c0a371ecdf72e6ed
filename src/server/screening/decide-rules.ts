import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { VersionStep } from '#domain/screening/model-version'
import { decideRulesInput, refuseRulesInput, ruleListSteps } from '#domain/screening/rule-list'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'

/** Settles a list. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
async function settle(context: Context, name: VersionStep, listId: string, version: number, why = '') {
  const { tx, actor, now, requestId } = context
  const step = ruleListSteps[name]
  const where = { AND: [{ id: listId }, whereMay(actor, step.by, 'screeningRuleList')] }
  const found = (await tx.screeningRuleList.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(step, found, actor))
  if (name === 'withdraw' && found.proposedById !== actor.userId) must(refuse('notFound'))
  const set = await tx.screeningRuleList.updateMany({
    where: { id: found.id, version, state: found.state },
    data: {
      ...{ state: step.to, decisionReason: why, version: { increment: 1 } },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
  })
  if (set.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `screening.${name}Rules`, subject: { type: 'screeningRuleList', id: found.id }, requestId },
    change: { state: [found.state, step.to], ...(why ? { reason: [null, why] as const } : {}) },
  })
  if (name === 'withdraw') return
  await notify(
    context,
    { userId: found.proposedById },
    {
      ...{ kind: 'itemRulesDecided', detail: { file: found.fileName, name: actor.name, decision: name, reason: why } },
      ...{ link: `/screening/rules/${found.id}`, dedupeKey: `screening.${name}Rules:${found.id}` },
    },
  )
}

/** Lets the rules of a list hold, each in its period: a second person, of the bureau that proposed it or of one above. */
export const approveRules = command('screening.approveRules', decideRulesInput, (context, { listId, version }) =>
  settle(context, 'approve', listId, version),
)

/** Turns a list down, with a reason. */
export const refuseRules = command('screening.refuseRules', refuseRulesInput, (context, { listId, version, reason }) =>
  settle(context, 'refuse', listId, version, reason),
)

/** Takes one's own list back. */
export const withdrawRules = command('screening.withdrawRules', decideRulesInput, (context, { listId, version }) =>
  settle(context, 'withdraw', listId, version),
)
