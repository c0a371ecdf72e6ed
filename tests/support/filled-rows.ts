import { type ReachedTable, reach } from '#domain/access/reach'
import { encryptField } from '#platform/field-cipher'
import { insertRows, type RawRow } from './any-row'
import { asOwner } from './as-owner'
import { draw, entryOf, modelOf, tables } from './reach-rows'
import { owner } from './reach-world'

/** Columns of words of rows that nobody's command has made. */
const ofWords =
  /(^|_)(name|title|note|reason|text|summary|opinion|opinions|minutes|finding|demand|conclusion|said|place|receiver|ground|grounds|outcome|progress|address|remark|payer|question|answer|objection|decision|proves|provider|agenda|cause|sentence|remedy)$/

const depthOf = (table: ReachedTable): number => {
  const entry = entryOf(table)
  return 'parent' in entry ? 1 + depthOf(entry.parent as ReachedTable) : 0
}

/** What is read back only as it was written: `table.column`. */
const written: Readonly<Record<string, unknown>> = {
  'checklist_import.summary': {
    headings: ['表头文字'],
    failure: null,
    itemCount: 0,
    refused: [],
    refusedCount: 0,
    warnings: [],
    fields: [],
    preview: [],
  },
  'case_bundle.contents': [],
  'consultation_share.disclosed': { case: { number: 'AJ-1', partyName: '当事人文字', cause: '案由文字', facts: [] } },
  'case_notice.rules': {},
  'discretion_benchmark.tiers': [],
  'draft.content': { note: '草稿文字' },
  'filing_revision.content': [{ itemId: 'i1', code: 'GEN-01', answer: 'found', reason: '原因文字', findings: [] }],
  'letter.outcome': 'adopted',
  'lead_answer_row.cells': ['答复文字'],
  'lead_answer_row.problems': [],
  'lead_import_row.extra': { 备注: '线索文字' },
  'lead_sighting.extra': { 备注: '线索文字' },
  'lead_evidence.cells': { note: '明细文字' },
  'local_rule.key': 'hearingInstitution',
  'local_rule.value': '5000000',
  'referral_handover.lines': [{ name: '病历文字', quantity: '1' }],
  'register_import.rows': [],
  'screening_rule.cells': { note: '规则文字' },
  'screening_rule_list.doubles': [],
  'screening_run.models': [],
}

type Home = { agency_id: string; department: string; region_no: number }

/** A row as it might have been written: its agency is one that there is, and what it says of itself can be read. */
function settled(table: string, row: RawRow, place: number, homes: readonly Home[], runs: readonly (Home & { run_id: string })[]): RawRow {
  const own: RawRow = { ...row }
  for (const [field, value] of Object.entries(written)) {
    const [of, column = ''] = field.split('.')
    if (of === table) own[column] = value
  }
  if (table === 'screening_hit') {
    const sealed = encryptField({ table, column: 'sealed', id: String(row.id) }, JSON.stringify({ subject: '1', evidence: {} }))
    return { ...own, ...runs[place % runs.length], sealed }
  }
  const home = homes.find(({ department, region_no }) => department === row.department && region_no === row.region_no)
  return 'agency_id' in row ? { ...own, ...(home ?? homes[place % homes.length]) } : own
}

/** Rows for those tables that neither the world nor the scenes have filled: whatever may stand there, with words in it. */
export async function fillTheEmpty(): Promise<void> {
  let next = 0
  const pick = <T>(values: readonly T[]): T => values[next++ % values.length] as T
  const ids = new Map<string, string[]>()
  const empty: ReachedTable[] = []
  for (const table of tables) {
    const found = await modelOf(owner, table).findMany()
    if (found.length === 0) empty.push(table)
    ids.set(
      entryOf(table).table,
      found.map((row) => String(row.id)),
    )
  }
  const homes = await asOwner<Home>('SELECT id AS agency_id, department::text, region_no FROM agency ORDER BY name')
  for (const table of empty.sort((one, other) => depthOf(one) - depthOf(other) || order(one) - order(other))) {
    const entry = entryOf(table)
    const runs = await asOwner<Home & { run_id: string }>('SELECT id AS run_id, agency_id, department::text, region_no FROM screening_run')
    const drawn = (await draw(entry, pick, ids)).slice(0, 6).map((row, place) => settled(entry.table, row, place, homes, runs))
    await insertRows(entry.table, drawn)
    ids.set(
      entry.table,
      drawn.map((row) => String(row.id)),
    )
  }
  for (const table of new Set(Object.values(reach).map((entry) => entry.table))) await fillWords(table)
  // The campaigns of the scenes came without a plan.
  await asOwner(
    `UPDATE campaign SET plan_read = read.plan_read FROM (SELECT plan_read FROM campaign WHERE plan_read <> '{}' LIMIT 1) AS read
     WHERE campaign.plan_read = '{}'`,
  )
}

/** What a run found stands after the run. */
const order = (table: ReachedTable) => Number(table === 'screeningHit')

/** Words, where no row of a table says anything. */
async function fillWords(table: string): Promise<void> {
  const columns = await asOwner<{ name: string; kind: string }>(
    `SELECT column_name AS name, udt_name AS kind FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND udt_name IN ('text', 'varchar', '_text', 'jsonb') AND is_generated = 'NEVER'`,
    [table],
  )
  const said = columns.map(({ name }) => `"${name}"::text ~ '[一-龥]{2}'`)
  const set = columns
    .filter(({ name, kind }) => kind === 'text' && ofWords.test(name))
    .map(({ name }) => `"${name}" = '文字' || ctid::text || '所述'`)
  if (set.length === 0) return
  await asOwner(`UPDATE ${table} SET ${set.join()} WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${said.join(' OR ')})`)
}
