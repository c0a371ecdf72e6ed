import 'server-only'
import { createHash } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Zip, ZipPassThrough } from 'fflate'
import { isFull } from './files'

/** A file to put into a zip, read as it goes in. */
export type ZipEntry = { name: string; pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }

export type Zipped = { sha256: string; sizeBytes: number }

/**
 * Writes a zip at `path`, its files one after the other and none of them whole in memory. They are stored and not deflated: what is in them is
 * mostly packed already, and whoever takes them out finds the same bytes. `at` is the time that stands beside each of them. Synced when this
 * returns; `null` where the disk is full. What `pieces` throws is thrown.
 */
export async function writeZip(path: string, entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>, at: Date): Promise<Zipped | null> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
  let sizeBytes = 0
  const made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  /** What fflate has given so far goes to disk before more is read. */
  const drain = async () => {
    for (const chunk of made.splice(0)) {
      hash.update(chunk)
      sizeBytes += chunk.byteLength
      await file.writeFile(chunk)
    }
  }
  try {
    for await (const { name, pieces } of entries) {
      const entry = new ZipPassThrough(name)
      entry.mtime = at
      zip.add(entry)
      for await (const piece of pieces) {
        entry.push(piece)
        await drain()
      }
      entry.push(new Uint8Array(), true)
      await drain()
    }
    zip.end()
    await drain()
    await file.sync()
    return { sha256: hash.digest('hex'), sizeBytes }
  } catch (error) {
    if (isFull(error)) return null
    throw error
  } finally {
    await file.close()
  }
}
