import pg from 'pg'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import type { EngineName } from '#screening/population/dialect'
import type { Hit } from '#screening/population/model'
import { screenFolder } from '#server/screening/screen-folder'
import { localModels, scanRows } from '../../fixtures/local-models'
import { asOwner } from '../../support/as-owner'
import { settlementFolder, together } from '../../support/settlement-folder'

vi.setConfig({ testTimeout: 180_000 })

let folder = ''
let onDuckDb: Map<string, readonly Hit[]> | undefined
beforeAll(async () => {
  folder = await settlementFolder(together([...populationModels.map(({ example }) => example.rows), scanRows]))
  onDuckDb = await hitsOn('duckdb')
})

/** The hits of every model over the union of all worked examples, those put together in the form beside them. */
async function hitsOn(engine: EngineName, url?: string) {
  const order = { dir: folder, models: [...populationModels, ...localModels], engine, memory: '500MB', memoryBytes: 2e9 }
  const { run, skipped } = await screenFolder(url === undefined ? order : { ...order, url })
  expect(skipped.map(({ model, reason, detail }) => `${model.id} ${reason} ${detail}`)).toEqual([])
  return new Map(run.map(({ model, hits }) => [model.id, hits]))
}

const ownUrl = () => process.env.TEST_OWNER_URL ?? ''

describe('the hits of every model over all worked examples', () => {
  it('are many on DuckDB', () => {
    expect([...(onDuckDb ?? [])].filter(([, hits]) => hits.length === 0).map(([id]) => id)).toEqual([])
  })

  it("are the same on ClickHouse's engine", async () => {
    expect(await hitsOn('clickhouse')).toEqual(onDuckDb)
  })

  it('are the same on PostgreSQL, and nothing is left behind there', async () => {
    expect(await hitsOn('postgres', ownUrl())).toEqual(onDuckDb)
    expect(await asOwner(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'screening%'`)).toEqual([])
  })

  it('are the same on Citus, where it is installed', async () => {
    const client = new pg.Client({ connectionString: ownUrl() })
    await client.connect()
    try {
      const there = await client.query(`SELECT 1 FROM pg_available_extensions WHERE name = 'citus'`)
      if (there.rowCount === 0) {
        process.stdout.write('Citus is not installed beside this PostgreSQL: its hits were not compared.\n')
        return
      }
      await client.query('CREATE EXTENSION IF NOT EXISTS citus')
    } finally {
      await client.end()
    }
    expect(await hitsOn('postgres', ownUrl())).toEqual(onDuckDb)
  })
})
