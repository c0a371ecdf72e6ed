import 'server-only'
import { constants } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { dataPath } from './data-path'
import { isFull } from './files'

const folder = () => dataPath('uploads')
const pathOf = (id: string) => dataPath('uploads', id)

/** How much of an upload lies on disk; nothing of one that is not there. */
export const partsLength = async (id: string): Promise<number> => (await stat(pathOf(id)).catch(() => null))?.size ?? 0

/** Writes a part at its place, over whatever a broken attempt left there. On disk when this returns; `false` where the disk is full. */
export async function writePart(id: string, offset: number, bytes: Uint8Array): Promise<boolean> {
  await mkdir(folder(), { recursive: true })
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

/** What has arrived of it, up to `length`: behind that may lie the rest of a part that was never counted. */
export async function readParts(id: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const read = await readFile(pathOf(id)).catch(() => Buffer.alloc(0))
  return new Uint8Array(read.buffer, read.byteOffset, Math.min(length, read.byteLength)) // no copy: it may be long
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
