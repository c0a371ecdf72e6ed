import type { BillSettings } from '#domain/screening/bill-settings'
import type { FileColumn } from '#domain/screening/columns-of-file'
import type { FeeField } from '#domain/screening/fee-fields'
import type { FeeLine, FeeNeed } from '#domain/screening/fee-line'
import type { Rule } from '#domain/screening/hit'

/** What somebody said of the columns of a layout: pairs of a heading and a field, or that it is none. */
export type ColumnChoice = readonly (readonly [heading: string, field: FeeField | null])[]

/** `involvedFen` counts each charge once; `excessFen` is what should not have been charged, if the suspicion holds. */
export type RuleTotal = {
  rule: Rule
  hits: number
  lines: number
  people: number
  from: string
  to: string
  involvedFen: bigint
  excessFen: bigint
}

export type Checked = {
  kind: 'checked'
  lines: number
  cancelledOut: number
  problems: { count: number; first: readonly string[] }
  hits: number
  flaggedLines: number
  involvedFen: bigint
  totals: readonly RuleTotal[]
  skipped: readonly { rule: Rule; lacks: readonly FeeNeed[] }[]
  columns: readonly FileColumn[]
  warnings: readonly string[]
  milliseconds: number
}

/** `code` and `detail` are those of a file that cannot be read, or whose columns are not known. */
export type CheckOutcome =
  | Checked
  | { kind: 'unreadable'; code: string; detail: Readonly<Record<string, string | number>> }
  | { kind: 'unmapped'; code: string; detail: Readonly<Record<string, string | number>>; columns: readonly FileColumn[] }

export type ShownLine = Pick<FeeLine, 'sheet' | 'row' | 'visit' | 'at' | 'name' | 'count' | 'unit' | 'amountFen'>
export type ShownHit = { rule: string; why: string; excessFen: bigint; lines: readonly ShownLine[]; moreLines: number }
export type HitPage = { hits: readonly ShownHit[]; count: number }

/** What the page asks of the worker; every answer carries the number of its question. */
export type Ask =
  | {
      do: 'check'
      file: Blob
      name: string
      choices: Readonly<Record<string, ColumnChoice>>
      given: ColumnChoice | null
      settings: BillSettings
    }
  | { do: 'page'; rule: string | null; from: number; size: number }
  | { do: 'table'; heads: readonly string[] }

export type Stage = 'reading' | 'checking'
export type Progress = { stage: Stage; share: number }
