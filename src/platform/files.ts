import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
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
