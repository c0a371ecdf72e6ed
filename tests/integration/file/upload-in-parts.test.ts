import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { partBytes, uploadsOfOneAtMost } from '#domain/file/parts'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { readBytes, sha256Of } from '#platform/files'
import { namesOfFiles } from '#server/file/queries'
import { receiveFile } from '#server/file/receive-file'
import { appendPart, beginUpload, finishUpload } from '#server/file/upload-in-parts'
import { done } from '../../fixtures/campaigns'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const freeBlocks = vi.hoisted(() => ({ are: null as number | null }))
const diskFull = vi.hoisted(() => ({ is: null as 'ENOSPC' | 'EDQUOT' | 'EIO' | null }))
const read = vi.hoisted(() => ({ paths: [] as string[] }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const statfs = async (path: string) => (freeBlocks.are === null ? real.statfs(path) : { bavail: freeBlocks.are, bsize: 4096 })
  const readFile = (path: string) => {
    read.paths.push(path)
    return real.readFile(path)
  }
  const link = async (from: string, to: string) => {
    if (diskFull.is) throw Object.assign(new Error('no space left on device'), { code: diskFull.is })
    await real.link(from, to)
  }
  const open = async (...asked: Parameters<typeof real.open>) => {
    const handle = await real.open(...asked)
    if (!diskFull.is || !String(asked[0]).includes('/files/')) return handle
    const writeFile = async (bytes: Uint8Array) => {
      await handle.write(bytes.subarray(0, bytes.length / 2))
      throw Object.assign(new Error('no space left on device'), { code: diskFull.is })
    }
    return Object.assign(handle, { writeFile })
  }
  return { ...real, statfs, readFile, link, open }
})

afterEach(() => {
  diskFull.is = null
})

let actor: Actor
let stranger: Actor
beforeAll(async () => {
  actor = await officerOf(places.bureau, ['handler'])
  stranger = await officerOf(places.bureau, ['handler'])
})

const image = (length: number) =>
  new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(length - 5), Buffer.from([0xff, 0xd9])]))

const begin = async (bytes: Uint8Array, { by = actor, sizeBytes = bytes.byteLength, name = '现场照片.jpg' } = {}) =>
  beginUpload(by, { name, sizeBytes, sha256: sha256Of(bytes) })

const append = (uploadId: string, bytes: Uint8Array, offset: number, by = actor) =>
  appendPart(by, { uploadId, offset, bytes: bytes.subarray(offset, offset + partBytes) })

async function sendFrom(uploadId: string, bytes: Uint8Array, from: number, to = bytes.byteLength) {
  for (let at = from; at < to; at += partBytes) done(await append(uploadId, bytes, at))
}

const partsOf = (uploadId: string) => join(process.env.DATA_DIR ?? '', 'uploads', uploadId)

/** What there is of a file with these bytes: stored rows, unfinished rows, bytes under its hash. */
async function traceOf(bytes: Uint8Array) {
  const sha256 = sha256Of(bytes)
  const [rows] = await asOwner<{ stored: number; arriving: number }>(
    `SELECT (SELECT count(*)::int FROM stored_file WHERE sha256 = $1) AS stored, (SELECT count(*)::int FROM file_upload WHERE sha256 = $1) AS arriving`,
    [sha256],
  )
  const folder = join(process.env.DATA_DIR ?? '', 'files', sha256.slice(0, 2))
  return { ...rows, kept: existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(sha256)) }
}

describe('an upload in parts', () => {
  it('goes on where the line broke, is seen by nobody before it is whole, and is then the file that was sent', async () => {
    const bytes = image(3 * partBytes + 4_321)
    const { id, offset } = done(await begin(bytes))
    expect(offset).toBe(0)
    await sendFrom(id, bytes, 0, 2 * partBytes)
    expect(await finishUpload(actor, { uploadId: id })).toEqual({
      ok: false,
      refusal: { code: 'uploadOffset', detail: { offset: 2 * partBytes } },
    })
    expect(await traceOf(bytes)).toEqual({ stored: 0, arriving: 1, kept: false })

    expect(done(await begin(bytes, { name: '改了名.jpg' }))).toEqual({ id, offset: 2 * partBytes })
    await sendFrom(id, bytes, 2 * partBytes)
    const file = done(await finishUpload(actor, { uploadId: id }))
    expect(done(await finishUpload(actor, { uploadId: id }))).toEqual(file)
    expect(sha256Of(await readBytes(file.sha256))).toBe(sha256Of(bytes))
    expect(await traceOf(bytes)).toEqual({ stored: 1, arriving: 0, kept: true })
    expect(existsSync(partsOf(id))).toBe(false)
    expect(await namesOfFiles(actor, [file.id, id, randomUUID()])).toEqual([{ id: file.id, name: '改了名.jpg' }])
    expect(await asOwner(`SELECT action FROM audit_entry WHERE subject_id = $1`, [file.id])).toEqual([{ action: 'file.receive' }])
  })

  it('takes a part at the right place alone, and of twenty that bring the same one counts one', async () => {
    const bytes = image(2 * partBytes)
    const { id } = done(await begin(bytes))
    for (const wrong of [1, partBytes])
      expect(await append(id, bytes, wrong)).toEqual({ ok: false, refusal: { code: 'uploadOffset', detail: { offset: 0 } } })
    const twenty = await Promise.all(Array.from({ length: 20 }, () => append(id, bytes, 0)))
    expect(twenty.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { offset: partBytes } }])
    const told = twenty.flatMap((one) => (one.ok ? [] : [one.refusal]))
    expect(told).toEqual(Array(19).fill({ code: 'uploadOffset', detail: { offset: partBytes } }))
    await sendFrom(id, bytes, partBytes)
    const finishes = await Promise.all(Array.from({ length: 20 }, () => finishUpload(actor, { uploadId: id })))
    const file = done(finishes[0] ?? refuse('notFound'))
    expect(finishes).toEqual(Array(20).fill({ ok: true, value: file }))
    expect(file.sha256).toBe(sha256Of(bytes))
    expect(
      read.paths.filter((path) => path === partsOf(id)),
      'is never in memory',
    ).toEqual([])
    expect(await traceOf(bytes)).toMatchObject({ stored: 1, arriving: 0 })
  })

  it('does not exist for anybody else, who sends the same file from its beginning', async () => {
    const bytes = image(2 * partBytes)
    const { id } = done(await begin(bytes))
    await sendFrom(id, bytes, 0)
    const notFound = { ok: false, refusal: { code: 'notFound' } }
    expect(await append(id, bytes, 0, stranger)).toEqual(notFound)
    expect(await finishUpload(stranger, { uploadId: id })).toEqual(notFound)
    expect(await finishUpload(actor, { uploadId: randomUUID() })).toEqual(notFound)
    const theirs = done(await begin(bytes, { by: stranger }))
    expect([theirs.offset, theirs.id === id]).toEqual([0, false])
    expect(await traceOf(bytes)).toEqual({ stored: 0, arriving: 2, kept: false })
  })

  it('is refused where it is too large, grows longer than it said, or the disk would not take it', async () => {
    const large = (megabytes: number) => ({ name: 'a.pdf', sizeBytes: megabytes * 1024 * 1024 + 1, sha256: sha256Of(randomBytes(9)) })
    const tooLarge = (limitMegabytes: number) => ({
      ok: false,
      refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-11', limitMegabytes } },
    })
    expect(await beginUpload(actor, large(500))).toEqual(tooLarge(500))
    expect(await beginUpload({ ...actor, institutionId: randomUUID() }, large(50))).toEqual(tooLarge(50))
    const bytes = image(partBytes + 10)
    freeBlocks.are = 1_000
    expect(await begin(bytes)).toEqual({ ok: false, refusal: { code: 'storageFull' } })
    freeBlocks.are = null
    expect(await traceOf(bytes)).toEqual({ stored: 0, arriving: 0, kept: false })
    const { id } = done(await begin(bytes))
    expect(await begin(bytes, { sizeBytes: 9 })).toMatchObject({ refusal: { code: 'invalidInput' } })
    const part = (length: number) => appendPart(actor, { uploadId: id, offset: 0, bytes: new Uint8Array(length) })
    for (const length of [0, partBytes + 1]) expect(await part(length), String(length)).toMatchObject({ refusal: { code: 'invalidInput' } })
    await sendFrom(id, bytes, 0, partBytes)
    const beyond = { uploadId: id, offset: partBytes, bytes: new Uint8Array(11) }
    expect(await appendPart(actor, beyond)).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(done(await begin(bytes)).offset).toBe(partBytes)
  })

  it('is refused a part and its end where others have filled the disk, and goes on once there is room', async () => {
    const storageFull = { ok: false, refusal: { code: 'storageFull' } }
    const bytes = image(2 * partBytes)
    const { id } = done(await begin(bytes))
    freeBlocks.are = 1_000
    expect(await append(id, bytes, 0)).toEqual(storageFull)
    expect(existsSync(partsOf(id))).toBe(false)
    freeBlocks.are = null
    symlinkSync('/dev/full', partsOf(id)) // there was room a moment ago
    expect(await append(id, bytes, 0)).toEqual(storageFull)
    rmSync(partsOf(id))
    await sendFrom(id, bytes, 0)
    freeBlocks.are = 1_000
    expect(await finishUpload(actor, { uploadId: id })).toEqual(storageFull)
    freeBlocks.are = null
    expect(done(await finishUpload(actor, { uploadId: id })).sha256).toBe(sha256Of(bytes))
  })

  it('finds the disk full while it is being kept: nothing of it stays behind but what had arrived, which is finished once there is room', async () => {
    const storageFull = { ok: false, refusal: { code: 'storageFull' } }
    const bytes = image(2 * partBytes)
    const { id } = done(await begin(bytes))
    await sendFrom(id, bytes, 0)
    for (const full of ['ENOSPC', 'EDQUOT'] as const) {
      diskFull.is = full
      expect(await finishUpload(actor, { uploadId: id })).toEqual(storageFull)
      expect(await traceOf(bytes)).toEqual({ stored: 0, arriving: 1, kept: false })
    }
    diskFull.is = 'EIO' // whatever else goes wrong is a fault, and leaves nothing either
    await expect(finishUpload(actor, { uploadId: id })).rejects.toThrow('no space left')
    expect(await traceOf(bytes)).toEqual({ stored: 0, arriving: 1, kept: false })
    diskFull.is = 'ENOSPC'
    const short = image(500)
    expect(await receiveFile(actor, { name: '短.jpg', bytes: short })).toEqual(storageFull)
    diskFull.is = null
    expect(done(await finishUpload(actor, { uploadId: id })).sha256).toBe(sha256Of(bytes))
    expect(await traceOf(bytes)).toEqual({ stored: 1, arriving: 0, kept: true })
  })

  it('is the same one however its id is written', async () => {
    const bytes = image(2 * partBytes)
    const { id } = done(await begin(bytes))
    const written = id.toUpperCase()
    await sendFrom(written, bytes, 0)
    expect([existsSync(partsOf(id)), existsSync(partsOf(written))]).toEqual([true, false])
    const file = done(await finishUpload(actor, { uploadId: written }))
    expect(done(await finishUpload(actor, { uploadId: id }))).toEqual(file)
    expect(existsSync(partsOf(id))).toBe(false)
  })

  it.each([
    ['is not what was said', image(partBytes + 9), image(partBytes + 9), 'E-FILE-03'],
    ['is a program', Buffer.concat([Buffer.from('MZ\u0090\u0000', 'latin1'), randomBytes(partBytes)]), null, 'E-FILE-01'],
  ])('whose content %s is refused whole, and leaves nothing', async (_what, said, sent, reading) => {
    const { id } = done(await begin(new Uint8Array(said)))
    await sendFrom(id, new Uint8Array(sent ?? said), 0)
    expect(await finishUpload(actor, { uploadId: id })).toMatchObject({ refusal: { code: 'unreadableFile', detail: { reading } } })
    for (const bytes of [said, sent ?? said]) expect(await traceOf(new Uint8Array(bytes))).toEqual({ stored: 0, arriving: 0, kept: false })
    expect(existsSync(partsOf(id))).toBe(false)
  })

  it('writes over what was never counted, and begins anew where its bytes are gone', async () => {
    const bytes = image(2 * partBytes)
    const { id } = done(await begin(bytes))
    await sendFrom(id, bytes, 0, partBytes)
    appendFileSync(partsOf(id), randomBytes(2 * partBytes)) // a part that was on its way to disk when the power went
    expect(done(await begin(bytes)).offset).toBe(partBytes)
    rmSync(partsOf(id))
    expect(done(await begin(bytes))).toEqual({ id, offset: 0 })
    await sendFrom(id, bytes, 0, partBytes)
    appendFileSync(partsOf(id), randomBytes(2 * partBytes))
    await sendFrom(id, bytes, partBytes)
    expect(done(await finishUpload(actor, { uploadId: id })).sha256).toBe(sha256Of(bytes))
  })

  it('gives way to the newest of too many, bytes and all', async () => {
    const own = await officerOf(places.bureau, ['handler'])
    const files = Array.from({ length: uploadsOfOneAtMost + 1 }, () => image(partBytes + 5))
    const ids: string[] = []
    for (const bytes of files) {
      const { id } = done(await begin(bytes, { by: own }))
      done(await append(id, bytes, 0, own))
      ids.push(id)
    }
    expect(ids.map((id) => existsSync(partsOf(id)))).toEqual([false, ...Array(uploadsOfOneAtMost).fill(true)])
    expect(await append(ids[0] ?? '', files[0] ?? image(9), 0, own)).toMatchObject({ refusal: { code: 'notFound' } })
  })
})

it('survives a server that is killed at sixty per cent: nothing is there to see, and the next goes on from the last part', async () => {
  const bytes = image(20 * partBytes)
  const path = join(mkdtempSync(join(tmpdir(), 'upload-')), 'image')
  writeFileSync(path, bytes)
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--import',
      './src/setup/resolve-hook.mjs',
      'tests/support/uploads-apart.ts',
      JSON.stringify({ actor, path }),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  )
  const ended = once(child, 'exit')
  let told = 0
  for await (const line of createInterface({ input: child.stdout })) {
    told = Number(line)
    if (told >= 0.6 * bytes.byteLength) break
  }
  child.kill('SIGKILL')
  expect((await ended)[1], 'it did not end by itself').toBe('SIGKILL')
  expect(await traceOf(bytes)).toEqual({ stored: 0, arriving: 1, kept: false })

  const { id, offset } = done(await begin(bytes))
  expect([offset >= told, offset % partBytes]).toEqual([true, 0])
  await sendFrom(id, bytes, offset)
  expect(sha256Of(await readBytes(done(await finishUpload(actor, { uploadId: id })).sha256))).toBe(sha256Of(bytes))
}, 60_000)
