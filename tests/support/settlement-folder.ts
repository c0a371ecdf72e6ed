import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { ExampleRows } from '#screening/population/model'

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as a CSV file with every column that any of them has. */
export function csvOf(rows: readonly Readonly<Record<string, string>>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return `${[names.join(','), ...rows.map((row) => names.map((name) => cell(row[name] ?? '')).join(','))].join('\n')}\n`
}

const made: string[] = []
afterAll(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))))

/** A folder with a file for each table, as another system would deliver it; gone when the tests of its file are done. */
export async function settlementFolder(tables: ExampleRows, named: (table: string) => string = (table) => `${table}.csv`): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'settlement-'))
  made.push(folder)
  for (const [table, rows] of Object.entries(tables)) await writeFile(join(folder, named(table)), csvOf(rows))
  return folder
}

/** The tables of several examples in one. */
export function together(examples: readonly ExampleRows[]): ExampleRows {
  const all: Record<string, Record<string, string>[]> = {}
  for (const example of examples) for (const [table, rows] of Object.entries(example)) all[table] = [...(all[table] ?? []), ...rows]
  return all
}
