import 'server-only'
import { randomUUID } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { listGrants } from '#domain/self-inspection/checklist-steps'
import { type DraftItem, draftItems, extendItems } from '#domain/self-inspection/list/draft'
import { importChecklistInput } from '#domain/self-inspection/list/inputs'
import { namedField } from '#domain/self-inspection/list/named-field'
import type { ListedItem } from '#domain/self-inspection/list/read-checklist'
import { whereMay, whereReadable } from '../../access'
import { type Context, preparedCommand } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { fieldOfId, fieldOfName, loadFields } from './fields'
import { auditImport, claimImport, readAhead, readingOf } from './upload-checklist'

type Wanted = { as: 'new' | 'next' | 'extension'; ofId: string | null; name: string; year: number; source: string }

/**
 * Makes a draft out of an uploaded list: of a list of its own, of the next version of one, or of an extension of one that is in force. Fields
 * that are named for the first time are made where the person said so; items of others stay unassigned.
 *
 * Refuses as `claimImport`, `nothingToImport`, `alreadyExists` (a list of this name and year), `notFound` (the list it stands on or follows).
 * Commits together: the draft, its items, new fields, the import's state, an audit entry, a notice to the agency that somebody must issue it.
 */
export const importChecklist = preparedCommand(
  'checklist.import',
  importChecklistInput,
  (before, { importId }) => readAhead(before, importId),
  async (context, { importId, version, kinds, fields, ...wanted }, ahead) => {
    const { tx } = context
    const found = await claimImport(context, importId, version)
    const reading = readingOf(ahead, found.version)
    const listed = reading.list?.items ?? []
    if (listed.length === 0) must(refuse('nothingToImport'))

    const assigned = await assignedFields(context, listed, fields)
    const known = await loadFields(tx)
    const own = draftItems(listed, (name) => assigned.get(name ?? '') ?? namedField(name, known), kinds)
    const made = await makeDraft(context, wanted, own)
    await tx.checklistImport.updateMany({ where: { id: importId }, data: { state: 'imported', checklistId: made.id } })
    await auditImport(context, 'checklist.import', importId, {
      checklist: [null, made.id],
      items: [null, made.items],
      refused: [null, new Set(reading.list?.refused.map(({ sheet, row }) => `${sheet}:${row}`)).size],
    })
    await notify(
      context,
      { agencyId: found.agencyId },
      {
        kind: 'checklistDrafted',
        detail: { title: made.name, number: made.versionNo, count: made.items },
        link: `/self-inspections/lists/${made.id}`,
        dedupeKey: `checklist.import:${made.id}`,
      },
    )
    return { checklistId: made.id, items: made.items }
  },
)

/** What the person said of the list's own names of fields. */
async function assignedFields(context: Context, listed: readonly ListedItem[], said: Readonly<Record<string, string>>) {
  const names = new Set(listed.map(({ field }) => field ?? ''))
  const assigned = new Map<string, { fieldId: string | null; fieldName: string }>()
  for (const [name, to] of Object.entries(said)) {
    if (to === '' || !names.has(name)) continue
    const { id } = to === 'new' ? await fieldOfName(context, name) : await fieldOfId(context, to)
    assigned.set(name, { fieldId: id, fieldName: '' })
  }
  return assigned
}

async function makeDraft(context: Context, wanted: Wanted, own: readonly DraftItem[]) {
  const { tx, actor, now } = context
  if (!actor.agencyId || actor.regionLo === null || actor.regionHi === null) return must(refuse('notFound'))
  const follows = wanted.as === 'next' ? await heldList(context, wanted.ofId) : null
  const baseId = wanted.as === 'extension' ? wanted.ofId : follows?.baseId ? await latestOf(context, follows.baseId) : null
  const items = baseId ? extendItems(await itemsOf(context, baseId), own) : own
  const name = follows?.name ?? wanted.name
  const year = follows?.year ?? wanted.year
  const last = await tx.checklist.aggregate({ where: { name, year, regionNo: actor.regionNo }, _max: { versionNo: true } })
  if (!follows && last._max.versionNo !== null) must(refuse('alreadyExists'))
  const id = randomUUID()
  const versionNo = (last._max.versionNo ?? 0) + 1
  await tx.checklist.createMany({
    data: [
      {
        ...{ id, name, year, versionNo, state: 'draft', department: 'MI', source: wanted.source, baseId, previousId: follows?.id ?? null },
        ...{ agencyId: actor.agencyId, regionNo: actor.regionNo, rangeLo: actor.regionLo, rangeHi: actor.regionHi },
        ...{ importedById: actor.userId, importedByName: actor.name, importedAt: now },
      },
    ],
  })
  await tx.checklistItem.createMany({ data: items.map((item, place) => ({ ...item, checklistId: id, seq: place + 1 })) })
  return { id, name, versionNo, items: items.length }
}

/** The list whose next version this is: one of the agency's own, in force. Whoever makes it holds it, so that two next versions get two numbers. */
async function heldList({ tx, actor }: Context, id: string | null) {
  if (id === null) return must(refuse('notFound'))
  const found = await tx.checklist.findFirst({
    where: { AND: [{ id, state: 'issued' }, whereMay(actor, listGrants.sort, 'checklist')] },
    select: { id: true, name: true, year: true, baseId: true },
  })
  if (!found) return must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM checklist WHERE id = ${id}::uuid FOR UPDATE`
  return found
}

/** The newest version in force of the list that this one is a version of. */
async function latestOf({ tx, actor }: Context, id: string): Promise<string> {
  const one = await tx.checklist.findFirst({ where: { AND: [{ id }, whereReadable(actor, 'checklist')] } })
  if (!one) return must(refuse('notFound'))
  const newest = await tx.checklist.findFirst({
    where: { AND: [{ name: one.name, year: one.year, regionNo: one.regionNo, state: 'issued' }, whereReadable(actor, 'checklist')] },
    orderBy: { versionNo: 'desc' },
    select: { id: true },
  })
  return newest?.id ?? id
}

/** The items of a list in force that an extension can stand on. Refuses `notFound`. */
async function itemsOf({ tx, actor }: Context, checklistId: string): Promise<DraftItem[]> {
  const base = await tx.checklist.findFirst({
    where: { AND: [{ id: checklistId, state: 'issued' }, whereReadable(actor, 'checklist')] },
    select: { items: { omit: { id: true, checklistId: true, seq: true }, orderBy: { seq: 'asc' } } },
  })
  return base?.items ?? must(refuse('notFound'))
}
