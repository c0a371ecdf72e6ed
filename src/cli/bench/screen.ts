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

const usage = 'bench -- screen [--clients 10] [--seconds 20]'
const standard = { clients: 10, seconds: 20 }

const home = join(root, '.data-screen')
const say = (line: string) => process.stderr.write(`${line}\n`)

/** `npm run bench -- screen`: P7 of the performance goals, one bill of 60 lines at a time over the machine interface. */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const effort = { ...standard }
  const names = Object.keys(standard) as (keyof typeof standard)[] // the names of an object written above
  const given = readArguments(args, { usage, options: names })
  for (const name of names) {
    const value = Number(given[name] ?? standard[name])
    if (!Number.isInteger(value) || value < 1 || value > 1_000) throw new BadInput(benchText.notWhole(name, 1_000))
    effort[name] = value
  }
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
