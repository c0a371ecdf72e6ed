import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { cancelLeadListInput, remapLeadListInput, uploadLeadListInput } from '#domain/lead/inputs'
import type { LeadList } from '#domain/lead/list/lead-list'
import { audit } from '#platform/audit'
import { whereMay, whereReadable } from '../access'
import { type Before, type Context, command, preparedCommand } from '../command'
import { readApart } from '../file/read-apart'
import { holdAsPersonal } from '../file/store-file'
import { query } from '../query'
import { must } from '../refused'
import { type GivenMapping, summaryOf } from './read-list'

export const importers = [{ role: 'handler', as: 'ownAgency' }] as const

/** The imports whose lists this person works on: of their own agency, and with the clearance that the list itself asks for. */
export const whereImports = (actor: Actor) => ({
  AND: [whereMay(actor, importers, 'leadImport'), { file: whereReadable(actor, 'storedFile') }],
})

/** Whether this person takes lead lists in at all. */
export const takesLists = (actor: Actor): boolean =>
  actor.department === 'MI' &&
  actor.agencyKind === 'bureau' &&
  actor.agencyId !== null &&
  actor.roles.includes('handler') &&
  actor.clearance >= 2

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
export const uploadLeadList = preparedCommand('lead.uploadList', uploadLeadListInput, readUpload, async (context, input, read) => {
  const { tx, actor, now, requestId } = context
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: input.campaignId, state: 'launched' }, whereReadable(actor, 'campaign')] },
  })
  const file = await tx.storedFile.findFirst({ where: { id: input.fileId, uploadedById: actor.userId } })
  if (!campaign || !file || !actor.agencyId || !takesLists(actor)) return must(refuse('notFound'))

  must(await notYetImported(context, campaign.id, file.sha256))
  const { list, given } = must(read)
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
async function readUpload(
  { actor, now }: Before,
  { fileId, sourceName }: { fileId: string; sourceName: string },
): Promise<Result<{ list: LeadList; given: GivenMapping }>> {
  const { agencyId } = actor
  if (!takesLists(actor) || agencyId === null) return refuse('notFound')
  const { file, remembered } = await query(actor, async (tx) => ({
    file: await tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } }),
    remembered: await tx.leadMapping.findUnique({ where: { agencyId_sourceName: { agencyId, sourceName } } }),
  }))
  if (!file) return refuse('notFound')
  const lastTime = (remembered?.mapping ?? {}) as GivenMapping // written by remapLeadList alone
  for (const given of [lastTime, {}]) {
    const list = await readApart('leadList', { file, given, now })
    if (list.ok) return ok({ list: list.value, given })
    if (Object.keys(given).length === 0) return list
  }
  return refuse('unreadableFile')
}

/** An uploaded list and the version of its import that it was read for. `given`: the mapping, where it is not the import's own. */
export async function readAhead({ actor, now }: Before, importId: string, given?: GivenMapping) {
  const found = await query(actor, (tx) =>
    tx.leadImport.findFirst({
      where: { AND: [{ id: importId, state: 'uploaded' }, whereImports(actor)] },
      include: { file: { select: { sha256: true, displayName: true } } },
    }),
  )
  if (!found) return null
  const mapping = given ?? (found.mapping as GivenMapping) // written by the upload and the mapping alone
  return { version: found.version, list: await readApart('leadList', { file: found.file, given: mapping, now }) }
}

/** The list, when the import is still what it was read for. Refuses `changedMeanwhile`, `unreadableFile`. */
export const listOf = (ahead: Awaited<ReturnType<typeof readAhead>>, { version }: { version: number }): LeadList =>
  must(ahead?.version === version ? ahead.list : refuse('changedMeanwhile'))

/** Moves an import on from the version the person saw. Refuses `changedMeanwhile`: of two at once, one. */
export async function claimImport({ tx }: Context, { id, version }: { id: string; version: number }): Promise<void> {
  const claimed = await tx.leadImport.updateMany({ where: { id, version, state: 'uploaded' }, data: { version: { increment: 1 } } })
  if (claimed.count === 0) must(refuse('changedMeanwhile'))
}

/** Reads the list again with the columns as a person assigned them, and remembers that for the source. Refuses as `findImport`, and `unreadableFile`. */
export const remapLeadList = preparedCommand(
  'lead.remapList',
  remapLeadListInput,
  (before, { importId, mapping }) => readAhead(before, importId, mapping),
  async (context, { importId, version, mapping }, ahead) => {
    const { tx, actor, now, requestId } = context
    const found = await findImport(context, importId, version)
    const list = listOf(ahead, found)
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
  },
)

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
