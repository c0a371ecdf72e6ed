import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { reach } from '#domain/access/reach'
import { markedRow, markOf } from './canary-marks'
import { pastEverything } from './served-database'

/**
 * Twins of matters that are there: the rows of a matter once more, under ids of their own, every text of words in them marked. They are put
 * into the database that is served, and taken out again; nothing that was there before is touched.
 */
export type Twin = { table: string; id: string; from: string; row: Readonly<Record<string, unknown>>; n: number }

/** What hangs on a matter, and may be copied with it. Tallies and receipts are the database's own. */
const left: ReadonlySet<string> = new Set([
  'campaign',
  'institution',
  'lead_batch',
  'filing_tally',
  'command_receipt',
  'draft',
  'user_account',
  'user_session',
])
const sqlTables = [...new Set(Object.values(reach).map(({ table }) => table))].filter((table) => !left.has(table))

/** Columns by which a row hangs on another. A file hangs on nothing: it goes with whatever names it. */
const hangsBy =
  /^(case|lead|referral|subject|document|evidence|fact|party|order|procedure|notice|hearing|clock|material|money|verification)_id$/
const most = 3_000

type Found = { table: string; row: Record<string, unknown> }
const idOf = (row: Readonly<Record<string, unknown>>) => String(row.id)

async function columnsOf(client: pg.Client): Promise<Map<string, { name: string; type: string }[]>> {
  const { rows } = await client.query<{ table: string; name: string; type: string }>(
    `SELECT table_name AS table, column_name AS name, udt_name AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = ANY ($1) AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [sqlTables],
  )
  const columns = new Map<string, { name: string; type: string }[]>()
  for (const { table, name, type } of rows) columns.set(table, [...(columns.get(table) ?? []), { name, type }])
  return columns
}

/** A matter with all that hangs on it, and the files that those rows name. */
async function matterOf(
  client: pg.Client,
  roots: readonly string[],
  columns: Map<string, { name: string; type: string }[]>,
): Promise<Found[]> {
  const found = new Map<string, Found>()
  const read = async (table: string, condition: string, ids: readonly string[]) => {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${condition}`, [
      ids,
    ])
    return rows.map(({ row }) => row)
  }
  let next = [...roots]
  while (next.length > 0) {
    const fresh: string[] = []
    for (const table of sqlTables) {
      const own = columns.get(table) ?? []
      if (!own.some(({ name }) => name === 'id')) continue
      const by = own
        .filter(({ name, type }) => type === 'uuid' && (name === 'id' || hangsBy.test(name)))
        .map(({ name }) => `"${name}" = ANY ($1::uuid[])`)
      for (const row of await read(table, by.join(' OR '), next)) {
        if (found.has(idOf(row))) continue
        found.set(idOf(row), { table, row })
        fresh.push(idOf(row))
      }
    }
    if (found.size > most) throw new Error(`a matter of more than ${most} rows`)
    next = fresh
  }
  const files = [...found.values()].flatMap(({ row }) => (typeof row.file_id === 'string' ? [row.file_id] : []))
  for (const row of await read('stored_file', 'id = ANY ($1::uuid[])', files)) found.set(idOf(row), { table: 'stored_file', row })
  return [...found.values()]
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What only one row may have, by table: the columns of each such index. */
async function uniqueOf(client: pg.Client): Promise<Map<string, string[][]>> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT i.indrelid::regclass::text AS table, array_agg(a.attname::text) AS columns
     FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indisunique AND i.indrelid::regclass::text = ANY ($1) GROUP BY i.indexrelid, i.indrelid`,
    [sqlTables],
  )
  const found = new Map<string, string[][]>()
  for (const { table, columns } of rows) found.set(table, [...(found.get(table) ?? []), columns])
  return found
}

/** Of numbers and keys that only one row may have, one is changed where the ids in them have not changed already. */
function madeUnique(row: Record<string, unknown>, from: Readonly<Record<string, unknown>>, indexes: readonly string[][], n: number): void {
  for (const columns of indexes) {
    const asBefore = columns.every((column) => JSON.stringify(row[column]) === JSON.stringify(from[column]))
    if (!asBefore) continue
    const column =
      columns.find((one) => typeof row[one] === 'number') ?? columns.find((one) => typeof row[one] === 'string' && !isUuid(row[one]))
    if (column) row[column] = typeof row[column] === 'number' ? Number(row[column]) + 100_000 + n : `${row[column]}-T${n}`
  }
}
const isUuid = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

type Change = (table: string, row: Record<string, unknown>) => Record<string, unknown>

/** Puts twins of these matters in, each row with what `change` says of it. `roots`: leads, cases or referrals, each of which goes with its own. */
export async function plantTwins(roots: readonly string[], change: Change = () => ({})): Promise<Twin[]> {
  // A walk that was broken off has left its own.
  await uproot(JSON.parse(await readFile(listOfTwins(), 'utf8').catch(() => '[]')))
  return pastEverything(async (client) => {
    const [columns, unique] = [await columnsOf(client), await uniqueOf(client)]
    const found = await matterOf(client, roots, columns)
    const ids = new Map(found.map(({ row }) => [idOf(row), randomUUID()]))
    const twins = found.map(({ table, row }, n): Twin => {
      const renamed: Record<string, unknown> = JSON.parse(JSON.stringify(row).replace(uuid, (id) => ids.get(id) ?? id))
      const marked = markedRow(table, renamed, n)
      madeUnique(marked, row, unique.get(table) ?? [], n)
      if (table === 'stored_file') Object.assign(marked, kept(bytesOf(n)))
      // The book holds that a number is written as what it is made of.
      if (table === 'document_number') marked.number = `${marked.prefix}〔${marked.year}〕${marked.serial}号`
      Object.assign(marked, change(table, marked))
      return { table, id: ids.get(idOf(row)) ?? '', from: idOf(row), row: marked, n }
    })
    for (const table of new Set(twins.map((twin) => twin.table))) {
      const names = (columns.get(table) ?? []).map(({ name }) => `"${name}"`).join()
      const rows = twins.filter((twin) => twin.table === table).map(({ row }) => row)
      await client.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
        JSON.stringify(rows),
      ])
    }
    // What is done to a twin is written down after what its trail ends with.
    await client.query(
      `INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at, anchored_seq)
       SELECT DISTINCT ON (subject_type, subject_id) subject_type, subject_id, seq, hash, at, seq FROM audit_entry WHERE id = ANY ($1::uuid[])
       ORDER BY subject_type, subject_id, seq DESC ON CONFLICT DO NOTHING`,
      [twins.map(({ id }) => id)],
    )
    await writeFile(listOfTwins(), JSON.stringify(twins))
    for (const twin of twins) {
      const path = pathOf(twin)
      if (!path) continue
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytesOf(twin.n))
    }
    return twins
  })
}

const listOfTwins = () => join(process.env.DATA_DIR ?? '.data', 'twins.json')

/** What is in the file of a twin: its own mark, as a text that can be read in its place. */
const bytesOf = (n: number) => Buffer.from(`文件内容${markOf('stored_file', 'bytes', n)}`)
const kept = (bytes: Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size_bytes: bytes.byteLength,
  media_type: 'text/plain',
})

/** Where the bytes of a twin lie in the data of what is served. */
function pathOf({ table, row }: Twin): string | null {
  const hash = String(row.sha256)
  return table === 'stored_file' ? join(process.env.DATA_DIR ?? '.data', 'files', hash.slice(0, 2), hash) : null
}

/** Takes them out again, with whatever was written about them meanwhile. */
export async function uproot(twins: readonly Twin[]): Promise<void> {
  await Promise.all(twins.flatMap((twin) => pathOf(twin) ?? []).map((path) => rm(path, { force: true })))
  await pastEverything(async (client) => {
    const ids = twins.map(({ id }) => id)
    // A paper that was opened was sealed, and has a file of its own.
    await client.query('DELETE FROM stored_file USING paper_seal s WHERE stored_file.id = s.file_id AND s.document_id = ANY ($1::uuid[])', [
      ids,
    ])
    await client.query('DELETE FROM audit_head WHERE subject_id = ANY ($1::uuid[])', [ids])
    for (const [table, own] of await columnsOf(client)) {
      const by = own
        .filter(({ name, type }) => type === 'uuid' && (name === 'id' || hangsBy.test(name)))
        .map(({ name }) => `"${name}" = ANY ($1::uuid[])`)
      if (by.length > 0) await client.query(`DELETE FROM ${table} WHERE ${by.join(' OR ')}`, [ids])
    }
  })
  await rm(listOfTwins(), { force: true })
}

/** What the worker writes by itself, at any time. */
const ofTheWorker: ReadonlySet<string> = new Set(['statutory_clock', 'notification'])

/** What each twin says, to be held against later. */
export const stateOf = (twins: readonly Twin[]): Promise<string> =>
  pastEverything(async (client) => {
    const said: string[] = []
    for (const table of [...new Set(twins.map((twin) => twin.table))].filter((one) => !ofTheWorker.has(one)).sort()) {
      const ids = twins.filter((twin) => twin.table === table).map(({ id }) => id)
      const { rows } = await client.query<{ said: string | null }>(
        `SELECT md5(string_agg(t::text, '' ORDER BY id)) AS said FROM ${table} t WHERE id = ANY ($1::uuid[])`,
        [ids],
      )
      said.push(`${table} ${rows[0]?.said}`)
    }
    return said.join('\n')
  })

type Post = Readonly<Record<string, string | number | readonly string[] | null>>
const nowhere = { agency_id: null, agency_kind: null, institution_id: null, department: null, region_lo: null, region_hi: null }
const agencyOf = ({ agency_id, agency_kind, department, range_lo, range_hi }: Post) =>
  agency_id === null ? {} : { agency_id, agency_kind, department, region_lo: range_lo, region_hi: range_hi }

/** Which of the twins an account reads, by the policies of the rows. */
export const readBy = (login: string, twins: readonly Twin[]): Promise<Set<string>> =>
  pastEverything(async (client) => {
    const { rows } = await client.query<Post>(
      `SELECT u.id AS user_id, p.post_id, p.agency_id, p.agency_kind, p.institution_id, p.department, p.region_no, p.range_lo, p.range_hi, p.clearance, p.roles
       FROM user_account u CROSS JOIN LATERAL posts_of(u.id, now()) p WHERE u.login = $1 ORDER BY p.valid_from LIMIT 1`,
      [login],
    )
    const post = rows[0]
    if (!post) return new Set()
    const roles = (post.roles as string[]).join()
    const { user_id, post_id, region_no, clearance } = post
    // An administrator acts in no department and no region; a person of an institution has the institution alone.
    const ofUnit = /Admin/.test(roles)
      ? { region_no: 0, clearance: 0 }
      : { region_no, clearance, institution_id: post.institution_id, ...agencyOf(post) }
    const settings = { ...nowhere, user_id, post_id, roles, ...ofUnit }
    for (const [name, value] of Object.entries({ ...settings, commitment: '' }))
      await client.query('SELECT set_config($1, $2, true)', [`app.${name}`, value === null ? '' : String(value)])
    await client.query('SET LOCAL ROLE qingyuan_app')
    const read = new Set<string>()
    for (const table of new Set(twins.map((twin) => twin.table))) {
      const ids = twins.filter((twin) => twin.table === table).map(({ id }) => id)
      const found = await client.query<{ id: string }>(`SELECT id FROM ${table} WHERE id = ANY ($1::uuid[])`, [ids])
      for (const { id } of found.rows) read.add(id)
    }
    return read
  })
