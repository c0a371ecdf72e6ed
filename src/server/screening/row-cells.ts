import { modelTables, type TableName } from '#screening/population/tables'

/** A table of the delivery, or what is summed of its fee lines by item and month. */
type ShownTable = TableName | 'fee_month'

/** `behind`: whom the row is about and where they are reached. Sealed or masked before anybody sees it, and no part of the evidence. */
export type RowBehind = {
  table: ShownTable
  key: string
  cells: Readonly<Record<string, string>>
  behind: Readonly<Record<string, string>>
  /** It explains the rows that the hit rests on, and is none of them. */
  beside?: true
  /** Of so many in its table, where not all of them are given. */
  outOf?: number
}

/** Numbers of people stay where they are: a row is shown without them. */
const notShown: ReadonlySet<string> = new Set(['psn_no', 'psn_nos', 'tel', 'addr', 'brdy', 'unusable'])
/** Of these, what tells who is behind a row. */
const toldApart: ReadonlySet<string> = new Set(['psn_no', 'tel', 'addr'])

const shown = (column: string) => {
  if (/_s$/.test(column)) return `strftime(TIMESTAMP '1970-01-01' + to_seconds("${column}"), '%Y-%m-%d %H:%M:%S')`
  if (/_day$/.test(column)) return `strftime(DATE '1970-01-01' + CAST("${column}" AS INTEGER), '%Y-%m-%d')`
  if (/_fen$/.test(column)) return `printf('%.2f', "${column}" / 100.0)`
  if (/_e4$/.test(column)) return `printf('%.4f', "${column}" / 10000.0)`
  return `CAST("${column}" AS VARCHAR)`
}

/** The columns of a table as a person reads them. */
export const shownColumns = (table: TableName): string =>
  Object.keys(modelTables[table])
    .filter((column) => !notShown.has(column) || toldApart.has(column))
    .map((column) => `${shown(column)} AS "${column}"`)
    .join(', ')

/** What the store gives of a row, without what is blank and with whom it is about apart. */
export function rowBehind(table: ShownTable, key: string, row: Readonly<Record<string, unknown>>): RowBehind {
  const said = Object.entries(row).flatMap(([name, value]): [string, string][] =>
    value === null || value === '' ? [] : [[name, String(value).replaceAll('\0', '')]],
  )
  const cells = Object.fromEntries(said.filter(([column]) => !toldApart.has(column)))
  const behind = Object.fromEntries(said.filter(([column]) => toldApart.has(column)))
  return { table, key, cells, behind }
}
