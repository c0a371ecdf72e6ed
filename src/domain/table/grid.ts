/**
 * A sheet as its reader hands it over: each cell with what a person sees in it and what it really is. `text` of a
 * date is `YYYY-MM-DD`, with ` HH:MM:SS` when it has a time of day; of a formula its source.
 */
export type TableCell = {
  text: string
  kind: 'text' | 'number' | 'date' | 'formula' | 'bool' | 'error'
  number?: number
  cached?: string
  format?: string
  struck?: true
}

/** `number` is the row as the file's own program shows it. */
export type TableRow = {
  number: number
  cells: readonly (TableCell | undefined)[]
  hidden?: true
  filtered?: true
  quoteBroken?: true
}

/** A merged range: rows as shown, columns from 0, ends included. */
export type TableMerge = { top: number; left: number; bottom: number; right: number }

export type Table = {
  name: string
  format: 'xlsx' | 'csv' | 'html'
  hidden: boolean
  date1904: boolean
  rows: readonly TableRow[]
  merges: readonly TableMerge[]
  notes: readonly { code: string; rows: readonly number[]; detail: Readonly<Record<string, string | number>> }[]
}

/** `A` for 0. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/**
 * What a blank cell shows because it lies under the first row of a vertical merge. Only the leftmost column of a merge
 * has a value. Answers in the logarithm of the number of merges.
 */
export function mergedAbove(table: Table): (row: number, column: number) => TableCell | undefined {
  const byColumn = new Map<number, TableMerge[]>()
  for (const merge of table.merges) {
    if (merge.bottom <= merge.top) continue
    const list = byColumn.get(merge.left)
    if (list) list.push(merge)
    else byColumn.set(merge.left, [merge])
  }
  if (byColumn.size === 0) return () => undefined

  for (const list of byColumn.values()) list.sort((one, other) => one.top - other.top)
  const rows = new Map(table.rows.map((row) => [row.number, row]))
  return (row, column) => {
    const merge = lastNotAfter(byColumn.get(column) ?? [], row)
    return merge && row > merge.top && row <= merge.bottom ? rows.get(merge.top)?.cells[column] : undefined
  }
}

function lastNotAfter(merges: readonly TableMerge[], row: number): TableMerge | undefined {
  let low = 0
  let high = merges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((merges[middle]?.top ?? 0) <= row) low = middle + 1
    else high = middle
  }
  return merges[low - 1]
}
