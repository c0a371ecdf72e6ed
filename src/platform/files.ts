import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { dataPath } from './data-path'

const pathOf = (sha256: string) => dataPath('files', sha256.slice(0, 2), sha256)

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const pieceBytes = 4 * 1024 * 1024

/** The same of what may be long, piece by piece, so that others are answered in between. */
export async function sha256InPieces(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
    if (at > 0) await setImmediate()
    hash.update(bytes.subarray(at, at + pieceBytes))
  }
  return hash.digest('hex')
}

/** Whether the disk, or what we may take of it, is full. */
export const isFull = (error: unknown) => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/**
 * Keeps bytes under their hash: written aside, synced, then named, so that no half file is ever readable. Same bytes are kept once. `null`
 * where the disk is full; what could not be kept whole leaves nothing behind.
 */
export async function keepBytes(bytes: Uint8Array): Promise<{ sha256: string; sizeBytes: number } | null> {
  const sha256 = await sha256InPieces(bytes)
  const path = pathOf(sha256)
  const known = await stat(path).catch(() => null)
  if (known?.size === bytes.byteLength) return { sha256, sizeBytes: bytes.byteLength }
  const aside = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeSynced(aside, bytes)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    if (isFull(error)) return null
    throw error
  }
  return { sha256, sizeBytes: bytes.byteLength }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The kept bytes. Throws when they are gone or are no longer what was kept. */
export async function readBytes(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await readFile(pathOf(sha256)))
  if ((await sha256InPieces(bytes)) !== sha256) throw new Error(`stored file does not match its hash: ${sha256}`)
  return bytes
}

/** The hash of a file that may be too long for memory: of its first `length` bytes, or of all of it. */
export async function sha256OfFile(path: string, length = Number.POSITIVE_INFINITY): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: streamedBytes, end: length - 1 })) hash.update(piece)
  return hash.digest('hex')
}

/** What is in memory of a file that is read as it goes out. */
const streamedBytes = 1024 * 1024

/**
 * Keeps a synced file under its hash without reading it: as a second name of the same bytes, which is there whole or not at all, or as a
 * copy where the disk has no second names. Whoever goes on writing to the first name breaks with it before (`writePart`). `null` where
 * the disk is full.
 */
export async function keepFile(from: string, { sha256, sizeBytes }: Kept): Promise<Kept | null> {
  const path = pathOf(sha256)
  const known = await stat(path).catch(() => null)
  if (known?.size === sizeBytes) return { sha256, sizeBytes }
  const aside = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true })
    if (known === null && (await isLinked(from, path))) return { sha256, sizeBytes }
    await copyFile(from, aside)
    await sync(aside)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    if (isFull(error)) return null
    throw error
  }
  return { sha256, sizeBytes }
}

type Kept = { sha256: string; sizeBytes: number }

/** Another disk, or one without second names; or somebody else was quicker with the same bytes. */
const withoutLinks: readonly unknown[] = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS', 'EEXIST']

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && withoutLinks.includes(error.code)) return false
    throw error
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * The kept bytes from `start` to before `end`, piece by piece, while all of the file is read and hashed: the last piece is given once it is
 * certain that the file is still what was kept. Throws before it when it is not, and as soon as it is `givenUp`, also while nothing of what
 * is read is wanted.
 */
export async function* keptPieces(
  sha256: string,
  { start, end }: { start: number; end: number },
  givenUp: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const hash = createHash('sha256')
  let at = 0
  let held: Uint8Array<ArrayBuffer> | null = null
  for await (const read of createReadStream(pathOf(sha256), { highWaterMark: streamedBytes, signal: givenUp })) {
    const piece: Uint8Array<ArrayBuffer> = read
    hash.update(piece)
    const wanted = piece.subarray(Math.max(0, start - at), Math.max(0, end - at))
    at += piece.byteLength
    if (wanted.byteLength === 0) continue
    if (held) yield held
    held = wanted
  }
  if (hash.digest('hex') !== sha256) throw new Error(`stored file does not match its hash: ${sha256}`)
  if (held) yield held
}

/** How long the kept file is; throws when it is gone. */
export const keptLength = async (sha256: string): Promise<number> => (await stat(pathOf(sha256))).size

/** The disk has lost what lay there: it is no longer what was kept, and never will be again. */
const unreadableCodes: readonly unknown[] = ['EIO', 'EBADMSG', 'EUCLEAN']

/** What the kept file is now: what was kept, something else (also where the disk cannot read it), or gone. */
export async function keptState(sha256: string): Promise<'intact' | 'missing' | 'changed'> {
  try {
    return (await sha256OfFile(pathOf(sha256))) === sha256 ? 'intact' : 'changed'
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code
    if (code === 'ENOENT') return 'missing'
    if (unreadableCodes.includes(code)) return 'changed'
    throw error
  }
}
