export type EngineName = 'duckdb' | 'postgres' | 'clickhouse'

type Fragment = (...args: string[]) => string

const sameEverywhere = {
  /** To the nearest whole, halves up: what every engine agrees on, unlike its own rounding. */
  whole: (value: string) => `CAST(floor((${value}) + 0.5) AS bigint)`,
  /** A whole number as JSON has it. */
  number: (value: string) => `CAST(${value} AS varchar)`,
  real: (value: string) => `CAST(${value} AS double precision)`,
  /** A number with two decimals as JSON has it; what is negative is nought. */
  decimal: (value: string) => {
    const hundredths = `CAST(floor(greatest(${value}, 0) * 100 + 0.5) AS bigint)`
    return `{number({idiv(${hundredths}, 100)})} || '.' || substring({number(100 + ${hundredths} - 100 * {idiv(${hundredths}, 100)})}, 2, 2)`
  },
} satisfies Record<string, Fragment>

/** Words of a person travel as hexadecimal digits: a statement holds nothing that was typed. */
function hexDigits(hex: string): string {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Error('a text of a model is not in hexadecimal digits')
  return hex
}

/** Where the engines differ. What a model needs beyond standard SQL is one of these, or it is not written. */
const differing: Readonly<
  Record<EngineName, Readonly<Record<'keys' | 'json' | 'day' | 'month' | 'idiv' | 'p95' | 'text' | 'begins', Fragment>>>
> = {
  duckdb: {
    keys: (value) => `CAST(to_json(list_slice(list_sort(list(DISTINCT ${value})), 1, 200)) AS varchar)`,
    json: (value) => `CAST(to_json(CAST(${value} AS varchar)) AS varchar)`,
    day: (value) => `strftime(DATE '1970-01-01' + CAST(${value} AS integer), '%Y-%m-%d')`,
    month: (value) => `strftime(DATE '1970-01-01' + CAST(${value} AS integer), '%Y-%m')`,
    idiv: (value, by) => `((${value}) // (${by}))`,
    p95: (value) => `quantile_cont(${value}, 0.95)`,
    text: (hex) => `decode(unhex('${hexDigits(hex)}'))`,
    begins: (value, by) => `starts_with(${value}, ${by})`,
  },
  postgres: {
    keys: (value) => `CAST(to_json((array_agg(DISTINCT ${value} ORDER BY ${value}) FILTER (WHERE ${value} IS NOT NULL))[1:200]) AS text)`,
    json: (value) => `CAST(to_json(CAST(${value} AS text)) AS text)`,
    day: (value) => `to_char(DATE '1970-01-01' + CAST(${value} AS integer), 'YYYY-MM-DD')`,
    month: (value) => `to_char(DATE '1970-01-01' + CAST(${value} AS integer), 'YYYY-MM')`,
    idiv: (value, by) => `((${value}) / (${by}))`,
    p95: (value) => `percentile_cont(0.95) WITHIN GROUP (ORDER BY ${value})`,
    text: (hex) => `convert_from(decode('${hexDigits(hex)}', 'hex'), 'UTF8')`,
    begins: (value, by) => `starts_with(${value}, ${by})`,
  },
  clickhouse: {
    keys: (value) => `toJSONString(arraySlice(arraySort(groupUniqArray(${value})), 1, 200))`,
    json: (value) => `toJSONString(toString(${value}))`,
    day: (value) => `toString(addDays(toDate32('1970-01-01'), ${value}))`,
    month: (value) => `formatDateTime(addDays(toDate32('1970-01-01'), ${value}), '%Y-%m')`,
    idiv: (value, by) => `intDiv(${value}, ${by})`,
    p95: (value) => `quantileExactInclusive(0.95)(${value})`,
    text: (hex) => `unhex('${hexDigits(hex)}')`,
    begins: (value, by) => `startsWith(${value}, ${by})`,
  },
}

/** The arguments of a fragment, which may themselves hold commas and brackets. */
function splitArguments(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return [...parts, text.slice(from).trim()]
}

/**
 * The SQL of a model for one engine: `{name}` is a parameter, `{name(a, b)}` a fragment of the dialect; fragments may stand within one
 * another. A name that is neither is a fault of the model, found here and not by the engine.
 */
export function renderSql(template: string, engine: EngineName, parameters: Readonly<Record<string, number>>): string {
  const fragments: Readonly<Record<string, Fragment>> = { ...sameEverywhere, ...differing[engine] }
  const innermost = /\{(\w+)(?:\(([^{}]*)\))?\}/
  let sql = template
  for (let match = innermost.exec(sql); match; match = innermost.exec(sql)) {
    const [whole, name = '', args] = match
    const fragment = args === undefined ? undefined : Object.hasOwn(fragments, name) ? fragments[name] : undefined
    const parameter = args === undefined && Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (!fragment && parameter === undefined) throw new Error(`the model names {${name}}, which is neither a parameter nor a fragment`)
    const written = fragment ? fragment(...splitArguments(args ?? '')) : String(parameter)
    sql = sql.slice(0, match.index) + written + sql.slice(match.index + whole.length)
  }
  return sql
}
