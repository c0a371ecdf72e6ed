import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { decideVersionInput, refuseVersionInput, type VersionStep, versionSteps } from '#domain/screening/model-version'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { authorsOf } from './local-models'

/** Settles a proposal. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
async function settle(context: Context, name: VersionStep, versionId: string, version: number, why = '') {
  const { tx, actor, now, requestId } = context
  const step = versionSteps[name]
  const where = { AND: [{ id: versionId }, whereMay(actor, step.by, 'screeningModelVersion')] }
  const found = (await tx.screeningModelVersion.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(step, { ...found, authorIds: authorsOf(found.definition) }, actor))
  if (name === 'withdraw' && found.proposedById !== actor.userId) must(refuse('notFound'))
  const set = await tx.screeningModelVersion.updateMany({
    where: { id: found.id, version, state: found.state },
    data: {
      ...{ state: step.to, decisionReason: why, version: { increment: 1 } },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
  })
  if (set.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `screening.${name}Version`, subject: { type: 'screeningModelVersion', id: found.id }, requestId },
    change: { code: [null, found.code], state: [found.state, step.to], ...(why ? { reason: [null, why] as const } : {}) },
  })
  if (name === 'withdraw') return
  await notify(
    context,
    { userId: found.proposedById },
    {
      kind: name === 'approve' ? 'modelVersionApproved' : 'modelVersionRefused',
      detail: { code: found.code, name: actor.name, reason: why },
      link: `/screening/models/${found.code}`,
      dedupeKey: `screening.${name}:${found.id}`,
    },
  )
}

/** Lets a version come into force from its day on: a second person, of the bureau that proposed it or of one above. */
export const approveVersion = command('screening.approveVersion', decideVersionInput, (context, { versionId, version }) =>
  settle(context, 'approve', versionId, version),
)

/** Turns a version down, with a reason. */
export const refuseVersion = command('screening.refuseVersion', refuseVersionInput, (context, { versionId, version, reason }) =>
  settle(context, 'refuse', versionId, version, reason),
)

/** Takes one's own proposal back. */
export const withdrawVersion = command('screening.withdrawVersion', decideVersionInput, (context, { versionId, version }) =>
  settle(context, 'withdraw', versionId, version),
)
