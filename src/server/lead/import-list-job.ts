import 'server-only'
import { toDateColumn } from '#domain/kernel/civil-date'
import { askedImport, takeListInInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { Prisma } from '#platform/prisma/client'
import { type Context, jobCommand } from '../command'
import type { ListWork } from '../jobs'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import { findImport, notYetImported } from './list-access'
import { giveBack, noteInterruption, noteProgress, openWork, WorkStopped } from './list-work'
import type { ListSummary } from './read-list'
import { clearStaged } from './stage-rows'
import { countStaged, insertStaged, joinByHash, keepStagedSubjects, markKnown, type Staged, sightKnown } from './staged-leads'

const kind = 'importLeadList'

/**
 * Imports what was read of a list, as whoever asked for it. Stopped, or ended with its worker, it has done nothing: the batch and all of its
 * leads appear at one moment.
 */
export async function importList(job: ListWork, now: Date): Promise<void> {
  const work = await openWork(kind, job, now)
  if (!work) return
  const { actor } = work
  const { importId, version } = job
  try {
    await noteProgress(actor, kind, job, { rowsDone: 0, begunAt: now, endedAt: null })
    const imported = await takeListIn(actor, { importId, version })
    if (!imported.ok) await giveBack(job, kind, imported.refusal, now, actor)
  } catch (error) {
    if (error instanceof WorkStopped) return
    await noteInterruption(actor, job, error)
    throw error
  }
}

/**
 * The import itself: each good row becomes a lead with its own number, none twice, but for those that an earlier list of the campaign has
 * brought: they are shown there as also standing on this one.
 *
 * Refuses as `findImport`, and `alreadyImported`. Commits together: the batch, its leads, where else leads stand, the import's state, one
 * audit entry for the batch.
 */
const takeListIn = jobCommand('lead.takeListIn', takeListInInput, async (context, { importId, version }) => {
  const { tx, actor, now, requestId } = context
  const found = await findImport(context, importId, version, ['importing'])
  const asked = askedImport.parse(found.asked)
  const staged: Staged = { importId, readingId: found.readingId ?? importId, keepDuplicates: asked.keepDuplicates }

  const number = await nextInternalNumber(context, 'PC', found.regionNo)
  must(await notYetImported(context, found.campaignId, found.file.sha256)) // the register's lock has made a second import of the file wait
  await joinByHash(tx, true)
  const institutions = await markKnown(context, staged, found)
  const counts = await countStaged(tx, staged)
  const summary = found.list as unknown as ListSummary // written by the reading of the list alone
  const batch = await tx.leadBatch.create({
    data: {
      number,
      campaignId: found.campaignId,
      agencyId: found.agencyId,
      department: 'MI',
      regionNo: found.regionNo,
      name: found.sourceName,
      source: found.source,
      origin: found.origin,
      fileSha256: found.file.sha256,
      issuedCount: counts.fresh,
      knownCount: counts.known,
      refusedCount: summary.refusedRowCount + counts.left,
      listedCount: summary.acceptedCount + summary.refusedRowCount,
      mendsId: asked.mends ? (found.mends?.batchId ?? null) : null,
      dueOn: toDateColumn(asked.dueOn),
      importedById: actor.userId,
      importedAt: now,
    },
  })
  const step = (rowsDone: number) => noteProgress(actor, kind, { importId, version }, { rowsDone })
  await insertStaged(context, batch, { staged, institutions, fresh: counts.fresh, step })
  await joinByHash(tx, false)
  await sightKnown(tx, batch, staged)
  await keepStagedSubjects(tx, staged)
  await finish(context, { id: importId, version, batchId: batch.id })
  await clearStaged(tx, importId)
  const { issuedCount, knownCount, refusedCount } = batch
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.takeListIn',
    subject: { type: 'leadBatch', id: batch.id },
    change: {
      issued: [null, issuedCount],
      known: [null, knownCount],
      refused: [null, refusedCount],
      file: [null, found.file.sha256],
    },
    requestId,
  })
  return { batchId: batch.id, batchNumber: number }
})

/** Throws `WorkStopped` when somebody has stopped the import meanwhile: then none of it happens. */
async function finish({ tx, now }: Context, { id, version, batchId }: { id: string; version: number; batchId: string }): Promise<void> {
  const done = await tx.leadImport.updateMany({
    where: { id, version, state: 'importing' },
    data: { state: 'imported', batchId, asked: {}, endedAt: now, trouble: Prisma.DbNull },
  })
  if (done.count === 0) throw new WorkStopped()
}
