import { maskIdNumber, maskNumbersIn } from '../kernel/identity-number'
import { maskPersonName } from '../person/person-name'
import { type LeadSubjectKind, maskSubject } from './subjects'

/** A value of a settlement row, as a file or an engine gives it. */
export type CellValue = string | number | boolean | null
/** A row that a hit rests on: its table, its key there, and its columns in order. */
export type EvidenceRow = { table: string; key: string; cells: Readonly<Record<string, CellValue>> }

const identityColumns = /^(certno|psn_cert_no|id_?(no|number)|idcard)$/i
const nameColumns = /^(psn_name|patn_name|name_of_person)$/i
const phoneColumns = /^(tel|mob|phone)$/i
const addressColumns = /^(addr|live_addr|coner_addr)$/i

/** Whoever prescribes, bills or settles: in the columns of a delivery, and in those that models see. */
const staffColumns: readonly (readonly [RegExp, LeadSubjectKind])[] = [
  [/^(doctor|staff|atddr_no|bilg_dr_codg|orders_dr_code|dr_codg?)$/i, 'doctorCode'],
  [/^(opter|opter_id)$/i, 'agentCode'],
  [/^opter_name$/i, 'agent'],
]

/** Evidence travels further than the settlement data: whose row it is stays told apart by the number within the insurance, not by papers. */
function maskedCell<Value extends CellValue>(column: string, value: Value): Value | string {
  const staff = staffColumns.find(([pattern]) => pattern.test(column))
  if (staff && value !== null && value !== '') return maskSubject(staff[1], String(value))
  if (typeof value !== 'string') return value
  if (identityColumns.test(column)) return maskIdNumber(value)
  if (nameColumns.test(column)) return maskPersonName(value)
  if (phoneColumns.test(column)) return value.replace(/^(.{3}).*(.{2})$/s, (_, head: string, tail: string) => `${head}****${tail}`)
  if (addressColumns.test(column)) return value.length > 6 ? `${value.slice(0, 6)}…` : value
  return maskNumbersIn(value)
}

/** Cells with nothing open in them that names a person. */
export const maskedCells = <Value extends CellValue>(cells: Readonly<Record<string, Value>>): Record<string, Value | string> =>
  Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, maskedCell(column, value)]))

/** The row with nothing open in it that names a person. */
export const maskedEvidence = ({ table, key, cells }: EvidenceRow): EvidenceRow => ({
  table,
  key: maskNumbersIn(key),
  cells: maskedCells(cells),
})

/** The three things that make a finding of a hit (证据定位、条款、推理); without one of them it stays a clue. */
export const groundParts = ['rows', 'clause', 'reasoning'] as const
export type GroundPart = (typeof groundParts)[number]

export const missingGrounds = (ground: { rowCount: number; clause: string | null; reasoning: string | null }): GroundPart[] => [
  ...(ground.rowCount === 0 ? (['rows'] as const) : []),
  ...(ground.clause?.trim() ? [] : (['clause'] as const)),
  ...(ground.reasoning?.trim() ? [] : (['reasoning'] as const)),
]
