import 'server-only'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { readBytes } from '#platform/files'
import { readDocumentText } from '#platform/reading/document-text'
import { evidenceMediaTypes } from '#platform/reading/evidence'
import type { Grid } from '#platform/reading/grid'
import { readTableFile } from '#platform/reading/table-file'

export type PreviewSheet = { name: string; rows: string[][]; more: number }
export type ReadPreview = { kind: 'table'; sheets: PreviewSheet[] } | { kind: 'text'; text: string; more: boolean }

/** A look at a file, not the file: so much of it is shown. */
const most = { sheets: 6, rows: 200, columns: 40, cell: 200, characters: 30_000 }

/** What a kept file looks like inside, as far as it is a table or a text. Refuses `unreadableFile` as its reader fails. */
export async function readPreview(file: { sha256: string; displayName: string; mediaType: string }): Promise<Result<ReadPreview>> {
  const bytes = await readBytes(file.sha256)
  const isTable = file.mediaType === evidenceMediaTypes.xlsx || /\.(csv|tsv)$/i.test(file.displayName)
  const inside = isTable ? await readTableFile(bytes, file.displayName) : await readDocumentText(bytes)
  if (!inside.ok) return refuse('unreadableFile', { reading: inside.failure.code, ...inside.failure.detail })
  if ('grids' in inside.value) return ok({ kind: 'table', sheets: inside.value.grids.slice(0, most.sheets).map(sheetOf) })
  const { text } = inside.value
  return ok({ kind: 'text', text: text.slice(0, most.characters), more: text.length > most.characters })
}

function sheetOf({ name, rows }: Grid): PreviewSheet {
  const shown = rows.slice(0, most.rows)
  const width = Math.min(most.columns, Math.max(0, ...shown.map(({ cells }) => cells.length)))
  const texts = (cells: Grid['rows'][number]['cells']) =>
    Array.from({ length: width }, (_, at) => (cells[at]?.text ?? '').slice(0, most.cell))
  return { name, rows: shown.map(({ cells }) => texts(cells)), more: rows.length - shown.length }
}
