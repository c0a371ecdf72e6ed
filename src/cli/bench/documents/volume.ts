import { randomBytes } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import { penaltyDecisionExample } from '#documents/examples-of-penalties'
import { volumeHeadExample } from '#documents/volume/example'
import { keepBytes } from '#platform/files'
import type { VolumeEntry } from '#server/case/bundle/volume-entries'
import { readApart } from '#server/file/read-apart'
import { BadInput } from '../../command'
import type { Measured } from '../rig/result'

/** A volume: scans as they come in, pictures, and papers of the house that are set anew. */
export const volumePages = 300
const [scans, pagesAScan, papers, runs] = [10, 25, 20, 3]
/** What a scanned page weighs. */
const bytesAPage = 120_000

/** As heavy as scans are: each page carries bytes that nothing makes smaller. */
async function aScan(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 1; page <= pages; page += 1) {
    const added = document.addPage([595, 842])
    added.drawText(`page ${page}`, { x: 60, y: 400 })
    const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 1, 1] }
    added.node.newXObject('Scan', document.context.register(document.context.stream(randomBytes(bytesAPage), form)))
  }
  return document.save()
}

async function entries(): Promise<VolumeEntry[]> {
  const made: VolumeEntry[] = []
  for (let scan = 1; scan <= scans; scan += 1) {
    const kept = await keepBytes(await aScan(pagesAScan))
    if (!kept) throw new BadInput('no room for the scans of the volume')
    const file = { ...kept, mediaType: 'application/pdf', displayName: `scan-${scan}.pdf` }
    made.push({ section: 'documentary', on: '2026-03-09', number: `${scan}`, title: `scan ${scan}`, file, paper: null })
  }
  for (let paper = 1; paper <= papers; paper += 1) {
    const file = { sha256: '0'.repeat(64), sizeBytes: 1, mediaType: 'application/pdf', displayName: 'decision' }
    made.push({
      section: 'decision',
      on: '2026-06-01',
      number: '',
      title: `decision ${paper}`,
      file,
      paper: { kind: 'penaltyDecision', input: penaltyDecisionExample },
    })
  }
  return made
}

/** Binds it as the worker does: in a process of its own, from kept files to the kept volume. */
export async function timedVolume(): Promise<{ volume: Measured; pages: number }> {
  const given = await entries()
  const tookMs: number[] = []
  let [pages, bytes] = [0, 0]
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now()
    // Each of another day, so that no volume is found there already.
    const bound = await readApart(
      'caseVolume',
      { head: { ...volumeHeadExample, madeOn: `2026-06-${10 + run}` }, entries: given },
      { seconds: 120 },
    )
    tookMs.push(performance.now() - from)
    if (!bound.ok) throw new BadInput(`the volume was not bound: ${bound.refusal.code}`)
    pages = bound.value.pages
    bytes = bound.value.kept.sizeBytes
  }
  const slowest = Math.max(...tookMs)
  const middle = tookMs.toSorted((one, other) => one - other)[Math.floor(runs / 2)] ?? slowest
  return {
    volume: { case: 'volume bound', target: 'paper', p50Ms: middle, p95Ms: slowest, perSecond: 1000 / middle, bytes, errors: 0 },
    pages,
  }
}
