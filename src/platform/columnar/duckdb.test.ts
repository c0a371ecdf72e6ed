import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DuckDb, sqlText } from './duckdb'

it('mounts a table that was made before one of its columns was thought of', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mounted-'))
  const db = await DuckDb.open({ memory: '100MB', temporary: folder })
  try {
    const file = join(folder, 'stay.parquet')
    await db.run(`COPY (SELECT 'A1' AS id) TO ${sqlText(file)} (FORMAT parquet)`)
    await db.mount([{ name: 'stay', columns: { id: 'text', ward: 'text', days: 'bigint' }, file }])
    expect(await db.rows(`SELECT id, coalesce(ward, 'none') AS ward, days FROM stay`)).toEqual([{ id: 'A1', ward: 'none', days: null }])
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
})
