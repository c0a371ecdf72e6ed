import 'server-only'
import { refuse } from '#domain/kernel/result'
import { cancelLeadListInput, remapLeadListInput, uploadLeadListInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { holdAsPersonal } from '../file/store-file'
import { must } from '../refused'
import { claimImport, findImport, notYetImported, takesLists } from './list-access'
import { backToBefore, planListWork } from './list-work'
import { emptySummary } from './read-list'
import { clearStaged } from './stage-rows'

/**
 * Takes a lead list as uploaded and plans its reading, with the mapping its source was last read with. Nothing is imported yet.
 *
 * Refuses `notFound` (campaign, file, or somebody who does not import), `alreadyImported` for the same file.
 */
export const uploadLeadList = command('lead.uploadList', uploadLeadListInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: input.campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
  })
  const file = await tx.storedFile.findFirst({ where: { id: input.fileId, uploadedById: actor.userId } })
  if (!campaign || !file || !actor.agencyId || !takesLists(actor)) return must(refuse('notFound'))

  must(await notYetImported(context, campaign.id, file.sha256))
  await holdAsPersonal(context, file.id)

  const { id, version } = await tx.leadImport.create({
    data: {
      campaignId: campaign.id,
      agencyId: actor.agencyId,
      department: 'MI',
      regionNo: actor.regionNo,
      fileId: file.id,
      sourceName: input.sourceName,
      source: input.source,
      origin: input.origin,
      state: 'reading',
      mapping: {},
      list: emptySummary,
      uploadedById: actor.userId,
      uploadedAt: now,
    },
    select: { id: true, version: true },
  })
  await planListWork(context, 'readLeadList', { id, version })
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.uploadList',
    subject: { type: 'leadImport', id },
    change: { file: [null, file.sha256] },
    requestId,
  })
  return { importId: id }
})

/**
 * Plans to read the list again with the columns as a person assigned them; once it could be read so, that is remembered for the source.
 * Until then what was read before stands. Refuses as `findImport`.
 */
export const remapLeadList = command('lead.remapList', remapLeadListInput, async (context, { importId, version, mapping }) => {
  const { tx, actor, now, requestId } = context
  const found = await findImport(context, importId, version, ['uploaded'])
  const claimed = await claimImport(context, found, {
    ...{ state: 'reading', asked: { mapping } },
    ...{ rowsDone: 0, rowsTotal: null, begunAt: null, endedAt: null },
  })
  await planListWork(context, 'readLeadList', claimed)
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.remapList',
    subject: { type: 'leadImport', id: importId },
    change: { mapping: [found.mapping, mapping] },
    requestId,
  })
})

/** Puts an uploaded list aside; nothing of it is imported, and what was read of it is taken away. Refuses as `findImport`. */
export const cancelLeadList = command('lead.cancelList', cancelLeadListInput, async (context, { importId, version }) => {
  const { tx, actor, now, requestId } = context
  const found = await findImport(context, importId, version, ['uploaded', 'unreadable'])
  await claimImport(context, found, { state: 'cancelled' })
  await clearStaged(tx, importId)
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.cancelList',
    subject: { type: 'leadImport', id: importId },
    change: { state: [found.state, 'cancelled'] },
    requestId,
  })
})

/**
 * Stops the work on a list: whoever is at it lets go at its next piece, and nothing of it stays. A list that had been read before waits
 * as it did; one that was being read for the first time is put aside. Refuses as `findImport`.
 */
export const stopListWork = command('lead.stopList', cancelLeadListInput, async (context, { importId, version }) => {
  const { tx, actor, now, requestId } = context
  const found = await findImport(context, importId, version, ['reading', 'importing'])
  const kind = found.state === 'reading' ? 'readLeadList' : 'importLeadList'
  const stopped = await backToBefore(tx, { id: importId, version, kind, never: 'cancelled' }, { endedAt: now, version: { increment: 1 } })
  if (stopped === 0) must(refuse('changedMeanwhile'))
  await clearStaged(tx, importId, found.readingId)
  const after = found.readingId === null ? 'cancelled' : 'uploaded'
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.stopList',
    subject: { type: 'leadImport', id: importId },
    change: { state: [found.state, after] },
    requestId,
  })
})
