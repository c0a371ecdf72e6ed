import type { RowProblem } from '../../table/problems'
import type { LeadField } from './fields'
import type { ListWarning } from './warnings'

/** One lead as a list states it. Money is a decimal string of 分, so that the list can be kept as JSON. */
export type ListedLead = {
  sourceSheet: string
  sourceRow: number
  leadNumber: string | null
  batch: string | null
  institutionCode: string | null
  institutionName: string | null
  regionName: string | null
  personName: string | null
  idType: string | null
  idNumber: string | null
  behaviour: string
  amountFen: string | null
  settledOn: string | null
  note: string | null
  /** Columns without a field of their own, by heading; blanks left out. */
  extra: Record<string, string>
}

/** A cell whose spelling was put right. `from` and `to` in the list's own terms: amounts in 元. */
export type Correction = { sheet: string; row: number; column: string; from: string; to: string }

/** A cell for which its row is sent back. A row with several has several entries. */
export type RefusedCell = { sheet: string; row: number; column: string; value: string; code: RowProblem; reason: string }

/** Row `row` says exactly what row `of` says. Both are among the accepted: the user chooses. */
export type Duplicate = { sheet: string; row: number; ofSheet: string; of: number }

/** A total that the list states, and what its rows come to; both in 分. */
export type ControlTotal = { sheet: string; row: number; column: string; stated: string; computed: string; holds: boolean }

export type LeadList = {
  /** The sheets that were read. */
  sheets: string[]
  /** Of the first of them. */
  headerRow: number
  mapping: Record<string, LeadField>
  accepted: ListedLead[]
  corrected: Correction[]
  refused: RefusedCell[]
  duplicates: Duplicate[]
  controlTotals: ControlTotal[]
  warnings: ListWarning[]
}

export type LeadListOptions = {
  /** Beijing's day, against which dates of birth and settlement are held. */
  today: string
  /** Columns assigned by hand, by heading or letter; null leaves a column to `extra`. */
  given?: ReadonlyMap<string, LeadField | null>
  /** Leaves out hidden, filtered and struck-through rows and hidden sheets; they are still named. */
  skipHidden?: boolean
}
