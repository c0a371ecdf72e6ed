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
  if ('noneOf' in atom) return `NOT (${name} && (SELECT recused_ids(${context.userId})))`
  const free = 'orNull' in atom && atom.orNull ? `${name} IS NULL OR ` : ''
  if ('notIn' in atom) return `(${free}${name} NOT IN (SELECT unnest(recused_ids(${context.userId}))))`
  const signed = `SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = ${context.agencyId}`
  if ('someOf' in atom) {
    return `(${name} = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR ${name} && ARRAY(${signed}))`
  }
  if ('in' in atom && atom.in === 'openedIds') return `${name} IN (SELECT unnest(opened_ids(${context.userId})))`
  if ('in' in atom) {
    return `(${free}(SELECT ctx_text('app.commitment')) = 'any' OR ${name} IN (${signed}))`
  }
  if ('opens' in atom) return `((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM ${quoted(atom.opens)} OR ${name})`
  if ('isSet' in atom) return `${name} IS NOT NULL`
  return `${name}::text IN (${atom.oneOf.map(quoted).join(', ')})`
}

const relationSql = (relation: Relation, table: string) => `(${relation.map((atom) => toSql(atom, table)).join(' AND ')})`

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
  return names.map((name) => relationSql(entry.relations[name] ?? [], entry.table)).join('\n    OR ') || 'false'
}

/** What a row must satisfy to be in reach, as an SQL condition. */
export function reachSql(entry: TableReach): string {
  if ('parent' in entry) {
    const parent = parentOf(entry)
    const ways = entry.read ? ` AND (${waysSql(parent, entry.read)})` : ''
    const there = `EXISTS (SELECT FROM ${parent.table} WHERE ${parent.table}.id = ${entry.table}.${entry.column}${ways})`
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
