import 'server-only'
import { randomBytes } from 'node:crypto'
import { refuse } from '#domain/kernel/result'
import { comparedField, namedField } from '#domain/self-inspection/list/named-field'
import type { Tx } from '#platform/db'
import type { Context } from '../../command'
import { must } from '../../refused'

export const loadFields = (tx: Tx) => tx.field.findMany({ orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] })

/** The id of a field of this name; one that nobody has yet is made. Two who make it at once make one. */
export async function fieldOfName({ tx }: Pick<Context, 'tx'>, name: string): Promise<{ id: string; made: boolean }> {
  const known = await loadFields(tx)
  const named = namedField(name, known)
  if (named.fieldId) return { id: named.fieldId, made: false }
  const wanted = comparedField(name)
  if (wanted === '') must(refuse('notFound'))
  const sortOrder = Math.max(0, ...known.map((field) => field.sortOrder)) + 1
  const made = await tx.field.createMany({
    data: [{ id: `f${randomBytes(6).toString('hex')}`, name: wanted, sortOrder }],
    skipDuplicates: true,
  })
  const field = await tx.field.findUnique({ where: { name: wanted }, select: { id: true } })
  return { id: field?.id ?? must(refuse('changedMeanwhile')), made: made.count === 1 }
}

/** A field by its id. Refuses `notFound`. */
export async function fieldOfId({ tx }: Pick<Context, 'tx'>, id: string): Promise<{ id: string; made: boolean }> {
  const field = await tx.field.findUnique({ where: { id }, select: { id: true } })
  return { id: field?.id ?? must(refuse('notFound')), made: false }
}
