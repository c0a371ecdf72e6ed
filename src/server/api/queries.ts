import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import type { Tx } from '#platform/db'
import { whereReadable } from '../access'
import { query } from '../query'
import { type Resource, type ResourceName, resources } from './resources'

type Item = Record<string, unknown>
export type Page = { items: Item[]; nextCursor: string | null }

/** What these queries use of a model, the same of each. */
type Model = { findMany: (query: object) => Promise<Item[]>; findFirst: (query: object) => Promise<Item | null> }

const modelOf = (tx: Tx, { table }: Resource): Model => (tx as unknown as Record<string, Model>)[table] as Model

/** A region is a code outside and a number inside. */
const columnOf = (key: string) => key.replace(/regionCode$/, 'regionNo').replace(/RegionCode$/, 'RegionNo')

const selectOf = ({ item }: Resource) => Object.fromEntries(Object.keys(item.shape).map((key) => [columnOf(key), true]))

/** A column's value as JSON carries it. */
function outside(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return key.endsWith('At') ? value.toISOString() : value.toISOString().slice(0, 10)
  return key.endsWith('egionCode') && typeof value === 'number' ? String(value).padStart(6, '0') : value
}

const toItem = ({ item }: Resource, row: Item): Item =>
  item.parse(Object.fromEntries(Object.keys(item.shape).map((key) => [key, outside(key, row[columnOf(key)])])))

const inside = (key: string, value: unknown) => (key.endsWith('egionCode') ? Number(value) : value)

const pageSize = { default: 50, max: 200 } as const

export const paging = {
  limit: z.coerce.number().int().min(1).max(pageSize.max).default(pageSize.default),
  cursor: z.base64url().max(100),
}

const seal = (id: string) => Buffer.from(id).toString('base64url')
const unseal = (cursor: string) => z.uuid().safeParse(Buffer.from(cursor, 'base64url').toString('utf8')).data

/** Parameters are read as a form is: unknown ones are refused, not ignored, because a misspelt filter would answer with everything. */
function readParameters({ filters }: Resource, raw: Record<string, string>): Result<{ where: object[]; limit: number }> {
  const parsed = filters.partial().extend({ limit: paging.limit, cursor: paging.cursor.optional() }).strict().safeParse(raw)
  if (!parsed.success) {
    const unknown = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
    return unknown.length > 0
      ? refuse('unknownField', { fields: unknown })
      : refuse('invalidInput', { fields: parsed.error.issues.map((issue) => issue.path.join('.')) })
  }
  const { limit, cursor, ...given } = parsed.data
  const where: object[] = Object.entries(given).map(([key, value]) => ({ [columnOf(key)]: inside(key, value) }))
  if (typeof cursor === 'string') {
    const after = unseal(cursor)
    if (!after) return refuse('invalidInput', { fields: ['cursor'] })
    where.push({ id: { lt: after } })
  }
  return ok({ where, limit: Number(limit) })
}

/** A page of what the actor may see, the newest first. Refuses `unknownField`, `invalidInput`. */
export async function listResource(actor: Actor, name: ResourceName, raw: Record<string, string>): Promise<Result<Page>> {
  const resource: Resource = resources[name]
  const read = readParameters(resource, raw)
  if (!read.ok) return read
  const { where, limit } = read.value
  const rows = await query(actor, (tx) =>
    modelOf(tx, resource).findMany({
      where: { AND: [whereReadable(actor, resources[name].table), ...where] },
      select: selectOf(resource),
      orderBy: { id: 'desc' },
      take: limit + 1,
    }),
  )
  const items = rows.slice(0, limit).map((row) => toItem(resource, row))
  return ok({ items, nextCursor: rows.length > limit ? seal(String(items.at(-1)?.id)) : null })
}

/** One item; `notFound` when it does not exist for this person. */
export async function getResource(actor: Actor, name: ResourceName, id: string): Promise<Result<Item>> {
  const resource: Resource = resources[name]
  if (!z.uuid().safeParse(id).success) return refuse('notFound')
  const row = await query(actor, (tx) =>
    modelOf(tx, resource).findFirst({ where: { AND: [{ id }, whereReadable(actor, resources[name].table)] }, select: selectOf(resource) }),
  )
  return row ? ok(toItem(resource, row)) : refuse('notFound')
}
