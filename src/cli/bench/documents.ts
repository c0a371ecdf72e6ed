import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { penaltyDecisionExample } from '#documents/examples-of-penalties'
import { renderDocument, renderPdf } from '#documents/templates'
import { benchText } from '#messages/zh/bench'
import { keepBytes } from '#platform/files'
import { readFonts } from '#platform/fonts'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import { noticeCount, timedNotices } from './documents/notices'
import { timedVolume, volumePages } from './documents/volume'
import { atLeast, atMost, type BenchResult, heading, type Measured, median, tableOf } from './rig/result'

const usage = 'bench -- documents [--runs 20]'

function runsOf(args: readonly string[]): number {
  const runs = Number(readArguments(args, { usage, options: ['runs'] }).runs ?? 20)
  if (!Number.isInteger(runs) || runs < 3 || runs > 500) throw new BadInput(benchText.notWhole('runs', 500))
  return runs
}

/** A decision on so many facts that it fills twelve pages. */
const decision = {
  ...penaltyDecisionExample,
  facts: Array.from({ length: 20 }, (_, index) => penaltyDecisionExample.facts[index % 3]),
}

async function timed(name: string, runs: number, once: () => Promise<Uint8Array>): Promise<Measured> {
  const tookMs: number[] = []
  let bytes = 0
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now()
    bytes = (await once()).byteLength
    tookMs.push(performance.now() - from)
  }
  const sorted = tookMs.toSorted((one, other) => one - other)
  const p50Ms = median(sorted)
  return { case: name, target: 'paper', p50Ms, p95Ms: sorted[Math.floor(runs * 0.95)] ?? 0, perSecond: 1000 / p50Ms, bytes, errors: 0 }
}

/**
 * `npm run bench -- documents`: a decision of twelve pages is written as Word and as pages, its fonts read anew and the file kept each time;
 * 200 notices are written one after the other; a volume of 300 pages is bound.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const runs = runsOf(args)
  const home = await mkdtemp(join(tmpdir(), 'documents-'))
  process.env.DATA_DIR = home
  let place = 0
  // Each of another day, so that no file is found there already.
  const dated = () => ({
    ...decision,
    datedOn: `2026-${String((place++ % 12) + 1).padStart(2, '0')}-${String((place % 28) + 1).padStart(2, '0')}`,
  })
  const kept = async (bytes: Uint8Array) => {
    await keepBytes(bytes)
    return bytes
  }
  try {
    const { pages } = await renderPdf('penaltyDecision', decision, await readFonts())
    const word = await timed('decision as Word, kept', runs, async () => kept(await renderDocument('penaltyDecision', dated())))
    const pdf = await timed('decision as PDF, fonts read, kept', runs, async () =>
      kept((await renderPdf('penaltyDecision', dated(), await readFonts())).bytes),
    )
    const { notices, wholeMs } = await timedNotices()
    const { volume, pages: bound } = await timedVolume()
    const results = [word, pdf, notices, volume]
    const ratios = [
      atMost(`${noticeCount} notices as Word and PDF, one after the other, ms`, wholeMs, 60_000),
      atLeast('pages of the volume', bound, volumePages),
      atMost('volume of 300 pages, in its own process, ms', volume.p95Ms, 30_000),
      atLeast('pages of the decision', pages, 12),
      atMost('decision as Word and as PDF, p95, ms', word.p95Ms + pdf.p95Ms, 1500),
    ]
    process.stderr.write(`${tableOf({ results, ratios })}\n`)
    return { ...heading('documents'), rows: { runs, pages }, engine: { node: process.version }, results, ratios }
  } finally {
    await rm(home, { recursive: true })
  }
}
