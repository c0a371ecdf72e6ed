import 'server-only'
import { ZodError } from 'zod'
import type { FontFiles } from '#documents/render/typefaces'
import { renderPdf } from '#documents/templates'
import { joinVolume, type ToBind } from '#documents/volume/join-volume'
import type { VolumeHead, VolumeLine } from '#documents/volume/volume-papers'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { keepBytes, readBytes } from '#platform/files'
import { readFonts } from '#platform/fonts'
import { evidenceMediaTypes } from '#platform/reading/evidence'
import type { HandOver } from '../../file/hand-over'
import type { VolumeEntry } from './volume-entries'

export type VolumeWork = { head: VolumeHead; entries: readonly VolumeEntry[] }
export type BoundVolume = { kept: { sha256: string; sizeBytes: number }; pages: number; lines: VolumeLine[] }

/**
 * Binds a volume in a process of its own: what it joins came from outside. Hands over how many papers are bound. Refuses `storageFull`.
 */
export async function bindVolume({ head, entries }: VolumeWork, handOver: HandOver): Promise<Result<BoundVolume>> {
  const fonts = await readFonts()
  const papers = entries.map((entry) => toBind(entry, fonts))
  const { bytes, pages, lines } = await joinVolume(head, papers, fonts, (done) => handOver({ done }))
  const kept = await keepBytes(bytes)
  return kept ? ok({ kept, pages, lines }) : refuse('storageFull')
}

const kinds: Readonly<Record<string, 'pdf' | 'jpeg' | 'png'>> = {
  [evidenceMediaTypes.pdf]: 'pdf',
  [evidenceMediaTypes.jpeg]: 'jpeg',
  [evidenceMediaTypes.png]: 'png',
}

const toBind = ({ title, number, on, file, paper }: VolumeEntry, fonts: FontFiles): ToBind => ({
  title,
  number,
  on,
  file: { displayName: file.displayName, mediaType: file.mediaType, sizeBytes: file.sizeBytes, sha256: file.sha256 },
  content: async () => {
    if (paper) return setPages(paper, fonts)
    const kind = kinds[file.mediaType]
    return kind ? { kind, bytes: await readBytes(file.sha256) } : { kind: 'other' }
  },
})

/** A paper taken over from an older register may lack what its template asks for today: then its file is named. */
async function setPages({ kind, input }: NonNullable<VolumeEntry['paper']>, fonts: FontFiles): ReturnType<ToBind['content']> {
  try {
    return { kind: 'pdf', bytes: (await renderPdf(kind, input, fonts)).bytes }
  } catch (error) {
    if (error instanceof ZodError) return { kind: 'other' }
    throw error
  }
}
