import 'server-only'

/**
 * Rows that the database hands over as JSON, so that a whole file with its lists is one answer. They come out as Prisma would
 * give them: the names of fields say which hold money (…Fen) and which instants or days (…At, …On, …From, …To, …By).
 */

const columnName = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The select list of a table's fields. Money travels as text: a JSON number would lose digits. */
export const fieldsAsColumns = (row: string, fields: readonly string[]): string =>
  fields.map((field) => `${row}.${columnName(field)}${field.endsWith('Fen') ? '::text' : ''} AS "${field}"`).join(', ')

const namesTime = /^at$|(At|On|From|To|By)$/
const isTime = /^\d{4}-\d\d-\d\d(T[\d:.]+\+00:00)?$/

const revived = (field: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (field.endsWith('Fen')) return BigInt(value)
  return namesTime.test(field) && isTime.test(value) ? new Date(value) : value
}

/** A row from its JSON. Only its own fields: a column that is itself JSON stays as it was stored. */
export const rowFromJson = <Row extends object>(json: object): Row =>
  Object.fromEntries(Object.entries(json).map(([field, value]) => [field, revived(field, value)])) as Row // the caller's statement names the fields of Row
