import 'server-only'
import { strToU8 } from 'fflate'
import {
  checksums,
  evidenceManifest,
  type PackedCase,
  type PackedPiece,
  packageNames,
  packageNote,
  pathOf,
} from '#documents/evidence-manifest'
import { bundleBytesAtMost } from '#domain/case/bundles'
import { ok, refuse } from '#domain/kernel/result'
import { keptPieces, keptState, sha256Of } from '#platform/files'
import { hasRoomFor, partsPath } from '#platform/parts'
import { writeZip, type ZipEntry } from '#platform/zip-file'
import { whereAlso } from '../../access'
import { query } from '../../query'
import type { BundleTask, Made, Maker, NoteProgress } from './bundle-task'

/**
 * The evidence of a case as one zip: each file as it was entered, a list of all that is said of them, their hashes, and how to check them.
 * Refuses `bundleEmpty`, `bundleTooLarge`, `storageFull`, and `bundleFileDamaged` with the name of a piece that is no longer what was
 * entered: nothing is handed out as whole that is not.
 */
export const packageEvidence: Maker = async (task, note) => {
  const { file, pieces } = await readEvidence(task)
  const held = pieces.filter(({ state }) => state === 'held')
  const sizeBytes = held.reduce((sum, piece) => sum + piece.sizeBytes, 0)
  if (held.length === 0) return refuse('bundleEmpty')
  if (sizeBytes > bundleBytesAtMost) return refuse('bundleTooLarge', { megabytes: Math.floor(bundleBytesAtMost / 1_000_000) })
  if (!(await hasRoomFor(sizeBytes))) return refuse('storageFull')
  const damaged = await firstDamaged(held)
  if (damaged !== null) return refuse('bundleFileDamaged', { name: damaged })
  const zipped = await writeZip(partsPath(task.id), entriesOf(file, pieces, note), task.askedAt)
  return zipped ? ok(madeOf(file, held, zipped)) : refuse('storageFull')
}

/** Asked before, so that the refusal names the piece. What is damaged in between is found as it goes in, and is a fault. */
async function firstDamaged(held: readonly PackedPiece[]): Promise<string | null> {
  for (const { title, sha256 } of held) if ((await keptState(sha256)) !== 'intact') return title
  return null
}

async function* entriesOf(file: PackedCase, pieces: readonly PackedPiece[], note: NoteProgress): AsyncGenerator<ZipEntry> {
  const held = pieces.filter(({ state }) => state === 'held')
  const sums: { path: string; sha256: string }[] = []
  const text = (path: string, words: string): ZipEntry => {
    const bytes = strToU8(words)
    sums.push({ path, sha256: sha256Of(bytes) })
    return { name: path, pieces: [bytes] }
  }
  const whole = new AbortController().signal // whoever leaves off reading ends what is read
  for (const [at, piece] of held.entries()) {
    await note(at, held.length)
    sums.push({ path: pathOf(piece), sha256: piece.sha256 })
    yield { name: pathOf(piece), pieces: keptPieces(piece.sha256, { start: 0, end: piece.sizeBytes }, whole) }
  }
  await note(held.length, held.length)
  yield text(packageNames.manifest, evidenceManifest(file, pieces))
  yield text(packageNames.note, packageNote(file, held.length))
  yield { name: packageNames.checksums, pieces: [strToU8(checksums(sums))] }
}

const madeOf = (file: PackedCase, held: readonly PackedPiece[], zipped: { sha256: string; sizeBytes: number }): Made => ({
  content: { parts: zipped },
  name: packageNames.package(file),
  mediaType: 'application/zip',
  pages: null,
  contents: held.map((piece) => ({ title: piece.title, from: null, to: null, sha256: piece.sha256, note: pathOf(piece) })),
})

const readEvidence = ({ actor, caseId, revision, askedAt }: BundleTask): Promise<{ file: PackedCase; pieces: PackedPiece[] }> =>
  query(actor, async (tx) => {
    const file = await tx.case.findUniqueOrThrow({
      where: { id: caseId },
      select: { number: true, partyName: true, cause: true, agency: { select: { name: true } } },
    })
    const rows = await tx.evidence.findMany({
      where: { AND: [{ caseId }, whereAlso(actor, 'evidence')] },
      orderBy: { seq: 'asc' },
      include: { fact: { select: { seq: true } }, file: { select: { displayName: true, mediaType: true } } },
    })
    const pieces = rows.map(
      ({ fact, file: { displayName, mediaType }, ...row }): PackedPiece => ({
        ...row,
        displayName,
        mediaType,
        fact: fact?.seq ?? null,
        collectors: [
          { name: row.collectorAName, certificate: row.collectorACertificate },
          { name: row.collectorBName, certificate: row.collectorBCertificate },
        ],
      }),
    )
    return { file: { ...file, agency: file.agency.name, madeBy: actor.name, madeAt: askedAt, revision }, pieces }
  })
