import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type ChecklistStep, checklistSteps, listGrants } from '#domain/self-inspection/checklist-steps'
import { assignFieldInput, takeChecklistStepInput } from '#domain/self-inspection/list/inputs'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { type Context, command } from '../../command'
import { must } from '../../refused'
import { fieldOfId, fieldOfName } from './fields'

type Taken = { checklistId: string; version: number }
type Change = Record<string, readonly [unknown, unknown]>

const auditList = ({ tx, actor, now, requestId }: Context, action: `checklist.${string}`, id: string, change: Change) =>
  audit(tx, { at: now, actor, action, subject: { type: 'checklist', id }, change, requestId })

async function take(context: Context, name: ChecklistStep, { checklistId, version }: Taken, set: Prisma.ChecklistUncheckedUpdateManyInput) {
  const { tx, actor } = context
  const found = await tx.checklist.findFirst({
    where: { AND: [{ id: checklistId }, whereMay(actor, checklistSteps[name].by, 'checklist')] },
  })
  if (!found) return must(refuse('notFound'))
  const step = must(takeStep(checklistSteps[name], found, actor))
  const moved = await tx.checklist.updateMany({
    where: { id: checklistId, version },
    data: { ...set, state: step.to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await auditList(context, `checklist.${name}`, checklistId, { state: [found.state, step.to] })
}

/** Puts a draft in force. Refuses `notFound`, `wrongState`, `samePerson` (who imported it), `changedMeanwhile`. */
export const issueChecklist = command('checklist.issue', takeChecklistStepInput, (context, input) =>
  take(context, 'issue', input, { issuedById: context.actor.userId, issuedByName: context.actor.name, issuedAt: context.now }),
)

/** Puts a draft away. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const discardChecklist = command('checklist.discard', takeChecklistStepInput, (context, input) =>
  take(context, 'discard', input, {}),
)

/**
 * Assigns items of a draft to a field, all at once; a field that is not there yet is made by its name. The draft is another version then.
 * Refuses `notFound` (also an item of another list), `wrongState` once the list is in force.
 */
export const assignField = command('checklist.assignField', assignFieldInput, async (context, input) => {
  const { tx, actor } = context
  const { checklistId, newField } = input
  const list = await tx.checklist.findFirst({
    where: { AND: [{ id: checklistId }, whereMay(actor, listGrants.sort, 'checklist')] },
    select: { state: true },
  })
  if (!list) return must(refuse('notFound'))
  // Whoever looks at the draft to issue it has seen another one; and nobody sorts what is being issued.
  const raised = await tx.checklist.updateMany({ where: { id: checklistId, state: 'draft' }, data: { version: { increment: 1 } } })
  if (raised.count === 0) must(refuse('wrongState', { state: list.state }))

  const field = newField ? await fieldOfName(context, newField) : await fieldOfId(context, input.fieldId)
  const itemIds = [...new Set(input.itemIds)].sort()
  const assigned = await tx.checklistItem.updateMany({
    where: { checklistId, id: { in: itemIds } },
    data: { fieldId: field.id, fieldName: '' },
  })
  if (assigned.count !== itemIds.length) must(refuse('notFound'))
  await auditList(context, 'checklist.assignField', checklistId, {
    field: [null, newField || field.id],
    items: [null, itemIds.length],
    ...(field.made ? { fieldMade: [false, true] as const } : {}),
  })
  return { assigned: assigned.count }
})
