import { randomUUID } from 'node:crypto'
import { asOwner } from './as-owner'

type Column = { column_name: string; udt_name: string; is_nullable: 'YES' | 'NO' }
export type RawRow = Record<string, unknown>

let counter = 0

/** Takes the invariants, and what the database writes by itself, away from the test's own database, so that rows of every kind can stand, also those that may never be. */
export async function dropInvariants(): Promise<void> {
  const constraints = await asOwner<{ statement: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement
     FROM pg_constraint WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace`,
  )
  await asOwner(constraints.map(({ statement }) => statement).join(';'))
  const triggers = await asOwner<{ statement: string }>(
    `SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass) AS statement
     FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace`,
  )
  await asOwner(triggers.map(({ statement }) => statement).join(';'))
}

let labels: Promise<Map<string, string>> | undefined

/** The first label of every enum of the database. */
const firstLabels = () =>
  (labels ??= asOwner<{ name: string; label: string }>(
    'SELECT DISTINCT ON (typname) typname AS name, enumlabel AS label FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY typname, enumsortorder',
  ).then((rows) => new Map(rows.map(({ name, label }) => [name, label]))))

/** A value of the column's type, different each time where that is possible. */
async function valueFor({ udt_name: type, is_nullable }: Column): Promise<unknown> {
  if (is_nullable === 'YES') return null
  if (type.startsWith('_')) return []
  if (type === 'uuid') return randomUUID()
  if (type === 'text' || type === 'varchar') return `t${++counter}`
  if (type === 'int2') return 1
  if (type === 'int4' || type === 'int8') return ++counter
  if (type === 'bool') return false
  if (type === 'jsonb' || type === 'json') return {}
  if (type === 'timestamptz') return '2026-05-08T01:00:00Z'
  if (type === 'date') return '2026-05-08'
  const label = (await firstLabels()).get(type)
  if (label === undefined) throw new Error(`no value is known for the type ${type}`)
  return label
}

/** Puts rows of one table straight into it; columns that a row does not name get a value of their type, and a row whose key is taken is left out. */
export async function insertRows(table: string, rows: readonly RawRow[]): Promise<void> {
  const columns = await asOwner<Column>(
    `SELECT column_name, udt_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  )
  const whole: RawRow[] = []
  for (const row of rows) {
    const filled: RawRow = {}
    for (const column of columns) filled[column.column_name] = column.column_name in row ? row[column.column_name] : await valueFor(column)
    whole.push(filled)
  }
  const names = columns.map(({ column_name }) => `"${column_name}"`).join()
  await asOwner(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`,
    [JSON.stringify(whole)],
  )
}
