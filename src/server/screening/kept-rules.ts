import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { itemRuleFields } from '#domain/screening/item-rule-fields'
import type { ItemRuleCells } from '#domain/screening/read-item-rules'
import type { MountedTable } from '#platform/columnar/columnar-engine'
import { type DuckDb, sqlText } from '#platform/columnar/duckdb'
import { modelTables } from '#screening/population/tables'
import { parquetForWork, writeTable } from './netting'
import { typedRows } from './typed-rows'

/** The rules that bureaus approved and that hold in a region. */
export type KeptRules = { regionNo: number; rules: readonly ItemRuleCells[] }

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

const item = (rule: string) => `coalesce(${rule}.med_list_codg, ${rule}.item_name, '')`
const same = (column: string) => `coalesce(kept.${column}, '') = coalesce(given.${column}, '')`

/**
 * What a delivery says about an item is left aside where an approved rule speaks of it: a rule of the same type, item, counterpart and kind of
 * limit, whose region holds all of the delivered rule's that is the bureau's own, for its level of institutions or all. It speaks of the days of its
 * own period: on the days before, after and between, the delivered rule holds. What no approved rule speaks of stays as delivered.
 */
const merged = (kept: string, given: string, own: string) => `
  WITH kept AS (SELECT * FROM read_parquet(${sqlText(kept)})), given AS (SELECT *, row_number() OVER () AS place FROM read_parquet(${sqlText(given)})),
  spoken AS (SELECT given.place, kept.begn_day AS begins, kept.end_day AS ends FROM given JOIN kept
    ON kept.rule_type = given.rule_type AND ${item('kept')} = ${item('given')}
      AND ${same('pair_codg')} AND ${same('bundle_codg')} AND ${same('limit_type')}
      AND (kept.hosp_lv = '' OR kept.hosp_lv = given.hosp_lv)
      AND starts_with(CASE WHEN starts_with(${sqlText(own)}, given.prefix) THEN ${sqlText(own)} ELSE given.prefix END, kept.prefix)),
  starts AS (SELECT place, begn_day AS day FROM given UNION SELECT place, ends + 1 FROM spoken),
  piece AS (SELECT starts.place, starts.day, min(spoken.begins) FILTER (WHERE spoken.begins > starts.day) - 1 AS until
    FROM starts LEFT JOIN spoken ON spoken.place = starts.place GROUP BY starts.place, starts.day
    HAVING count(*) FILTER (WHERE spoken.begins <= starts.day AND starts.day <= spoken.ends) = 0)
  SELECT * FROM kept UNION ALL BY NAME
  SELECT given.* EXCLUDE (place) REPLACE (piece.day AS begn_day, least(given.end_day, coalesce(piece.until, given.end_day)) AS end_day)
  FROM given JOIN piece ON piece.place = given.place AND piece.day >= given.begn_day AND piece.day <= given.end_day`

/**
 * The tables with the approved rules beside those of the delivery, and the columns of the folder that are filled now. The prepared tables
 * stay as they are: the store is shared by runs, and rules change from run to run. `work`: a folder of the run's own.
 */
export async function withKeptRules(
  db: DuckDb,
  { tables, filled }: { tables: readonly MountedTable[]; filled: ReadonlySet<string> },
  { regionNo, rules }: KeptRules,
  work: string,
): Promise<{ tables: readonly MountedTable[]; filled: ReadonlySet<string> }> {
  const given = tables.find(({ name }) => name === 'item_rule')
  if (rules.length === 0 || !given) return { tables, filled }
  await mkdir(work, { recursive: true, mode: 0o700 })
  const csv = join(work, 'rules.csv')
  const lines = rules.map((cells) => itemRuleFields.map((field) => cell(cells[field])).join(','))
  await writeFile(csv, `${[itemRuleFields.join(','), ...lines].join('\n')}\n`)
  const columns = new Map(itemRuleFields.map((field) => [field as string, 'VARCHAR']))
  await db.run(`CREATE OR REPLACE TEMP VIEW raw_item_rule AS ${typedRows('item_rule', [{ path: csv, columns, form: 'csv' }])}`)
  const [kept, file] = [join(work, 'kept.parquet'), join(work, 'item_rule.parquet')]
  await db.run(writeTable('item_rule', kept))
  const own = regionNo === 100_000 ? '' : String(regionNo).replace(/(00)+$/, '')
  await db.run(`COPY (${merged(kept, given.file, own)}) TO ${sqlText(file)} (${parquetForWork})`)
  const spoken = itemRuleFields.filter((field) => rules.some((cells) => cells[field] !== '')).map((field) => `item_rule.${field}`)
  return {
    tables: tables.map((table) => (table === given ? { name: 'item_rule', columns: modelTables.item_rule, file } : table)),
    filled: new Set([...filled, ...spoken]),
  }
}
