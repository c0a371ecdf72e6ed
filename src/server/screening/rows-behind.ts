import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import type { TableName } from '#screening/population/tables'
import { Identities } from './identities'
import { type RowBehind, rowBehind, shownColumns } from './row-cells'
import { rowsOfInstitutions } from './rows-of-institution'
import { tablesIn } from './run-over-store'
import { openFor } from './screen-folder'

/** Rows are looked up for a page while a run may have the machine’s memory: what is more goes to the disk. */
const mostBytes = 600_000_000

/** `traceCode`: the code that the hit is about, where it is about one; a receipt has others beside it. */
export type HitBehind = { evidence: Readonly<Record<string, unknown>>; traceCode: string | null; subject: string; period: string }
/**
 * `withVisit`: where evidence names fee lines and nothing else, the other lines of their visit come after them, marked as such. `withPeople`:
 * behind each row stands the number of the document of whom it is about (`certno`), where the store knows one.
 */
export type RowsOrder = {
  prepared: string
  memoryBytes: number
  hits: readonly HitBehind[]
  limit: number
  withVisit?: true
  withPeople?: true
}

/** The tables whose rows evidence names, each with what the name is: of a code's sale its receipt, or the settlement where it has none. */
const keyOf: Readonly<Partial<Record<TableName, string>>> = {
  setl: 'setl_id',
  mdtrt: 'mdtrt_id',
  fee: 'feedetl_sn',
  trac: `coalesce(rtal_docno, setl_id, '')`,
  oprn: 'mdtrt_id',
  dise: 'mdtrt_id',
}

const order: Readonly<Partial<Record<TableName, string>>> = { setl: 'setl_s', mdtrt: 'begn_s', fee: 'fee_s', trac: 'trac_s' }

type Evidence = HitBehind['evidence']

const named = (evidence: Evidence, table: TableName, limit: number): string[] => {
  const keys = evidence[table]
  return Array.isArray(keys)
    ? keys
        .filter((one) => typeof one === 'string' || typeof one === 'number')
        .slice(0, limit)
        .map(String)
    : []
}

/** So many visits are opened beside the lines of a hit; of more, each would say little. */
const mostVisits = 3

/**
 * The number of a fee line is its institution's own: of two visits with one number, the one that the hit is about is meant. Where neither is,
 * nobody can tell, and both are shown.
 */
function ofSubject(rows: readonly RowBehind[], subject: string): readonly RowBehind[] {
  const own = rows.filter(({ cells: { mdtrt_id, setl_id, staff, fixmedins_code }, behind }) =>
    [mdtrt_id, setl_id, staff, fixmedins_code, behind.psn_no].includes(subject),
  )
  return own.length > 0 ? own : rows
}

/** The other lines of the visits that these lines are of. */
async function besideLines(db: DuckDb, lines: readonly RowBehind[], limit: number): Promise<RowBehind[]> {
  const visits = [...new Set(lines.flatMap(({ cells }) => cells.mdtrt_id ?? []))].slice(0, mostVisits)
  const byVisit = await rowsAt(db, 'fee', 'mdtrt_id', visits)
  const isOf = ({ cells }: RowBehind) =>
    lines.some((line) => line.cells.mdtrt_id === cells.mdtrt_id && line.cells.fixmedins_code === cells.fixmedins_code)
  const known = new Set(lines.map(({ key }) => key))
  const others = visits.flatMap((visit) => byVisit.get(visit) ?? []).filter((row) => isOf(row) && !known.has(row.cells.feedetl_sn ?? ''))
  return others.slice(0, limit).map((row) => ({ ...row, key: row.cells.feedetl_sn ?? row.key, beside: true }))
}

const rowsOf = (db: DuckDb, table: TableName, key: string, { hits, limit }: RowsOrder): Promise<Map<string, RowBehind[]>> =>
  rowsAt(db, table, key, [...new Set(hits.flatMap(({ evidence }) => named(evidence, table, limit)))])

async function rowsAt(db: DuckDb, table: TableName, key: string, keys: readonly string[]): Promise<Map<string, RowBehind[]>> {
  if (keys.length === 0) return new Map()
  const rows = await db.rows(
    `SELECT ${key} AS named, ${shownColumns(table)} FROM "${table}"
     WHERE ${key} IN (${keys.map(sqlText).join(', ')}) ORDER BY ${order[table] ?? key}, ${key}`,
  )
  const byKey = new Map<string, RowBehind[]>()
  for (const { named: name, ...row } of rows.map((one) => ({ ...one, named: String(one.named) }))) {
    byKey.set(name, [...(byKey.get(name) ?? []), rowBehind(table, name, row)])
  }
  return byKey
}

async function knownPeople(found: readonly (readonly RowBehind[])[], identities: Identities): Promise<RowBehind[][]> {
  const certnos = await identities.of(found.flat().flatMap(({ behind }) => behind.psn_no ?? []))
  return found.map((rows) =>
    rows.map((row) => {
      const certno = certnos.get(row.behind.psn_no ?? '')
      return certno === undefined ? row : { ...row, behind: { ...row.behind, certno } }
    }),
  )
}

/** The rows that the evidence of each hit names, as they lie in the store; of each hit so many, in the order of its tables. */
export async function rowsBehind(asked: RowsOrder): Promise<RowBehind[][]> {
  const { prepared, memoryBytes, hits, limit } = asked
  const work = await mkdtemp(join(tmpdir(), 'qingyuan-rows-'))
  const db = await openFor(Math.min(memoryBytes, mostBytes), work)
  const identities = new Identities(prepared, work)
  try {
    await db.mount(tablesIn(prepared))
    const found: RowBehind[][] = hits.map(() => [])
    for (const [table, key] of Object.entries(keyOf) as [TableName, string][]) {
      const byKey = await rowsOf(db, table, key, asked)
      for (const [at, { evidence, traceCode, subject }] of hits.entries()) {
        const isMeant = ({ cells }: RowBehind) => table !== 'trac' || traceCode === null || cells.drug_trac_codg === traceCode
        const rows = named(evidence, table, limit).flatMap((name) => {
          const lying = (byKey.get(name) ?? []).filter(isMeant)
          return table === 'fee' ? ofSubject(lying, subject) : lying
        })
        found[at]?.push(...rows.slice(0, limit - found[at].length))
      }
    }
    for (const rows of asked.withVisit ? found : []) {
      if (rows.length > 0 && rows.every(({ table }) => table === 'fee')) rows.push(...(await besideLines(db, rows, limit - rows.length)))
    }
    const bare = hits.map((hit, at) => ({ hit, at })).filter(({ hit }) => !Object.keys(keyOf).some((table) => table in hit.evidence))
    const ofInstitutions = await rowsOfInstitutions(
      db,
      bare.map(({ hit }) => hit),
      limit,
    )
    for (const [place, { at }] of bare.entries()) found[at] = ofInstitutions[place] ?? []
    return asked.withPeople ? await knownPeople(found, identities) : found
  } finally {
    await identities.close()
    await db.close()
    await rm(work, { recursive: true, force: true })
  }
}
