import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import { checklistStepNames, checklistSteps, listGrants } from '#domain/self-inspection/checklist-steps'
import { citedLaws } from '#domain/self-inspection/list/cited-laws'
import { type Comparable, compareLists } from '#domain/self-inspection/list/compare'
import { namedField } from '#domain/self-inspection/list/named-field'
import type { Tx } from '#platform/db'
import { may, whereMay, whereReadable } from '../../access'
import { query } from '../../query'
import { loadFields } from './fields'
import type { ChecklistSummary, GivenMapping } from './read-kept-list'
import { importsChecklists } from './upload-checklist'

const listed = {
  id: true,
  name: true,
  year: true,
  versionNo: true,
  state: true,
  regionNo: true,
  source: true,
  importedByName: true,
  issuedByName: true,
  issuedAt: true,
  agency: { select: { name: true } },
  base: { select: { id: true, name: true, year: true, versionNo: true } },
  _count: { select: { items: true, filings: true } },
} as const

/** The problem lists of this person's place, its own and those from above; newest first. */
export const listChecklists = (actor: Actor) =>
  query(actor, async (tx) => ({
    lists: await tx.checklist.findMany({
      where: { AND: [{ state: { not: 'discarded' } }, whereReadable(actor, 'checklist')] },
      select: listed,
      orderBy: [{ year: 'desc' }, { name: 'asc' }, { versionNo: 'desc' }],
      take: 200,
    }),
    imports: importsChecklists(actor)
      ? await tx.checklistImport.findMany({
          where: { AND: [{ state: 'uploaded' }, whereMay(actor, listGrants.import, 'checklistImport')] },
          select: { id: true, uploadedAt: true, file: { select: { displayName: true } } },
          orderBy: { uploadedAt: 'desc' },
          take: 20,
        })
      : [],
    mayImport: importsChecklists(actor),
  }))

/** An uploaded list as its page shows it. `null` when it does not exist for this person. */
export const getChecklistImport = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    if (!isUuid(id)) return null
    const found = await tx.checklistImport.findFirst({
      where: { AND: [{ id }, whereMay(actor, listGrants.import, 'checklistImport')] },
      include: { file: { select: { displayName: true } } },
    })
    if (!found) return null
    const fields = await loadFields(tx)
    const summary = found.summary as unknown as ChecklistSummary // written by the upload and the mapping alone
    const inForce = await tx.checklist.findMany({
      where: { AND: [{ state: 'issued' }, whereReadable(actor, 'checklist')] },
      select: { id: true, name: true, year: true, versionNo: true, agencyId: true, regionNo: true },
      orderBy: [{ year: 'desc' }, { versionNo: 'desc' }],
    })
    return {
      ...found,
      summary,
      given: found.mapping as GivenMapping, // as above
      fields,
      /** The list's own names of fields that no field of ours has. */
      unknownFields: summary.fields.filter(({ name }) => namedField(name, fields).fieldName !== ''),
      own: inForce.filter(({ agencyId }) => agencyId !== null && agencyId === actor.agencyId),
      standable: inForce.filter(({ agencyId }) => agencyId === null || agencyId !== actor.agencyId),
    }
  })

/** A list with its items by field, whoever may read it; and what this person can do with it. */
export const getChecklist = (actor: Actor, id: string) =>
  query(actor, async (tx) => {
    const list = await loadList(tx, actor, id)
    if (!list) return null
    const fields = await loadFields(tx)
    const steps = checklistStepNames
      .filter((name) => may(actor, checklistSteps[name].by, 'checklist', list))
      .map((name) => ({ name, taken: takeStep(checklistSteps[name], list, actor) }))
      .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
      .map(({ name, taken }) => ({ name, shut: taken.ok ? null : taken.refusal }))
    return {
      ...list,
      fields,
      steps,
      maySort: list.state === 'draft' && may(actor, listGrants.sort, 'checklist', list),
      laws: citedLaws(list.items.map(({ basis }) => basis).join('')),
    }
  })
export type ChecklistView = NonNullable<Awaited<ReturnType<typeof getChecklist>>>

async function loadList(tx: Tx, actor: Actor, id: string) {
  if (!isUuid(id)) return null
  return tx.checklist.findFirst({
    where: { AND: [{ id }, whereReadable(actor, 'checklist')] },
    include: {
      agency: { select: { name: true } },
      base: { select: { id: true, name: true, year: true, versionNo: true } },
      previous: { select: { id: true, name: true, year: true, versionNo: true } },
      items: { orderBy: { seq: 'asc' } },
    },
  })
}

/** What differs between a list and another: by default the version before it, or the list it stands on. `null` where either is out of reach. */
export const compareChecklists = (actor: Actor, id: string, withId: string | null) =>
  query(actor, async (tx) => {
    const after = await loadList(tx, actor, id)
    const otherId = withId ?? after?.previous?.id ?? after?.base?.id ?? null
    const before = after && otherId ? await loadList(tx, actor, otherId) : null
    if (!after) return null
    const others = await tx.checklist.findMany({
      where: { AND: [{ state: { not: 'discarded' }, id: { not: id } }, whereReadable(actor, 'checklist')] },
      select: { id: true, name: true, year: true, versionNo: true },
      orderBy: [{ year: 'desc' }, { versionNo: 'desc' }],
      take: 100,
    })
    const names = new Map((await loadFields(tx)).map((field) => [field.id, field.name]))
    const comparable = (list: typeof after) =>
      list.items.map(
        (item): Comparable => ({ ...item, field: item.fieldId === null ? item.fieldName : (names.get(item.fieldId) ?? item.fieldId) }),
      )
    return { after, before, others, comparison: before ? compareLists(comparable(before), comparable(after)) : null }
  })
export type ComparedChecklists = NonNullable<Awaited<ReturnType<typeof compareChecklists>>>
