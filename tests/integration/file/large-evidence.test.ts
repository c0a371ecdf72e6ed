import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, openAsBlob, openSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { sha256OfFile } from '#platform/files'
import { type Line, sendFile } from '../../../src/components/send-file'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'
import { weakLine } from '../../support/weak-line'

const megabyte = 1024 * 1024
const children: ChildProcess[] = []
let actor: Actor
beforeAll(async () => {
  actor = await officerOf(places.bureau, ['handler'])
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** The platform's files in a process of their own, and its address. */
async function served() {
  const args = ['--conditions=react-server', '--import', './src/setup/resolve-hook.mjs', 'tests/support/serves-files.ts']
  const child = spawn(process.execPath, [...args, JSON.stringify({ actor })], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) return { child, pid: child.pid ?? 0, port: Number(line) }
  throw new Error('it did not begin')
}

/** A recording of so many bytes, of which no two are alike. */
function recording(sizeBytes: number): string {
  const path = join(mkdtempSync(join(tmpdir(), 'recording-')), 'recording')
  const file = openSync(path, 'w')
  for (let at = 0; at < sizeBytes; at += megabyte) writeSync(file, randomBytes(Math.min(megabyte, sizeBytes - at)))
  writeSync(file, Buffer.from('\0\0\0\u0018ftypmp42\0\0\0\0'), 0, 16, 0)
  return path
}

const lineTo =
  (port: () => number): Line =>
  async (method, path, body) => {
    try {
      return await (await fetch(`http://127.0.0.1:${port()}${path}`, { method, body: body as BodyInit })).json()
    } catch {
      return null
    }
  }

const unwatched = { progress: () => {}, finishing: () => {}, givenUp: new AbortController().signal, pause: async () => false }

async function send(path: string, line: Line, pause: () => Promise<boolean>): Promise<string> {
  const sent = await sendFile(new File([await openAsBlob(path)], '监控录像.mp4'), line, { ...unwatched, pause })
  if (typeof sent !== 'object' || !('id' in sent)) throw new Error(`not sent: ${JSON.stringify(sent)}`)
  return sent.id
}

/** What a process holds in memory; only Linux tells it of another one. */
const heldBytes = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

const kept = (sha256: string) => join(process.env.DATA_DIR ?? '', 'files', sha256.slice(0, 2), sha256)
const rowsOf = (sha256: string) =>
  asOwner<{ id: string; media_type: string }>('SELECT id, media_type FROM stored_file WHERE sha256 = $1', [sha256])

/** Fetches it all, going on from where the line breaks; the bytes' hash, how many there were, and how often it was asked. */
async function fetched(port: number, fileId: string, mend: () => void) {
  const hash = createHash('sha256')
  let at = 0
  for (let tries = 1; ; tries++) {
    try {
      const asked = await fetch(`http://127.0.0.1:${port}/api/files/${fileId}`, { headers: at > 0 ? { range: `bytes=${at}-` } : {} })
      for await (const piece of asked.body ?? []) {
        hash.update(piece)
        at += piece.byteLength
      }
      return { sha256: hash.digest('hex'), at, tries, digest: asked.headers.get('repr-digest'), status: asked.status }
    } catch {
      if (tries > 9) throw new Error('it never arrives')
      mend()
    }
  }
}

it('takes 200 MB over a line that is cut three times and hands it out over one that is cut too, without ever holding it', async () => {
  const path = recording(200 * megabyte)
  const sha256 = await sha256OfFile(path)
  const { pid, port } = await served()
  await send(
    recording(3 * megabyte),
    lineTo(() => port),
    async () => false,
  )
  const before = process.platform === 'linux' ? heldBytes(pid) : 0
  let most = before
  const watch = setInterval(() => {
    if (process.platform === 'linux') most = Math.max(most, heldBytes(pid))
  }, 50)

  const line = await weakLine({ hostname: '127.0.0.1', port, host: `127.0.0.1:${port}` }, 400 * megabyte)
  const cutAfter = [17, 61, 80].map((one) => one * megabyte + Math.floor(Math.random() * megabyte))
  line.mend(cutAfter.shift())
  const fileId = await send(
    path,
    lineTo(() => line.port),
    async () => {
      line.mend(cutAfter.shift())
      return true
    },
  )
  expect(line.cuts(), 'of the line').toBe(3)
  expect(await rowsOf(sha256)).toEqual([{ id: fileId, media_type: 'video/mp4' }])
  expect(await sha256OfFile(kept(sha256))).toBe(sha256)
  expect(statSync(kept(sha256)).nlink, 'the parts are gone').toBe(1)

  line.mend(Number.POSITIVE_INFINITY, 70 * megabyte)
  const back = await fetched(line.port, fileId, () => line.mend())
  clearInterval(watch)
  line.close()
  expect(back).toMatchObject({ sha256, at: 200 * megabyte, tries: 2, status: 206 })
  expect(back.digest).toBe(`sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
  expect(most - before, `grew from ${before}`).toBeLessThan(100 * megabyte)
  const trail = await asOwner(`SELECT FROM audit_entry WHERE subject_id = $1 AND action = 'file.download'`, [fileId])
  expect(trail, 'one download').toHaveLength(1)
}, 300_000)

it('survives a kill after the bytes are kept and before their row is: nobody has it, and the same end makes one file', async () => {
  const path = recording(60 * megabyte)
  const sha256 = await sha256OfFile(path)
  const first = await served()
  const holder = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE stored_file IN SHARE MODE')
  const lost = send(
    path,
    lineTo(() => first.port),
    async () => false,
  ).catch((error: Error) => error.message)
  while (!existsSync(kept(sha256))) await setTimeout(20)
  const ended = once(first.child, 'exit')
  first.child.kill('SIGKILL')
  await ended
  await holder.query('ROLLBACK')
  await holder.end()
  expect(await lost).toMatch(/not sent/)
  expect(await rowsOf(sha256)).toEqual([])

  const second = await served()
  const fileId = await send(
    path,
    lineTo(() => second.port),
    async () => false,
  )
  expect(await rowsOf(sha256)).toMatchObject([{ id: fileId }])
  expect(await sha256OfFile(kept(sha256))).toBe(sha256)
  expect(await fetched(second.port, fileId, () => {})).toMatchObject({ sha256, tries: 1, status: 200 })
}, 300_000)

it('never hands out the end of what is no longer what was kept', async () => {
  const path = recording(5 * megabyte)
  const sha256 = await sha256OfFile(path)
  const { port } = await served()
  const fileId = await send(
    path,
    lineTo(() => port),
    async () => false,
  )
  const file = openSync(kept(sha256), 'r+')
  writeSync(file, Buffer.from('another'), 0, 7, 1_000)
  await expect(fetched(port, fileId, () => {})).rejects.toThrow('it never arrives')
  truncateSync(kept(sha256), 9)
  expect((await fetch(`http://127.0.0.1:${port}/api/files/${fileId}`).catch(() => null))?.status ?? 'cut').toBe('cut')
}, 120_000)
