import 'server-only'
import { createReadStream } from 'node:fs'
import { cp, mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type pg from 'pg'
import { BrokenBackup, dataDir, keyPart, type Manifest, NotEmpty, tableFile, verifyBackup } from './backup'
import { keysFile } from './secrets'
import { asOwner, dumpTable, migrationsOf, quoted, tablesOf } from './table-dump'

/** The database was made by other migrations than the one that was backed up. */
export class OtherMigrations extends Error {}

/**
 * Puts a backup into a database that has its tables and nothing in those that are named `mustBeEmpty`, and into the data folder. What
 * stands there of reference data is replaced. All rows in one transaction, each table held against its hash before it commits.
 */
export async function restoreBackup(dir: string, mustBeEmpty: readonly string[]): Promise<Manifest> {
  const manifest = await verifyBackup(dir)
  await asOwner(async (client) => {
    if (JSON.stringify(await migrationsOf(client)) !== JSON.stringify(manifest.migrations)) throw new OtherMigrations()
    await client.query('BEGIN')
    try {
      for (const name of mustBeEmpty) {
        const { rowCount } = await client.query(`SELECT FROM public.${quoted(name)} LIMIT 1`)
        if (rowCount !== 0) throw new NotEmpty(name)
      }
      await restoreRows(client, dir, manifest)
      await placeFiles(dir, manifest)
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    }
  })
  return manifest
}

async function restoreRows(client: pg.Client, dir: string, { tables, sequences }: Manifest) {
  const standing = await tablesOf(client)
  const putBack = await setAside(client, standing)
  await client.query(`TRUNCATE ${standing.map(({ name }) => `public.${quoted(name)}`).join(', ')}`)
  for (const table of tables) await insertLines(client, dir, table)
  await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  for (const statement of putBack) await client.query(statement)
  for (const { name, last } of sequences)
    if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [`public.${quoted(name)}`, last])

  const known = new Map(standing.map((table) => [table.name, table]))
  for (const { name, rows, sha256 } of tables) {
    const table = known.get(name)
    const found = table && (await dumpTable(client, table))
    if (found?.rows !== rows || found.sha256 !== sha256)
      throw new BrokenBackup(name, 'the restored rows differ from those that were backed up')
  }
}

type Trigger = { table: string; name: string; enabled: 'O' | 'D' | 'R' | 'A' }
type Constraint = { table: string; name: string; deferrable: boolean; deferred: boolean }
const enabling = { O: 'ENABLE TRIGGER', D: 'DISABLE TRIGGER', R: 'ENABLE REPLICA TRIGGER', A: 'ENABLE ALWAYS TRIGGER' } as const

/** Rows come as they were: no trigger acts on them again, and what refers to what is looked at once all are there. Returns the way back. */
async function setAside(client: pg.Client, tables: readonly { name: string }[]): Promise<string[]> {
  const triggers = await client.query<Trigger>(
    `SELECT c.relname AS "table", t.tgname AS name, t.tgenabled AS enabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`,
  )
  const constraints = await client.query<Constraint>(
    `SELECT c.relname AS "table", k.conname AS name, k.condeferrable AS deferrable, k.condeferred AS deferred
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = 'public'::regnamespace AND k.contype = 'f'`,
  )
  const alter = (table: string, what: string) => `ALTER TABLE public.${quoted(table)} ${what}`
  for (const { name } of tables) await client.query(alter(name, 'DISABLE TRIGGER USER'))
  for (const { table, name } of constraints.rows)
    await client.query(alter(table, `ALTER CONSTRAINT ${quoted(name)} DEFERRABLE INITIALLY DEFERRED`))
  return [
    ...constraints.rows.map(({ table, name, deferrable, deferred }) => {
      const way = deferrable ? `DEFERRABLE INITIALLY ${deferred ? 'DEFERRED' : 'IMMEDIATE'}` : 'NOT DEFERRABLE'
      return alter(table, `ALTER CONSTRAINT ${quoted(name)} ${way}`)
    }),
    ...triggers.rows.map(({ table, name, enabled }) => alter(table, `${enabling[enabled]} ${quoted(name)}`)),
  ]
}

const linesAtOnce = 500

async function insertLines(client: pg.Client, dir: string, { name, columns }: { name: string; columns: string[] }) {
  const own = columns.map(quoted).join(', ')
  const insert = (lines: readonly string[]) =>
    client.query(
      `INSERT INTO public.${quoted(name)} (${own}) OVERRIDING SYSTEM VALUE SELECT ${own} FROM json_populate_recordset(NULL::public.${quoted(name)}, $1::json)`,
      [`[${lines.join(',')}]`],
    )
  let lines: string[] = []
  for await (const line of createInterface({
    input: createReadStream(tableFile(dir, name), 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    lines.push(line)
    if (lines.length < linesAtOnce) continue
    await insert(lines)
    lines = []
  }
  if (lines.length > 0) await insert(lines)
}

/** Files, journals and keys to where they were. Keys that stand there, of the database that was empty, are put aside. */
async function placeFiles(dir: string, { files }: Manifest) {
  for (const { path } of files) {
    const isKeys = path === keyPart.replaceAll('\\', '/')
    const to = isKeys ? keysFile() : join(dataDir(), path.slice('data/'.length))
    if (isKeys && (await stat(to).catch(() => null))) await rename(to, `${to}.before-restore`)
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    await cp(join(dir, path), to)
  }
}
