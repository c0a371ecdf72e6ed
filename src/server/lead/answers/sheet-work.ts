import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type Refusal, refuse } from '#domain/kernel/result'
import { asActor } from '#platform/db'
import { isFull } from '#platform/files'
import { plan } from '#platform/outbox'
import type { Prisma } from '#platform/prisma/client'
import { rowContext } from '../../access'
import type { Context } from '../../command'
import { actorOfPost } from '../../identity/actor-of-post'
import { asOneself } from '../../identity/oneself'
import type { AnswerWork, Job } from '../../jobs'
import { query } from '../../query'
import { must, Refused } from '../../refused'
import { WorkStopped } from '../list-work'
import { whereOwnSheets } from './sheet-access'

type Kind = 'readLeadAnswers' | 'submitLeadAnswers'
const stateOf = { readLeadAnswers: 'reading', submitLeadAnswers: 'submitting' } as const satisfies Record<Kind, string>
/** Where a sheet rests when its work came to an end without a result. What had gone to review has gone. */
const restOf = { readLeadAnswers: 'unreadable', submitLeadAnswers: 'read' } as const satisfies Record<Kind, string>

/** Plans the work that a command asks for, once for this version of the sheet. */
export async function planSheetWork({ tx, actor, now }: Context, kind: Kind, sheetId: string, version: number): Promise<void> {
  const { userId, postId } = actor
  if (postId === null) return must(refuse('notFound'))
  const job: Job = { kind, sheetId, version, userId, postId }
  await plan(tx, job, { dedupeKey: `${sheetId}:${version}`, runAt: now })
}

/** Whoever asked for the work, and the sheet, when it still waits for it. */
export async function openSheetWork(kind: Kind, { sheetId, version, userId, postId }: AnswerWork, now: Date) {
  const actor = await actorOfPost(userId, postId, now)
  const found =
    actor &&
    (await query(actor, (tx) =>
      tx.leadAnswerSheet.findFirst({
        where: { AND: [{ id: sheetId, version, state: stateOf[kind] }, whereOwnSheets(actor)] },
        include: { file: { select: { sha256: true, displayName: true } } },
      }),
    ))
  if (actor && found) return { actor, found }
  await restSheet(kind, { sheetId, version, userId }, { trouble: { code: 'notFound' }, endedAt: now }) // whoever asked may no longer work on it
  return null
}

/** Says how far the work has come, and learns whether it is still wanted. */
export async function noteSheet(tx: Context['tx'], kind: Kind, { sheetId, version }: Step, progress: Progress): Promise<void> {
  const noted = await tx.leadAnswerSheet.updateMany({ where: { id: sheetId, version, state: stateOf[kind] }, data: progress })
  if (noted.count === 0) throw new WorkStopped()
}
type Step = Pick<AnswerWork, 'sheetId' | 'version'>
type Progress = Prisma.LeadAnswerSheetUncheckedUpdateManyInput

type Rest = { trouble: Refusal; endedAt: Date }
/** The work came to an end without a result, and the sheet says why. */
export async function restSheet(
  kind: Kind,
  { sheetId, version, userId }: Pick<AnswerWork, 'sheetId' | 'version' | 'userId'>,
  rest: Rest,
  actor?: Actor,
): Promise<void> {
  await asActor(actor ? rowContext(actor) : asOneself(userId), (tx) =>
    tx.leadAnswerSheet.updateMany({ where: { id: sheetId, version, state: stateOf[kind] }, data: { ...rest, state: restOf[kind] } }),
  )
}

const isOutOfSpace = (error: unknown) => isFull(error) || (error instanceof Refused && error.refusal.code === 'storageFull')

/** The work is tried again by itself; meanwhile its page says what stands in the way. */
export async function noteSheetTrouble(actor: Actor, { sheetId, version }: AnswerWork, error: unknown): Promise<void> {
  const trouble: Refusal = { code: isOutOfSpace(error) ? 'storageFull' : 'workInterrupted' }
  await query(actor, (tx) => tx.leadAnswerSheet.updateMany({ where: { id: sheetId, version }, data: { trouble } })).catch(() => undefined)
}
