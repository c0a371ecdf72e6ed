import 'server-only'
import { systemActor } from '#domain/kernel/system-actor'
import type { IssueTrouble } from '#domain/screening/issuing'
import { audit } from '#platform/audit'
import { databaseTime, prisma } from '#platform/db'
import { currentTime } from '#platform/time'
import { actorOfPost } from '../identity/actor-of-post'
import { logFault } from '../log'
import { OutOfHand, takeInHand, whileInHand } from './in-hand'
import { issueBlock } from './issue-block'
import { isOutOfRoom, isPassing } from './passing-fault'

/** Leads that appear at one moment, each with its rows. */
const hitsPerBlock = 250

/** Makes leads of all clues of the act, as whoever asked for it. Each block is an act of its own: whoever was recused, moved or put off since makes no more. */
async function issueAll(issueId: string, mark: Date, most: number): Promise<IssueTrouble | null> {
  const { requestedById, requestedPostId } = await prisma.screeningIssue.findUniqueOrThrow({
    where: { id: issueId },
    select: { requestedById: true, requestedPostId: true },
  })
  for (;;) {
    const actor = await actorOfPost(requestedById, requestedPostId, await databaseTime())
    if (!actor) return 'notFound'
    const block = await issueBlock(actor, { issueId, mark, most })
    if (!block.ok) return block.refusal.code
    if (block.value.issued === 0) return null
  }
}

/** Ends the act: what has become a lead is one, and what has not waits again, with the reason. */
async function end(issueId: string, mark: Date, trouble: IssueTrouble | null): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const left = await tx.screeningHit.updateMany({ where: { issueId, leadId: null }, data: { issueId: null } })
    // Clues that are left without a reason are of institutions that whoever asked keeps away from by now.
    const why = left.count === 0 ? null : (trouble ?? 'keepsAway')
    const ended = await tx.screeningIssue.updateMany({
      where: { id: issueId, state: 'issuing', startedAt: mark },
      data: {
        state: why === null ? 'done' : 'stopped',
        trouble: why,
        finishedAt: currentTime(),
        leaseUntil: null,
        progress: '',
        version: { increment: 1 },
      },
    })
    if (ended.count === 0) throw new OutOfHand(issueId)
    const { run, batch, issuedCount } = await tx.screeningIssue.findUniqueOrThrow({
      where: { id: issueId },
      select: { issuedCount: true, batch: { select: { number: true } }, run: { select: { id: true, regionNo: true } } },
    })
    await audit(tx, {
      ...{ at: currentTime(), actor: { ...systemActor, department: 'MI', regionNo: run.regionNo } },
      ...{ action: 'screening.issued', subject: { type: 'screeningRun', id: run.id } },
      change: { batch: [null, batch?.number ?? null], issued: [null, issuedCount], left: [null, left.count], trouble: [null, why] },
    })
  })
}

/**
 * Issues what an act of issuing asks for, in blocks. Of two workers, one has it in hand; ended with its worker, another goes on from there, and no
 * clue becomes two leads.
 */
export async function runIssue(issueId: string, most = hitsPerBlock): Promise<void> {
  const mark = await takeInHand('screening_issue', issueId)
  if (mark === null) return
  try {
    await end(issueId, mark, await whileInHand('screening_issue', issueId, mark, () => issueAll(issueId, mark, most)))
  } catch (error) {
    if (error instanceof OutOfHand) return
    if (isPassing(error)) throw error
    logFault({ where: 'screening.issue', error })
    await end(issueId, mark, isOutOfRoom(error) ? 'storageFull' : 'fault').catch((lost: unknown) => {
      if (!(lost instanceof OutOfHand)) throw lost
    })
  }
}
