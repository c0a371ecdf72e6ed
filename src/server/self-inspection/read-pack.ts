import 'server-only'
import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '#domain/kernel/result'
import type { PackManifest } from '#domain/self-inspection/pack/manifest'
import { manifestOf, rowsOf } from '#domain/self-inspection/pack/read-pack'
import type { PackRow } from '#domain/self-inspection/pack/read-row'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'
import { signatureHolds, signingKeyId } from '#platform/signing'

/** `contentHash`: of what is filled in, so that a file that is only saved again is the same. */
export type PackReading = { manifest: PackManifest; rows: PackRow[]; contentHash: string }

/** A signature of the wrong length or alphabet is one that does not hold. */
function holds(text: string, signature: string): boolean {
  try {
    return signatureHolds(text, signature)
  } catch {
    return false
  }
}

/** The pack in a kept file. Refuses `unreadableFile` with the reader's code, `packUnfit` naming what is not as it was handed out. */
export async function readKeptPack({ file }: { file: { sha256: string; displayName: string } }): Promise<Result<PackReading>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  if (read.value.kind !== 'xlsx') return refuse('unreadableFile', { reading: 'E-FILE-01', detected: read.value.kind, accepted: 'xlsx' })
  const tables = read.value.grids
  const manifest = manifestOf(tables, { keyId: signingKeyId(), holds })
  if (!manifest.ok) return manifest
  const rows = rowsOf(tables, manifest.value)
  if (!rows.ok) return rows
  const filled = rows.value.map(({ key, cells }) => [key, Object.entries(cells).sort(([one], [other]) => (one < other ? -1 : 1))])
  const content = JSON.stringify(filled.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)))
  return ok({ manifest: manifest.value, rows: rows.value, contentHash: createHash('sha256').update(content).digest('hex') })
}
