import { readFileSync } from 'node:fs'
import { sheetKindNames } from '#domain/document/sheet-kinds'

/** Where the build lies that is served. */
export const built = process.env.NEXT_DIST_DIR || '.next'

/** A way into the served platform by an address, as the build lists it. */
export type Door = { path: string; kind: 'page' | 'route'; params: readonly string[] }

/** Doors that are no doors to data: signing in and out, what lives, what another machine posts; and the sample of components. */
const none =
  /^\/(api\/(auth|health|ready|sign-out|foreign-origin|uploads|files$|v1\/bill-checks|v1\/openapi)|lookbook|login|icon|_not-found|_global-error)|^\/$/

export function servedDoors(): Door[] {
  const routes: Record<string, string> = JSON.parse(readFileSync(`${built}/app-path-routes-manifest.json`, 'utf8'))
  return Object.entries(routes)
    .filter(([, path]) => !none.test(path))
    .map(([file, path]) => ({
      path,
      kind: file.endsWith('/page') ? ('page' as const) : ('route' as const),
      params: [...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name),
    }))
}

/** The table whose ids stand at a place of an address. */
const tableOf: Readonly<Record<string, string>> = {
  ...{
    campaignId: 'campaign',
    caseId: 'case_file',
    benchmarkId: 'discretion_benchmark',
    localRuleId: 'local_rule',
    bundleId: 'case_bundle',
    letterId: 'letter',
    noticeId: 'joint_notice',
    consultationId: 'consultation',
    evidenceId: 'evidence',
    documentId: 'official_document',
    batchId: 'paper_batch',
    wordingId: 'paper_wording',
    whistleReportId: 'whistle_report',
    institutionId: 'institution',
  },
  ...{ leadId: 'lead', sheetId: 'lead_answer_sheet', reviewId: 'lead_review', referralId: 'referral', loadId: 'settlement_load' },
  ...{ hitId: 'screening_hit', listId: 'screening_rule_list', runId: 'screening_run', filingId: 'filing', packReturnId: 'pack_return' },
  ...{ bulletinId: 'bulletin', checklistId: 'checklist', rowId: 'bank_row', findingId: 'finding', checkId: 'spot_check_item' },
  ...{
    spotCheckId: 'spot_check',
    userId: 'user_account',
    statementId: 'lead_statement',
    reportId: 'summary_report',
    fileId: 'stored_file',
  },
}
/** Where one name stands for several tables. */
const byPath: readonly [start: string, name: string, table: string][] = [
  ['/institutions/imports', 'importId', 'register_import'],
  ['/leads/imports', 'importId', 'lead_import'],
  ['/self-inspections/lists/imports', 'importId', 'checklist_import'],
]
/** What is no id. */
const words: Readonly<Record<string, readonly string[]>> = {
  ruleId: ['sex.prostate'],
  metricId: ['leadsIssued'],
  code: ['M08'],
  section: ['imaging'],
  key: ['leadsIssued'],
  sheet: sheetKindNames,
  resource: ['campaigns', 'filings', 'leads', 'cases', 'referrals', 'documents', 'tasks', 'institutions'],
}
/** Where one name chooses the table that `id` stands for. */
const tableOfResource: Readonly<Record<string, string>> = {
  ...{ campaigns: 'campaign', filings: 'filing', leads: 'lead', cases: 'case_file', referrals: 'referral' },
  ...{ documents: 'official_document', tasks: 'statutory_clock', institutions: 'institution' },
  ...{ taskLedger: 'campaign', inspectionNotice: 'filing', inspectionReport: 'filing', refundReceipt: 'filing' },
  ...{ recheckRecord: 'spot_check_item', bulletinApproval: 'bulletin', leadRegister: 'lead', leadFeedback: 'lead' },
  ...{ detailConfirmation: 'lead', drawRecord: 'spot_check', institutionStatement: 'lead_statement', handBackReceipt: 'referral' },
  ...{ whistleRegister: 'whistle_report', whistleReply: 'whistle_report', whistleReward: 'whistle_report', creditNotice: 'credit_record' },
}

export const tableAt = (path: string, name: string): string | undefined =>
  byPath.find(([start, param]) => path.startsWith(start) && param === name)?.[2] ?? tableOf[name]

/** Names of places in addresses that nobody has said what to put at. */
export const unknownPlaces = (doors: readonly Door[]): string[] =>
  doors.flatMap(({ path, params }) =>
    params.filter((name) => name !== 'id' && !words[name] && !tableAt(path, name)).map((name) => `${path}: ${name}`),
  )

/** A row that an address may name: its id, and the columns that say which row it belongs to. */
export type Named = { table: string; id: string; row: Readonly<Record<string, unknown>> }

/** The addresses of one door: with the last place filled by each of the rows of its table, and the places before by what that row belongs to. */
export function addressesOf({ path, params }: Door, rows: readonly Named[]): { address: string; names: string | null }[] {
  const last = params.at(-1)
  if (last === undefined) return [{ address: path, names: null }]
  const filled: { address: string; names: string | null }[] = []
  const chooser = params.find((name) => name === 'resource' || name === 'sheet')
  for (const resource of chooser ? (words[chooser] ?? []) : [undefined]) {
    const here = resource ? path.replace(`[${chooser}]`, resource) : path
    const table = resource ? tableOfResource[resource] : tableAt(path, last)
    if (params.length === 1 && resource) filled.push({ address: here, names: null })
    else if (!resource && words[last] && params.length === 1)
      filled.push(...words[last].map((word) => ({ address: here.replace(`[${last}]`, word), names: null })))
    else {
      const own = words[last] && !resource ? tableAt(path, params[0] ?? '') : table
      for (const named of rows.filter((row) => row.table === own))
        filled.push({ address: fill(here, params, named, rows), names: named.id })
    }
  }
  return filled
}

/** The place of the row's own id, its columns' names at the places before it, and a word where no id stands. */
function fill(path: string, params: readonly string[], { table, id, row }: Named, rows: readonly Named[]): string {
  let address = path
  for (const name of params) {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const own = name === 'id' || tableAt(path, name) === table
    const other = typeof row[column] === 'string' ? row[column] : rows.find((one) => one.table === tableAt(path, name))?.id
    address = address.replace(`[${name}]`, own ? id : (words[name]?.[0] ?? other ?? id))
  }
  return address
}
