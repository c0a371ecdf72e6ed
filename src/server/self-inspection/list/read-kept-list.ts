import 'server-only'
import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type ChecklistListField, checklistFields } from '#domain/self-inspection/list/fields'
import { guessHeadings, layoutOf } from '#domain/self-inspection/list/guess-headings'
import { type ListedChecklist, readChecklist } from '#domain/self-inspection/list/read-checklist'
import type { TableFailureCode } from '#domain/table/failure'
import { fileWarnings } from '#domain/table/file-warnings'
import { readBytes } from '#platform/files'
import { readTableFile } from '#platform/reading/table-file'

/** A mapping by hand: heading to field, or to anything else (the column is left out). */
export type GivenMapping = Readonly<Record<string, string>>
export type KeptChecklistFile = { file: { sha256: string; displayName: string }; given: GivenMapping }

/** `list` is null where no column could be told to hold the problems: the headings are there for a person to say which one does. */
export type KeptChecklistReading = {
  fingerprint: string
  headings: string[]
  list: ListedChecklist | null
  failure: { code: TableFailureCode; detail: Record<string, string | number> } | null
}

const isChecklistField = (field: string): field is ChecklistListField => (checklistFields as readonly string[]).includes(field)
const mappingOf = (given: GivenMapping) =>
  new Map(Object.entries(given).map(([heading, field]) => [heading, isChecklistField(field) ? field : null]))

/**
 * The problem list in a kept file, by the reader of `checklist parse`. Refuses `unreadableFile` with the reader's code for what is no table, or
 * a table without two headings.
 */
export async function readKeptChecklist({ file, given }: KeptChecklistFile): Promise<Result<KeptChecklistReading>> {
  const read = await readTableFile(await readBytes(file.sha256), file.displayName)
  if (!read.ok) return refuse('unreadableFile', { reading: read.failure.code, ...read.failure.detail })
  const { grids } = read.value
  const plain = readChecklist(grids)
  const headings = plain.ok ? plain.value.columns : guessHeadings(grids)
  const fingerprint = createHash('sha256').update(layoutOf(headings)).digest('hex')

  const mapped = Object.keys(given).length > 0 ? readChecklist(grids, { given: mappingOf(given) }) : plain
  if (!mapped.ok) {
    const { code, detail } = mapped.failure
    if (headings.length < 2) return refuse('unreadableFile', { reading: code, ...detail })
    return ok({ fingerprint, headings, list: null, failure: { code, detail: { ...detail } } })
  }
  const warnings = [...fileWarnings(read.value).map(({ message }) => message), ...mapped.value.warnings]
  return ok({ fingerprint, headings, list: { ...mapped.value, warnings }, failure: null })
}

/** What the import page shows of a list, and what is kept of it until it is imported. */
export type ChecklistSummary = {
  headings: string[]
  /** Why nothing could be read yet. */
  failure: KeptChecklistReading['failure']
  itemCount: number
  refused: { sheet: string; row: number; column: string; reason: string }[]
  refusedCount: number
  warnings: string[]
  /** The list's own names of fields, with how many items each has; the empty name for items without one. */
  fields: { name: string; count: number }[]
  preview: { row: number; code: string; field: string; violationType: string; text: string }[]
}

const previewRows = 12
const keptReasons = 500

export function summaryOf({ headings, failure, list }: KeptChecklistReading): ChecklistSummary {
  const items = list?.items ?? []
  const counts = new Map<string, number>()
  for (const { field } of items) counts.set(field ?? '', (counts.get(field ?? '') ?? 0) + 1)
  return {
    headings: list?.columns ?? headings,
    failure,
    itemCount: items.length,
    refused: (list?.refused ?? []).slice(0, keptReasons).map(({ sheet, row, column, reason }) => ({ sheet, row, column, reason })),
    refusedCount: new Set(list?.refused.map(({ sheet, row }) => `${sheet}:${row}`)).size,
    warnings: list?.warnings ?? [],
    fields: [...counts].map(([name, count]) => ({ name, count })),
    preview: items.slice(0, previewRows).map((item) => ({
      row: item.sourceRow,
      code: item.code,
      field: item.field ?? '',
      violationType: item.violationType ?? '',
      text: item.text,
    })),
  }
}
