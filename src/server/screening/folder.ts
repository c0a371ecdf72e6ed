import { open, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { QualityFinding } from '#domain/screening/data-quality'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import { type TableName, tableNames } from '#screening/population/tables'

/** A file of a table with the columns that it has; the type is DuckDB's word for it. */
export type TableFile = { path: string; columns: ReadonlyMap<string, string>; form: 'csv' | 'parquet' }

export type Folder = { tables: ReadonlyMap<TableName, readonly TableFile[]>; quality: QualityFinding[] }

const named = (table: TableName) => new RegExp(`^${table}([^a-z].*)?$`, 'i')
const form = /\.(csv|parquet)$/i

/** The table that a file belongs to, by its name or by the folder that it lies in. */
function tableOf(path: string): TableName | undefined {
  const parts = path.split(/[\\/]/).reverse()
  for (const part of parts) {
    const found = tableNames.find((table) => named(table).test(part))
    if (found) return found
  }
  return undefined
}

/** The names of the first record of a CSV file, its mark and quotes taken off. */
async function headerOf(path: string): Promise<string[]> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead))
    const line = text.split(/\r?\n/, 1)[0] ?? ''
    const names = line.split(',').map((name) =>
      name
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase(),
    )
    return names.map((name, at) => (name === '' || names.indexOf(name) < at ? `_${at}` : name))
  } finally {
    await file.close()
  }
}

async function columnsOf(db: DuckDb, path: string, kind: TableFile['form']): Promise<Map<string, string>> {
  if (kind === 'csv') return new Map((await headerOf(path)).map((name) => [name, 'VARCHAR']))
  const described = await db.rows(`DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`)
  return new Map(described.map((row) => [String(row.column_name).toLowerCase(), String(row.column_type)]))
}

/** Parquet files with a sound directory and damaged pages: they are found by reading all of them, which is done only where something failed. */
export async function damagedFiles(db: DuckDb, { tables }: Folder): Promise<Set<string>> {
  const damaged = new Set<string>()
  for (const { path, columns, form: kind } of [...tables.values()].flat()) {
    if (kind !== 'parquet') continue
    const all = [...columns.keys()].map((name) => `max("${name.replaceAll('"', '""')}")`).join(', ')
    await db.rows(`SELECT ${all} FROM read_parquet(${sqlText(path)})`).catch(() => damaged.add(path))
  }
  return damaged
}

/** Looks through a folder: which files belong to which table, and which of them cannot be read, `damaged` among them. */
export async function lookThrough(db: DuckDb, dir: string, damaged: ReadonlySet<string> = new Set()): Promise<Folder> {
  const quality: QualityFinding[] = []
  const tables = new Map<TableName, TableFile[]>()
  const paths = (await readdir(dir, { recursive: true })).filter((path) => form.test(path)).sort()
  for (const path of paths) {
    const table = tableOf(path)
    if (!table) continue
    const full = join(dir, path)
    const kind = /parquet$/i.test(path) ? 'parquet' : 'csv'
    const file = relative(dir, full)
    if ((await stat(full)).size === 0) {
      quality.push({ code: 'fileEmpty', table, file })
      continue
    }
    try {
      if (damaged.has(full)) throw new Error('damaged')
      tables.set(table, [...(tables.get(table) ?? []), { path: full, columns: await columnsOf(db, full, kind), form: kind }])
    } catch {
      quality.push({ code: 'fileUnreadable', table, file })
    }
  }
  return { tables, quality }
}
