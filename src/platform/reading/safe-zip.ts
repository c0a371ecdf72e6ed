// A name of its own in package.json: a browser inflates by another library than Node does.
import { checksum, firstBytes, inflated, isDamage } from '#platform/reading/inflate'
import { type Reading, type ReadingFailure, read, readingLimits, unreadable } from './reading'
import { packedBytes, type ZipEntry, zipDirectory } from './zip-directory'

/**
 * An archive whose entries are inflated one at a time, within one budget: what comes out is counted as it comes
 * out, so that a small file cannot fill the memory. Nothing is ever written to disk under a name from the archive.
 */
export type Archive = {
  names: readonly string[]
  has: (name: string) => boolean
  /** What the directory claims the entry inflates to. */
  statedBytes: (name: string) => number
  /** Hands on the entry piece by piece; stops at the first failure, `take`'s own included. */
  pump: (name: string, take: (piece: Uint8Array) => ReadingFailure | null) => Promise<ReadingFailure | null>
  /** The whole entry. */
  bytes: (name: string) => Promise<Reading<Uint8Array>>
  /** The whole entry as UTF-8 text, its byte order mark removed. */
  text: (name: string) => Promise<Reading<string>>
}

const STORED = 0
const DEFLATED = 8

/**
 * Opens an archive after looking at everything that can be seen without inflating it. Fails `E-FILE-03` (cut off),
 * `E-FILE-05` (too many entries, archive in archive), `E-FILE-06` (path), `E-FILE-09` (encrypted), `E-FILE-12`.
 */
export function openArchive(bytes: Uint8Array): Reading<Archive> {
  const directory = zipDirectory(bytes)
  if (!directory.ok) return directory

  for (const entry of directory.value) {
    const packed = packedBytes(bytes, entry)
    if (packed === null) return unreadable('E-FILE-03')
    if (entry.encrypted) return unreadable('E-FILE-09')
    if (holdsArchive(entry, packed)) return unreadable('E-FILE-05', { entry: entry.name.slice(0, 80) })
  }
  return read(archive(bytes, directory.value))
}

function archive(bytes: Uint8Array, entries: readonly ZipEntry[]): Archive {
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  const budget = { inflated: 0 }

  const pump: Archive['pump'] = async (name, take) => {
    const entry = byName.get(name)
    const packed = entry && packedBytes(bytes, entry)
    if (!entry || !packed) return { code: 'E-FILE-12', detail: { part: name } }
    return pumpEntry(entry, packed, budget, take)
  }
  const whole: Archive['bytes'] = async (name) => {
    const pieces: Uint8Array[] = []
    const failure = await pump(name, (piece) => {
      pieces.push(piece)
      return null
    })
    return failure ? { ok: false, failure } : read(joined(pieces))
  }
  return {
    names: [...byName.keys()],
    has: (name) => byName.has(name),
    statedBytes: (name) => byName.get(name)?.statedBytes ?? 0,
    pump,
    bytes: whole,
    text: async (name) => {
      const content = await whole(name)
      return content.ok ? read(new TextDecoder().decode(content.value)) : content
    },
  }
}

async function pumpEntry(
  entry: ZipEntry,
  packed: Uint8Array,
  budget: { inflated: number },
  take: (piece: Uint8Array) => ReadingFailure | null,
): Promise<ReadingFailure | null> {
  if (entry.method !== STORED && entry.method !== DEFLATED) return { code: 'E-FILE-12', detail: { part: entry.name } }

  let crc = 0
  let out = 0
  const account = (piece: Uint8Array): ReadingFailure | null => {
    out += piece.length
    budget.inflated += piece.length
    if (budget.inflated > readingLimits.inflatedBytes || tooDense(out, packed.length)) {
      return { code: 'E-FILE-04', detail: { limitMegabytes: readingLimits.inflatedMegabytes } }
    }
    crc = checksum(piece, crc)
    return take(piece)
  }

  try {
    for await (const piece of entry.method === STORED ? [packed] : inflated(packed)) {
      const failure = account(piece)
      if (failure) return failure
    }
  } catch (error) {
    if (isDamage(error)) return { code: 'E-FILE-03', detail: {} }
    throw error
  }
  return crc === entry.crc ? null : { code: 'E-FILE-03', detail: {} }
}

const tooDense = (out: number, packed: number) => out > readingLimits.ratioFromBytes && out > packed * readingLimits.ratio

/** Judged by the first bytes and the name. Embedded workbooks are refused later, with advice of their own. */
function holdsArchive(entry: ZipEntry, packed: Uint8Array): boolean {
  if (entry.name.includes('/embeddings/')) return false
  const head = entry.method === STORED ? packed.subarray(0, 4) : firstBytes(packed)
  const zip = head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
  return zip || /\.(zip|rar|7z|gz|xlsx|docx|jar)$/i.test(entry.name)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
