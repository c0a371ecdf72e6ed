import { type Reading, read, readingLimits, unreadable } from './reading'

/** One file of an archive, as its central directory states it. The stated sizes are claims, not facts. */
export type ZipEntry = {
  name: string
  method: number
  encrypted: boolean
  crc: number
  packedBytes: number
  statedBytes: number
  headerAt: number
}

const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_64 = 0x06064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_BYTES = 22

/**
 * The central directory of an archive, nothing inflated. Fails `E-FILE-03` when it is cut off, `E-FILE-05` for
 * too many entries, `E-FILE-06` for a path that leaves the archive, `E-FILE-12` for a directory at odds with itself.
 */
export function zipDirectory(bytes: Uint8Array): Reading<ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return unreadable('E-FILE-03')

  const { count, at: start } = directoryPlace(view, end)
  if (count > readingLimits.archiveEntries) return unreadable('E-FILE-05', { entries: count, limit: readingLimits.archiveEntries })

  const entries: ZipEntry[] = []
  const names = new Set<string>()
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) return unreadable('E-FILE-03')
    const { entry, next } = directoryEntry(bytes, view, at)
    if (leavesArchive(entry.name)) return unreadable('E-FILE-06', { entry: printable(entry.name) })
    if (names.has(entry.name)) return unreadable('E-FILE-12', { part: printable(entry.name) })
    names.add(entry.name)
    entries.push(entry)
    at = next
  }
  return read(entries)
}

/** The packed bytes of an entry, or null when the archive does not hold them. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = entry.headerAt
  if (at < 0 || at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL_HEADER) return null
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const to = from + entry.packedBytes
  return to <= bytes.byteLength ? bytes.subarray(from, to) : null
}

/** Excel writes names in UTF-8; a name in another encoding still has ASCII for what matters here. */
function directoryEntry(bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  const nameLength = view.getUint16(at + 28, true)
  const extraLength = view.getUint16(at + 30, true)
  const commentLength = view.getUint16(at + 32, true)
  const nameAt = at + 46
  const entry: ZipEntry = {
    name: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength)),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    statedBytes: view.getUint32(at + 24, true),
    headerAt: view.getUint32(at + 42, true),
  }
  widen(entry, view, nameAt + nameLength, extraLength)
  return { entry, next: nameAt + nameLength + extraLength + commentLength }
}

/** ZIP64: the fields that read 0xFFFFFFFF stand, in this order, in extra field 1. */
function widen(entry: ZipEntry, view: DataView, from: number, length: number): void {
  const to = Math.min(from + length, view.byteLength)
  for (let at = from; at + 4 <= to; ) {
    const size = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1) {
      let field = at + 4
      for (const key of ['statedBytes', 'packedBytes', 'headerAt'] as const) {
        if (entry[key] !== 0xffffffff || field + 8 > Math.min(at + 4 + size, to)) continue
        entry[key] = Number(view.getBigUint64(field, true))
        field += 8
      }
    }
    at += 4 + size
  }
}

function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - END_BYTES - 0xffff)
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  return null
}

function directoryPlace(view: DataView, end: number): { count: number; at: number } {
  const count = view.getUint16(end + 10, true)
  const at = view.getUint32(end + 16, true)
  if (count !== 0xffff && at !== 0xffffffff) return { count, at }

  const wide = end >= 20 ? Number(view.getBigUint64(end - 20 + 8, true)) : -1
  if (wide < 0 || wide + 56 > view.byteLength || view.getUint32(wide, true) !== END_OF_DIRECTORY_64) return { count, at }
  return { count: Number(view.getBigUint64(wide + 32, true)), at: Number(view.getBigUint64(wide + 48, true)) }
}

function leavesArchive(name: string): boolean {
  const path = name.replaceAll('\\', '/')
  return path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || path.includes('\0')
}

const printable = (name: string) => name.replace(/\p{C}/gu, '').slice(0, 80)
