import type { Grid } from './grid'
import { type Reading, read, readingLimits, unreadable } from './reading'
import type { Archive } from './safe-zip'
import type { WorkbookContext } from './xlsx-cell'
import { rangeOf, readSheet, type SheetContent, type SheetPlace } from './xlsx-sheet'
import { readStyles } from './xlsx-styles'
import { isOn, readSharedStrings, readXml } from './xlsx-text'
import { attribute } from './xml-reader'

type Relationship = { id: string; type: string; target: string; external: boolean }

/** Title and header rows are not counted as data; nobody has more of them than this. */
const ROWS_BEFORE_DATA = 50

/**
 * The sheets of a workbook in the order of their tabs, hidden ones included. `archive` comes from `inspectUpload`.
 * Fails `E-FILE-08` for links to the outside other than hyperlinks, `E-FILE-12` for a broken structure, `E-IMP-01`
 * and `E-IMP-02` for too much.
 */
export async function readXlsx(archive: Archive): Promise<Reading<Grid[]>> {
  const outside = await linksOutside(archive)
  if (!outside.ok) return outside
  if (outside.value) return unreadable('E-FILE-08', { content: 'externalLink' })

  const workbook = await readWorkbook(archive)
  if (!workbook.ok) return workbook
  const strings = await readSharedStrings(archive, workbook.value.stringsPart)
  if (!strings.ok) return strings
  const styles = await readStyles(archive, workbook.value.stylesPart)
  if (!styles.ok) return styles

  const context: WorkbookContext = {
    strings: strings.value,
    styles: styles.value,
    date1904: workbook.value.date1904,
    rowsLeft: readingLimits.rows + ROWS_BEFORE_DATA,
  }
  const grids: Grid[] = []
  for (const place of workbook.value.sheets) {
    const sheet = await readSheet(archive, place, context)
    if (!sheet.ok) return sheet
    grids.push(await markFiltered(archive, place, sheet.value))
  }
  return read(grids)
}

/** Whether any part points outside the file by anything but a hyperlink that a person would have to click. */
async function linksOutside(archive: Archive): Promise<Reading<boolean>> {
  for (const part of archive.names.filter((name) => name.endsWith('.rels'))) {
    const relationships = await readRelationships(archive, part)
    if (!relationships.ok) return relationships
    if (relationships.value.some(({ external, type }) => external && !type.endsWith('/hyperlink'))) return read(true)
  }
  return read(false)
}

async function readRelationships(archive: Archive, part: string): Promise<Reading<Relationship[]>> {
  const relationships: Relationship[] = []
  if (!archive.has(part)) return read(relationships)
  const failure = await readXml(archive, part, {
    open(name, attributes) {
      if (name !== 'Relationship') return null
      relationships.push({
        id: attribute(attributes, 'Id') ?? '',
        type: attribute(attributes, 'Type') ?? '',
        target: attribute(attributes, 'Target') ?? '',
        external: attribute(attributes, 'TargetMode') === 'External',
      })
      return null
    },
  })
  return failure ? { ok: false, failure } : read(relationships)
}

type WorkbookParts = { sheets: SheetPlace[]; date1904: boolean; stringsPart: string | null; stylesPart: string | null }

async function readWorkbook(archive: Archive): Promise<Reading<WorkbookParts>> {
  const part = archive.names.find((name) => /^xl\/workbook[^/]*\.xml$/i.test(name))
  if (!part) return unreadable('E-FILE-12', { part: 'xl/workbook.xml' })
  const relationships = await readRelationships(archive, relationshipsOf(part))
  if (!relationships.ok) return relationships

  const byId = new Map(relationships.value.map((relationship) => [relationship.id, relationship]))
  const partOfType = (type: string) => {
    const found = relationships.value.find((relationship) => relationship.type.endsWith(type))
    return found ? resolve(part, found.target) : null
  }
  const sheets: SheetPlace[] = []
  let date1904 = false
  const failure = await readXml(archive, part, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isOn(attribute(attributes, 'date1904'))
      if (name !== 'sheet') return null
      const relationship = byId.get(/\b[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '')
      if (!relationship?.type.endsWith('/worksheet')) return null
      const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
      sheets.push({ name: attribute(attributes, 'name') ?? '', part: resolve(part, relationship.target), hidden })
      return null
    },
  })
  if (failure) return { ok: false, failure }
  const missing = sheets.find((sheet) => !archive.has(sheet.part))
  if (missing || sheets.length === 0) return unreadable('E-FILE-12', { part: missing?.part ?? part })
  return read({ sheets, date1904, stringsPart: partOfType('/sharedStrings'), stylesPart: partOfType('/styles') })
}

/** Rows hidden by an active filter are told apart from rows hidden by hand; a filter is the sheet's or a table's. */
async function markFiltered(archive: Archive, place: SheetPlace, { grid, filterRange }: SheetContent): Promise<Grid> {
  if (!grid.rows.some((row) => row.hidden)) return grid
  const ranges = [filterRange, ...(await tableFilters(archive, place))].filter((range) => range !== null)
  if (ranges.length === 0) return grid

  const isFiltered = (number: number) => ranges.some(({ top, bottom }) => number >= top && number <= bottom)
  const rows = grid.rows.map((row) =>
    row.hidden && isFiltered(row.number) ? { number: row.number, cells: row.cells, filtered: true as const } : row,
  )
  return { ...grid, rows }
}

async function tableFilters(archive: Archive, place: SheetPlace) {
  const relationships = await readRelationships(archive, relationshipsOf(place.part))
  const tables = relationships.ok ? relationships.value.filter(({ type }) => type.endsWith('/table')) : []
  const ranges: ReturnType<typeof rangeOf>[] = []
  for (const table of tables) {
    const part = resolve(place.part, table.target)
    if (!archive.has(part)) continue
    let range: ReturnType<typeof rangeOf> = null
    await readXml(archive, part, {
      open(name, attributes) {
        if (name === 'autoFilter') range = rangeOf(attribute(attributes, 'ref'))
        if (name === 'filterColumn') ranges.push(range)
        return null
      },
    })
  }
  return ranges
}

const relationshipsOf = (part: string) => part.replace(/([^/]+)$/, '_rels/$1.rels')

/** A relationship's target, seen from the part that has it. */
function resolve(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path = part.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}
