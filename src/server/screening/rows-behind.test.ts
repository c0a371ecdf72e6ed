import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sqlText } from '#platform/columnar/duckdb'
import { modelTables, tableNames } from '#screening/population/tables'
import { rowsBehind } from './rows-behind'
import { openFor } from './screen-folder'

const prepared = await mkdtemp(join(tmpdir(), 'rows-behind-'))
afterAll(() => rm(prepared, { recursive: true, force: true }))

/** Line 1 stands in two institutions, as their own numbers may; beside it two other lines of each visit. */
const lines = ['H1', 'H2'].flatMap((place) =>
  ['1', `${place}-2`, `${place}-3`].map((sn, at) => ({
    feedetl_sn: sn,
    mdtrt_id: `V-${place}`,
    fixmedins_code: place,
    psn_no: `P-${place}`,
    fee_s: at,
  })),
)

beforeAll(async () => {
  await mkdir(join(prepared, 'tables'))
  const db = await openFor(5e8, prepared)
  for (const table of tableNames) {
    const columns = Object.entries(modelTables[table])
    const said = (line: Readonly<Record<string, unknown>>) =>
      columns.map(([name, kind]) => {
        const value = line[name] === undefined ? 'NULL' : sqlText(String(line[name]))
        return `CAST(${value} AS ${kind === 'text' ? 'VARCHAR' : 'BIGINT'}) AS "${name}"`
      })
    const rows = (table === 'fee' ? lines : [{}]).map((line) => `SELECT ${said(line).join(', ')}`).join(' UNION ALL ')
    await db.run(`COPY (${rows}) TO ${sqlText(join(prepared, 'tables', `${table}.parquet`))} (FORMAT parquet)`)
  }
  await db.close()
})

const hit = { evidence: { fee: ['1'] }, traceCode: null, subject: 'V-H1', period: '' }
const order = { prepared, memoryBytes: 5e8, limit: 50 }
const told = (rows: Awaited<ReturnType<typeof rowsBehind>>[number] | undefined) =>
  rows?.map(({ key, cells, beside = false }) => [key, cells.mdtrt_id, beside])

it('opens of a line the one that its hit is about, and the other lines of its visit apart', async () => {
  const [rows] = await rowsBehind({ ...order, hits: [hit], withVisit: true })
  expect(told(rows)).toEqual([
    ['1', 'V-H1', false],
    ['H1-2', 'V-H1', true],
    ['H1-3', 'V-H1', true],
  ])
})

it('gives along with a lead the line alone, and both where nobody can tell which is meant', async () => {
  const [own, both] = await rowsBehind({ ...order, hits: [hit, { ...hit, subject: 'unknown' }] })
  expect(told(own)).toEqual([['1', 'V-H1', false]])
  expect(
    told(both)
      ?.map(([, visit]) => visit)
      .toSorted(),
  ).toEqual(['V-H1', 'V-H2'])
})
