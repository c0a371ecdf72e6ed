import { demoSettlementText } from '#messages/zh/demo-settlement'
import { BadInput, type Run } from './command'
import { readArguments } from './read-arguments'
import { type FolderOrder, FolderRefused, writeFolder } from './settlement/write-folder'

const usage = 'demo settlement --rows N --seed S --out DIR [--format parquet|csv]'

const leastRows = 50_000
const mostRows = 100_000_000

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}

function orderOf(args: readonly string[]): Omit<FolderOrder, 'progress'> {
  const {
    rows: rowsText,
    seed: seedText,
    out,
    format = 'parquet',
  } = readArguments(args, { usage, options: ['rows', 'seed', 'out', 'format'] })
  if (!rowsText || !seedText || !out) throw new BadInput(demoSettlementText.missing(usage))
  const rows = wholeNumber(rowsText, leastRows, mostRows)
  if (rows === null) throw new BadInput(demoSettlementText.badRows(rowsText, leastRows, mostRows))
  const seed = wholeNumber(seedText, 0, 999_999_999)
  if (seed === null) throw new BadInput(demoSettlementText.badSeed(seedText))
  if (format !== 'parquet' && format !== 'csv') throw new BadInput(demoSettlementText.badFormat(format))
  return { rows, seed, out, format }
}

/** Writes a folder of invented settlement data with planted cases and the list of them. */
export const run: Run = async (args) => {
  const order = orderOf(args)
  const begun = performance.now()
  try {
    const { rows, cases } = await writeFolder({ ...order, progress: (step) => process.stderr.write(`${demoSettlementText.step(step)}\n`) })
    const seconds = Math.round(performance.now() - begun) / 1000
    process.stderr.write(`${demoSettlementText.done(rows, cases, seconds)}\n`)
    return { rows, cases, seconds, out: order.out, format: order.format }
  } catch (error) {
    if (error instanceof FolderRefused) throw new BadInput(demoSettlementText[error.reason](order.out))
    throw error
  }
}
