import 'server-only'
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat, statfs, truncate } from 'node:fs/promises'
import { dataPath } from './data-path'
import { isFull, keepFile, sha256OfFile } from './files'

const folder = () => dataPath('uploads')
const pathOf = (id: string) => dataPath('uploads', id)

/** How much of an upload lies on disk; nothing of one that is not there. */
export const partsLength = async (id: string): Promise<number> => (await stat(pathOf(id)).catch(() => null))?.size ?? 0

/** Writes a part at its place, over whatever a broken attempt left there. On disk when this returns; `false` where the disk is full. */
export async function writePart(id: string, offset: number, bytes: Uint8Array): Promise<boolean> {
  await mkdir(folder(), { recursive: true })
  await breakWithKept(pathOf(id))
  const file = await open(pathOf(id), constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    let written = 0
    while (written < bytes.byteLength) {
      written += (await file.write(bytes, written, bytes.byteLength - written, offset + written)).bytesWritten
    }
    await file.sync()
    return true
  } catch (error) {
    if (isFull(error)) return false
    throw error
  } finally {
    await file.close()
  }
}

/** A kill after the bytes were kept and before their row was leaves one file with two names: what is kept is never written to. */
async function breakWithKept(path: string): Promise<void> {
  const names = (await stat(path).catch(() => null))?.nlink ?? 1
  if (names === 1) return
  const aside = `${path}.${randomUUID()}`
  await copyFile(path, aside)
  await rename(aside, path)
}

/** The hash of what has arrived, up to `length`: behind that may lie the rest of a part that was never counted. */
export const partsSha256 = (id: string, length: number): Promise<string> => sha256OfFile(pathOf(id), length)

/** Where it lies, for a process that looks at it. */
export const partsPath = pathOf

/** The first and the last of what has arrived, up to `length`, where most formats say what they are. */
export async function partsEnds(id: string, length: number): Promise<{ head: Uint8Array; tail: Uint8Array }> {
  const file = await open(pathOf(id), constants.O_RDONLY)
  try {
    const between = async (start: number, end: number) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(end - start), 0, end - start, start)
      return buffer.subarray(0, bytesRead)
    }
    return { head: await between(0, Math.min(endBytes, length)), tail: await between(Math.max(0, length - endBytes), length) }
  } finally {
    await file.close()
  }
}

const endBytes = 4096

/** Keeps what has arrived as the file that it was said to be, without a second copy of it. `null` where the disk is full. */
export async function keepParts(id: string, said: { sha256: string; sizeBytes: number }): ReturnType<typeof keepFile> {
  if ((await partsLength(id)) > said.sizeBytes) await truncate(pathOf(id), said.sizeBytes)
  return keepFile(pathOf(id), said)
}

export const removeParts = (id: string): Promise<void> => rm(pathOf(id), { force: true })

/** The uploads that have bytes on disk which nobody has written to since `before`. */
export async function partsUntouchedSince(before: Date): Promise<string[]> {
  const ids = await readdir(folder()).catch(() => [])
  const ages = await Promise.all(ids.map(async (id) => ({ id, at: (await stat(pathOf(id)).catch(() => null))?.mtime })))
  return ages.flatMap(({ id, at }) => (at && at < before ? [id] : []))
}

/** What stays free for the database, whoever uploads. */
const reservedBytes = 512 * 1024 * 1024

/** Whether the disk takes so much more. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  await mkdir(folder(), { recursive: true })
  const { bavail, bsize } = await statfs(folder())
  return bavail * bsize >= bytes + reservedBytes
}
