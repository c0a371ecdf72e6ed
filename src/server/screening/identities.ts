import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { identitiesTable, parquetForWork } from './netting'

/** Beside the tables and never among them: behind the fence, where neither models nor analysts read. */
const fileIn = (store: string) => join(store, 'identities.parquet')

/** Keeps whose document is whose for a store, in the database that has just made its tables. */
export const writeIdentities = (db: DuckDb, store: string): Promise<void> =>
  db.run(`COPY (${identitiesTable}) TO ${sqlText(fileIn(store))} (${parquetForWork})`)

const askedAtOnce = 5_000

/** Numbers of documents (`certno`) by `psn_no`. A store that was made before they were kept knows none. */
export class Identities {
  readonly #store: string
  readonly #work: string
  #db: DuckDb | null = null

  /** `work`: a folder for what does not fit into memory. */
  constructor(store: string, work: string) {
    this.#store = store
    this.#work = work
  }

  async of(numbers: Iterable<string>): Promise<Map<string, string>> {
    const asked = [...new Set(numbers)].filter((number) => number !== '' && !number.includes('\0'))
    const file = fileIn(this.#store)
    if (asked.length === 0 || !(await stat(file).then(Boolean, () => false))) return new Map()
    this.#db ??= await DuckDb.open({ memory: '256MB', threads: 1, temporary: join(this.#work, 'identities') })
    await this.#db.run('CREATE OR REPLACE TEMP TABLE asked (psn_no VARCHAR)')
    for (let from = 0; from < asked.length; from += askedAtOnce) {
      const some = asked.slice(from, from + askedAtOnce).map((number) => `(${sqlText(number)})`)
      await this.#db.run(`INSERT INTO asked VALUES ${some.join(', ')}`)
    }
    const rows = await this.#db.rows(`SELECT psn_no, certno FROM read_parquet(${sqlText(file)}) SEMI JOIN asked USING (psn_no)`)
    return new Map(rows.map(({ psn_no, certno }) => [String(psn_no), String(certno)]))
  }

  async close(): Promise<void> {
    await this.#db?.close()
  }
}
