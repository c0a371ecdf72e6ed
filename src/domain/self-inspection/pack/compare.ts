import type { CivilDate } from '../../kernel/civil-date'
import { findingStands } from '../finding'
import type { PackAnswer, PackFinding, PackKey, PackRefund } from './manifest'
import { faultOf, type PackFault } from './problems'
import type { PackRow } from './read-row'

/** The filing as it is now, as much of it as a pack is compared with. */
export type FilingNow = {
  items: ReadonlyMap<string, { id: string; answer: (PackAnswer & { version: number }) | null; findings: number }>
  findings: ReadonlyMap<string, PackFinding & { code: string; version: number; standingFen: bigint }>
  /** Each voucher that the institution has used, with what was declared by it. */
  vouchers: ReadonlyMap<string, PackRefund & { findingId: string }>
  lookBackFrom: CivilDate
  today: CivilDate
}

type Place = { key: string; sheet: string; row: number; code: string }
/** What a row of the pack would do to the filing. In `conflict`, the filing was changed since the pack was made, and otherwise. */
export type PackChange = Place & { id: string; version: number; conflict: boolean } & (
    | { part: 'answer'; before: PackAnswer | null; after: PackAnswer }
    | { part: 'finding'; before: PackFinding | null; after: PackFinding; denied: boolean }
    | { part: 'refund'; before: null; after: PackRefund }
  )
export type FaultyRow = Place & { cells: PackRow['cells']; faults: readonly PackFault[] }
export type PackComparison = { changes: PackChange[]; faulty: FaultyRow[] }

const same = (one: unknown, other: unknown): boolean => ordered(one) === ordered(other)
const ordered = (value: unknown): string =>
  JSON.stringify(value && typeof value === 'object' ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)) : value)

/**
 * What a pack changes: what the row says now against what it said when it was made, and against what the filing says now. Rows that
 * cannot be taken over come apart with every reason; the others stand without them.
 */
export function comparePack(rows: readonly PackRow[], keys: readonly PackKey[], now: FilingNow): PackComparison {
  const known = new Map(keys.map((key) => [key.key, key]))
  const changes: PackChange[] = []
  const faulty: FaultyRow[] = []
  const vouchers = new Map<string, string>()
  for (const row of rows) {
    const key = known.get(row.key)
    if (!key) continue
    const own = [answerChange(row, key, now), findingChange(row, key, now), refundChange(row, now)].filter((change) => change !== null)
    const faults = [...row.faults, ...own.flatMap((change) => faultsOf(change, row, now))]
    const voucher = row.refund?.voucherNumber
    if (voucher !== undefined && vouchers.has(voucher)) faults.push(faultOf('voucher', 'voucherUsed'))
    if (voucher !== undefined) vouchers.set(voucher, row.key)
    if (faults.length > 0) faulty.push({ ...placeOf(row), cells: row.cells, faults })
    else changes.push(...own)
  }
  return { changes, faulty }
}

const placeOf = ({ key, sheet, row, code }: PackRow): Place => ({ key, sheet, row, code })

function answerChange(row: PackRow, key: PackKey, now: FilingNow): PackChange | null {
  if (row.answer === null || key.answer === null || row.finding !== null) return null // a finding answers its item
  const held = now.items.get(row.code)?.answer ?? null
  const before = held && { answer: held.answer, reason: held.reason }
  const after = { answer: row.answer, reason: row.answer === 'notApplicable' ? row.reason : '' }
  if (same(after, before) || same(after, key.answer.base)) return null
  const version = held?.version ?? 0
  return { ...placeOf(row), part: 'answer', id: `${row.key}:answer`, version, before, after, conflict: !same(before, key.answer.base) }
}

function findingChange(row: PackRow, key: PackKey, now: FilingNow): PackChange | null {
  const after = row.finding
  if (after === null || same(after, key.finding.base)) return null
  const held = now.findings.get(row.key) ?? null
  const before = held && withoutStanding(held)
  if (same(after, before)) return null
  const answer = now.items.get(row.code)?.answer ?? null
  const base = key.answer?.base ?? null
  // Somebody has said since that there is nothing under this item: that is for a person to decide.
  const denied =
    before === null && answer !== null && answer.answer !== 'found' && !same({ answer: answer.answer, reason: answer.reason }, base)
  const conflict = denied || !same(before, key.finding.base)
  return { ...placeOf(row), part: 'finding', id: `${row.key}:finding`, version: held?.version ?? 0, before, after, conflict, denied }
}

function refundChange(row: PackRow, now: FilingNow): PackChange | null {
  const after = row.refund
  if (after === null) return null
  const held = now.vouchers.get(after.voucherNumber)
  const known = held && held.findingId === row.key && held.amountFen === after.amountFen && held.paidOn === after.paidOn
  return known ? null : { ...placeOf(row), part: 'refund', id: `${row.key}:refund`, version: 0, before: null, after, conflict: false }
}

const withoutStanding = ({
  code: _code,
  version: _version,
  standingFen: _standing,
  ...finding
}: PackFinding & {
  code: string
  version: number
  standingFen: bigint
}): PackFinding => finding

/** What the rules of the page would say of the same act. */
function faultsOf(change: PackChange, row: PackRow, now: FilingNow): PackFault[] {
  if (change.part === 'answer')
    return change.after.answer !== 'found' && (now.items.get(row.code)?.findings ?? 0) > 0 ? [faultOf('answer', 'findingsStand')] : []
  const held = now.findings.get(row.key)
  if (change.part === 'refund') return refundFaults(change.after, row, now)
  const { periodFrom, periodTo, billedFen, irregularFen, fundLossFen } = change.after
  const amounts = { billedFen: BigInt(billedFen), irregularFen: BigInt(irregularFen), fundLossFen: BigInt(fundLossFen) }
  const stands = findingStands({ periodFrom, periodTo, ...amounts }, now.lookBackFrom, now.today)
  const faults = stands.ok
    ? []
    : [stands.refusal.code === 'amountsOutOfOrder' ? faultOf('irregular', 'order') : faultOf('periodFrom', 'period')]
  return held && held.standingFen > amounts.fundLossFen ? [...faults, faultOf('fundLoss', 'lossBelowRefund')] : faults
}

function refundFaults(refund: PackRefund, row: PackRow, now: FilingNow): PackFault[] {
  const held = now.findings.get(row.key)
  const lossFen = row.finding?.fundLossFen ?? held?.fundLossFen
  if (lossFen === undefined) return row.faults.length > 0 ? [] : [faultOf('refund', 'refundWithoutFinding')]
  const leftFen = BigInt(lossFen) - (held?.standingFen ?? 0n)
  return [
    ...(now.vouchers.has(refund.voucherNumber) ? [faultOf('voucher', 'voucherUsed')] : []),
    ...(BigInt(refund.amountFen) > leftFen ? [faultOf('refund', 'refundBeyond')] : []),
    ...(refund.paidOn > now.today ? [faultOf('paidOn', 'refundFuture')] : []),
  ]
}
