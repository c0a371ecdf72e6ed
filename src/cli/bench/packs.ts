import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import { growProvince, sides } from './burst/province'
import { sessionKeys, startProduct } from './pages/product'
import { lastLineOf, root } from './rig/processes'
import { atLeast, atMost, type BenchResult, heading, median, tableOf } from './rig/result'

const usage = 'bench -- packs [--packs 500]'
const home = join(root, '.data-packs')
const say = (line: string) => process.stderr.write(`${line}\n`)

/** Written by fill-packs.ts. */
type Filled = { packs: number; items: number }
/** Written by import-packs.ts: when each pack was taken over, counted from the beginning of the first, and what each step took of all. */
type Imported = { finishedMs: number[]; tookMs: Record<string, number>; ownMb: number; readerMb: number; togetherMb: number }

function packsOf(args: readonly string[]): number {
  const packs = Number(readArguments(args, { usage, options: ['packs'] }).packs ?? 500)
  if (!Number.isInteger(packs) || packs < 8 || packs > 5_000) throw new BadInput(benchText.notWhole('packs', 5_000))
  return packs
}

/** How many packs a second in the first and in the last quarter: of an import that is linear, the same. */
function quarters(finishedMs: readonly number[]): { first: number; last: number } {
  const quarter = Math.floor(finishedMs.length / 4)
  const at = (place: number) => (finishedMs[place] ?? 0) / 1000
  return { first: quarter / at(quarter - 1), last: quarter / (at(finishedMs.length - 1) - at(finishedMs.length - 1 - quarter)) }
}

async function importPacks(packs: number, stops: (() => Promise<void>)[]): Promise<Filled & Imported & { postgres: string }> {
  await rm(home, { recursive: true, force: true })
  say(benchText.starting)
  const product = await startProduct(home)
  stops.push(product.stop)
  const database = new pg.Client({ connectionString: product.databaseUrl, options: '-c TimeZone=UTC' })
  await database.connect()
  stops.push(() => database.end())
  say(benchText.growing(packs))
  await growProvince(database, packs)
  const env = {
    ...{ DATABASE_URL: product.databaseUrl, BENCH_DATABASE_URL: product.databaseUrl, QINGYUAN_DB_ROLE: 'qingyuan_app', DATA_DIR: home },
    ...{ NODE_ENV: 'production', ...sessionKeys(home) },
    // As the process that serves pages is started (src/setup/serve.mjs): it is the one that takes packs over.
    ...{ NODE_OPTIONS: '--max-semi-space-size=16', MALLOC_ARENA_MAX: '2' },
  }
  say(benchText.measuring)
  const folder = await mkdtemp(join(tmpdir(), 'packs-'))
  stops.push(() => rm(folder, { recursive: true }))
  const order = [JSON.stringify({ side: sides.product, from: 0, limit: packs, clients: 2, seconds: 0, folder })]
  const filled = JSON.parse(await lastLineOf('src/cli/bench/packs/fill-packs.ts', order, env)) as Filled
  const imported = JSON.parse(await lastLineOf('src/cli/bench/packs/import-packs.ts', order, env)) as Imported
  const { rows } = await database.query<{ version: string }>("SELECT current_setting('server_version') AS version")
  return { ...filled, ...imported, postgres: rows[0]?.version ?? '' }
}

/** `npm run bench -- packs`: filled workbooks come back, one after the other, and each is taken over whole. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const stops: (() => Promise<void>)[] = []
  try {
    const { packs, items, finishedMs, tookMs, ownMb, readerMb, togetherMb, postgres } = await importPacks(packsOf(args), stops)
    say(
      Object.entries(tookMs)
        .map(([step, ms]) => `${step} ${Math.round(ms / packs)} ms`)
        .join(', '),
    )
    const seconds = (finishedMs.at(-1) ?? 0) / 1000
    const rate = quarters(finishedMs)
    const between = finishedMs.map((ms, place) => ms - (finishedMs[place - 1] ?? 0)).sort((one, other) => one - other)
    const p95Ms = between[Math.floor(between.length * 0.95)] ?? 0
    const results = [
      {
        case: 'filled packs',
        target: 'rows',
        p50Ms: median(between),
        p95Ms,
        perSecond: items / seconds,
        bytes: 0,
        errors: 0,
      },
    ]
    const ratios = [
      atMost('peak memory of the importing process, MB', ownMb, 400),
      atMost('peak memory of a reading process, MB', readerMb, 400),
      atLeast('last quarter / first quarter, packs per second', rate.last / rate.first, 0.8),
    ]
    say(tableOf({ results, ratios }))
    return {
      ...heading('packs'),
      rows: { packs, items, togetherMb },
      engine: { node: process.version, postgres },
      results,
      ratios,
    }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
