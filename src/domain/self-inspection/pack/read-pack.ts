import { ok, type Result, refuse } from '../../kernel/result'
import type { Table } from '../../table/grid'
import { tidyCode, tidyText } from '../../table/text'
import { allHeadings, codeIndex, firstRow, headingRow, manifestSheet } from './columns'
import { type PackKey, type PackManifest, readManifest, signedText } from './manifest'
import { isEmptyRow, type PackRow, readPackRow } from './read-row'

/** Each way in which a workbook is not the pack that was handed out. `src/messages/zh/offline-pack.ts` has a sentence for each. */
export const packUnfit = [
  'notAPack',
  'otherInstallation',
  'tampered',
  'sheetMissing',
  'headingsChanged',
  'rowUnknown',
  'rowTwice',
  'rowsMissing',
  'codeChanged',
  'otherInstitution',
  'otherFiling',
  'otherList',
] as const
export type PackUnfit = (typeof packUnfit)[number]

export const unfit = (why: PackUnfit, detail: Readonly<Record<string, string | number>> = {}): Result<never> =>
  refuse('packUnfit', { why, ...detail })

export type Signer = { keyId: string; holds(text: string, signature: string): boolean }

/**
 * The signed manifest of a workbook. Refuses `packUnfit`: `notAPack` without one, `otherInstallation` when another key signed it,
 * `tampered` when this one's signature does not hold.
 */
export function manifestOf(tables: readonly Table[], signer: Signer): Result<PackManifest> {
  const sheet = tables.find(({ name }) => name === manifestSheet)
  const lines = sheet?.rows.map((row) => row.cells[0]?.text ?? '').filter((line) => line !== '') ?? []
  const signature = sheet?.rows[0]?.cells[1]?.text ?? ''
  const manifest = readManifest(lines)
  if (!sheet || lines.length === 0) return unfit('notAPack')
  if (!manifest) return unfit('tampered')
  if (manifest.head.keyId !== signer.keyId) return unfit('otherInstallation')
  return signer.holds(signedText(lines), signature) ? ok(manifest) : unfit('tampered')
}

/**
 * The rows of a workbook, each found by its signed key wherever it stands. Refuses `packUnfit`, naming sheet and row, when a sheet, a
 * heading or a row is not what was handed out.
 */
export function rowsOf(tables: readonly Table[], manifest: PackManifest): Result<PackRow[]> {
  const read: PackRow[] = []
  for (const name of new Set(manifest.rows.map(({ sheet }) => sheet))) {
    const table = tables.find((one) => one.name === name)
    if (!table) return unfit('sheetMissing', { sheet: name })
    const rows = rowsOfSheet(
      table,
      manifest.rows.filter(({ sheet }) => sheet === name),
    )
    if (!rows.ok) return rows
    read.push(...rows.value)
  }
  return ok(read.filter((row) => !isEmptyRow(row)))
}

function rowsOfSheet(table: Table, keys: readonly PackKey[]): Result<PackRow[]> {
  const sheet = table.name
  const headings = table.rows.find(({ number }) => number === headingRow)?.cells ?? []
  const changed = allHeadings.findIndex((heading, index) => tidyText(headings[index]?.text ?? '') !== heading)
  if (changed >= 0) return unfit('headingsChanged', { sheet, heading: allHeadings[changed] ?? '' })

  const known = new Map(keys.map((key) => [key.key, key]))
  const codes = new Set(keys.flatMap(({ code }) => code ?? []))
  const seen = new Set<string>()
  const read: PackRow[] = []
  for (const row of table.rows) {
    if (row.number < firstRow || row.cells.every((cell) => tidyText(cell?.text ?? '') === '')) continue
    const key = known.get(tidyText(row.cells[0]?.text ?? ''))
    if (!key) return unfit('rowUnknown', { sheet, row: row.number })
    if (seen.has(key.key)) return unfit('rowTwice', { sheet, row: row.number })
    if (key.code !== null && tidyCode(row.cells[codeIndex]?.text ?? '') !== tidyCode(key.code))
      return unfit('codeChanged', { sheet, row: row.number })
    seen.add(key.key)
    read.push(readPackRow(row, key, codes, table.date1904))
  }
  return seen.size === known.size ? ok(read) : unfit('rowsMissing', { sheet, count: known.size - seen.size })
}
