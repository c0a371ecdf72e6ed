import 'server-only'
import { createHash } from 'node:crypto'
import pg from 'pg'

/** What Prisma keeps for itself; the migrations that made a database are named in the manifest. */
const notDumped = new Set(['_prisma_migrations'])

export type DumpedTable = { name: string; columns: string[]; rows: number; sha256: string }
export type Sequence = { name: string; last: string | null }

/** The database as its owner, past row-level security. */
export async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, options: '-c TimeZone=UTC -c DateStyle=ISO' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Every table with the columns that hold something of their own, and its key. */
export async function tablesOf(client: pg.Client): Promise<{ name: string; columns: string[]; key: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] }>(
    `SELECT c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attname COLLATE "C") AS columns,
       ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
             WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY a.attname COLLATE "C") AS key
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"`,
  )
  return rows.filter(({ name }) => !notDumped.has(name))
}

export async function sequencesOf(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename COLLATE "C"`,
  )
  return rows
}

export async function migrationsOf(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name COLLATE "C"',
  )
  return rows
}

const rowsAtOnce = 1_000

/** A table's rows as lines of JSON, in the order of its key: the same rows are the same lines in whichever database. */
export async function* linesOf(client: pg.Client, { name, columns, key }: { name: string; columns: string[]; key: string[] }) {
  const order =
    key.length > 0 ? key.map((column) => `t.${quoted(column)}::text COLLATE "C"`).join(', ') : 'row_to_json(t)::text COLLATE "C"'
  const own = columns.map(quoted).join(', ')
  await client.query(
    `DECLARE dump CURSOR FOR SELECT row_to_json(t)::text AS line FROM (SELECT ${own} FROM public.${quoted(name)}) AS t ORDER BY ${order}`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM dump`)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < rowsAtOnce) break
  }
  await client.query('CLOSE dump')
}

/** A table as it stands, by count and hash. `each` is given its lines as they come. */
export async function dumpTable(
  client: pg.Client,
  table: { name: string; columns: string[]; key: string[] },
  each: (text: string) => Promise<void> = async () => undefined,
): Promise<DumpedTable> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const lines of linesOf(client, table)) {
    const text = `${lines.join('\n')}\n`
    hash.update(text)
    rows += lines.length
    await each(text)
  }
  return { name: table.name, columns: table.columns, rows, sha256: hash.digest('hex') }
}
