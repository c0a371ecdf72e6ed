import { type CivilDate, isCivilDate } from '../kernel/civil-date'
import { parseYuan } from '../kernel/money'
import { codeSaid } from './code-said'
import { findingStands } from './finding'

/** The columns of a block of findings, in the order in which a spreadsheet gives them. */
export const pastedColumns = [
  'code',
  'behaviour',
  'peopleCount',
  'periodFrom',
  'periodTo',
  'billed',
  'irregular',
  'fundLoss',
  'cause',
  'remedy',
] as const
export type PastedColumn = (typeof pastedColumns)[number]

export type PastedFinding = {
  line: number
  code: string
  behaviour: string
  peopleCount: number
  periodFrom: CivilDate
  periodTo: CivilDate
  billedFen: bigint
  irregularFen: bigint
  fundLossFen: bigint
  cause: string
  remedy: string
}

export type PasteProblem =
  | 'columns'
  | 'code'
  | 'behaviour'
  | 'peopleCount'
  | 'period'
  | 'amount'
  | 'order'
  | 'behaviourLong'
  | 'causeLong'
  | 'remedyLong'
export type PasteFault = { line: number; problem: PasteProblem; text: string }

export const pasteLimit = 500

/** Numbers, dates and codes however wide they were typed. Texts stay letter by letter. */
const narrow = (text: string) => text.normalize('NFKC').trim()
const longest = { behaviour: 500, cause: 1000, remedy: 1000 } as const
const longTexts = ['behaviour', 'cause', 'remedy'] as const

/**
 * Reads findings pasted out of a spreadsheet: one a line, cells separated by tabs. A heading line is passed over, full-width
 * digits are read, `2024/5/1` and `2024年5月1日` are dates. Every line that does not fit is named with what is wrong; a sum
 * line (合计) is one of them, since it has no item.
 */
export function readPastedFindings(
  pasted: string,
  { codes, lookBackFrom, today }: { codes: ReadonlySet<string>; lookBackFrom: CivilDate; today: CivilDate },
): { findings: PastedFinding[]; faults: PasteFault[] } {
  const findings: PastedFinding[] = []
  const faults: PasteFault[] = []
  const lines = pasted.split(/\r\n|\r|\n/)
  for (const [place, line] of lines.entries()) {
    const cells = line.split('\t').map((cell) => cell.trim())
    if (cells.every((cell) => cell === '') || isHeading(cells)) continue
    const read = readLine(cells, place + 1, codes)
    if ('problem' in read) {
      faults.push(read)
      continue
    }
    const stands = findingStands(read, lookBackFrom, today)
    if (stands.ok) findings.push(read)
    else faults.push({ line: place + 1, problem: stands.refusal.code === 'amountsOutOfOrder' ? 'order' : 'period', text: read.code })
  }
  return { findings, faults }
}

/** The cells of a block as they stand, each with its line, for a person to mend: what the reader above reads. */
export function gridOf(pasted: string): { line: number; cells: string[] }[] {
  return pasted
    .split(/\r\n|\r|\n/)
    .map((line, place) => ({ line: place + 1, cells: line.split('\t') }))
    .filter(({ cells }) => cells.some((cell) => narrow(cell) !== '') && !isHeading(cells.map(narrow)))
    .map(({ line, cells }) => ({ line, cells: pastedColumns.map((_, column) => cells[column] ?? '') }))
}

type GridRow = { line: number; cells: readonly string[] }

/** The block with these lines as they are now; headings and empty lines stay where they are, so that a line keeps its number. */
export function writeGrid(pasted: string, rows: readonly GridRow[]): string {
  const written = new Map(rows.map(({ line, cells }) => [line, cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')]))
  return pasted
    .split(/\r\n|\r|\n/)
    .map((line, place) => written.get(place + 1) ?? line)
    .join('\n')
}

/** Every empty cell of a column takes what stands in the nearest one above it that is not empty. */
export function filledDown(rows: readonly GridRow[], column: number): GridRow[] {
  let above = ''
  return rows.map(({ line, cells }) => {
    above = cells[column]?.trim() || above
    return { line, cells: cells.map((cell, place) => (place === column && cell.trim() === '' ? above : cell)) }
  })
}

/** The cell that a problem speaks of. */
export const columnOf = {
  columns: 'code',
  code: 'code',
  behaviour: 'behaviour',
  peopleCount: 'peopleCount',
  period: 'periodFrom',
  amount: 'billed',
  order: 'irregular',
  behaviourLong: 'behaviour',
  causeLong: 'cause',
  remedyLong: 'remedy',
} as const satisfies Record<PasteProblem, PastedColumn>

const isHeading = (cells: readonly string[]) => /编号|条目|代码|序号/.test(cells[0] ?? '') && /情形|问题|行为|说明/.test(cells[1] ?? '')

function readLine(cells: readonly string[], line: number, codes: ReadonlySet<string>): PastedFinding | PasteFault {
  const fault = (problem: PasteProblem, text = ''): PasteFault => ({ line, problem, text })
  if (cells.length < 8) return fault('columns', String(cells.length))
  const [code = '', behaviour = '', ...rest] = cells
  const [people = '', from = '', to = '', billed = '', irregular = '', fundLoss = ''] = rest.map(narrow)
  const [cause = '', remedy = ''] = rest.slice(6)
  const known = codeSaid(narrow(code), codes)
  if (known === null) return fault('code', code)
  if (behaviour.length < 2) return fault('behaviour')
  if (!/^\d{1,6}$/.test(people)) return fault('peopleCount', people)
  const [periodFrom, periodTo] = [readDay(from), readDay(to)]
  if (!periodFrom || !periodTo) return fault('period', periodFrom ? to : from)
  const [billedFen, irregularFen, fundLossFen] = [billed, irregular, fundLoss].map((cell) => parseYuan(cell.replaceAll(',', '')))
  if (billedFen == null || irregularFen == null || fundLossFen == null) return fault('amount', [billed, irregular, fundLoss].join(' / '))
  const facts = { peopleCount: Number(people), periodFrom, periodTo, billedFen, irregularFen, fundLossFen }
  const texts = { behaviour, cause, remedy }
  const long = longTexts.find((text) => texts[text].length > longest[text])
  return long ? fault(`${long}Long`, `${texts[long].slice(0, 10)}……`) : { line, code: known, ...facts, ...texts }
}

/** `2024-05-01`, `2024/5/1`, `2024.5.1`, `2024年5月1日` → `2024-05-01`. */
function readDay(text: string): CivilDate | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (!match) return null
  const [, year = '', month = '', date = ''] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isCivilDate(day) ? day : null
}
