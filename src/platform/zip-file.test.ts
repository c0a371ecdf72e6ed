import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeZip } from './zip-file'

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'zip-'))
})
afterAll(() => rm(home, { recursive: true }))

const at = new Date('2026-06-08T02:00:00Z')
const three = [
  { name: '证据/001 收费明细.csv', pieces: [strToU8('项目,'), strToU8('金额')] },
  { name: '证据/002 空.txt', pieces: [] },
  { name: 'manifest.json', pieces: [strToU8('{}')] },
]

it('writes what can be taken out again, under names in Chinese, and says its hash', async () => {
  const path = join(home, 'one', 'a.zip')
  const zipped = await writeZip(path, three, at)
  const bytes = await readFile(path)
  expect(zipped).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.byteLength })
  const files = unzipSync(bytes)
  expect(Object.entries(files).map(([name, content]) => [name, strFromU8(content)])).toEqual([
    ['证据/001 收费明细.csv', '项目,金额'],
    ['证据/002 空.txt', ''],
    ['manifest.json', '{}'],
  ])
})

it('is the same bytes for the same files and time', async () => {
  const [one, other] = [await writeZip(join(home, 'b.zip'), three, at), await writeZip(join(home, 'c.zip'), three, at)]
  expect(one).toEqual(other)
})

it('reads the next piece only when the one before it is on disk, and passes on what reading it throws', async () => {
  const path = join(home, 'd.zip')
  const seen: number[] = []
  async function* pieces() {
    for (let piece = 0; piece < 3; piece += 1) {
      seen.push((await readFile(path)).byteLength)
      yield new Uint8Array(1000)
    }
    throw new Error('damaged')
  }
  await expect(writeZip(path, [{ name: 'x', pieces: pieces() }], at)).rejects.toThrow('damaged')
  expect(seen[1]).toBeGreaterThanOrEqual(1000)
  expect(seen[2]).toBeGreaterThanOrEqual(2000)
})
