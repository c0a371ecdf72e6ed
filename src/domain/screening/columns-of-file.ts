import type { Table } from '../table/grid'
import { matchHeadings, shownHeading } from '../table/heading'
import { type FeeField, feeFieldRules } from './fee-fields'

/** A column as it is shown to somebody who says what it is: its heading, and what stands in it. */
export type FileColumn = { heading: string; samples: string[]; guess: FeeField | null }

const SEARCHED_ROWS = 30
const SAMPLES = 3

/** The columns of the largest sheet, by its fullest row near the top; nothing where no row has two headings. */
export function columnsOfFile(tables: readonly Table[]): FileColumn[] {
  const table = tables.reduce<Table | null>((largest, one) => (one.rows.length > (largest?.rows.length ?? 0) ? one : largest), null)
  const top = table?.rows.slice(0, SEARCHED_ROWS) ?? []
  const filled = (row: Table['rows'][number]) => row.cells.filter((cell) => cell?.kind === 'text' && cell.text.trim() !== '').length
  const head = top.reduce<(typeof top)[number] | null>((best, row) => (filled(row) > (best ? filled(best) : 1) ? row : best), null)
  if (!head) return []
  const headings = Array.from(head.cells, (cell) => shownHeading(cell?.text ?? ''))
  const { fields } = matchHeadings(feeFieldRules, headings)
  const guesses = new Map([...fields].map(([field, column]) => [column, field]))
  const below = top.slice(top.indexOf(head) + 1, top.indexOf(head) + 1 + SAMPLES)
  return headings.flatMap((heading, index) =>
    heading === '' || headings.indexOf(heading) !== index
      ? []
      : [{ heading, samples: below.map((row) => row.cells[index]?.text.slice(0, 24) ?? ''), guess: guesses.get(index) ?? null }],
  )
}

/** Tells layouts apart, so that what was said of one is remembered for it. */
export const layoutOf = (columns: readonly Pick<FileColumn, 'heading'>[]): string => columns.map(({ heading }) => heading).join('\n')
