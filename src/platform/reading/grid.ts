/**
 * One cell that holds something. `text` is what a person sees: a date as `YYYY-MM-DD` (with ` HH:MM:SS` when it has
 * a time of day), a formula as its source (`=A1+B1`), a number in plain decimals, and with all the digits the file
 * holds from 1e15 on, where the spreadsheet itself has lost some.
 */
export type Cell = {
  text: string
  kind: 'text' | 'number' | 'date' | 'formula' | 'bool' | 'error'
  /** The number behind a `number`, or the serial behind a `date`. */
  number?: number
  /** What the program that saved the file had computed for a `formula`. Shown, never trusted. */
  cached?: string
  /** The number format, when it is not the general one. */
  format?: string
  struck?: true
}

/** A row with at least one cell; `number` as the spreadsheet shows it, in CSV the physical line where it begins. */
export type GridRow = {
  number: number
  cells: readonly (Cell | undefined)[]
  hidden?: true
  filtered?: true
  /** A CSV record whose quotes do not pair; its cells are cut at the separators. */
  quoteBroken?: true
}

/** A merged range; rows as shown, columns from 0, both ends included. */
export type Merge = { top: number; left: number; bottom: number; right: number }

export type GridNote = { code: 'W-FAR-01' | 'W-COL-05'; rows: readonly number[]; detail: Readonly<Record<string, string | number>> }

/** One sheet, as it stands in the file. */
export type Grid = {
  name: string
  format: 'xlsx' | 'csv' | 'html'
  hidden: boolean
  date1904: boolean
  rows: readonly GridRow[]
  merges: readonly Merge[]
  notes: readonly GridNote[]
}

/** `A` is 0. Null for what is no column. */
export function columnIndex(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/.test(letters)) return null
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

/** 0 is `A`. */
export function columnLetters(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
