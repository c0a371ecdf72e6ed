import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { benchText } from '#messages/zh/bench'
import { populationModels } from '#screening/population/catalogue'
import { writeFolder } from '../../settlement/write-folder'
import { atLeast, atMost, type Measured, median, type Ratio, tableOf } from '../rig/result'
import type { ModelTime, Ready, SideOrder } from './engine-side'
import { qualityOf, qualityRatios, qualityTable } from './quality'
import { type EngineSide, startEngine } from './side'
import { startTunedPostgres } from './tuned-postgres'

export type LinesEffort = {
  rows: number
  /** A folder that lies there, in the place of one made for the bench. */
  folder?: string
  rounds: number
  memoryBytes: number
  seed: number
  /** Takes a tenth of the lines too, and tells what ten times as many cost. */
  grow: boolean
  /** DuckDB against its own pass alone: the other engines take hours over what it does in minutes. */
  alone: boolean
  /** A database with Citus, where there is one. */
  citusUrl?: string
}
export type LinesResult = { measured: Measured[]; ratios: Ratio[]; rows: Record<string, number>; versions: Record<string, string> }

/**
 * The models that come closest to the twelve that were first measured on four engines: codes sold twice, stays that overlap, charges out of
 * their time, items charged twice, dialysis, hours of rehabilitation, surge, sex, devices of a stay, after death, cards in a row, peers.
 */
const sharedTwelve: readonly string[] = ['M07', 'M04', 'M29', 'M13', 'M18', 'M19', 'M27', 'M09', 'M23', 'M24', 'M06', 'M20']
const others = populationModels.map(({ id }) => id).filter((id) => !sharedTwelve.includes(id))

const mostForPostgres = 10_000_000
const timeoutMs = 20 * 60_000

type Ground = { home: string; effort: LinesEffort; say: (line: string) => void; stops: (() => Promise<unknown>)[] }
type Side = { name: string; engine: EngineSide; ready: Ready }
/** What a side took in one round: of DuckDB its pass and all models, of the others the twelve. */
type Round = { passMs: number; times: ModelTime[] }

async function madeFolder({ home, effort, say, stops }: Ground, rows: number): Promise<{ folder: string; seconds: number }> {
  const folder = join(home, `lines-${rows}`)
  stops.push(() => rm(folder, { recursive: true, force: true }))
  say(benchText.writingLines(rows))
  const begun = performance.now()
  await writeFolder({ rows, seed: effort.seed, out: folder, format: 'parquet', progress: () => undefined })
  return { folder, seconds: (performance.now() - begun) / 1000 }
}

async function side(ground: Ground, name: string, order: Pick<SideOrder, 'engine' | 'folder' | 'work'> & { url?: string }): Promise<Side> {
  const engine = startEngine()
  ground.stops.push(engine.stop)
  ground.say(benchText.readying(name))
  await mkdir(order.work, { recursive: true })
  const ready = await engine.ask('ready', { ...order, memoryBytes: ground.effort.memoryBytes, timeoutMs })
  ground.say(benchText.ready(name, ready.seconds))
  return { name, engine, ready }
}

/** The engines that are there to compare with; what is not there is said. */
async function peersOf(ground: Ground, lines: number, place: { folder: string; work: string }): Promise<Side[]> {
  const { say, effort, home, stops } = ground
  const peers: Side[] = []
  try {
    peers.push(await side(ground, 'chDB', { engine: 'clickhouse', ...place }))
  } catch (error) {
    say(benchText.noPeer('chDB', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)))
  }
  if (lines <= mostForPostgres * 1.05) {
    const postgres = await startTunedPostgres(home)
    stops.push(postgres.stop)
    peers.push(await side(ground, 'PostgreSQL', { engine: 'postgres', ...place, url: postgres.url }))
  } else say(benchText.noPeer('PostgreSQL', benchText.tooManyLines(mostForPostgres)))
  if (effort.citusUrl === undefined) say(benchText.noPeer('Citus', benchText.noCitusUrl))
  else {
    const citus = await side(ground, 'Citus', { engine: 'postgres', ...place, url: effort.citusUrl })
    if (citus.ready.citus) peers.push(citus)
    else say(benchText.noPeer('Citus', benchText.noCitus))
  }
  return peers
}

async function roundOf({ name, engine }: Side): Promise<Round> {
  if (name !== 'DuckDB') return { passMs: Number.NaN, times: await engine.ask('models', sharedTwelve) }
  const before = await engine.ask('pass')
  const times = await engine.ask('models', [...sharedTwelve, ...others])
  const after = await engine.ask('pass')
  return { passMs: (before + after) / 2, times }
}

/** Round by round, each beginning with another side: what drifts on the machine drifts for all. */
async function takeTurns(sides: readonly Side[], rounds: number, say: (line: string) => void): Promise<Round[][]> {
  const took = sides.map((): Round[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const place = (turn + round) % sides.length
      const one = sides[place]
      if (!one) continue
      took[place]?.push(await roundOf(one))
      say(benchText.tookTurn(one.name, round + 1))
    }
  }
  return took
}

const middle = (rounds: readonly Round[], figure: (round: Round) => number) => median(rounds.map(figure))
const sumOf = (round: Round, ids?: readonly string[]) =>
  round.times.reduce((total, { id, ms }) => (!ids || ids.includes(id) ? total + ms : total), 0)

const asMeasured = (name: string, target: string, msOfRounds: readonly number[], lines: number, errors = 0): Measured => ({
  ...{ case: name, target, p50Ms: median(msOfRounds), p95Ms: Math.max(...msOfRounds) },
  ...{ perSecond: (lines / median(msOfRounds)) * 1000, bytes: 0, errors },
})

/** The models whose hits are not those of DuckDB, each with what is different. */
function differing(ours: readonly ModelTime[], theirs: readonly ModelTime[]): string[] {
  return theirs.flatMap(({ id, hits, digest, fault }) => {
    const own = ours.find((one) => one.id === id)
    return own && own.digest === digest ? [] : [`${id}: ${fault || `${hits} / ${own?.hits ?? 'none'}`}`]
  })
}

async function peerFigures(peer: Side, rounds: readonly Round[], duck: readonly Round[], lines: number, say: (line: string) => void) {
  const rest = await peer.engine.ask('models', others)
  const ours = duck[0]?.times ?? []
  const wrong = differing(ours, [...(rounds[0]?.times ?? []), ...rest])
  for (const line of wrong) say(`${peer.name} ${line}`)
  const twelve = (of: readonly Round[]) => of.map((round) => sumOf(round, sharedTwelve))
  const faster = peer.name === 'chDB' ? 1 : 5
  return {
    measured: [
      asMeasured('loading and indexing', peer.name, [peer.ready.seconds * 1000], lines),
      asMeasured('twelve shared models', peer.name, twelve(rounds), lines, wrong.length),
    ],
    ratios: [
      atLeast(`P6 twelve, ${peer.name} / DuckDB`, median(twelve(rounds)) / median(twelve(duck)), faster),
      atMost(`models whose hits differ on ${peer.name}, of ${ours.length}`, wrong.length, 0),
    ],
  }
}

/** A tenth of the lines in a process of its own: what ten times as many cost. */
async function growthOf(ground: Ground, lines: number, allMs: number): Promise<{ measured: Measured[]; ratios: Ratio[] }> {
  const { folder } = await madeFolder(ground, Math.round(lines / 10))
  const small = await side(ground, 'DuckDB', { engine: 'duckdb', folder, work: join(ground.home, 'work-tenth') })
  const rounds: Round[] = []
  for (let round = 0; round < ground.effort.rounds; round++) rounds.push(await roundOf(small))
  await small.engine.stop()
  const tenth = rounds.map((round) => sumOf(round))
  return {
    measured: [asMeasured('all models', `DuckDB, ${small.ready.lines} lines`, tenth, small.ready.lines)],
    ratios: [atMost(`P6 all models, ${(lines / small.ready.lines).toFixed(1)} × the lines, × the time`, allMs / median(tenth), 15)],
  }
}

/** With fewer, beginning takes most of the time. */
const fewToTime = 9_500_000

/** What writing a folder of ten million lines would take at the pace of this one. */
export const writingRatio = (seconds: number, lines: number): Ratio =>
  atMost('writing the folder, seconds for 10 million lines', (seconds / lines) * 10_000_000, 120)

function duckFigures({ ready }: Side, rounds: readonly Round[], written: number | null) {
  const { lines } = ready
  const pass = middle(rounds, ({ passMs }) => passMs)
  const stopped = rounds.flatMap(({ times }) => times.filter(({ fault }) => fault !== ''))
  const target = 'DuckDB'
  const passes = rounds.map(({ passMs }) => passMs)
  const all = rounds.map((round) => sumOf(round))
  const twelve = rounds.map((round) => sumOf(round, sharedTwelve))
  const each = [...sharedTwelve, ...others].map((id) =>
    asMeasured(
      id,
      target,
      rounds.map((round) => sumOf(round, [id])),
      lines,
    ),
  )
  return {
    all: median(all),
    measured: [
      ...(written === null ? [] : [asMeasured('writing the folder', target, [written * 1000], lines)]),
      asMeasured('preparing the folder', target, [ready.seconds * 1000], lines),
      asMeasured('one pass over all columns', target, passes, lines),
      asMeasured('all models', target, all, lines, stopped.length),
      asMeasured('twelve shared models', target, twelve, lines),
      ...each.sort((one, other) => other.p50Ms - one.p50Ms),
    ],
    ratios: [
      ...(written === null || lines < fewToTime ? [] : [writingRatio(written, lines)]),
      atMost(`P6 all ${each.length} models / one pass`, median(all) / pass, 22),
      atMost('P6 twelve shared models / one pass', median(twelve) / pass, 8),
      atMost('models that found no columns or were stopped', ready.missing.length + stopped.length, 0),
    ],
  }
}

/** What the models find of the cases that the folder itself names, as a table, and what of it is held to a goal. */
async function qualityOver({ engine }: Side, folder: string, home: string): Promise<{ told: string; ratios: Ratio[] }> {
  const truth = join(folder, 'truth.csv')
  if (!existsSync(truth)) return { told: benchText.noTruth, ratios: [] }
  const hits = join(home, 'hits.csv')
  const skipped = await engine.ask('writeHits', hits)
  const models = await qualityOf(hits, truth)
  const table = qualityTable(models)
  return { told: skipped.length > 0 ? `${table}\n${benchText.didNotRun(skipped)}` : table, ratios: qualityRatios(models) }
}

/** P6: the engine over so many fee lines, in turn with the engines that would stand in its place. */
export async function measureLines(ground: Ground): Promise<LinesResult> {
  const { home, effort, say } = ground
  await rm(home, { recursive: true, force: true })
  await mkdir(home, { recursive: true })
  const { folder, seconds } = effort.folder ? { folder: effort.folder, seconds: null } : await madeFolder(ground, effort.rows)
  const work = join(home, 'work')
  const duck = await side(ground, 'DuckDB', { engine: 'duckdb', folder, work })
  const { lines } = duck.ready
  const peers = effort.alone ? [] : await peersOf(ground, lines, { folder, work })
  say(benchText.measuring)
  const [ours = [], ...theirs] = await takeTurns([duck, ...peers], effort.rounds, say)
  const own = duckFigures(duck, ours, seconds)
  const peakGb = (await duck.engine.ask('peak')) / 1000
  const measured = [...own.measured]
  const ratios = [...own.ratios, atMost(`P6 peak memory, GB, of ${effort.memoryBytes / 1e9} given`, peakGb, 2.5)]
  for (const [place, peer] of peers.entries()) {
    const figures = await peerFigures(peer, theirs[place] ?? [], ours, lines, say)
    measured.push(...figures.measured)
    ratios.push(...figures.ratios)
  }
  for (const { engine } of peers) await engine.stop()
  say(benchText.holdingAgainstTruth)
  const quality = await qualityOver(duck, folder, home)
  ratios.push(...quality.ratios)
  await duck.engine.stop()
  if (effort.grow) {
    const growth = await growthOf(ground, lines, own.all)
    measured.push(...growth.measured)
    ratios.push(...growth.ratios)
  }
  say(tableOf({ results: measured, ratios }))
  say(quality.told)
  const versions = Object.fromEntries([duck, ...peers].map(({ name, ready }) => [name, `${ready.version}, ${ready.storage}`]))
  return { measured, ratios, rows: { lines, hits: ours[0]?.times.reduce((total, { hits }) => total + hits, 0) ?? 0 }, versions }
}
