import 'server-only'
import type { CaseBundleKind } from '#domain/case/bundles'
import type { Actor } from '#domain/kernel/access'
import type { Refusal, Result } from '#domain/kernel/result'
import { asActor } from '#platform/db'
import { removeParts } from '#platform/parts'
import { rowContext } from '../../access'
import { actorOfPost } from '../../identity/actor-of-post'
import { asOneself } from '../../identity/oneself'
import type { BundleWork } from '../../jobs'
import { WorkStopped } from '../../lead/list-work'
import { query } from '../../query'
import { mayBundle, whereBundles } from './bundle-access'
import type { BundleTask, Made, Maker, NoteProgress } from './bundle-task'
import { finishBundle } from './finish-bundle'
import { makeVolume } from './make-volume'
import { packageEvidence } from './package-evidence'

const makers: Record<CaseBundleKind, Maker> = {
  evidencePackage: packageEvidence,
  volume: makeVolume('volume'),
  innerVolume: makeVolume('innerVolume'),
  secretVolume: makeVolume('secretVolume'),
}

/**
 * Puts together what was asked for, from what the asker may read now. Stopped, it leaves nothing behind; ended with its worker, it begins anew.
 */
export async function makeBundle({ bundleId, userId, postId }: BundleWork, now: Date): Promise<void> {
  const actor = await actorOfPost(userId, postId, now)
  const task = actor && (await begin(actor, bundleId, now))
  if (!actor || !task) return fail(actor ? rowContext(actor) : asOneself(userId), bundleId, { code: 'notFound' }, now) // whoever asked may no longer
  const where = { id: bundleId, state: 'making' as const }
  const note: NoteProgress = async (rowsDone, rowsTotal) => {
    const noted = await query(actor, (tx) => tx.caseBundle.updateMany({ where, data: { rowsDone, rowsTotal } }))
    if (noted.count === 0) throw new WorkStopped()
  }
  try {
    const made: Result<Made> = await makers[task.kind](task, note)
    const finished = made.ok ? await finishBundle(actor, { bundleId, ...made.value }) : made
    if (!finished.ok) await fail(rowContext(actor), bundleId, finished.refusal, now)
  } catch (error) {
    if (error instanceof WorkStopped) return
    await query(actor, (tx) => tx.caseBundle.updateMany({ where, data: { trouble: { code: 'workInterrupted' } } })).catch(() => undefined)
    throw error
  } finally {
    await removeParts(bundleId)
  }
}

/** The task, where it is still wanted and the asker may still have it. */
async function begin(actor: Actor, id: string, now: Date): Promise<BundleTask | null> {
  return query(actor, async (tx) => {
    const found = await tx.caseBundle.findFirst({
      where: { AND: [{ id, state: 'making', askedById: actor.userId }, whereBundles(actor)] },
      include: { case: true },
    })
    if (!found || !mayBundle(actor, found.kind, found.case)) return null
    await tx.caseBundle.updateMany({ where: { id, state: 'making' }, data: { begunAt: now } })
    const { kind, caseId, revision, askedAt } = found
    return { id, kind, caseId, revision, askedAt, actor }
  })
}

const fail = async (context: Parameters<typeof asActor>[0], id: string, trouble: Refusal, now: Date): Promise<void> => {
  await asActor(context, (tx) =>
    tx.caseBundle.updateMany({ where: { id, state: 'making' }, data: { state: 'failed', trouble, endedAt: now } }),
  )
}
