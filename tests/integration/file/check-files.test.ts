import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { keepBytes } from '#platform/files'
import { checkFiles } from '#server/file/check-files'
import { dropInvariants, insertRows } from '../../support/any-row'
import { asOwner } from '../../support/as-owner'

// The job runs in the worker, under the worker's role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'check-'))
mkdirSync(join(process.env.DATA_DIR, 'files'))

// A piece of evidence stands here without all that a real one comes from.
beforeAll(dropInvariants)

const night = (day: number) => new Date(`2026-11-${20 + day}T18:07:00Z`)
const pathOf = (sha256: string) => join(process.env.DATA_DIR ?? '', 'files', sha256.slice(0, 2), sha256)

async function aKeptFile(copies = 1) {
  const kept = await keepBytes(new TextEncoder().encode(`证据 ${randomUUID()}`))
  if (!kept) throw new Error('no room')
  const ids = Array.from({ length: copies }, () => randomUUID())
  const of = { sha256: kept.sha256, size_bytes: kept.sizeBytes, media_type: 'text/plain', display_name: '证据.txt', region_no: 370811 }
  await insertRows(
    'stored_file',
    ids.map((id) => ({ id, ...of, department: 'MI', secrecy: 1 })),
  )
  return { ids, sha256: kept.sha256 }
}

const stateOf = async (id: string | undefined) =>
  (
    await asOwner<{ state: string; since: Date; checked_at: Date }>('SELECT state, since, checked_at FROM file_check WHERE file_id = $1', [
      id,
    ])
  )[0]
const linesOf = (id: string | undefined) =>
  asOwner(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'file.damaged' ORDER BY seq`, [id])

it('says each night of every file whether it is what was kept, and of a damaged one once', async () => {
  const [whole, changed, lost] = [await aKeptFile(), await aKeptFile(2), await aKeptFile()]
  const [officerA, officerB, caseId] = [randomUUID(), randomUUID(), randomUUID()]
  await insertRows('case_file', [{ id: caseId, number: 'AJ-1', officer_a_id: officerA, officer_b_id: officerB, region_no: 370811 }])
  await insertRows('evidence', [{ case_id: caseId, seq: 7, file_id: changed.ids[1], state: 'held' }])
  await keepBytes(new TextEncoder().encode('nobody names these bytes'))
  expect(await checkFiles(night(0))).toEqual({ intact: 3, damaged: 0 })
  writeFileSync(pathOf(changed.sha256), '另一份')
  rmSync(pathOf(lost.sha256))
  expect(await checkFiles(night(1))).toEqual({ intact: 1, damaged: 2 })
  expect(await checkFiles(night(2))).toEqual({ intact: 1, damaged: 2 })
  expect(await stateOf(whole.ids[0])).toEqual({ state: 'intact', since: night(0), checked_at: night(2) })
  for (const id of changed.ids) {
    expect(await stateOf(id)).toEqual({ state: 'changed', since: night(1), checked_at: night(2) })
    expect(await linesOf(id)).toEqual([{ change: { state: ['intact', 'changed'] } }])
  }
  expect(await linesOf(lost.ids[0])).toEqual([{ change: { state: ['intact', 'missing'] } }])
  expect(await linesOf(whole.ids[0])).toEqual([])
  const told = await asOwner<{ user_id: string; text: string }>(`SELECT user_id, text FROM notification WHERE kind = 'evidenceDamaged'`)
  expect(told.map((one) => one.user_id).sort()).toEqual([officerA, officerB].sort())
  expect(JSON.parse(told[0]?.text ?? '')).toEqual({ number: 'AJ-1', count: 7 })
})

it('begins with what was not looked at for longest, where a night is too short', async () => {
  const fresh = await aKeptFile()
  expect(await checkFiles(night(3), -1)).toEqual({ intact: 0, damaged: 0 })
  expect(await stateOf(fresh.ids[0])).toBeUndefined()
  await checkFiles(night(3))
  expect(await checkFiles(night(3)), 'twice in one night').toEqual({ intact: 0, damaged: 0 })
  expect((await stateOf(fresh.ids[0]))?.state).toBe('intact')
})

it('goes on past a file that the disk cannot read, which is damaged, and past one of which nothing can be told', async () => {
  const files = [await aKeptFile(), await aKeptFile(), await aKeptFile()]
  const [unread, untold, whole] = files.sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1))
  if (!(unread && untold && whole)) throw new Error('no files')
  for (const { sha256 } of [unread, untold]) rmSync(pathOf(sha256))
  symlinkSync('/proc/self/mem', pathOf(unread.sha256)) // nothing is there at its beginning: EIO, as of a bad sector
  mkdirSync(pathOf(untold.sha256))
  expect(await checkFiles(night(4))).toMatchObject({ damaged: 3 })
  expect((await stateOf(unread.ids[0]))?.state).toBe('changed')
  expect(await stateOf(untold.ids[0])).toBeUndefined()
  expect((await stateOf(whole.ids[0]))?.state).toBe('intact')
})
