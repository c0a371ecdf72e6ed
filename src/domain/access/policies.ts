import type { Atom, Relation } from '../kernel/access'
import { reach, type TableReach } from './reach'

/** The row policies of PostgreSQL, written from `reach`. A test holds the database against this text. */

const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const quoted = (constant: string | number | boolean) =>
  typeof constant === 'string' ? `'${constant.replaceAll("'", "''")}'` : String(constant)

const context = {
  userId: "(SELECT ctx_uuid('app.user_id'))",
  agencyId: "(SELECT ctx_uuid('app.agency_id'))",
  institutionId: "(SELECT ctx_uuid('app.institution_id'))",
  department: '(SELECT ctx_department())',
}
/** Within a subselect that is asked once a statement anyway. */
const asker = "ctx_uuid('app.user_id')"

function toSql(atom: Atom, table: string): string {
  if ('actor' in atom) {
    if (atom.actor === 'department') return `(SELECT ctx_text('app.department')) IN (${atom.oneOf.map(quoted).join(', ')})`
    if (atom.actor === 'agencyKind') return `(SELECT ctx_text('app.agency_kind')) IN (${atom.oneOf.map(quoted).join(', ')})`
    return `(${atom.oneOf.map((role) => `(SELECT ctx_has_role('${role}'))`).join(' OR ')})`
  }
  if ('around' in atom) {
    return `${table}.${column(atom.from)} <= (SELECT ctx_int('app.region_no')) AND ${table}.${column(atom.to)} >= (SELECT ctx_int('app.region_no'))`
  }
  if ('some' in atom) {
    return `EXISTS (SELECT FROM ${atom.table} WHERE ${atom.table}.${column(atom.key)} = ${table}.id AND ${relationSql(atom.as, atom.table)})`
  }
  const name = `${table}.${column(atom.field)}`
  if ('is' in atom) {
    if (atom.is === 'department' && table === 'audit_entry') return `${name} = (SELECT ctx_text('app.department'))`
    return atom.orNull ? `(${name} IS NULL OR ${name} = ${context[atom.is]})` : `${name} = ${context[atom.is]}`
  }
  if ('includes' in atom) return `${context[atom.includes]} = ANY (${name})`
  if ('within' in atom) return `${name} >= (SELECT ctx_int('app.region_lo')) AND ${name} <= (SELECT ctx_int('app.region_hi'))`
  if ('atMost' in atom) return `${name} <= ${atom.atMost === 'clearance' ? "(SELECT coalesce(ctx_int('app.clearance'), -1))" : atom.atMost}`
  if ('noneOf' in atom) return `NOT (${name} && (SELECT recused_ids(${asker})))`
  const free = 'orNull' in atom && atom.orNull ? `${name} IS NULL OR ` : ''
  if ('notIn' in atom) return `(${free}${name} NOT IN (SELECT unnest(recused_ids(${asker}))))`
  const signed = '(SELECT signed_campaigns())'
  if ('someOf' in atom) {
    return `(${name} = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR ${name} && ${signed})`
  }
  if ('in' in atom && atom.in === 'openedIds') return `${name} IN (SELECT unnest(opened_ids(${asker})))`
  if ('in' in atom) {
    return `(${free}(SELECT ctx_text('app.commitment')) = 'any' OR ${name} = ANY (${signed}::uuid[]))`
  }
  if ('opens' in atom) return `((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM ${quoted(atom.opens)} OR ${name})`
  if ('isSet' in atom) return `${name} IS NOT NULL`
  return `${name}::text IN (${atom.oneOf.map(quoted).join(', ')})`
}

const relationSql = (relation: Relation, table: string) => `(${relation.map((atom) => toSql(atom, table)).join(' AND ')})`

const same = (one: Atom) => (other: Atom) => JSON.stringify(one) === JSON.stringify(other)
const isIn = (way: Relation, atom: Atom) => way.some(same(atom))
const sharedBy = (ways: readonly Relation[]): Relation => (ways[0] ?? []).filter((atom) => ways.every((way) => isIn(way, atom)))

/**
 * One of several ways to stand to a row, with what they share asked once: every scalar of the actor is a plan of its own, made ready for
 * each statement whether it is asked or not.
 */
function anyOf(ways: readonly Relation[], table: string): string {
  const each = ways.map((way) => relationSql(way, table)).join('\n    OR ')
  const groups = ways.flat().map((atom) => ways.filter((way) => isIn(way, atom)))
  const saved = (group: readonly Relation[]) => (group.length - 1) * relationSql(sharedBy(group), table).length
  const group = groups.reduce((best, other) => (saved(other) > saved(best) ? other : best), [])
  if (group.length < 2) return each
  const shared = sharedBy(group)
  const rest = group.map((way) => way.filter((atom) => !isIn(shared, atom)))
  // A way that asks for nothing more makes those beside it idle.
  const more = rest.some((way) => way.length === 0) ? '' : ` AND (${anyOf(rest, table)})`
  const others = ways.filter((way) => !group.includes(way))
  return [`(${relationSql(shared, table)}${more})`, ...(others.length > 0 ? [anyOf(others, table)] : [])].join('\n    OR ')
}

const entryOf = (name: string): TableReach | undefined => (reach as Record<string, TableReach>)[name]

function parentOf(
  entry: TableReach & { parent: string },
): TableReach & { relations: Readonly<Record<string, Relation>>; read: readonly string[] } {
  const parent = entryOf(entry.parent)
  if (!parent || !('relations' in parent)) throw new Error(`${entry.table} names a parent that has no reach: ${entry.parent}`)
  return parent
}

/** One of several ways to stand to a row of `entry`, each by the name of a relation. No way is no row. */
function waysSql(entry: TableReach & { relations: Readonly<Record<string, Relation>> }, names: readonly string[]): string {
  return names.length === 0
    ? 'false'
    : anyOf(
        names.map((name) => entry.relations[name] ?? []),
        entry.table,
      )
}

/**
 * Parents that many tables hang on are asked for through a function, whose plan a connection keeps: planned into each policy, the walls of a case
 * would stand in the one statement of its page thirty times. Bound when it is made, so no search path leads it elsewhere; the caller's own
 * policies hold within it. It costs each row some forty microseconds, so what is read of many parents at once (`inBulk`) asks in its own text.
 */
const askedThrough = [
  { name: 'case_in_reach', parent: 'case', read: undefined },
  { name: 'case_in_own_reach', parent: 'case', read: ['owned', 'handedTo'] },
  { name: 'referral_in_reach', parent: 'referral', read: undefined },
  { name: 'referral_opens', parent: 'referral', read: ['sender', 'receiver', 'copy', 'court'] },
] as const

const parentThere = (parent: ReturnType<typeof parentOf>, id: string, read: readonly string[] | undefined) =>
  `EXISTS (SELECT FROM ${parent.table} WHERE ${parent.table}.id = ${id}${read ? ` AND (${waysSql(parent, read)})` : ''})`

/** The row's parent is within reach; with `read`, by these ways to stand to it. */
function parentInReach(entry: TableReach & { parent: string; read?: readonly string[]; inBulk?: true }, id: string): string {
  const through = entry.inBulk
    ? undefined
    : askedThrough.find(({ parent, read }) => parent === entry.parent && String(read) === String(entry.read))
  return through ? `${through.name}(${id})` : parentThere(parentOf(entry), id, entry.read)
}

/** The functions through which policies ask. They come after the policies of the parents that they read. */
export const reachFunctions = (): string =>
  askedThrough
    .map(
      ({ name, parent, read }) => `CREATE OR REPLACE FUNCTION ${name}(p_id uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE COST 1000
  RETURN ${parentThere(parentOf({ table: name, parent, column: '', relation: '' }), 'p_id', read)};
REVOKE ALL ON FUNCTION ${name}(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${name}(uuid) TO qingyuan_app, qingyuan_worker;`,
    )
    .join('\n')

/** What a row must satisfy to be in reach, as an SQL condition. */
export function reachSql(entry: TableReach): string {
  if ('parent' in entry) {
    const there = parentInReach(entry, `${entry.table}.${entry.column}`)
    return entry.also ? `${there} AND ${relationSql(entry.also, entry.table)}` : there
  }
  const ways = waysSql(entry, entry.read)
  // A file goes where the material that carries it goes; a copied material is readable through its referral.
  const carried = 'EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id)'
  return entry.table === 'stored_file' ? `${ways}\n    OR ${carried}` : ways
}

/** What a row must satisfy to be written, before it and after it. */
export function writeSql(entry: TableReach): string {
  if ('parent' in entry) {
    const parent = parentOf(entry)
    const ways = waysSql(parent, entry.write ?? parent.write ?? parent.read)
    return `EXISTS (SELECT FROM ${parent.table} WHERE ${parent.table}.id = ${entry.table}.${entry.column} AND (${ways}))`
  }
  return waysSql(entry, entry.write ?? entry.read)
}

const isNames = (insert: TableReach['insert']): insert is readonly string[] => Array.isArray(insert)

/** What a new row must satisfy. A clock stands on the other side's list too, so there its matter must be in reach; a notice is for others. */
function insertSql(entry: TableReach): string {
  if (entry.insert === undefined) return writeSql(entry)
  if (entry.insert === 'known') return `${context.userId} IS NOT NULL`
  if (isNames(entry.insert)) return 'relations' in entry ? waysSql(entry, entry.insert) : writeSql(entry)
  const matters = entry.insert.matter.map((name) => {
    const { table } = entryOf(name) ?? { table: name }
    return `${entry.table}.subject_type::text = '${name}' AND EXISTS (SELECT FROM ${table} WHERE ${table}.id = ${entry.table}.subject_id)`
  })
  return matters.map((matter) => `(${matter})`).join('\n    OR ')
}

/** What a row must satisfy to be taken away. */
const deleteSql = (entry: TableReach): string =>
  Array.isArray(entry.deletable) && 'relations' in entry ? waysSql(entry, entry.deletable) : writeSql(entry)

/** The statements that put one table under its policies. The worker reaches every row; the owner too, so that FORCE binds nobody by surprise. */
export function policiesOf(entry: TableReach): string {
  const written = writeSql(entry)
  return [
    `ALTER TABLE ${entry.table} ENABLE ROW LEVEL SECURITY;`,
    `ALTER TABLE ${entry.table} FORCE ROW LEVEL SECURITY;`,
    `CREATE POLICY reach_select ON ${entry.table} FOR SELECT TO qingyuan_app USING (\n    ${reachSql(entry)});`,
    `CREATE POLICY reach_insert ON ${entry.table} FOR INSERT TO qingyuan_app WITH CHECK (\n    ${insertSql(entry)});`,
    `CREATE POLICY reach_update ON ${entry.table} FOR UPDATE TO qingyuan_app USING (\n    ${written}) WITH CHECK (\n    ${written});`,
    ...(entry.deletable
      ? [`CREATE POLICY reach_delete ON ${entry.table} FOR DELETE TO qingyuan_app USING (\n    ${deleteSql(entry)});`]
      : []),
    `CREATE POLICY worker_all ON ${entry.table} TO qingyuan_worker USING (true) WITH CHECK (true);`,
    `CREATE POLICY owner_all ON ${entry.table} TO CURRENT_USER USING (true) WITH CHECK (true);`,
  ].join('\n')
}

export const allPolicies = (): string => Object.values<TableReach>(reach).map(policiesOf).join('\n\n')
