import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { benchText } from '#messages/zh/bench'
import { BadInput } from '../command'
import { readArguments } from '../read-arguments'
import { startProduct } from './pages/product'
import { root } from './rig/processes'
import { type BenchResult, heading, tableOf } from './rig/result'
import { measureBills } from './screen/bills'
import { type LinesEffort, measureLines } from './screen/lines'

const usage = `bench -- screen [--clients 10] [--seconds 20]
bench -- screen --rows 1000000 | --folder DIR [--rounds 3] [--memory 2000] [--seed 1] [--grow] [--alone] [--citus URL]`
const billOptions = { clients: { usual: 10, most: 1_000 }, seconds: { usual: 20, most: 1_000 } }
const lineOptions = {
  rows: { usual: 1_000_000, most: 100_000_000 },
  rounds: { usual: 3, most: 100 },
  memory: { usual: 2_000, most: 1_000_000 },
  seed: { usual: 1, most: 999_999_999 },
}

const home = join(root, '.data-screen')
const say = (line: string) => process.stderr.write(`${line}\n`)

function wholeNumbers<Name extends string>(
  options: Readonly<Record<Name, { usual: number; most: number }>>,
  given: Readonly<Record<string, string | boolean | undefined>>,
): Record<Name, number> {
  const names = Object.keys(options) as Name[] // the names of an object written above
  const numbers = names.map((name) => {
    const value = Number(given[name] ?? options[name].usual)
    if (!Number.isInteger(value) || value < 1 || value > options[name].most)
      throw new BadInput(benchText.notWhole(name, options[name].most))
    return [name, value] as const
  })
  return Object.fromEntries(numbers) as Record<Name, number> // one for each name
}

/** P7: one bill of 60 lines at a time over the machine interface. */
async function runBills(effort: Record<keyof typeof billOptions, number>): Promise<BenchResult> {
  await rm(home, { recursive: true, force: true })
  say(benchText.starting)
  const product = await startProduct(home)
  const database = new pg.Client({ connectionString: product.databaseUrl, options: '-c TimeZone=UTC' })
  try {
    await database.connect()
    say(benchText.measuring)
    const { measured, ratios, hits } = await measureBills({ url: product.url, database }, effort)
    say(tableOf({ results: [measured], ratios }))
    const { rows } = await database.query<{ version: string }>("SELECT current_setting('server_version') AS version")
    return {
      ...heading('screen'),
      rows: { linesOfABill: 60, hitsOfABill: hits },
      engine: { node: process.version, postgres: rows[0]?.version ?? '', effort: JSON.stringify(effort) },
      results: [measured],
      ratios,
    }
  } finally {
    await database.end()
    await product.stop()
  }
}

/** P6: all models over so many fee lines, beside the engines that would stand in DuckDB's place. */
async function runLines(effort: LinesEffort): Promise<BenchResult> {
  const stops: (() => Promise<unknown>)[] = []
  const place = join(home, 'lines')
  try {
    const { measured, ratios, rows, versions } = await measureLines({ home: place, effort, say, stops })
    const { citusUrl: _, ...told } = effort // an address holds a password
    return {
      ...heading('screen'),
      rows,
      engine: { node: process.version, ...versions, effort: JSON.stringify(told) },
      results: measured,
      ratios,
    }
  } finally {
    for (const stop of stops.reverse()) await stop()
    await rm(place, { recursive: true, force: true })
  }
}

/** `npm run bench -- screen`: P7 of the performance goals; with `--rows` or `--folder`, P6. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const options = ['clients', 'seconds', 'rows', 'folder', 'rounds', 'memory', 'seed', 'citus'] as const
  const given = readArguments(args, { usage, options, flags: ['grow', 'alone'] })
  if (given.rows === undefined && given.folder === undefined) return runBills(wholeNumbers(billOptions, given))
  const { rows, rounds, memory, seed } = wholeNumbers(lineOptions, given)
  return runLines({
    ...{ rows, rounds, seed, memoryBytes: memory * 1e6, grow: given.grow, alone: given.alone },
    ...(given.folder === undefined ? {} : { folder: given.folder }),
    ...(given.citus === undefined ? {} : { citusUrl: given.citus }),
  })
}
