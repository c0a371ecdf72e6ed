import 'server-only'
import { ok, type Result } from '#domain/kernel/result'
import { isReturnHeading, returnMark } from '#domain/lead/list/agreement'
import { keptColumns } from '#domain/lead/list/kept-columns'
import type { LeadList, ListedLead } from '#domain/lead/list/lead-list'
import { leadWithoutOpenNumbers } from '#domain/lead/list/without-open-numbers'
import { type FoundSubject, subjectsIn } from '#domain/lead/subjects'
import type { HandOver } from '../file/hand-over'
import { errorWorkbook, type GivenMapping, type ListSummary, readWithGrids, summaryOf } from './read-list'

/** A row that can be a lead; `repeats`: one before it says exactly the same. `subjects` stand open: they are sealed as they are kept. */
export type ReadRow = ListedLead & { repeats: boolean; subjects: FoundSubject[] }
/** What is handed over while a list is read, in this order. `total`: how many rows will come. */
export type ListPiece = { rows: ReadRow[]; total: number } | { workbook: Uint8Array }

export type ReadList = {
  summary: ListSummary
  mapping: LeadList['mapping']
  /** The mapping that it was read with, of those that were tried. */
  given: GivenMapping
  /** The mark of the list whose refused rows these were, put right, where the file says so. */
  mark: string | null
}

const rowsAPiece = 1_000
const bytesAPiece = 4 * 1024 * 1024

/**
 * Reads a list once and hands its rows over a thousand at a time, then the rows that are sent back as a workbook. Identity numbers stand in
 * their own field alone. Answers what there is to say of the list as a whole. Refuses `unreadableFile` with the reader's code.
 */
export async function handOverList(
  { file, givens, now }: { file: { sha256: string; displayName: string }; givens: readonly GivenMapping[]; now: Date },
  handOver: HandOver,
): Promise<Result<ReadList>> {
  const give = (piece: ListPiece) => handOver(piece)
  const read = await readWithGrids({ file, now }, givens)
  if (!read.ok) return read
  const { list, given } = read.value
  const repeating = new Set(list.duplicates.map(({ sheet, row }) => `${sheet}:${row}`))
  const total = list.accepted.length
  for (let start = 0; start < total; start += rowsAPiece) {
    const rows = list.accepted.slice(start, start + rowsAPiece).map((listed) => {
      const whole = withoutReturnColumns(listed)
      const lead = leadWithoutOpenNumbers(whole)
      const repeats = repeating.has(`${lead.sourceSheet}:${lead.sourceRow}`)
      return { ...lead, extra: { ...keptColumns(lead, list.mapping), ...lead.extra }, repeats, subjects: subjectsIn(whole) }
    })
    await give({ rows, total })
  }
  if (list.refused.length > 0) {
    const workbook = await errorWorkbook(read.value, file.sha256)
    for (let start = 0; start < workbook.byteLength; start += bytesAPiece) {
      await give({ workbook: workbook.slice(start, start + bytesAPiece) })
    }
  }
  return ok({ summary: summaryOf(list), mapping: list.mapping, given, mark: markIn(list) })
}

/** The reason a row was sent back for, and the row it had, say nothing of the lead. */
const withoutReturnColumns = (lead: ListedLead): ListedLead => ({
  ...lead,
  extra: Object.fromEntries(Object.entries(lead.extra).filter(([heading]) => !isReturnHeading(heading))),
})

function markIn({ accepted }: LeadList): string | null {
  const headings = Object.keys(accepted[0]?.extra ?? {})
  return headings.map(returnMark).find((mark) => mark !== null) ?? null
}
