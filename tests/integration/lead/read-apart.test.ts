import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { keepBytes } from '#platform/files'
import { readApart } from '#server/file/read-apart'

const now = new Date('2026-06-01T02:00:00Z')

async function aList(rows: number) {
  const lines = Array.from({ length: rows }, (_, row) => `测试医院${row % 50},虚构医药服务项目${row},${100 + (row % 900)}.50`)
  const kept = await keepBytes(new TextEncoder().encode(['机构名称,疑点行为,金额（元）', ...lines].join('\r\n')))
  return { file: { sha256: kept?.sha256 ?? 'no room', displayName: '清单.csv' }, givens: [{}], now }
}

it('reads a long list while this process goes on answering', async () => {
  const list = await aList(30_000)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  const read = await readApart('leadList', list)
  const took = performance.now() - started
  delay.disable()
  expect(read.ok && read.value.summary.acceptedCount).toBe(30_000)
  expect(took).toBeGreaterThan(300)
  expect(delay.max / 1e6).toBeLessThan(took / 2)
}, 60_000)

it('stops reading what takes too long, says so, and reads the next', async () => {
  const list = await aList(5_000)
  expect(await readApart('leadList', list, { seconds: 0.01 })).toEqual({
    ok: false,
    refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-13', seconds: 0.01 } },
  })
  const all = await Promise.all([1, 2, 3, 4, 5].map(async () => readApart('leadList', list)))
  expect(all.map((read) => read.ok && read.value.summary.acceptedCount)).toEqual([5_000, 5_000, 5_000, 5_000, 5_000])
}, 60_000)

it('says so when the file itself is gone, as the fault that it is', async () => {
  await expect(readApart('plan', { sha256: '0'.repeat(64) })).rejects.toThrow(/no such file/)
})

it('never begins with a recording or a scan that is longer than what is read, whatever reads it', async () => {
  const sha256 = 'e'.repeat(64)
  const folder = join(process.env.DATA_DIR ?? '', 'files', 'ee')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, sha256), '')
  truncateSync(join(folder, sha256), 51 * 1024 * 1024)
  const file = { sha256, displayName: '扫描件.pdf' }
  const tooLong = { ok: false, refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-11', limitMegabytes: 50 } } }
  expect(await readApart('plan', { sha256 })).toEqual(tooLong)
  expect(await readApart('registerList', { file })).toEqual(tooLong)
  expect(await readApart('leadList', { file, givens: [{}], now })).toEqual(tooLong)
})
