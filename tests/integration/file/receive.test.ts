import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { isReadingSentence, readingText } from '#messages/zh/reading'
import { keepBytes, sha256Of } from '#platform/files'
import { inspectAtOnce, inspectEvidence } from '#platform/reading/evidence'
import { readApart } from '#server/file/read-apart'
import { receiveFile } from '#server/file/receive-file'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'
import { docxBytes, paragraph, pdfBytes } from '../../support/documents'
import { hostileWorkbook } from '../../support/hostile-zip'

let actor: Actor
const bomb = hostileWorkbook(2_000, 30)
beforeAll(async () => {
  actor = await officerOf(places.bureau, ['handler'])
})

const receive = (bytes: Uint8Array) => receiveFile(actor, { name: '证据', bytes })

/** Whether anything of the file is left: its row, or its bytes. */
async function isKept(bytes: Uint8Array): Promise<boolean> {
  const sha256 = sha256Of(bytes)
  const rows = await asOwner('SELECT FROM stored_file WHERE sha256 = $1', [sha256])
  const files = readdirSync(process.env.DATA_DIR ?? '', { recursive: true, encoding: 'utf8' })
  return rows.length > 0 || files.some((path) => path.includes(sha256))
}

/** The sentence that the person reads of a refusal. */
function sentenceOf(received: Awaited<ReturnType<typeof receive>>): string {
  const { reading, ...detail } = received.ok ? {} : (received.refusal.detail ?? {})
  if (!isReadingSentence(String(reading))) throw new Error(`no sentence: ${JSON.stringify(received)}`)
  return readingText({ code: String(reading) as never, detail: detail as never })
}

describe('a file that arrives more than once', () => {
  it('is kept once for all that carry its key, and the key is good for no other file', async () => {
    const bytes = strToU8(`情况说明 ${randomUUID()}`)
    const said = { name: '情况说明.txt', bytes, requestKey: randomUUID() }
    const first = await receiveFile(actor, said)
    const repeats = await Promise.all(Array.from({ length: 5 }, () => receiveFile(actor, { ...said, bytes: Uint8Array.from(bytes) })))
    expect(first.ok).toBe(true)
    expect(repeats).toEqual(Array(5).fill(first))
    expect(await asOwner('SELECT FROM stored_file WHERE sha256 = $1', [sha256Of(bytes)])).toHaveLength(1)
    const other = strToU8(`另一份 ${randomUUID()}`)
    expect(await receiveFile(actor, { ...said, bytes: other })).toEqual({ ok: false, refusal: { code: 'requestKeyReused' } })
    expect(await isKept(other)).toBe(false)
  })
})

describe('a file that takes work to look at', () => {
  it('is looked at while this process goes on answering', async () => {
    await receive(docxBytes(paragraph('连接已经建立')))
    const started = performance.now()
    const inHere = inspectEvidence(bomb)
    const shut = performance.now() - started
    expect(inHere).toMatchObject({ ok: false, failure: { code: 'E-FILE-04' } })

    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const received = await receive(bomb)
    delay.disable()
    expect(received).toMatchObject({ ok: false, refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-04' } } })
    expect(sentenceOf(received)).toBe('文件解压后超过上限 200MB，已停止读取，请删去多余内容或拆分后上传。')
    expect(delay.max / 1e6).toBeLessThan(Math.max(100, shut / 2))
    expect(await isKept(bomb)).toBe(false)
  }, 60_000)

  it('is never looked at here when it is packed or long, and always when it is neither', () => {
    const image = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(9_000_000), Buffer.from([0xff, 0xd9])])
    expect(inspectAtOnce(docxBytes(paragraph('情况说明')))).toBeNull()
    expect(inspectAtOnce(strToU8('说明'.repeat(200_000)))).toBeNull()
    expect(inspectAtOnce(new Uint8Array(51 * 1024 * 1024))).toMatchObject({ failure: { code: 'E-FILE-11' } })
    expect(inspectAtOnce(image)).toEqual({ ok: true, value: 'image/jpeg' })
    expect(inspectAtOnce(strToU8('说明'))).toEqual({ ok: true, value: 'text/plain' })
  })

  const part = strToU8('<x/>')
  const workbook = (parts: Record<string, Uint8Array>) => zipSync({ '[Content_Types].xml': part, 'xl/workbook.xml': part, ...parts })
  it.each([
    ['a document', docxBytes(paragraph('情况说明')), null],
    ['a long text', strToU8('情况说明\n'.repeat(40_000)), null],
    ['a long PDF', pdfBytes([['情况说明']], randomBytes(300_000)), null],
    ['cut off', docxBytes(paragraph('情况说明')).subarray(0, -30), 'E-FILE-03'],
    ['an archive in an archive', workbook({ 'xl/inner.zip': zipSync({ a: part }) }), 'E-FILE-05'],
    ['a path that leads outside', workbook({ '../../x': part }), 'E-FILE-06'],
    ['a document with macros', workbook({ 'xl/vbaProject.bin': part }), 'E-FILE-08'],
    ['a document with an object in it', workbook({ 'xl/embeddings/oleObject1.bin': part }), 'E-FILE-08'],
    ['any other archive', zipSync({ 'a.txt': part }), 'E-FILE-01'],
    ['a long program', Buffer.concat([Buffer.from('MZ\u0090\u0000', 'latin1'), randomBytes(400_000)]), 'E-FILE-01'],
    ['a long test virus', strToU8(['X5O!P%@AP EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE '].join('-').padEnd(400_000)), 'E-FILE-07'],
  ])('is told apart as it would be here: %s', async (_what, given, code) => {
    const bytes = new Uint8Array(given)
    const inHere = inspectEvidence(bytes)
    const received = await receive(bytes)
    expect(inspectAtOnce(bytes)).toBeNull()
    expect(await isKept(bytes)).toBe(received.ok)
    if (received.ok || inHere.ok) {
      expect([received.ok, code]).toEqual([inHere.ok, null])
      return
    }
    expect(inHere.failure.code).toBe(code)
    expect(received.refusal).toEqual({ code: 'unreadableFile', detail: { reading: inHere.failure.code, ...inHere.failure.detail } })
  })
})

describe('a reader that falls over a file', () => {
  const made: string[] = []
  const usual = process.env.QINGYUAN_SOURCE
  afterEach(() => {
    if (usual === undefined) delete process.env.QINGYUAN_SOURCE
    else process.env.QINGYUAN_SOURCE = usual
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
  })

  /** Sources whose reading process does this instead of reading. */
  function readerThat(does: string): void {
    const root = mkdtempSync(join(tmpdir(), 'reader-'))
    made.push(root)
    mkdirSync(join(root, 'src/server/file'), { recursive: true })
    mkdirSync(join(root, 'src/setup'))
    writeFileSync(join(root, 'src/setup/resolve-hook.mjs'), '')
    writeFileSync(
      join(root, 'src/server/file/reading-process.ts'),
      `process.send({ begun: true }); process.once('message', () => { ${does} })`,
    )
    process.env.QINGYUAN_SOURCE = root
  }

  it.each([
    ['ends', 'process.exit(3)', 'E-FILE-14'],
    ['is killed', "process.kill(process.pid, 'SIGSEGV')", 'E-FILE-14'],
    ['closes its ears', 'process.stdin.destroy(); process.disconnect()', 'E-FILE-14'],
    ['throws', 'throw new RangeError("x")', 'E-FILE-14'],
    ['says that it fell', 'process.send({ fault: "RangeError", ofFile: true })', 'E-FILE-14'],
    ['is out of memory', 'process.abort()', 'E-FILE-13'],
  ])('%s: the person is told, and nothing is kept', async (_how, does, code) => {
    readerThat(does)
    const bytes = docxBytes(paragraph(randomUUID()))
    const received = await receive(bytes)
    expect(received).toMatchObject({ ok: false, refusal: { code: 'unreadableFile', detail: { reading: code } } })
    expect(sentenceOf(received)).toMatch(/^[^a-z]*[，。].*上传/u)
    expect(await isKept(bytes)).toBe(false)
  })

  it('never answers: it is stopped, and the next file is read', async () => {
    const bytes = docxBytes(paragraph(randomUUID()))
    readerThat('setInterval(() => {}, 1000)')
    const stuck = await Promise.all([1, 2, 3].map(() => readApart('evidence', undefined, { bytes, seconds: 0.3 })))
    expect(stuck).toEqual(Array(3).fill({ ok: false, refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-13', seconds: 0.3 } } }))
    delete process.env.QINGYUAN_SOURCE
    expect(await receive(bytes)).toMatchObject({ ok: true })
  })

  it('takes more memory than a file may, outside of its heap too: it is stopped', async () => {
    expect(await readApart('evidence', undefined, { bytes: bomb, megabytes: 64 })).toEqual({
      ok: false,
      refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-13', megabytes: 64 } },
    })
  })

  it.each([
    ['is ended by the system', "process.kill(process.pid, 'SIGKILL')", 'ended by the system'],
    ['lacks a module', "process.send({ fault: 'Cannot find module', ofFile: false })", 'Cannot find module'],
  ])('%s: a fault of ours, and no word against the file', async (_how, does, said) => {
    readerThat(does)
    await expect(receive(docxBytes(paragraph(randomUUID())))).rejects.toThrow(said)
  })

  it('cannot begin, or is not there: a fault of ours too', async () => {
    readerThat('')
    rmSync(join(process.env.QINGYUAN_SOURCE ?? '', 'src/server/file/reading-process.ts'))
    await expect(receive(docxBytes(paragraph(randomUUID())))).rejects.toThrow('did not begin')
  })

  it('keeps a person from filling the queue, and nobody waits longer than a person does', async () => {
    readerThat('setTimeout(() => process.send({ answer: { ok: true, value: "text/plain" } }), 1500)')
    const bytes = docxBytes(paragraph(randomUUID()))
    const refusedAs = (detail: object) => ({ ok: false, refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-15', ...detail } } })
    const mine = await Promise.all([1, 2, 3, 4, 5].map(() => readApart('evidence', undefined, { bytes, by: 'one' })))
    expect(mine.filter(({ ok }) => !ok)).toEqual([refusedAs({ own: 2 })])
    const hurried = await Promise.all([1, 2, 3].map(() => readApart('evidence', undefined, { bytes, waits: 0.05 })))
    expect(hurried.filter(({ ok }) => !ok)).toEqual([refusedAs({ seconds: 0.05 })])
    const large = new Uint8Array(90 * 1024 * 1024)
    const all = await Promise.all([1, 2, 3, 4, 5].map((by) => readApart('evidence', undefined, { bytes: large, by: `p${by}` })))
    expect(all.filter(({ ok }) => !ok)).toEqual([refusedAs({})])
  }, 60_000)

  it('is shown in a page: apart from what is read and looked at, and no longer than a person waits', async () => {
    readerThat('setTimeout(() => process.send({ answer: { ok: true, value: "text/plain" } }), 1500)')
    const kept = await keepBytes(strToU8(`说明 ${randomUUID()}`))
    const file = { sha256: kept?.sha256 ?? 'no room', displayName: '说明.txt', mediaType: 'text/plain' }
    const show = (by: string) => readApart('preview', file, { by, waits: 0.05 })
    const shown = Promise.all(['one', 'two'].map(show))
    const looked = [1, 2].map(() => readApart('evidence', undefined, { bytes: strToU8('说明'), waits: 0.05 }))
    expect(await Promise.all(looked)).toMatchObject([{ ok: true }, { ok: true }])
    const refused = { code: 'unreadableFile', detail: { reading: 'E-FILE-15', seconds: 0.05 } }
    expect((await shown).flatMap((one) => (one.ok ? [] : [one.refusal]))).toEqual([refused])
  })

  it('has too many before it: who comes last is asked to come again', async () => {
    readerThat('setTimeout(() => process.send({ answer: { ok: true, value: "text/plain" } }), 10)')
    const bytes = docxBytes(paragraph(randomUUID()))
    const all = await Promise.all(Array.from({ length: 44 }, () => readApart('evidence', undefined, { bytes, waits: 600 })))
    const refused = all.filter((read) => !read.ok)
    expect(refused).toEqual(Array(2).fill({ ok: false, refusal: { code: 'unreadableFile', detail: { reading: 'E-FILE-15' } } }))
  }, 60_000)
})
