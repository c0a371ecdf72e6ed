import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import type { Slot, SlotAnswer } from './burst/jobs'
import { checkLedger } from './burst/ledger'
import { hasPgbench, runPgbench } from './burst/pgbench'
import { measureProgress } from './burst/progress'
import { growProvince, sides } from './burst/province'
import { type Product, sessionKeys, startProduct } from './pages/product'
import { lastLineOf, root } from './rig/processes'
import { atLeast, atMost, type BenchResult, heading, type Measured, median, type Ratio, tableOf } from './rig/result'

const usage = 'bench -- burst [--institutions 20000] [--clients 64] [--seconds 8] [--rounds 3] [--officers 300] [--evening 300]'
const standard = { institutions: 20_000, clients: 64, seconds: 8, rounds: 3, officers: 300, evening: 300 }
type Effort = typeof standard

const warmUpSeconds = 30
const home = join(root, '.data-burst')
const say = (line: string) => process.stderr.write(`${line}\n`)

function effortOf(args: readonly string[]): Effort {
  const names = Object.keys(standard) as (keyof Effort)[] // the names of an object written above
  const given = readArguments(args, { usage, options: names })
  const effort = { ...standard }
  for (const name of names) {
    const value = Number(given[name] ?? standard[name])
    if (!Number.isInteger(value) || value < 1 || value > 40_000) throw new BadInput(benchText.notWhole(name, 40_000))
    effort[name] = value
  }
  return effort
}

/** Served, with the province in it; and how far the jobs of each side are used up. */
type Ground = { product: Product; database: pg.Client; env: Record<string, string>; used: Record<string, number>; jobs: number }

/** More jobs a second than any side has done: no slot comes to the end of its own. */
const mostPerSecond = 1_000

async function slot({ env, used }: Ground, script: string, wanted: Omit<Slot, 'from' | 'limit'>): Promise<SlotAnswer> {
  const order: Slot = { ...wanted, from: used[wanted.side] ?? 0, limit: wanted.seconds * mostPerSecond + wanted.clients }
  const answer = JSON.parse(await lastLineOf(`src/cli/bench/burst/${script}.ts`, [JSON.stringify(order)], env)) as SlotAnswer // written by that script
  used[wanted.side] = order.from + answer.used
  if (answer.errors > 0) say(`${script}: ${answer.firstError}`)
  return answer
}

type Figures = { perSecond: number; p50Ms: number; p95Ms: number; errors: number }
const figuresOf = ({ done, seconds, p50Ms, p95Ms, errors }: SlotAnswer): Figures => ({ perSecond: done / seconds, p50Ms, p95Ms, errors })

/** The targets, each a slot of work on filings that nobody has touched. */
function targetsOf(ground: Ground, { clients, seconds }: Effort, withPgbench: boolean): [name: string, run: () => Promise<Figures>][] {
  const { product, database, used } = ground
  const part = { clients, seconds }
  const pgbench = async (): Promise<Figures> => {
    const side = sides.limit
    const done = await runPgbench(database, { ...part, side, from: used[side] ?? 0, databaseUrl: product.databaseUrl })
    used[side] = (used[side] ?? 0) + done.used + clients
    return { perSecond: done.perSecond, p50Ms: done.averageMs, p95Ms: Number.NaN, errors: 0 }
  }
  return [
    ['through HTTP', async () => figuresOf(await slot(ground, 'http-load', { ...part, side: sides.product, url: product.url }))],
    ['command alone', async () => figuresOf(await slot(ground, 'command-load', { ...part, side: sides.product }))],
    ['bare pg', async () => figuresOf(await slot(ground, 'bare-load', { ...part, side: sides.limit }))],
    ...(withPgbench ? [['pgbench', pgbench] as [string, () => Promise<Figures>]] : []),
  ]
}

/** Slot by slot in turn, each round beginning with another target. */
async function takeTurns(targets: readonly [string, () => Promise<Figures>][], rounds: number): Promise<Measured[]> {
  const rows = targets.map((): Figures[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < targets.length; turn++) {
      const place = (turn + round) % targets.length
      const figures = await targets[place]?.[1]()
      if (figures) rows[place]?.push(figures)
    }
  }
  return targets.map(([target], place) => {
    const middle = (of: (figures: Figures) => number) => median((rows[place] ?? []).map(of))
    return {
      ...{ case: 'part of a filing', target, bytes: 0, errors: (rows[place] ?? []).reduce((sum, { errors }) => sum + errors, 0) },
      ...{ perSecond: middle(({ perSecond }) => perSecond), p50Ms: middle(({ p50Ms }) => p50Ms), p95Ms: middle(({ p95Ms }) => p95Ms) },
    }
  })
}

async function prepare(effort: Effort, stops: (() => Promise<void>)[]): Promise<Ground> {
  await rm(home, { recursive: true, force: true })
  say(benchText.starting)
  const product = await startProduct(home)
  stops.push(product.stop)
  const database = new pg.Client({ connectionString: product.databaseUrl, options: '-c TimeZone=UTC' })
  await database.connect()
  stops.push(() => database.end())
  say(benchText.growing(effort.institutions))
  const { institutions, chunks } = await growProvince(database, effort.institutions)
  const env = {
    ...{ DATABASE_URL: product.databaseUrl, BENCH_DATABASE_URL: product.databaseUrl, QINGYUAN_DB_ROLE: 'qingyuan_app' },
    ...{ NODE_ENV: 'production', ...sessionKeys(home) },
  }
  return { product, database, env, used: {}, jobs: institutions * chunks }
}

/** The last evening: officers at once for minutes, some clicking twice; then every submission is looked for. */
async function lastEvening(ground: Ground, { officers, evening }: Effort): Promise<{ measured: Measured; ratios: Ratio[] }> {
  const { product, database } = ground
  await database.query('TRUNCATE bench.ledger')
  const answer = await slot(ground, 'http-load', { side: sides.product, clients: officers, seconds: evening, url: product.url })
  say(benchText.checkingLedger)
  const held = await checkLedger(database)
  say(JSON.stringify(held))
  const target = `${officers} officers, ${evening} s`
  return {
    measured: { case: 'last evening', target, bytes: 0, ...figuresOf(answer) },
    ratios: [
      atMost('P8 last evening, p95 ms', answer.p95Ms, 1500),
      atLeast('submissions acknowledged', held.acknowledged, 1),
      atMost('acknowledged and lost', held.lost, 0),
      atMost('doubled', held.doubled, 0),
      atMost('half done', held.halfDone, 0),
      atMost('lines of the trail that do not follow', held.brokenChains, 0),
    ],
  }
}

/** `npm run bench -- burst`: P8 of the performance goals, the last evening before filings are due. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const effort = effortOf(args)
  const stops: (() => Promise<void>)[] = []
  try {
    const withPgbench = await hasPgbench()
    if (!withPgbench) say(benchText.noPgbench)
    const ground = await prepare(effort, stops)
    say(benchText.measuring)
    // A server that has run all day has its code compiled: the first half minute of it is not measured.
    await slot(ground, 'http-load', { side: sides.product, clients: effort.clients, seconds: warmUpSeconds, url: ground.product.url })
    const slots = await takeTurns(targetsOf(ground, effort, withPgbench), effort.rounds)
    const { measured, ratios: evening } = await lastEvening(ground, effort)
    const used = Math.max(...Object.values(ground.used))
    if (used > ground.jobs) throw new Error(`${used} jobs were asked of ${ground.jobs}: fewer seconds, or more institutions`)
    const progress = await measureProgress({ ...ground, home }, effort, say)
    const rate = (target: string) => slots.find((one) => one.target === target)?.perSecond ?? Number.NaN
    const ratios = [
      ...(withPgbench ? [atLeast('P8 through HTTP / pgbench, per second', rate('through HTTP') / rate('pgbench'), 0.25)] : []),
      atLeast('P8 command alone / bare pg, per second', rate('command alone') / rate('bare pg'), 0.5),
      ...evening,
      ...progress.ratios,
    ]
    const results = [...slots, measured, ...progress.measured]
    say(tableOf({ results, ratios }))
    const { rows } = await ground.database.query<{ version: string }>("SELECT current_setting('server_version') AS version")
    return {
      ...heading('burst'),
      rows: {
        institutions: effort.institutions,
        answers: progress.answers,
        jobs: Object.values(ground.used).reduce((sum, n) => sum + n, 0),
      },
      engine: { node: process.version, postgres: rows[0]?.version ?? '', effort: JSON.stringify(effort) },
      results,
      ratios,
    }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}
