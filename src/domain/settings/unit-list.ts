import { type Department, departmentNames, departments } from '../department/department'

export type ListedRegion = {
  line: number
  code: string
  name: string
  shortName: string
  level: 'province' | 'city' | 'county' | 'unit'
  parentCode: string | null
}
export type ListedAgency = {
  line: number
  name: string
  shortName: string
  regionCode: string
  department: Department
  kind: 'bureau' | 'operator'
}
export type UnitList = { regions: readonly ListedRegion[]; agencies: readonly ListedAgency[] }

export const unitFaults = [
  'noHeader',
  'badCode',
  'nameMissing',
  'badDepartment',
  'badKind',
  'badLevel',
  'badParent',
  'twice',
  'nothing',
] as const
export type UnitFault = { line: number; fault: (typeof unitFaults)[number]; found: string }

type Line = { number: number; cells: readonly string[] }

/** The columns of the list, by the words that head them. */
export const unitColumns = {
  code: '行政区划代码',
  regionName: '行政区划名称',
  parent: '上级代码',
  level: '级别',
  name: '单位全称',
  shortName: '单位简称',
  department: '部门',
  kind: '性质',
} as const
type Column = keyof typeof unitColumns

const required: readonly Column[] = ['code', 'regionName', 'name', 'department']

const levels: Readonly<Record<string, ListedRegion['level']>> = { 省: 'province', 市: 'city', 县: 'county', 单元: 'unit' }
const kinds: Readonly<Record<string, ListedAgency['kind']>> = { '': 'bureau', 行政: 'bureau', 经办: 'operator' }

const levelOf = (code: string): ListedRegion['level'] => (code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county')

/** The division above, as the codes of GB/T 2260 are built. */
function parentOf(code: string, level: ListedRegion['level']): string | null {
  if (level === 'province') return null
  return level === 'city' ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`
}

const departmentOf = (word: string): Department | null =>
  departments.find((code) => code === word.toUpperCase() || departmentNames[code].short === word || departmentNames[code].full === word) ??
  null

/**
 * Reads a bureau's list of regions and agencies: a line names a region, and the agency there when it has one. All of the
 * faults are told at once, each with its line.
 */
export function readUnitList(lines: readonly Line[]): { ok: true; list: UnitList } | { ok: false; faults: readonly UnitFault[] } {
  const head = lines.findIndex(({ cells }) => required.every((column) => cells.some((cell) => cell.trim() === unitColumns[column])))
  const header = lines[head]
  if (!header) return { ok: false, faults: [{ line: lines[0]?.number ?? 1, fault: 'noHeader', found: '' }] }
  const places = new Map(
    Object.entries(unitColumns).map(([column, word]) => [column, header.cells.findIndex((cell) => cell.trim() === word)]),
  )

  const faults: UnitFault[] = []
  const regions = new Map<string, ListedRegion>()
  const agencies = new Map<string, ListedAgency>()
  for (const { number: line, cells } of lines.slice(head + 1)) {
    const at = (column: Column) => cells[places.get(column) ?? -1]?.trim() ?? ''
    if (Object.keys(unitColumns).every((column) => at(column as Column) === '')) continue // Object.keys forgets which keys these are
    const region = regionOf(line, at)
    if ('fault' in region) {
      faults.push(region)
      continue
    }
    const known = regions.get(region.code)
    if (known && known.name !== region.name) faults.push({ line, fault: 'twice', found: region.code })
    if (!known) regions.set(region.code, region)
    if (at('name') === '') continue
    const agency = agencyOf(line, region.code, at)
    if ('fault' in agency) faults.push(agency)
    else if (agencies.has(agency.name)) faults.push({ line, fault: 'twice', found: agency.name })
    else agencies.set(agency.name, agency)
  }
  if (faults.length === 0 && regions.size === 0) faults.push({ line: header.number, fault: 'nothing', found: '' })
  if (faults.length > 0) return { ok: false, faults }
  const byCode = [...regions.values()].sort(
    (one, other) => (one.level === 'unit' ? 1 : 0) - (other.level === 'unit' ? 1 : 0) || (one.code < other.code ? -1 : 1),
  )
  return { ok: true, list: { regions: byCode, agencies: [...agencies.values()] } }
}

type At = (column: Column) => string

function regionOf(line: number, at: At): ListedRegion | UnitFault {
  const code = at('code')
  if (!/^[1-9]\d{5}$/.test(code)) return { line, fault: 'badCode', found: code }
  const name = at('regionName')
  if (name === '') return { line, fault: 'nameMissing', found: code }
  const level = at('level') === '' ? levelOf(code) : levels[at('level')]
  if (!level) return { line, fault: 'badLevel', found: at('level') }
  const parentCode = at('parent') === '' ? parentOf(code, level) : at('parent')
  if (parentCode !== null && (!/^[1-9]\d{5}$/.test(parentCode) || parentCode === code))
    return { line, fault: 'badParent', found: at('parent') }
  return { line, code, name, shortName: name.length > 2 ? name.replace(/[省市]$/, '') : name, level, parentCode }
}

function agencyOf(line: number, regionCode: string, at: At): ListedAgency | UnitFault {
  const department = departmentOf(at('department'))
  if (!department) return { line, fault: 'badDepartment', found: at('department') }
  const kind = kinds[at('kind')]
  if (!kind) return { line, fault: 'badKind', found: at('kind') }
  return { line, name: at('name'), shortName: at('shortName') || at('name'), regionCode, department, kind }
}
