import { readCsv } from './csv-grid'
import { type FileKind, inspectUpload } from './file-kind'
import type { Grid } from './grid'
import { readHtml } from './html-grid'
import { type Reading, read, unreadable } from './reading'
import type { TextEncoding } from './text-encoding'
import { readXlsx } from './xlsx-grid'

/** A file read as tables. `extensionMisleads` when its name promises another kind. */
export type TableFile = { kind: FileKind; encoding: TextEncoding | null; extensionMisleads: boolean; grids: Grid[] }

/** Reads an uploaded list: a workbook, separated values, or an HTML table under whatever name. */
export async function readTableFile(bytes: Uint8Array, fileName: string): Promise<Reading<TableFile>> {
  const upload = inspectUpload(bytes, ['xlsx', 'text', 'html'])
  if (!upload.ok) return upload

  const { kind } = upload.value
  const encoding = 'decoded' in upload.value ? upload.value.decoded.encoding : null
  const grids = await gridsOf(upload.value, fileName.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''))
  return grids.ok ? read({ kind, encoding, extensionMisleads: misleads(fileName, kind), grids: grids.value }) : grids
}

type TableUpload = Extract<ReturnType<typeof inspectUpload>, { ok: true }>['value']

async function gridsOf(upload: TableUpload, name: string): Promise<Reading<Grid[]>> {
  if (upload.kind === 'xlsx') return readXlsx(upload.archive)
  if (upload.kind === 'html') return readHtml(upload.decoded.text, name)
  if (upload.kind !== 'text') return unreadable('E-FILE-01', { detected: upload.kind, accepted: 'xlsx text html' })
  const grid = readCsv(upload.decoded.text, name)
  return grid.ok ? read([grid.value]) : grid
}

const extensions: Partial<Record<FileKind, RegExp>> = { xlsx: /\.xlsx$/i, text: /\.(csv|txt|tsv)$/i, html: /\.(html?|xls)$/i }

const misleads = (fileName: string, kind: FileKind) => /\.[a-z0-9]+$/i.test(fileName) && !(extensions[kind]?.test(fileName) ?? true)
