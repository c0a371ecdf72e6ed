import 'server-only'
import { reachSql } from '#domain/access/policies'
import { type ReachedTable, reach, type TableReach } from '#domain/access/reach'
import { type Actor, type Atom, type Grant, heldGrants, holds, type Relation } from '#domain/kernel/access'
import type { RowContext } from '#platform/db'

type Where = Record<string, unknown>

/** Satisfied by no row. Not `OR: []`: inside an `AND` Prisma drops that, and every row is in reach. */
const noRow: Where = { id: { in: [] as string[] } }
/** Satisfied by every row. Not `{}`: as one way of several, inside an `OR`, Prisma drops that, and its rows are out of reach. */
const everyRow: Where = { NOT: noRow }

function toWhere(atom: Atom, actor: Actor): Where {
  if ('actor' in atom) return holds([atom], actor, {}) ? everyRow : noRow
  if ('around' in atom) return { [atom.from]: { lte: actor.regionNo }, [atom.to]: { gte: actor.regionNo } }
  if ('within' in atom) {
    return actor.regionLo === null || actor.regionHi === null ? noRow : { [atom.field]: { gte: actor.regionLo, lte: actor.regionHi } }
  }
  if ('atMost' in atom) return { [atom.field]: { lte: atom.atMost === 'clearance' ? actor.clearance : atom.atMost } }
  if ('some' in atom) return { [atom.some]: { some: relationWhere(atom.as, actor) } }
  const orNull = (condition: Where) => ('orNull' in atom && atom.orNull ? { OR: [{ [atom.field]: null }, condition] } : condition)
  if ('is' in atom) return orNull(actor[atom.is] === null ? noRow : { [atom.field]: actor[atom.is] })
  if ('notIn' in atom) return actor.recusedIds.length === 0 ? everyRow : orNull({ [atom.field]: { notIn: [...actor.recusedIds] } })
  if ('noneOf' in atom) return actor.recusedIds.length === 0 ? everyRow : { NOT: { [atom.field]: { hasSome: [...actor.recusedIds] } } }
  if ('someOf' in atom) {
    if (actor.committedTo === 'any') return everyRow
    return { OR: [{ [atom.field]: { isEmpty: true } }, { [atom.field]: { hasSome: [...actor.committedTo] } }] }
  }
  if ('in' in atom && atom.in === 'openedIds') return actor.openedIds.length === 0 ? noRow : { [atom.field]: { in: [...actor.openedIds] } }
  if ('in' in atom) return actor.committedTo === 'any' ? everyRow : orNull({ [atom.field]: { in: [...actor.committedTo] } })
  if ('opens' in atom) return actor.agencyKind === atom.opens ? { [atom.field]: true } : everyRow
  if ('includes' in atom) return actor[atom.includes] === null ? noRow : { [atom.field]: { has: actor[atom.includes] } }
  if ('isSet' in atom) return { [atom.field]: { not: null } }
  return { [atom.field]: { in: [...atom.oneOf] } }
}

const relationWhere = (relation: Relation, actor: Actor): Where => ({ AND: relation.map((atom) => toWhere(atom, actor)) })

type Reached = Exclude<{ [T in ReachedTable]: (typeof reach)[T] extends { relations: unknown } ? T : never }[ReachedTable], never>
export type RelationName<T extends Reached> = keyof (typeof reach)[T]['relations'] & string

const relationsOf = (table: Reached): Readonly<Record<string, Relation>> => reach[table].relations

/** A Prisma filter for the rows of `table` that the actor may see. */
export function whereReadable(actor: Actor, table: Reached): Where {
  const relations = relationsOf(table)
  return { OR: reach[table].read.map((name) => relationWhere(relations[name] ?? [], actor)) }
}

/** A Prisma filter for the parents of which the actor may read the rows of `table`. */
export function whereParentOf(actor: Actor, table: ReachedTable): Where {
  const entry: TableReach = reach[table]
  const parent: TableReach | null = 'parent' in entry ? ((reach as Readonly<Record<string, TableReach>>)[entry.parent] ?? null) : null
  if (!parent || !('relations' in parent)) return noRow
  return { OR: (entry.read ?? parent.read).map((name) => relationWhere(parent.relations[name] ?? [], actor)) }
}

/** A Prisma filter for the rows of a table with a parent, beyond the parent's own: what they ask `also`. */
export function whereAlso(actor: Actor, table: ReachedTable): Where {
  const entry: TableReach = reach[table]
  return 'parent' in entry && entry.also ? relationWhere(entry.also, actor) : everyRow
}

/** The same of a row already in hand whose parent is within reach. */
export function standsAlso(actor: Actor, table: ReachedTable, row: object): boolean {
  const entry: TableReach = reach[table]
  return !('parent' in entry && entry.also) || holds(entry.also, actor, { ...row })
}

/** Of a parent in hand that is within reach: whether its rows of `table` open with it. */
export function opensUnder(actor: Actor, table: ReachedTable, parent: object): boolean {
  const entry: TableReach = reach[table]
  if (!('parent' in entry && entry.read)) return true
  const above: TableReach | undefined = (reach as Readonly<Record<string, TableReach>>)[entry.parent]
  const relations = above && 'relations' in above ? above.relations : {}
  return entry.read.some((name) => holds(relations[name] ?? [], actor, { ...parent }))
}

/** A Prisma filter for the rows of `table` on which the grants let the actor act. */
export function whereMay<T extends Reached>(actor: Actor, grants: readonly Grant<RelationName<T>>[], table: T): Where {
  const held = heldGrants(actor, grants)
  if (held.length === 0) return noRow
  const relations = relationsOf(table)
  return { OR: held.map((grant) => relationWhere(relations[grant.as] ?? [], actor)) }
}

/** The same question as `whereMay`, asked of a row already in hand. */
export function may<T extends Reached>(actor: Actor, grants: readonly Grant<RelationName<T>>[], table: T, row: object): boolean {
  const relations = relationsOf(table)
  return heldGrants(actor, grants).some((grant) => holds(relations[grant.as] ?? [], actor, { ...row }))
}

/** The same question as `whereReadable`, asked of a row already in hand. */
export function mayRead(actor: Actor, table: Reached, row: object): boolean {
  const relations = relationsOf(table)
  return reach[table].read.some((name) => holds(relations[name] ?? [], actor, { ...row }))
}

/**
 * The same condition as SQL, for hot reads: bound to the settings of the transaction, and standing whether row policies bind the reader or
 * not. The table goes by its own name in the statement.
 */
export const readableSql = (table: ReachedTable): string => `(${reachSql(reach[table])})`

/** The same of `whereMay`: the rows on which the grants let the actor act, under the same settings. */
export function maySql<T extends Reached>(actor: Actor, grants: readonly Grant<RelationName<T>>[], table: T): string {
  const held: TableReach = { ...reach[table], read: heldGrants(actor, grants).map((grant) => grant.as) }
  return `(${reachSql(held)})`
}

/** What the row policies are told of the actor. */
export const rowContext = ({ committedTo, ...actor }: Actor): RowContext => ({ ...actor, pastCommitment: committedTo === 'any' })

/** Of a case in SQL: that it is in reach by itself and not opened by a reason. A list or a figure of what a unit has to do counts no other. */
export const ofOwnReach = (table: string): string => `${table}.id <> ALL ((SELECT opened_ids(ctx_uuid('app.user_id')))::uuid[])`
