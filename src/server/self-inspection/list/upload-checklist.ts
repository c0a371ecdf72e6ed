import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { listGrants } from '#domain/self-inspection/checklist-steps'
import { cancelChecklistInput, remapChecklistInput, uploadChecklistInput } from '#domain/self-inspection/list/inputs'
import { audit } from '#platform/audit'
import { whereMay } from '../../access'
import { type Before, type Context, command, preparedCommand } from '../../command'
import { readApart } from '../../file/read-apart'
import { query } from '../../query'
import { must } from '../../refused'
import { type GivenMapping, type KeptChecklistReading, summaryOf } from './read-kept-list'

/** Whether this person brings problem lists in at all. */
export const importsChecklists = (actor: Actor): boolean =>
  actor.department === 'MI' && actor.agencyKind === 'bureau' && actor.agencyId !== null && actor.roles.includes('handler')

type Upload = { reading: KeptChecklistReading; given: GivenMapping; remembered: boolean }

/**
 * Takes a problem list as uploaded: reads it with the mapping that files of its layout were last read with, and shows what it holds.
 * Nothing is a list yet.
 *
 * Refuses `notFound` (file, or somebody who does not import), `unreadableFile`.
 */
export const uploadChecklist = preparedCommand('checklist.upload', uploadChecklistInput, readUpload, async (context, input, read) => {
  const { tx, actor, now } = context
  const file = await tx.storedFile.findFirst({ where: { id: input.fileId, uploadedById: actor.userId } })
  if (!file || !actor.agencyId || !importsChecklists(actor)) return must(refuse('notFound'))
  const { reading, given, remembered } = must(read)
  const { id } = await tx.checklistImport.create({
    data: {
      agencyId: actor.agencyId,
      department: 'MI',
      regionNo: actor.regionNo,
      fileId: file.id,
      fingerprint: reading.fingerprint,
      mapping: { ...reading.list?.mapping, ...given },
      remembered,
      summary: summaryOf(reading),
      uploadedById: actor.userId,
      uploadedAt: now,
    },
    select: { id: true },
  })
  await auditImport(context, 'checklist.upload', id, { file: [null, file.sha256] })
  return { importId: id }
})

/** Reads the file as it is, and again with what was said of its layout the last time. */
async function readUpload({ actor }: Before, { fileId }: { fileId: string }): Promise<Result<Upload>> {
  const { agencyId } = actor
  if (!importsChecklists(actor) || agencyId === null) return refuse('notFound')
  const file = await query(actor, (tx) => tx.storedFile.findFirst({ where: { id: fileId, uploadedById: actor.userId } }))
  if (!file) return refuse('notFound')
  const plain = await readApart('checklist', { file, given: {} })
  if (!plain.ok) return plain
  const { fingerprint } = plain.value
  const known = await query(actor, (tx) =>
    tx.checklistMapping.findUnique({ where: { agencyId_fingerprint: { agencyId, fingerprint } }, select: { mapping: true } }),
  )
  const given = (known?.mapping ?? {}) as GivenMapping // written by remapChecklist alone
  if (Object.keys(given).length === 0) return ok({ reading: plain.value, given: {}, remembered: false })
  const again = await readApart('checklist', { file, given })
  return again.ok && again.value.list
    ? ok({ reading: again.value, given, remembered: true })
    : ok({ reading: plain.value, given: {}, remembered: false })
}

const importHere = (actor: Actor, importId: string) => ({
  AND: [{ id: importId }, whereMay(actor, listGrants.import, 'checklistImport')],
})

/** An uploaded list read apart, and the version of its import that it was read for. `given`: the mapping, where it is not the import's own. */
export async function readAhead({ actor }: Before, importId: string, given?: GivenMapping) {
  const found = await query(actor, (tx) =>
    tx.checklistImport.findFirst({
      where: importHere(actor, importId),
      include: { file: { select: { sha256: true, displayName: true } } },
    }),
  )
  if (found?.state !== 'uploaded') return null
  const mapping = given ?? (found.mapping as GivenMapping) // written by the upload and the mapping alone
  return { version: found.version, read: await readApart('checklist', { file: found.file, given: mapping }) }
}
export type Ahead = Awaited<ReturnType<typeof readAhead>>

/** The import in hand, moved on from the version the person saw. Refuses `notFound`, `wrongState`, `changedMeanwhile`: of two at once, one. */
export async function claimImport({ tx, actor }: Context, importId: string, version: number) {
  const found = await tx.checklistImport.findFirst({ where: importHere(actor, importId) })
  if (!found) return must(refuse('notFound'))
  if (found.state !== 'uploaded') must(refuse('wrongState', { state: found.state }))
  const claimed = await tx.checklistImport.updateMany({
    where: { id: importId, version, state: 'uploaded' },
    data: { version: { increment: 1 } },
  })
  return claimed.count === 0 ? must(refuse('changedMeanwhile')) : found
}

/** What was read for this version of the import. Refuses `changedMeanwhile`, `unreadableFile`. */
export const readingOf = (ahead: Ahead, version: number): KeptChecklistReading =>
  must(ahead?.version === version ? ahead.read : refuse('changedMeanwhile'))

export const auditImport = (
  { tx, actor, now, requestId }: Context,
  action: `checklist.${string}`,
  importId: string,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action, subject: { type: 'checklistImport', id: importId }, change, requestId })

/** Reads the list again with the columns as a person assigned them, and remembers that for files of this layout. Refuses as `claimImport`, and `unreadableFile`. */
export const remapChecklist = preparedCommand(
  'checklist.remap',
  remapChecklistInput,
  (before, { importId, mapping }) => readAhead(before, importId, mapping),
  async (context, { importId, version, mapping }, ahead) => {
    const { tx, now } = context
    const found = await claimImport(context, importId, version)
    const reading = readingOf(ahead, found.version)
    if (reading.failure) must(refuse('unreadableFile', { reading: reading.failure.code, ...reading.failure.detail }))
    await tx.checklistImport.updateMany({
      where: { id: importId },
      data: { mapping: { ...reading.list?.mapping, ...mapping }, summary: summaryOf(reading) },
    })
    const layout = { agencyId: found.agencyId, fingerprint: found.fingerprint }
    await tx.checklistMapping.upsert({
      where: { agencyId_fingerprint: layout },
      create: { ...layout, mapping, usedAt: now },
      update: { mapping, usedAt: now },
    })
    await auditImport(context, 'checklist.remap', importId, { mapping: [found.mapping, mapping] })
  },
)

/** Puts an uploaded list aside. Refuses as `claimImport`. */
export const cancelChecklist = command('checklist.cancel', cancelChecklistInput, async (context, { importId, version }) => {
  await claimImport(context, importId, version)
  await context.tx.checklistImport.updateMany({ where: { id: importId }, data: { state: 'cancelled' } })
  await auditImport(context, 'checklist.cancel', importId, { state: ['uploaded', 'cancelled'] })
})
