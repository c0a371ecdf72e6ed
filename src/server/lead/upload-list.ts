import 'server-only'
import { refuse } from '#domain/kernel/result'
import { cancelLeadListInput, remapLeadListInput, uploadLeadListInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { whereMay, whereReadable } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { type GivenMapping, readKeptList, summaryOf } from './read-list'

const importers = [{ role: 'handler', as: 'ownAgency' }] as const

/** The import in hand, when it is the actor's agency's and still open. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export async function findImport({ tx, actor }: Context, importId: string, version: number) {
  const found = await tx.leadImport.findFirst({
    where: { AND: [{ id: importId }, whereMay(actor, importers, 'leadImport')] },
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
  if (!campaign || !file || actor.department !== 'MI' || !actor.agencyId || !actor.roles.includes('handler'))
    return must(refuse('notFound'))

  const known = await tx.leadBatch.findFirst({ where: { campaignId: campaign.id, fileSha256: file.sha256 }, select: { number: true } })
  if (known) must(refuse('alreadyImported', { batch: known.number }))
  const remembered = await tx.leadMapping.findUnique({
    where: { agencyId_sourceName: { agencyId: actor.agencyId, sourceName: input.sourceName } },
  })
  const given = (remembered?.mapping ?? {}) as GivenMapping // written by remapLeadList alone
  const list = await readKeptList(file, given, context)

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

/** Reads the list again with the columns as a person assigned them, and remembers that for the source. Refuses as `findImport`, and `unreadableFile`. */
export const remapLeadList = command('lead.remapList', remapLeadListInput, async (context, { importId, version, mapping }) => {
  const { tx, actor, now } = context
  const found = await findImport(context, importId, version)
  const list = await readKeptList(found.file, mapping, context)
  await tx.leadImport.updateMany({
    where: { id: importId, version },
    data: { mapping: { ...list.mapping, ...mapping }, list: summaryOf(list), version: { increment: 1 } },
  })
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
  })
})

/** Puts an uploaded list aside; nothing of it is imported. Refuses as `findImport`. */
export const cancelLeadList = command('lead.cancelList', cancelLeadListInput, async (context, { importId, version }) => {
  await findImport(context, importId, version)
  const { tx, actor, now } = context
  await tx.leadImport.updateMany({ where: { id: importId, version }, data: { state: 'cancelled', version: { increment: 1 } } })
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.cancelList',
    subject: { type: 'leadImport', id: importId },
    change: { state: ['uploaded', 'cancelled'] },
  })
})
