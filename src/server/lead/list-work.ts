import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type Refusal, refuse } from '#domain/kernel/result'
import { asActor } from '#platform/db'
import { isFull } from '#platform/files'
import { plan } from '#platform/outbox'
import { rowContext } from '../access'
import type { Context } from '../command'
import { actorOfPost } from '../identity/actor-of-post'
import { asOneself } from '../identity/oneself'
import type { Job, ListWork } from '../jobs'
import { query } from '../query'
import { must, Refused } from '../refused'
import { whereImports } from './list-access'

type Kind = 'readLeadList' | 'importLeadList'
const stateOf = { readLeadList: 'reading', importLeadList: 'importing' } as const satisfies Record<Kind, string>

/** Plans the work that a command asks for, once for this version of the import. */
export async function planListWork(
  { tx, actor, now }: Context,
  kind: Kind,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const { userId, postId } = actor
  if (postId === null) return must(refuse('notFound'))
  const job: Job = { kind, importId: id, version, userId, postId }
  await plan(tx, job, { dedupeKey: `${id}:${version}`, runAt: now })
}

/** Somebody has stopped the work, or another does it already: whoever is at it lets go and leaves nothing behind. */
export class WorkStopped extends Error {}

/** Whoever asked for the work, and the list, when it still waits for it. */
export async function openWork(kind: Kind, { importId, version, userId, postId }: ListWork, now: Date) {
  const actor = await actorOfPost(userId, postId, now)
  const state = stateOf[kind]
  const found =
    actor &&
    (await query(actor, (tx) =>
      tx.leadImport.findFirst({
        where: { AND: [{ id: importId, version, state }, whereImports(actor)] },
        include: { file: { select: { sha256: true, displayName: true } } },
      }),
    ))
  if (actor && found) return { actor, found }
  await giveBack({ importId, version, userId }, kind, { code: 'notFound' }, now) // whoever asked may no longer work on it
  return null
}

/** Says how far the work has come, and learns whether it is still wanted. */
export async function noteProgress(
  actor: Actor,
  kind: Kind,
  { importId, version }: Pick<ListWork, 'importId' | 'version'>,
  progress: { rowsDone: number; rowsTotal?: number; begunAt?: Date; endedAt?: null },
): Promise<void> {
  const where = { id: importId, version, state: stateOf[kind] }
  const noted = await query(actor, (tx) => tx.leadImport.updateMany({ where, data: progress }))
  if (noted.count === 0) throw new WorkStopped()
}

/** The work came to an end without a result: the list is as it was before it was asked for, and says why. */
export async function giveBack(
  { importId, version, userId }: Pick<ListWork, 'importId' | 'version' | 'userId'>,
  kind: Kind,
  trouble: Refusal,
  now: Date,
  actor?: Actor,
): Promise<void> {
  await asActor(actor ? rowContext(actor) : asOneself(userId), (tx) =>
    backToBefore(tx, { id: importId, version, kind }, { trouble, endedAt: now }),
  )
}

type Tx = Context['tx']

/** From work to rest: what had been read before is still there; what had never been read is left as `never`. */
export async function backToBefore(
  tx: Tx,
  { id, version, kind, never = 'unreadable' }: { id: string; version: number; kind: Kind; never?: 'unreadable' | 'cancelled' },
  data: { trouble?: Refusal; endedAt: Date; version?: { increment: number } },
): Promise<number> {
  const where = { id, version, state: stateOf[kind] }
  const kept = await tx.leadImport.updateMany({ where: { ...where, readingId: { not: null } }, data: { ...data, state: 'uploaded' } })
  if (kept.count > 0) return kept.count
  return (await tx.leadImport.updateMany({ where, data: { ...data, state: never } })).count
}

const isOutOfSpace = (error: unknown) =>
  isFull(error) ||
  (error instanceof Refused && error.refusal.code === 'storageFull') ||
  (error instanceof Error && /53100|No space left on device/.test(error.message))

/** The work is tried again by itself; meanwhile its page says what stands in the way. */
export async function noteInterruption(actor: Actor, { importId, version }: ListWork, error: unknown): Promise<void> {
  const trouble: Refusal = { code: isOutOfSpace(error) ? 'storageFull' : 'workInterrupted' }
  await query(actor, (tx) => tx.leadImport.updateMany({ where: { id: importId, version }, data: { trouble } })).catch(() => undefined)
}
