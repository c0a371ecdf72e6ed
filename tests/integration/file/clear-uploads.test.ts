import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { clearUploads } from '#server/file/clear-uploads'
import { asOwner } from '../../support/as-owner'

// The job runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'clear-'))
mkdirSync(join(process.env.DATA_DIR, 'uploads'))

const now = new Date('2026-11-22T01:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const pathOf = (id: string) => join(process.env.DATA_DIR ?? '', 'uploads', id)

async function lying(touched: number, row = true): Promise<string> {
  const id = randomUUID()
  writeFileSync(pathOf(id), 'part')
  utimesSync(pathOf(id), hoursAgo(touched), hoursAgo(touched))
  if (row)
    await asOwner(
      `INSERT INTO file_upload (id, user_id, name, size_bytes, sha256, received_bytes, touched_at) VALUES ($1::uuid, $1::uuid, 'a', 9, $1::text, 4, $2)`,
      [id, hoursAgo(touched)],
    )
  return id
}
const isThere = async (id: string) => [existsSync(pathOf(id)), (await asOwner('SELECT FROM file_upload WHERE id = $1', [id])).length]

it('clears what nobody touched for twenty hours, and bytes without a row; what is under way stays', async () => {
  const [idle, fresh, overnight] = [await lying(21), await lying(0), await lying(16)]
  const [stray, justWritten] = [await lying(2, false), await lying(0, false)]
  const held = await lying(30)
  const holder = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query('SELECT FROM file_upload WHERE id = $1 FOR UPDATE', [held])

  expect(await clearUploads(now)).toBe(1)
  await holder.query('ROLLBACK')
  await holder.end()
  expect(await isThere(idle)).toEqual([false, 0])
  for (const id of [fresh, overnight, held]) expect(await isThere(id)).toEqual([true, 1])
  expect([existsSync(pathOf(stray)), existsSync(pathOf(justWritten))]).toEqual([false, true])
  expect(await clearUploads(now)).toBe(1)
  expect(await clearUploads(now)).toBe(0)
})
