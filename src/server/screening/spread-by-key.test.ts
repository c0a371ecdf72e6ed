import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { populationModels } from '#screening/population/catalogue'
import { renderSql } from '#screening/population/dialect'
import type { Hit, Model, ModelPart, ShardKey } from '#screening/population/model'
import { staffCapacity } from '#screening/population/models/working-time'
import { tableNames } from '#screening/population/tables'
import { localModels, scanRows } from '../../../tests/fixtures/local-models'
import { settlementFolder, together } from '../../../tests/support/settlement-folder'
import { lookThrough } from './folder'
import { Preparation } from './prepare'
import { asHit } from './run-models'

vi.setConfig({ testTimeout: 60_000 })

const shards = 3
let db: DuckDb
let work = ''

const everyExample = together([...populationModels.map(({ example }) => example.rows), scanRows])

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'spread-'))
  db = await DuckDb.open({ memory: '500MB', temporary: join(work, 'spill') })
  const folder = await settlementFolder(everyExample)
  const prepared = await new Preparation(db, folder, await lookThrough(db, folder), work).run(new Set(tableNames), () => undefined)
  await db.mount(prepared.tables)
})
afterAll(async () => {
  await db.close()
  await rm(work, { recursive: true })
})

/** The tables that have the key, cut to one part of its values; the others whole. */
async function cutTo(key: ShardKey, shard: number) {
  await db.run('CREATE SCHEMA IF NOT EXISTS cut')
  for (const table of tableNames) {
    const columns = await db.rows(`SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ${sqlText(table)}`)
    const where = columns.some(({ column_name }) => column_name === key) ? `WHERE hash(${key}) % ${shards} = ${shard}` : ''
    await db.run(`CREATE OR REPLACE VIEW cut.${table} AS SELECT * FROM main.${table} ${where}`)
  }
}

it('joins lines with their settlements a slice at a time, and makes the same table as all at once', async () => {
  const folder = await settlementFolder(everyExample)
  const own = await mkdtemp(join(tmpdir(), 'sliced-'))
  const sliced = await DuckDb.open({ memory: '500MB', temporary: join(own, 'spill') })
  try {
    const { rowsRead, tables } = await new Preparation(sliced, folder, await lookThrough(sliced, folder), own, 40).run(
      new Set(['fee']),
      () => undefined,
    )
    expect(rowsRead.fee).toBeGreaterThan(120)
    const file = sqlText(tables.find(({ name }) => name === 'fee')?.file ?? '')
    const counted = await db.rows(
      `SELECT (SELECT count(*) FROM read_parquet(${file})) AS n, (SELECT count(*) FROM fee) AS whole, (SELECT count(*) FROM (SELECT * FROM read_parquet(${file}) EXCEPT ALL SELECT * FROM fee)) AS other`,
    )
    expect(counted.map(({ n, whole, other }) => [Number(n) - Number(whole), Number(n) > 120, Number(other)])).toEqual([[0, true, 0]])
  } finally {
    await sliced.close()
    await rm(own, { recursive: true })
  }
})

const values = ({ parameters }: Model) => Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]))
const order = (hits: Hit[]) =>
  hits
    .map((hit) =>
      JSON.stringify({
        ...hit,
        involved_fen: `${hit.involved_fen}`,
        irregular_fen: `${hit.irregular_fen}`,
        fund_loss_fen: `${hit.fund_loss_fen}`,
      }),
    )
    .sort()

async function hits(model: Model, part: ModelPart, schema: 'main' | 'cut') {
  await db.run(`USE ${schema}`)
  const rows = await db.select(renderSql(part.sql, 'duckdb', values(model)), { timeoutMs: 60_000, maxRows: 10_000 })
  await db.run('USE main')
  return rows.map(asHit)
}

async function spreadBy(key: ShardKey, model: Model, part: ModelPart) {
  const found: Hit[] = []
  for (let shard = 0; shard < shards; shard += 1) {
    await cutTo(key, shard)
    found.push(...(await hits(model, part, 'cut')))
  }
  return order(found)
}

const all = [...populationModels, ...localModels].flatMap((model) =>
  model.parts.map((part, at) => ({ name: `${model.id}/${at + 1}`, key: part.shardKey, model, part })),
)
const parts = all.flatMap(({ name, key, model, part }) => (key === null ? [] : [[name, key, model, part] as const]))

it('leaves out only what weighs one group against others', () => {
  expect(all.filter(({ key }) => key === null).map(({ name }) => name)).toEqual(['M01/1', 'M20/1'])
})

describe('rows spread by the key that a model names', () => {
  it.each(parts)('give %s the same hits (%s)', async (_name, key, model, part) => {
    expect(await spreadBy(key, model, part)).toEqual(order(await hits(model, part, 'main')))
  })
})

it('would lose hits under a key that groups do cross', async () => {
  // A therapist who works in two institutions: neither of them shows more hours than a day has.
  const [part] = staffCapacity.parts
  if (!part) throw new Error('M28 has no statement')
  expect(await spreadBy('fixmedins_code', staffCapacity, part)).not.toEqual(order(await hits(staffCapacity, part, 'main')))
})
