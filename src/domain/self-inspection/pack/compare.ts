import type { CivilDate } from '../../kernel/civil-date'
import { findingStands } from '../finding'
import type { RefundLedger } from '../ledger'
import { type HeldDebt, ledgerFor, leftByLedger, mayOweAnew } from '../refund'
import type { PackAnswer, PackFinding, PackKey, PackRefund } from './manifest'
import { faultOf, type PackFault } from './problems'
import type { PackRow } from './read-row'

/** The filing as it is now, as much of it as a pack is compared with. */
export type FilingNow = {
  items: ReadonlyMap<string, { id: string; answer: HeldAnswer | null; findings: number }>
  findings: ReadonlyMap<string, HeldFinding>
  /** Each voucher that the institution has used, with what was declared by it. */
  vouchers: ReadonlyMap<string, PackRefund & { findingId: string }>
  lookBackFrom: CivilDate
  today: CivilDate
}

/** `askedAgain`: it was given to an item that asks something else now, so that any word is an answer. */
type HeldAnswer = PackAnswer & { version: number; askedAgain: boolean }
/** A finding in the words of a pack, and as a debt. */
type HeldFinding = { said: PackFinding; code: string; version: number; debt: HeldDebt }

type Place = { key: string; sheet: string; row: number; code: string }
/** What a row of the pack would do to the filing. In `conflict`, the filing was changed since the pack was made, and otherwise. */
export type PackChange = Place & { id: string; version: number; conflict: boolean } & (
    | { part: 'answer'; before: PackAnswer | null; after: PackAnswer }
    | { part: 'finding'; before: PackFinding | null; after: PackFinding; denied: boolean }
    | { part: 'refund'; before: null; after: PackRefund; ledger: RefundLedger }
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
  const denied = contradicted(rows, known, now)
  for (const row of rows) {
    const key = known.get(row.key)
    if (!key) continue
    const own = [answerChange(row, key, now), findingChange(row, key, now), refundChange(row, now)].filter((change) => change !== null)
    const faults = [...row.faults, ...own.flatMap((change) => faultsOf(change, row, key, now))]
    if (denied.has(row.code) && key.answer !== null) faults.push(faultOf('answer', 'findingElsewhere'))
    if (denied.has(row.code) && isFurther(row, key, now)) faults.push(faultOf('code', 'codeDenied'))
    const voucher = row.refund?.voucherNumber
    if (voucher !== undefined && vouchers.has(voucher)) faults.push(faultOf('voucher', 'voucherUsed'))
    if (voucher !== undefined) vouchers.set(voucher, row.key)
    if (faults.length > 0) faulty.push({ ...placeOf(row), cells: row.cells, faults })
    else changes.push(...own)
  }
  return { changes, faulty }
}

/** A finding that a row without an answer of its own brings. */
const isFurther = (row: PackRow, key: PackKey, now: FilingNow) =>
  key.answer === null && row.finding !== null && findingChange(row, key, now)?.before === null

/** The items of which one row says that there is nothing, and another brings a finding. */
function contradicted(rows: readonly PackRow[], known: ReadonlyMap<string, PackKey>, now: FilingNow): Set<string> {
  const said = new Map(rows.flatMap(({ code, answer }) => (answer === null ? [] : [[code, answer] as const])))
  const brought = rows.filter((row) => {
    const key = known.get(row.key)
    return key !== undefined && isFurther(row, key, now)
  })
  return new Set(brought.flatMap(({ code }) => ((said.get(code) ?? 'found') === 'found' ? [] : [code])))
}

const placeOf = ({ key, sheet, row, code }: PackRow): Place => ({ key, sheet, row, code })

function answerChange(row: PackRow, key: PackKey, now: FilingNow): PackChange | null {
  const held = now.items.get(row.code)?.answer ?? null
  const isOpen = held?.askedAgain === true
  if (row.answer === null || key.answer === null) return null
  if (row.finding !== null && !isOpen) return null // a finding answers its item
  const before = held && { answer: held.answer, reason: held.reason }
  const after = { answer: row.answer, reason: row.answer === 'notApplicable' ? row.reason : '' }
  if ((same(after, before) && !isOpen) || same(after, key.answer.base)) return null
  const version = held?.version ?? 0
  const conflict = !isOpen && !same(before, key.answer.base)
  return { ...placeOf(row), part: 'answer', id: `${row.key}:answer`, version, before, after, conflict }
}

function findingChange(row: PackRow, key: PackKey, now: FilingNow): PackChange | null {
  const after = row.finding
  if (after === null || same(after, key.finding.base)) return null
  const held = now.findings.get(row.key) ?? null
  const before = held?.said ?? null
  if (same(after, before)) return null
  const answer = now.items.get(row.code)?.answer ?? null
  const base = key.answer?.base ?? null
  // Somebody has said since that there is nothing under this item: that is for a person to decide.
  const denied =
    before === null &&
    answer !== null &&
    !answer.askedAgain &&
    answer.answer !== 'found' &&
    !same({ answer: answer.answer, reason: answer.reason }, base)
  const conflict = denied || !same(before, key.finding.base)
  return { ...placeOf(row), part: 'finding', id: `${row.key}:finding`, version: held?.version ?? 0, before, after, conflict, denied }
}

function refundChange(row: PackRow, now: FilingNow): PackChange | null {
  const after = row.refund
  if (after === null) return null
  const held = now.vouchers.get(after.voucherNumber)
  const known = held && held.findingId === row.key && held.amountFen === after.amountFen && held.paidOn === after.paidOn
  if (known) return null
  const ledger = ledgerFor(leftOf(row, now))
  return { ...placeOf(row), part: 'refund', id: `${row.key}:refund`, version: 0, before: null, after, ledger, conflict: false }
}

/** What the rules of the page would say of the same act. */
function faultsOf(change: PackChange, row: PackRow, key: PackKey, now: FilingNow): PackFault[] {
  if (change.part === 'answer')
    return change.after.answer !== 'found' && (now.items.get(row.code)?.findings ?? 0) > 0 ? [faultOf('answer', 'findingsStand')] : []
  const held = now.findings.get(row.key)
  if (change.part === 'refund') return refundFaults(change, row, now)
  const { periodFrom, periodTo, billedFen, irregularFen, fundLossFen } = change.after
  const amounts = { billedFen: BigInt(billedFen), irregularFen: BigInt(irregularFen), fundLossFen: BigInt(fundLossFen) }
  const stands = findingStands({ periodFrom, periodTo, ...amounts }, now.lookBackFrom, now.today)
  const faults = stands.ok
    ? []
    : [stands.refusal.code === 'amountsOutOfOrder' ? faultOf('irregular', 'order') : faultOf('periodFrom', 'period')]
  if (!held) return faults
  if (key.itemId === null && held.code !== row.code) faults.push(faultOf('code', 'codeMoved'))
  const owes = mayOweAnew(held.debt, { fundLossFen: amounts.fundLossFen, periodTo })
  if (owes.ok) return faults
  const { code } = owes.refusal
  return [...faults, faultOf('fundLoss', code === 'demandStands' || code === 'splitStands' ? code : 'lossBelowRefund')]
}

/** What is left to pay on each ledger for the finding of a row, as the row would have it. */
function leftOf({ key, finding }: PackRow, now: FilingNow): Record<RefundLedger, bigint> {
  const debt = now.findings.get(key)?.debt ?? { agreementFen: null, recordedOn: now.today, refunds: [] }
  const said = finding && { fundLossFen: BigInt(finding.fundLossFen), periodTo: finding.periodTo }
  return leftByLedger({ fundLossFen: 0n, periodTo: now.today, ...debt, ...said })
}

function refundFaults({ after: refund, ledger }: Extract<PackChange, { part: 'refund' }>, row: PackRow, now: FilingNow): PackFault[] {
  const isKnown = row.finding !== null || now.findings.has(row.key)
  if (!isKnown) return row.faults.length > 0 ? [] : [faultOf('refund', 'refundWithoutFinding')]
  return [
    ...(now.vouchers.has(refund.voucherNumber) ? [faultOf('voucher', 'voucherUsed')] : []),
    ...(BigInt(refund.amountFen) > leftOf(row, now)[ledger] ? [faultOf('refund', 'refundBeyond')] : []),
    ...(refund.paidOn > now.today ? [faultOf('paidOn', 'refundFuture')] : []),
  ]
}
