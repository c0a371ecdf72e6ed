import { priceList } from '#messages/zh/demo-settlement-items'
import { type Department, departments, diagnoses, operations } from '#messages/zh/demo-settlement-names'

/** Numbers of the catalogue's entries, by key: the big tables carry these, words come in when they are written. */
const numbersOf = (keys: readonly string[]) => new Map(keys.map((key, index) => [key, index + 1]))

const itemNumbers = numbersOf(priceList.map(({ key }) => key))
const diagnosisNumbers = numbersOf(diagnoses.map(({ key }) => key))
const departmentNumbers = numbersOf(Object.keys(departments))
const operationNumbers = numbersOf(operations.map(({ key }) => key))

function numberIn(numbers: ReadonlyMap<string, number>, key: string): number {
  const number = numbers.get(key)
  if (number === undefined) throw new Error(`no such key in the catalogue: ${key}`)
  return number
}

export const item = (key: string): number => numberIn(itemNumbers, key)
export const diagnosis = (key: string): number => numberIn(diagnosisNumbers, key)
export const operation = (key: string): number => numberIn(operationNumbers, key)
export const department = (key: Department): number => numberIn(departmentNumbers, key)
export const items = (...keys: string[]): string => `[${keys.map(item).join(', ')}]`

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
export const textList = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`

/** The code in the national catalogue's manner: kind, then a number of its own. */
export function nationalCode(key: string): string {
  const charge = priceList[item(key) - 1]?.charge ?? ''
  const kind = charge === '09' ? 'XD' : charge === '11' ? 'ZD' : charge === '08' ? 'CD' : '0099'
  return `${kind}${charge}${String(item(key)).padStart(4, '0')}`
}

/** Tables of the catalogue, as DuckDB holds them while a folder is made. */
export const catalogueTables = (): string[] => [
  `CREATE TABLE item AS SELECT * FROM (VALUES ${priceList
    .map(
      ({ key, name, charge, grade, price, spec, form, daysPerUnit }) =>
        `(${item(key)}, ${quoted(nationalCode(key))}, ${quoted(name)}, '${charge}', ${grade}, ${price}::DECIMAL(9,2), ${quoted(spec)}, ${quoted(form)}, ${daysPerUnit ?? 'NULL'}::INTEGER)`,
    )
    .join(', ')}) AS t(item, code, name, charge, grade, price, spec, form, days)`,
  `CREATE TABLE diagnosis AS SELECT * FROM (VALUES ${diagnoses
    .map(({ key, code, name }) => `(${diagnosis(key)}, ${quoted(code)}, ${quoted(name)})`)
    .join(', ')}) AS t(diag, code, name)`,
  `CREATE TABLE operation AS SELECT * FROM (VALUES ${operations
    .map(({ key, code, name }) => `(${operation(key)}, ${quoted(code)}, ${quoted(name)})`)
    .join(', ')}) AS t(oper, code, name)`,
  `CREATE TABLE department AS SELECT * FROM (VALUES ${Object.values(departments)
    .map((name, index) => `(${index + 1}, 'A${String(index + 1).padStart(2, '0')}', ${quoted(name)})`)
    .join(', ')}) AS t(dept, code, name)`,
]
