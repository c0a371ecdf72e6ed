import { penaltyExamples } from '#documents/examples-of-penalties'
import { renderDocument, renderPdf } from '#documents/templates'
import { keepBytes } from '#platform/files'
import { readFonts } from '#platform/fonts'
import { type Measured, median } from '../rig/result'

/** As many notices as a batch of the bureau has, each to another party. */
export const noticeCount = 200

/** Written as the batch writes them, one after the other: the Word file as it is issued, and the pages that are sealed after it, each kept. */
export async function timedNotices(): Promise<{ notices: Measured; wholeMs: number }> {
  const tookMs: number[] = []
  let bytes = 0
  const begun = performance.now()
  for (let place = 1; place <= noticeCount; place += 1) {
    const input = { ...penaltyExamples.rectificationOrder, partyName: `${penaltyExamples.rectificationOrder.partyName}${place}` }
    const from = performance.now()
    const word = await renderDocument('rectificationOrder', input)
    const pages = (await renderPdf('rectificationOrder', input, await readFonts())).bytes
    for (const file of [word, pages]) await keepBytes(file)
    bytes = word.byteLength + pages.byteLength
    tookMs.push(performance.now() - from)
  }
  const wholeMs = performance.now() - begun
  const sorted = tookMs.toSorted((one, other) => one - other)
  const p50Ms = median(sorted)
  const p95Ms = sorted[Math.floor(noticeCount * 0.95)] ?? 0
  return {
    notices: {
      case: 'notice as Word and PDF, kept',
      target: 'paper',
      p50Ms,
      p95Ms,
      perSecond: (1000 * noticeCount) / wholeMs,
      bytes,
      errors: 0,
    },
    wholeMs,
  }
}
