import { leastImpossibleYuan } from '#domain/screening/data-quality'
import { sqlText } from '#platform/columnar/duckdb'
import { type ColumnKind, folderColumns, type TableName } from '#screening/population/tables'
import type { TableFile } from './folder'

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  text: 'VARCHAR',
  fen: 'BIGINT',
  price: 'BIGINT',
  number: 'DOUBLE',
  time: 'BIGINT',
  day: 'BIGINT',
  datenumber: 'BIGINT',
}

/**
 * Text without blanks around it, none as null; a tab is what spreadsheets put behind long numbers. Most of it needs nothing done: only what
 * begins or ends with a blank is cut, which is an eighth of the work. Numbers and times that already are such are left to their own form.
 */
const plain = (column: string, type: string) =>
  type === 'VARCHAR'
    ? `CASE WHEN ${column} < '!' OR suffix(${column}, ' ') OR suffix(${column}, chr(9)) THEN nullif(trim(${column}, ' ' || chr(9)), '') ELSE ${column} END`
    : column

const isNumber = (type: string) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL)/.test(type)
const isTime = (type: string) => /^(DATE|TIMESTAMP)/.test(type)

/** What is neither text nor of the kind that is asked for is taken at its text: it may be readable so, and is counted where it is not. */
const cast = (column: string, as: 'DOUBLE' | 'TIMESTAMP', fits: boolean) =>
  fits ? `CAST(${column} AS ${as})` : `try_cast(trim(CAST(${column} AS VARCHAR)) AS ${as})`
const asNumber = (column: string, type: string) => cast(column, 'DOUBLE', isNumber(type))

const isZoned = (type: string) => type === 'TIMESTAMP WITH TIME ZONE'
/** A time as it is agreed has nineteen signs: only what is longer is looked at for a zone behind it. */
const zoneBehind = (column: string) =>
  `(length(${column}) > 19 AND regexp_matches(${column}, '[0-9]\\s*(Z|[+-][0-9]{2}(:?[0-9]{2})?)\\s*$'))`
/** Beijing's clock is eight hours ahead of the instant's own, all the year. */
const byBeijing = (instant: string) => `make_timestamp(epoch_us(${instant}) + 28800000000)`

function asTime(column: string, type: string): string {
  if (isZoned(type)) return byBeijing(column)
  if (type !== 'VARCHAR') return cast(column, 'TIMESTAMP', isTime(type))
  return `CASE WHEN ${zoneBehind(column)} THEN ${byBeijing(`try_cast(trim(${column}) AS TIMESTAMPTZ)`)} ELSE ${cast(column, 'TIMESTAMP', false)} END`
}
/** Whether a value that was read as a time told its zone. */
const toldZone = (column: string, type: string) =>
  isZoned(type) ? `${column} IS NOT NULL` : type === 'VARCHAR' ? zoneBehind(column) : 'false'

const scaled = (column: string, type: string, by: number) => {
  const value = asNumber(column, type)
  return `CASE WHEN abs(${value}) < ${leastImpossibleYuan} THEN CAST(round(${value} * ${by}) AS BIGINT) END`
}
/** Nothing of the insurance is older than 1950 but people: an earlier time stands for “not yet”. */
const moment = (column: string, type: string) => {
  const value = asTime(column, type)
  return `CASE WHEN ${value} >= TIMESTAMP '1950-01-01' AND ${value} < TIMESTAMP '2200-01-01' THEN epoch_ms(${value}) // 1000 END`
}
const dateNumber = (column: string, type: string) => {
  const value = asTime(column, type)
  return `CASE WHEN ${value} > TIMESTAMP '1900-01-01' AND ${value} < TIMESTAMP '2200-01-01' THEN year(${value}) * 10000 + month(${value}) * 100 + day(${value}) END`
}

const readers: Readonly<Record<ColumnKind, (column: string, type: string) => string>> = {
  text: (column, type) => (type === 'VARCHAR' ? plain(column, type) : `CAST(${column} AS VARCHAR)`),
  fen: (column, type) => scaled(column, type, 100),
  price: (column, type) => scaled(column, type, 10_000),
  number: (column, type) => {
    const value = asNumber(column, type)
    return `CASE WHEN abs(${value}) < ${leastImpossibleYuan} THEN ${value} END`
  },
  time: moment,
  day: (column, type) => `CAST(floor((${moment(column, type)}) / 86400) AS BIGINT)`,
  datenumber: dateNumber,
}

/** Columns that can hold what cannot be used; the place of each is its bit in `unusable`. */
export const checkedColumns = (table: TableName): string[] =>
  Object.entries<ColumnKind>(folderColumns[table]).flatMap(([name, kind]) => (kind === 'text' ? [] : [name]))

/** Columns that are read as times or days; the place of each is its bit in `zoned`. */
export const timeColumns = (table: TableName): string[] =>
  Object.entries<ColumnKind>(folderColumns[table]).flatMap(([name, kind]) =>
    kind === 'time' || kind === 'day' || kind === 'datenumber' ? [name] : [],
  )

function selectFrom(table: TableName, { path, columns, form }: TableFile, rejects: string): string {
  const wanted = Object.entries<ColumnKind>(folderColumns[table])
  const flags: string[] = []
  const list = wanted.map(([name, kind]) => {
    const type = columns.get(name)
    if (type === undefined) return `CAST(NULL AS ${sqlTypes[kind]}) AS ${name}`
    const value = readers[kind](identifier(name), type)
    if (kind !== 'text')
      flags.push(
        `CASE WHEN ${plain(identifier(name), type)} IS NOT NULL AND (${value}) IS NULL THEN ${2 ** checkedColumns(table).indexOf(name)} ELSE 0 END`,
      )
    return `${value} AS ${name}`
  })
  const unusable = `CAST(${flags.length > 0 ? flags.join(' + ') : '0'} AS INTEGER) AS unusable`
  const zones = timeColumns(table).flatMap((name, bit) => {
    const type = columns.get(name)
    return type === undefined ? [] : [`CASE WHEN ${toldZone(identifier(name), type)} THEN ${2 ** bit} ELSE 0 END`]
  })
  const zoned = `CAST(${zones.length > 0 ? zones.join(' + ') : '0'} AS INTEGER) AS zoned`
  const names = [...columns.keys()].map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ')
  const source =
    form === 'parquet'
      ? `read_parquet(${sqlText(path)})`
      : `read_csv(${sqlText(path)}, auto_detect = false, header = true, columns = {${names}}, delim = ',', quote = '"', escape = '"', ignore_errors = true, store_rejects = true, rejects_table = 'rejects_${rejects}', rejects_scan = 'scans_${rejects}', rejects_limit = 0)`
  return `SELECT ${[...list, unusable, zoned].join(', ')} FROM ${source}`
}

/** The rows of a table over all its files, with the types of `folderColumns`, a bit for each value that could not be used and for each that told a zone. */
export const typedRows = (table: TableName, files: readonly TableFile[]): string =>
  files.length > 0
    ? files.map((file, at) => selectFrom(table, file, `${table}_${at}`)).join(' UNION ALL ')
    : `SELECT ${Object.entries<ColumnKind>(folderColumns[table])
        .map(([name, kind]) => `CAST(NULL AS ${sqlTypes[kind]}) AS ${name}`)
        .join(', ')}, 0 AS unusable, 0 AS zoned WHERE false`
