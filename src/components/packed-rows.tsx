declare const packed: unique symbol

/** The rows of a list as one JSON string, each name once: what a page carries instead of a server element for every cell. */
export type PackedRows<Row> = string & { readonly [packed]: Row }

type Pack = { names: string[]; rows: unknown[][] }

/** `undefined` travels as an absent value; names are those of all rows. */
export function packRows<Row extends object>(rows: readonly Row[]): PackedRows<Row> {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const pack: Pack = { names, rows: rows.map((row) => names.map((name) => row[name as keyof Row])) }
  return JSON.stringify(pack) as PackedRows<Row> // the one place where such a string is made
}

export function unpackRows<Row>(text: PackedRows<Row>): Row[] {
  const { names, rows } = JSON.parse(text) as Pack // what `packRows` made
  return rows.map((values) => Object.fromEntries(names.map((name, place) => [name, values[place]])) as Row)
}
