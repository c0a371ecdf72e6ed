import 'server-only'
import { caseBundleRules } from '#domain/case/bundles'
import { askBundleInput, cancelBundleInput } from '#domain/case/inputs'
import { refuse } from '#domain/kernel/result'
import { plan } from '#platform/outbox'
import { whereReadable } from '../../access'
import { type Context, command } from '../../command'
import type { Job } from '../../jobs'
import { must } from '../../refused'
import { recordInTrail } from '../take-step'
import { mayBundle, whereBundles } from './bundle-access'

/**
 * Asks for the evidence of a case as one file, or for a part of its volume (生成证据包、案卷). It is put together by a job from what the asker may
 * read when it runs. The case does not move on by it.
 *
 * Refuses `notFound`, also for the secret part to whoever is not cleared for it, and `alreadyExists` while one of the kind is being made.
 * Commits together: the bundle, the line in the trail of the case, and the job.
 */
export const askBundle = command('case.askBundle', askBundleInput, async (context, { caseId, kind }) => {
  const { tx, actor, now } = context
  const file = await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereReadable(actor, 'case')] } })
  if (!file || !mayBundle(actor, kind, file) || actor.postId === null) return must(refuse('notFound'))
  await tx.$queryRaw`SELECT FROM case_file WHERE id = ${caseId}::uuid FOR UPDATE`
  if ((await tx.caseBundle.count({ where: { caseId, kind, state: 'making' } })) > 0) must(refuse('alreadyExists'))

  const { _max: newest } = await tx.caseBundle.aggregate({ where: { caseId, kind }, _max: { revision: true } })
  const revision = (newest.revision ?? 0) + 1
  const { id: bundleId } = await tx.caseBundle.create({
    data: {
      ...{ caseId, kind, revision, secrecy: caseBundleRules[kind].secrecy },
      ...{ askedById: actor.userId, askedByName: actor.name, askedAt: now },
    },
    select: { id: true },
  })
  await noteInTrail(context, caseId, 'askBundle', kind, revision)
  const job: Job = { kind: 'makeCaseBundle', bundleId, userId: actor.userId, postId: actor.postId }
  await plan(tx, job, { dedupeKey: bundleId, runAt: now })
  return { bundleId }
})

/** Gives up what is being put together (停止生成): whoever works on it lets go and leaves nothing behind. Refuses `notFound`, `wrongState`. */
export const cancelBundle = command('case.cancelBundle', cancelBundleInput, async (context, { caseId, bundleId }) => {
  const { tx, actor, now } = context
  const found = await tx.caseBundle.findFirst({ where: { AND: [{ id: bundleId, caseId }, whereBundles(actor)] }, include: { case: true } })
  if (!found || !mayBundle(actor, found.kind, found.case)) return must(refuse('notFound'))
  const { count } = await tx.caseBundle.updateMany({ where: { id: bundleId, state: 'making' }, data: { state: 'cancelled', endedAt: now } })
  if (count === 0) must(refuse('wrongState'))
  await noteInTrail(context, caseId, 'cancelBundle', found.kind, found.revision)
})

type Kind = keyof typeof caseBundleRules

/** That there is a secret part is no more for those who read the case than the part: its lines stand with the part's own secrecy elsewhere. */
async function noteInTrail(context: Context, caseId: string, action: string, kind: Kind, revision: number): Promise<void> {
  if (kind === 'secretVolume') return
  await recordInTrail(context, caseId, action, { bundle: [null, caseBundleRules[kind].name], revision: [null, revision] })
}
