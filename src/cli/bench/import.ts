import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import { writeBigList } from './import/big-list'
import type { Peaks } from './import/watch-product'
import { sessionKeys, startProduct } from './pages/product'
import { lastLineOf, root } from './rig/processes'
import { atLeast, atMost, type BenchResult, heading, tableOf } from './rig/result'

const usage = 'bench -- import [--rows 200000]'
const home = join(root, '.data-import')
const say = (line: string) => process.stderr.write(`${line}\n`)

type Batch = { issuedCount: number; knownCount: number; refusedCount: number; listedCount: number }
type Rate = { rows: number; seconds: number }
/** Written by sides.ts. */
type Sides = { workbook: { ours: number; theirs: number }; prisma: Rate; copy: Rate }
/** Written by take-in.ts. */
type Taken = { tookMs: Record<string, number>; batch: Batch; leads: number; memory: Peaks }

function rowsOf(args: readonly string[]): number {
  const rows = Number(readArguments(args, { usage, options: ['rows'] }).rows ?? 200_000)
  if (!Number.isInteger(rows) || rows < 1_000 || rows > 200_000) throw new BadInput(benchText.notWhole('rows', 200_000))
  return rows
}

const rateOf = ({ rows, seconds }: Rate) => rows / seconds
const timesOf = (ms: number) => ({ p50Ms: ms, p95Ms: ms })

async function takeIn(rows: number, stops: (() => Promise<void>)[]): Promise<Taken & { bad: number; repeated: number; sides: Sides }> {
  await rm(home, { recursive: true, force: true })
  const folder = await mkdtemp(join(tmpdir(), 'lists-'))
  stops.push(() => rm(folder, { recursive: true }))
  const path = join(folder, 'list.xlsx')
  const made = await writeBigList(path, rows)
  say(benchText.starting)
  const product = await startProduct(home)
  stops.push(product.stop)
  say(benchText.measuring)
  const env = {
    ...{ DATABASE_URL: product.databaseUrl, BENCH_DATABASE_URL: product.databaseUrl, QINGYUAN_DB_ROLE: 'qingyuan_app', DATA_DIR: home },
    ...{ NODE_ENV: 'production', ...sessionKeys(home) },
  }
  const order = [JSON.stringify({ path, pid: product.pid })]
  const taken = JSON.parse(await lastLineOf('src/cli/bench/import/take-in.ts', order, env)) as Taken
  const beside = [JSON.stringify({ workbook: path, copy: join(folder, 'leads.csv') })]
  const sides = JSON.parse(await lastLineOf('src/cli/bench/import/sides.ts', beside, env)) as Sides
  return { ...taken, ...made, sides }
}

/** `npm run bench -- import`: a list of 200,000 mixed rows is uploaded, read, imported, and its bad rows are fetched, with the database syncing as it does. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const rows = rowsOf(args)
  const stops: (() => Promise<void>)[] = []
  try {
    const { tookMs, batch, leads, memory, bad, repeated, sides } = await takeIn(rows, stops)
    const wrong = leads !== rows - bad - repeated || batch.listedCount !== rows || batch.refusedCount !== bad + repeated
    if (wrong) throw new Error(`the batch does not add up: ${JSON.stringify({ ...batch, leads, bad, repeated })}`)
    const results = Object.entries(tookMs).map(([step, ms]) => ({
      ...{ case: step, target: 'rows', ...timesOf(ms), perSecond: (rows / ms) * 1000, bytes: 0, errors: 0 },
    }))
    const seconds = Object.values(tookMs).reduce((sum, ms) => sum + ms, 0) / 1000
    for (const [target, side] of [
      ['COPY into lead', sides.copy],
      ['Prisma createMany', sides.prisma],
    ] as const)
      results.push({ ...{ case: 'the same leads', target, bytes: 0, errors: 0 }, ...timesOf(side.seconds * 1000), perSecond: rateOf(side) })
    const readAndImported = { rows: leads, seconds: ((tookMs.read ?? 0) + (tookMs.import ?? 0)) / 1000 }
    const ratios = [
      atMost('whole, seconds', seconds, 60),
      atLeast('rows per second', rows / seconds, rows / 60),
      atLeast('P5 read and import / COPY of the finished leads', rateOf(readAndImported) / rateOf(sides.copy), 0.25),
      atLeast('P5 read and import / Prisma createMany of the finished leads', rateOf(readAndImported) / rateOf(sides.prisma), 10),
      atLeast('P5 workbook reader / exceljs streaming', sides.workbook.theirs / sides.workbook.ours, 1.3),
      atMost('peak memory of a web process, MB', memory.webMb, 500),
      atMost('peak memory of the worker, MB', memory.workerMb, 500),
      atMost('peak memory of the reading process, MB', memory.readerMb, 2_048),
    ]
    say(tableOf({ results, ratios }))
    return { ...heading('import'), rows: { listed: rows, leads, bad, repeated }, engine: { node: process.version }, results, ratios }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
