import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { limitedText, qualityText, screenRunText, skippedText, unusableFolderText } from '#messages/zh/screening-run'
import { ColumnarError } from '#platform/columnar/columnar-engine'
import { modelsBeyondData, populationModels } from '#screening/population/catalogue'
import type { EngineName } from '#screening/population/dialect'
import { hitsAsCsv } from '#screening/population/hits-csv'
import { type Screening, type ScreeningOrder, screenFolder, UnusableFolder } from '#server/screening/screen-folder'
import { BadInput, type Run } from './command'
import { readArguments } from './read-arguments'

const usage = 'screen run DIR --out DIR2 [--models M04,M07] [--engine duckdb|postgres|clickhouse] [--url URL] [--memory 2GB]'

const engines: readonly EngineName[] = ['duckdb', 'postgres', 'clickhouse']

function chosen(models: string | undefined): Pick<ScreeningOrder, 'models' | 'beyondData'> {
  if (models === undefined) return { models: populationModels, beyondData: modelsBeyondData }
  const wanted = models
    .split(/[,，\s]+/)
    .filter((id) => id !== '')
    .map((id) => id.toUpperCase())
  const known = [...populationModels, ...modelsBeyondData].map(({ id }) => id).sort()
  const unknown = wanted.filter((id) => !known.includes(id))
  if (unknown.length > 0 || wanted.length === 0) throw new BadInput(screenRunText.unknownModels(unknown.join('、'), known.join('、')))
  return {
    models: populationModels.filter(({ id }) => wanted.includes(id)),
    beyondData: modelsBeyondData.filter(({ id }) => wanted.includes(id)),
  }
}

const units: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, MIB: 2 ** 20, GIB: 2 ** 30 }

function memoryOf(text: string): Pick<ScreeningOrder, 'memory' | 'memoryBytes'> {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(MB|GB|MIB|GIB)$/i.exec(text.trim()) ?? []
  const memoryBytes = Math.floor(Number(amount) * (units[unit.toUpperCase()] ?? 0))
  if (!(memoryBytes >= 100e6)) throw new BadInput(screenRunText.badMemory(text))
  return { memory: `${amount}${unit}`, memoryBytes }
}

function orderOf(args: readonly string[]): ScreeningOrder & { out: string } {
  const given = readArguments(args, { usage, positionals: ['DIR'], options: ['out', 'models', 'engine', 'url', 'memory'] })
  if (!given.out) throw new BadInput(screenRunText.outMissing(usage))
  const engine = engines.find((known) => known === (given.engine ?? 'duckdb'))
  if (!engine) throw new BadInput(screenRunText.unknownEngine(given.engine ?? ''))
  if (engine === 'postgres' && !given.url) throw new BadInput(screenRunText.urlMissing(engine))
  return {
    dir: given.DIR,
    out: given.out,
    engine,
    ...chosen(given.models),
    ...memoryOf(given.memory ?? '2GB'),
    ...(given.url ? { url: given.url } : {}),
    progress: ({ step, name }) => process.stderr.write(`${screenRunText[step](name)}\n`),
  }
}

const seconds = (value: number) => Math.round(value * 1000) / 1000

/** The summary in the words of the contract; what it says in sentences is Chinese. */
const summaryOf = ({ run, skipped, ...screening }: Screening) => ({
  models: run.map(({ model, hits, seconds: taken }) => ({
    id: model.id,
    version: model.version,
    hits: hits.length,
    seconds: seconds(taken),
  })),
  skipped: skipped.map(({ model, reason, missing, detail }) => ({ id: model.id, reason: skippedText(reason, detail), missing })),
  limited: run
    .flatMap(({ limited }) => limited)
    .map(({ id, column, meaning }) => ({ id, reason: limitedText(meaning), missing: [column] })),
  rowsRead: screening.rowsRead,
  quality: screening.quality.map((finding) => ({ ...finding, message: qualityText(finding) })),
  hits: run.reduce((sum, { hits }) => sum + hits.length, 0),
  seconds: seconds(screening.seconds),
  peakMemoryMB: screening.peakMemoryMB,
  engine: screening.engine,
  engineVersion: screening.engineVersion,
  storage: screening.storage,
  memoryLimit: screening.memoryLimit,
})

async function screened(order: ScreeningOrder): Promise<Screening> {
  try {
    return await screenFolder(order)
  } catch (error) {
    if (error instanceof UnusableFolder) throw new BadInput(unusableFolderText(error.failure))
    if (error instanceof ColumnarError && error.fault === 'unreachable')
      throw new BadInput(screenRunText.unreachable(order.engine, error.message.split('\n')[0] ?? ''))
    if (error instanceof ColumnarError && error.fault === 'memory') throw new BadInput(screenRunText.memoryTooSmall(order.memory))
    throw error
  }
}

/** Runs screening models over a settlement folder and writes hits.csv and summary.json. Touches no database of the platform. */
export const run: Run = async (args) => {
  const { out, ...order } = orderOf(args)
  await mkdir(out, { recursive: true }).catch(() => {
    throw new BadInput(screenRunText.outUnwritable(out))
  })
  const screening = await screened(order)
  const summary = summaryOf(screening)
  await writeFile(join(out, 'hits.csv'), hitsAsCsv(screening.run))
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  if (summary.storage === 'row') process.stderr.write(`${screenRunText.rowStorage}\n`)
  process.stderr.write(`${screenRunText.done(summary.hits, summary.models.length, summary.skipped.length, summary.seconds)}\n`)
  return summary
}
