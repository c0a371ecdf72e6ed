import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { maskNumbersIn } from '#domain/kernel/identity-number'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { isReturnHeading } from '#domain/lead/list/agreement'
import { isLeadField, type LeadField } from '#domain/lead/list/fields'
import type { LeadList } from '#domain/lead/list/lead-list'
import { readLeadList } from '#domain/lead/list/read-lead-list'
import { leadWithoutOpenNumbers } from '#domain/lead/list/without-open-numbers'
import { fileWarnings } from '#domain/table/file-warnings'
import { readBytes } from '#platform/files'
import { readTableFile, type TableFile } from '#platform/reading/table-file'

/** A mapping by hand: heading to field, or to nothing (the column stays in the extra information). */
export type GivenMapping = Readonly<Record<string, string>>

export const mappingOf = (given: GivenMapping): ReadonlyMap<string, LeadField | null> =>
  new Map(Object.entries(given).map(([heading, field]) => [heading, isLeadField(field) ? field : null]))

/** `now`: the day that "in the future" is judged by. */
export type KeptList = { file: { sha256: string; displayName: string }; given: GivenMapping; now: Date }

type Read = { grids: TableFile['grids']; list: LeadList; given: GivenMapping }

/**
 * The list in a kept file, with the first of the mappings that its columns bear. Identity numbers stand open wherever the file has them.
 * Refuses `unreadableFile` with the reader's code.
 */
export async function readWithGrids({ file, now }: Omit<KeptList, 'given'>, givens: readonly GivenMapping[]): Promise<Result<Read>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  let failed: Result<never> = refuse('unreadableFile')
  for (const given of givens) {
    const list = readLeadList(read.value.grids, { today: beijingDay(now), given: mappingOf(given) })
    if (list.ok) {
      const warnings = [...fileWarnings(read.value), ...list.value.warnings]
      return ok({ grids: read.value.grids, list: { ...list.value, warnings }, given })
    }
    failed = refuse('unreadableFile', { reading: list.failure.code, ...list.failure.detail })
  }
  return failed
}

/** What tells a list from others where its rows come back: the beginning of its file's hash. */
export const markOf = (sha256: string): string => sha256.slice(0, 12)

export async function errorWorkbook({ grids, list, given }: Read, sha256: string): Promise<Uint8Array> {
  const { leadErrorWorkbook } = await import('#documents/lead-error-workbook') // most lists have no use for what writes workbooks
  return leadErrorWorkbook({ tables: grids, refused: list.refused, given: mappingOf(given), mark: markOf(sha256) })
}

/** The rows of a kept list that were sent back, for lists that were read before their rows were kept. Refuses as `readWithGrids`. */
export async function refusedRows(kept: KeptList): Promise<Result<Uint8Array>> {
  const read = await readWithGrids(kept, [kept.given])
  return read.ok ? ok(await errorWorkbook(read.value, kept.file.sha256)) : read
}

/** What the import page shows of a list, and what is kept of it: counts, columns and reasons. No identity number is among it. */
export type ListSummary = {
  headings: string[]
  sheets: string[]
  headerRow: number
  acceptedCount: number
  correctedCount: number
  duplicateCount: number
  refused: { sheet: string; row: number; column: string; code: string; reason: string }[]
  refusedCellCount: number
  refusedRowCount: number
  controlTotals: LeadList['controlTotals']
  warnings: LeadList['warnings']
  preview: { row: number; institution: string; behaviour: string; amountFen: string | null }[]
}

export const emptySummary: ListSummary = {
  headings: [],
  sheets: [],
  headerRow: 0,
  acceptedCount: 0,
  correctedCount: 0,
  duplicateCount: 0,
  refused: [],
  refusedCellCount: 0,
  refusedRowCount: 0,
  controlTotals: [],
  warnings: [],
  preview: [],
}

const previewRows = 8
const keptReasons = 1_000
/** A warning of 100,000 rows names the first in its sentence; the summary is no second copy of the list. */
const keptRows = 100

export function summaryOf(list: LeadList): ListSummary {
  const headings = new Set(Object.keys(list.mapping))
  for (const lead of list.accepted) for (const heading of Object.keys(lead.extra)) headings.add(heading)
  return {
    headings: [...headings].filter((heading) => !isReturnHeading(heading)).map(maskNumbersIn),
    sheets: list.sheets,
    headerRow: list.headerRow,
    acceptedCount: list.accepted.length,
    correctedCount: list.corrected.length,
    duplicateCount: list.duplicates.length,
    refused: list.refused.slice(0, keptReasons).map(({ sheet, row, column, code, reason }) => ({ sheet, row, column, code, reason })),
    refusedCellCount: list.refused.length,
    refusedRowCount: new Set(list.refused.map(({ sheet, row }) => `${sheet}:${row}`)).size,
    controlTotals: list.controlTotals,
    warnings: list.warnings.map((warning) => ({
      ...warning,
      message: maskNumbersIn(warning.message),
      rows: warning.rows.slice(0, keptRows),
    })),
    preview: list.accepted
      .slice(0, previewRows)
      .map(leadWithoutOpenNumbers)
      .map((lead) => ({
        row: lead.sourceRow,
        institution: lead.institutionName ?? lead.institutionCode ?? '',
        behaviour: lead.behaviour,
        amountFen: lead.amountFen,
      })),
  }
}
