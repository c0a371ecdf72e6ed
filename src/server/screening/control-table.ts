import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ControlSums, sumInFen } from '#domain/screening/settlement-load'

const figureOf: Readonly<Record<string, { rows?: 'settlementRows' | 'feeRows'; amount?: 'settlementFen' | 'feeFen' }>> = {
  setl: { rows: 'settlementRows', amount: 'settlementFen' },
  fee: { rows: 'feeRows', amount: 'feeFen' },
}

/** `control.csv` of a delivery: `table,rows,amount`, a line each for `setl` and `fee`, amounts in yuan. What is left blank is not compared. */
export async function controlOf(dir: string): Promise<ControlSums | null> {
  const text = await readFile(join(dir, 'control.csv'), 'utf8').catch(() => null)
  if (text === null) return null
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const names = header.split(',').map((name) => name.trim().toLowerCase())
  const stated: ControlSums = {}
  for (const line of lines) {
    const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const figures = figureOf[cell('table').toLowerCase()]
    if (!figures) continue
    if (figures.rows && /^\d+$/.test(cell('rows'))) stated[figures.rows] = cell('rows')
    const fen = sumInFen(cell('amount'))
    if (figures.amount && fen !== null) stated[figures.amount] = fen
    const fund = sumInFen(cell('fund'))
    if (figures.amount === 'settlementFen' && fund !== null) stated.fundFen = fund
  }
  return stated
}
