import 'server-only'
import { volumeName } from '#documents/volume/volume-papers'
import { bundleBytesAtMost, type VolumeKind } from '#domain/case/bundles'
import { ok, refuse } from '#domain/kernel/result'
import { keptState } from '#platform/files'
import { readApart } from '../../file/read-apart'
import type { Contained, Maker } from './bundle-task'
import { type VolumeEntry, volumeEntries } from './volume-entries'

/** What is joined is held in memory, in its own process. */
const joinedBytesAtMost = Math.min(400_000_000, bundleBytesAtMost)
const limits = { seconds: 600, megabytes: 3_072 }

/**
 * A part of the volume of a case (案卷): every paper of it that the asker may read, in the order of the archive, with pages numbered through.
 * Refuses `bundleEmpty`, `bundleTooLarge`, `storageFull`, and `bundleFileDamaged` with the name of a paper whose file is not what was kept.
 */
export const makeVolume =
  (kind: VolumeKind): Maker =>
  async (task, note) => {
    const { head, entries } = await volumeEntries({ ...task, kind })
    if (entries.length === 0) return refuse('bundleEmpty')
    const sizeBytes = entries.reduce((sum, { file, paper }) => sum + (paper === null ? file.sizeBytes : 0), 0)
    if (sizeBytes > joinedBytesAtMost) return refuse('bundleTooLarge', { megabytes: Math.floor(joinedBytesAtMost / 1_000_000) })
    const damaged = await firstDamaged(entries)
    if (damaged !== null) return refuse('bundleFileDamaged', { name: damaged })

    const take = async (piece: unknown) => note((piece as { done: number }).done, entries.length) // as `bindVolume` hands it over
    const bound = await readApart('caseVolume', { head, entries }, { ...limits, take })
    if (!bound.ok) return bound
    const { kept, pages, lines } = bound.value
    const contents = lines.map(
      ({ title, number, from, to }, index): Contained => ({ title, from, to, sha256: entries[index]?.file.sha256 ?? null, note: number }),
    )
    return ok({ content: { kept }, name: volumeName(head, task.revision), mediaType: 'application/pdf', pages, contents })
  }

/** Of papers that are set anew nothing is read. */
async function firstDamaged(entries: readonly VolumeEntry[]): Promise<string | null> {
  for (const { title, file, paper } of entries) if (paper === null && (await keptState(file.sha256)) !== 'intact') return title
  return null
}
