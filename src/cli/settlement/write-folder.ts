import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { type TableName, tableColumns } from './columns'
import { ruleQuery } from './rules'
import { makeWorld } from './world'
import { honestQuery, truthQuery, written } from './written'

export type FolderOrder = { rows: number; seed: number; out: string; format: 'parquet' | 'csv'; progress: (step: string) => void }

/** The folder cannot be written where it is asked for. */
export class FolderRefused extends Error {
  readonly reason: 'notEmpty' | 'unwritable'

  constructor(reason: 'notEmpty' | 'unwritable') {
    super(reason)
    this.reason = reason
  }
}

const queries: Readonly<Record<TableName, () => string>> = {
  setl: () => written.setl,
  mdtrt: () => written.mdtrt,
  dise: () => written.dise,
  oprn: () => written.oprn,
  fee: () => written.fee,
  trac: () => written.trac,
  inv: () => 'SELECT * FROM stock',
  institution: () => written.institution,
  person: () => written.person,
  item_rule: ruleQuery,
}

async function refuseUnlessEmpty(out: string): Promise<void> {
  const there = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new FolderRefused('unwritable')
  })
  if (there.length > 0) throw new FolderRefused('notEmpty')
}

const spills = 'qingyuan-demo-'

const running = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Takes away what a run that was killed outright could not. */
async function sweep(folder: string, prefix: string): Promise<void> {
  const left = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
  for (const name of left) if (!running(Number(name.slice(prefix.length)))) await rm(join(folder, name), { recursive: true, force: true })
}

const leaving = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Does the work in folders of its own and takes them away however it ends; only a whole folder gets the name that was asked for. */
async function besides<T>(out: string, work: (made: string, spill: string) => Promise<T>): Promise<T> {
  const made = join(dirname(out), `.${basename(out)}-${process.pid}`)
  const spill = join(tmpdir(), `${spills}${process.pid}`)
  await sweep(dirname(out), `.${basename(out)}-`)
  await sweep(tmpdir(), spills)
  const clear = () => Promise.all([rm(made, { recursive: true, force: true }), rm(spill, { recursive: true, force: true })])
  const stop = (signal: NodeJS.Signals) => void clear().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  for (const signal of leaving) process.on(signal, stop)
  try {
    await Promise.all([mkdir(made, { recursive: true }), mkdir(spill, { recursive: true })]).catch(() => {
      throw new FolderRefused('unwritable')
    })
    const result = await work(made, spill)
    await rmdir(out).catch(() => undefined)
    await rename(made, out).catch(() => {
      throw new FolderRefused('notEmpty')
    })
    return result
  } finally {
    for (const signal of leaving) process.off(signal, stop)
    await clear()
  }
}

/** Writes the ten tables, `truth.csv` and `honest.csv`. Answers with the rows of fees and the planted cases. */
export async function writeFolder({ rows, seed, out, format, progress }: FolderOrder): Promise<{ rows: number; cases: number }> {
  const target = resolve(out)
  await refuseUnlessEmpty(target)
  return besides(target, async (made, spill) => {
    const db = await DuckDb.open({ memory: '2GB', temporary: spill })
    try {
      await makeWorld(db, rows, seed, progress)
      const how = format === 'parquet' ? '(FORMAT parquet, COMPRESSION snappy)' : '(FORMAT csv, HEADER)'
      for (const table of Object.keys(tableColumns) as TableName[]) {
        progress(table)
        const file = sqlText(join(made, `${table}${table === 'fee' ? '-001' : ''}.${format}`))
        await db.run(`COPY (SELECT ${tableColumns[table]} FROM (${queries[table]()})) TO ${file} ${how}`)
      }
      await db.run(`COPY (${truthQuery}) TO ${sqlText(join(made, 'truth.csv'))} (FORMAT csv, HEADER)`)
      await db.run(`COPY (${honestQuery}) TO ${sqlText(join(made, 'honest.csv'))} (FORMAT csv, HEADER)`)
      const [counted] = await db.rows(
        `SELECT (SELECT count(*) FROM (${written.fee}))::BIGINT AS fees, (SELECT count(*) FROM (${truthQuery}))::BIGINT AS cases`,
      )
      return { rows: Number(counted?.fees), cases: Number(counted?.cases) }
    } finally {
      await db.close()
    }
  })
}
