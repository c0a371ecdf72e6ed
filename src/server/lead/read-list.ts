import 'server-only'
import { leadErrorWorkbook } from '#documents/lead-error-workbook'
import { beijingDay } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { isLeadField, type LeadField } from '#domain/lead/list/fields'
import type { LeadList } from '#domain/lead/list/lead-list'
import { readLeadList } from '#domain/lead/list/read-lead-list'
import { withoutOpenNumbers } from '#domain/lead/list/without-open-numbers'
import { fileWarnings } from '#domain/table/file-warnings'
import { readBytes } from '#platform/files'
import { readTableFile, type TableFile } from '#platform/reading/table-file'

/** A mapping by hand: heading to field, or to nothing (the column stays in the extra information). */
export type GivenMapping = Readonly<Record<string, string>>

export const mappingOf = (given: GivenMapping): ReadonlyMap<string, LeadField | null> =>
  new Map(Object.entries(given).map(([heading, field]) => [heading, isLeadField(field) ? field : null]))

/**
 * The list in a kept file, read anew each time: identity numbers stay in the file and in their own field, which the import
 * seals. Refuses `unreadableFile` with the reader's code.
 */
export async function readKeptList(kept: KeptList): Promise<Result<LeadList>> {
  const read = await readWithGrids(kept)
  return read.ok ? ok(read.value.list) : read
}

/** The rows of a kept list that were sent back, as a workbook in its own layout, and how many cells are wrong. Refuses as `readKeptList`. */
export async function refusedRows(kept: KeptList): Promise<Result<{ cells: number; bytes: Uint8Array }>> {
  const read = await readWithGrids(kept)
  if (!read.ok) return read
  const { grids, list } = read.value
  const bytes = await leadErrorWorkbook({ tables: grids, refused: list.refused, given: mappingOf(kept.given) })
  return ok({ cells: list.refused.length, bytes })
}

/** `now`: the day that "in the future" is judged by. */
export type KeptList = { file: { sha256: string; displayName: string }; given: GivenMapping; now: Date }

async function readWithGrids({ file, given, now }: KeptList): Promise<Result<{ grids: TableFile['grids']; list: LeadList }>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const list = readLeadList(read.value.grids, { today: beijingDay(now), given: mappingOf(given) })
  if (!list.ok) return refuse('unreadableFile', { reading: list.failure.code, ...list.failure.detail })
  const warnings = [...fileWarnings(read.value), ...list.value.warnings]
  return ok({ grids: read.value.grids, list: withoutOpenNumbers({ ...list.value, warnings }) })
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
  refusedRowCount: number
  controlTotals: LeadList['controlTotals']
  warnings: LeadList['warnings']
  preview: { row: number; institution: string; behaviour: string; amountFen: string | null }[]
}

const previewRows = 8
const keptReasons = 1_000

export function summaryOf(list: LeadList): ListSummary {
  const extraHeadings = list.accepted.flatMap((lead) => Object.keys(lead.extra))
  return {
    headings: [...new Set([...Object.keys(list.mapping), ...extraHeadings])],
    sheets: list.sheets,
    headerRow: list.headerRow,
    acceptedCount: list.accepted.length,
    correctedCount: list.corrected.length,
    duplicateCount: list.duplicates.length,
    refused: list.refused.slice(0, keptReasons).map(({ sheet, row, column, code, reason }) => ({ sheet, row, column, code, reason })),
    refusedRowCount: new Set(list.refused.map(({ sheet, row }) => `${sheet}:${row}`)).size,
    controlTotals: list.controlTotals,
    warnings: list.warnings,
    preview: list.accepted.slice(0, previewRows).map((lead) => ({
      row: lead.sourceRow,
      institution: lead.institutionName ?? lead.institutionCode ?? '',
      behaviour: lead.behaviour,
      amountFen: lead.amountFen,
    })),
  }
}
