import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { cancelLeadListInput, remapLeadListInput, uploadLeadListInput } from '#domain/lead/inputs'
import type { LeadList } from '#domain/lead/list/lead-list'
import { audit } from '#platform/audit'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { holdAsPersonal } from '../file/store-file'
import { must } from '../refused'
import { type GivenMapping, readKeptList, summaryOf } from './read-list'

export const importers = [{ role: 'handler', as: 'ownAgency' }] as const

/** The imports whose lists this person works on: of their own agency, and with the clearance that the list itself asks for. */
export const whereImports = (actor: Actor) => ({
  AND: [whereMay(actor, importers, 'leadImport'), { file: whereReadable(actor, 'storedFile') }],
})

/** Whether this person takes lead lists in at all. */
export const takesLists = (actor: Actor): boolean =>
  actor.department === 'MI' && actor.agencyId !== null && actor.roles.includes('handler') && actor.clearance >= 2

/** The import in hand, when it is the actor's agency's and still open. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export async function findImport({ tx, actor }: Context, importId: string, version: number) {
  const found = await tx.leadImport.findFirst({
    where: { AND: [{ id: importId }, whereImports(actor)] },
    include: { file: { select: { sha256: true, displayName: true } } },
  })
  if (!found) return must(refuse('notFound'))
  if (found.state !== 'uploaded') must(refuse('wrongState', { state: found.state }))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return found
}

/**
 * Takes a lead list as uploaded: reads it with the mapping its source was last read with, and shows what it holds. Nothing is
 * imported yet.
 *
 * Refuses `notFound` (campaign, file, or somebody who does not import), `unreadableFile`, `alreadyImported` for the same file.
 */
export const uploadLeadList = command('lead.uploadList', uploadLeadListInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: input.campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
  })
  const file = await tx.storedFile.findFirst({ where: { id: input.fileId, uploadedById: actor.userId } })
  if (!campaign || !file || !actor.agencyId || !takesLists(actor)) return must(refuse('notFound'))

  must(await notYetImported(context, campaign.id, file.sha256))
  const remembered = await tx.leadMapping.findUnique({
    where: { agencyId_sourceName: { agencyId: actor.agencyId, sourceName: input.sourceName } },
  })
  const { list, given } = await readAsLastTime(context, file, (remembered?.mapping ?? {}) as GivenMapping) // written by remapLeadList alone
  await holdAsPersonal(context, file.id)

  const { id } = await tx.leadImport.create({
    data: {
      campaignId: campaign.id,
      agencyId: actor.agencyId,
      department: 'MI',
      regionNo: actor.regionNo,
      fileId: file.id,
      sourceName: input.sourceName,
      source: input.source,
      origin: input.origin,
      mapping: { ...list.mapping, ...given },
      list: summaryOf(list),
      uploadedById: actor.userId,
      uploadedAt: now,
    },
    select: { id: true },
  })
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

/** Refuses `alreadyImported` when the same bytes are a batch of this campaign. */
export async function notYetImported({ tx }: Context, campaignId: string, fileSha256: string): Promise<Result<void>> {
  const known = await tx.leadBatch.findFirst({ where: { campaignId, fileSha256 }, select: { number: true } })
  return known ? refuse('alreadyImported', { batch: known.number }) : ok(undefined)
}

/** Reads a list with the columns its source had last time; where they are others by now, as if for the first time. */
async function readAsLastTime(
  context: Context,
  file: { sha256: string; displayName: string },
  remembered: GivenMapping,
): Promise<{ list: LeadList; given: GivenMapping }> {
  const list = await readKeptList(file, remembered, context)
  return list.ok ? { list: list.value, given: remembered } : { list: must(await readKeptList(file, {}, context)), given: {} }
}

/** Moves an import on from the version the person saw. Refuses `changedMeanwhile`: of two at once, one. */
export async function claimImport({ tx }: Context, { id, version }: { id: string; version: number }): Promise<void> {
  const claimed = await tx.leadImport.updateMany({ where: { id, version, state: 'uploaded' }, data: { version: { increment: 1 } } })
  if (claimed.count === 0) must(refuse('changedMeanwhile'))
}

/** Reads the list again with the columns as a person assigned them, and remembers that for the source. Refuses as `findImport`, and `unreadableFile`. */
export const remapLeadList = command('lead.remapList', remapLeadListInput, async (context, { importId, version, mapping }) => {
  const { tx, actor, now, requestId } = context
  const found = await findImport(context, importId, version)
  const list = must(await readKeptList(found.file, mapping, context))
  await claimImport(context, found)
  await tx.leadImport.updateMany({ where: { id: importId }, data: { mapping: { ...list.mapping, ...mapping }, list: summaryOf(list) } })
  await tx.leadMapping.upsert({
    where: { agencyId_sourceName: { agencyId: found.agencyId, sourceName: found.sourceName } },
    create: { agencyId: found.agencyId, sourceName: found.sourceName, mapping, usedAt: now },
    update: { mapping, usedAt: now },
  })
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.remapList',
    subject: { type: 'leadImport', id: importId },
    change: { mapping: [found.mapping, mapping] },
    requestId,
  })
})

/** Puts an uploaded list aside; nothing of it is imported. Refuses as `findImport`. */
export const cancelLeadList = command('lead.cancelList', cancelLeadListInput, async (context, { importId, version }) => {
  const { tx, actor, now, requestId } = context
  await claimImport(context, await findImport(context, importId, version))
  await tx.leadImport.updateMany({ where: { id: importId }, data: { state: 'cancelled' } })
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.cancelList',
    subject: { type: 'leadImport', id: importId },
    change: { state: ['uploaded', 'cancelled'] },
    requestId,
  })
})
