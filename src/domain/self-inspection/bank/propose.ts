import { addDays, type CivilDate } from '../../kernel/civil-date'
import { toHalfWidth, withoutInvisible } from '../../table/text'

/** A row of the bank's list with what of it is not tied yet. */
export type OpenReceipt = { id: string; leftFen: bigint; receivedOn: CivilDate; payer: string; remark: string; serial: string }
/** A declared payment with what of it has not arrived yet. */
export type OpenRefund = { id: string; leftFen: bigint; paidOn: CivilDate; institutionName: string; voucherNumber: string }

/** `exact`: voucher, amount and payer agree. `proposal`: the amount agrees, and either the voucher, or the payer with a near day. */
export type Manner = 'exact' | 'proposal'
export type Proposal = { receiptId: string; refundId: string; manner: Manner; amountFen: bigint; days: number }

/** Banks take a few days; over a holiday up to two weeks. */
export const proposalWindowDays = 15
const shortestVoucher = 5

const compared = (text: string) =>
  toHalfWidth(withoutInvisible(text))
    .replace(/[\s()（）·.,，。]/g, '')
    .toUpperCase()

/** Whether the voucher's number stands in the text by itself, not as part of a longer number. */
function names(text: string, voucher: string): boolean {
  if (voucher.length < shortestVoucher) return text === voucher
  const at = text.indexOf(voucher)
  if (at < 0) return false
  const beside = `${text[at - 1] ?? ''}${text[at + voucher.length] ?? ''}`
  return !/[0-9A-Z]/.test(beside)
}

const daysBetween = (one: CivilDate, other: CivilDate) => Math.round((Date.parse(one) - Date.parse(other)) / 86_400_000)

/**
 * Which receipt may be the arrival of which refund. An exact one where the amounts left and the payer are equal and the voucher is named by
 * exactly one pair; otherwise every near one, nearest first. Nothing here decides: a person confirms.
 */
export function proposals(receipts: readonly OpenReceipt[], refunds: readonly OpenRefund[]): Proposal[] {
  const byAmount = new Map<bigint, OpenRefund[]>()
  for (const refund of refunds) byAmount.set(refund.leftFen, [...(byAmount.get(refund.leftFen) ?? []), refund])
  const exact: Proposal[] = []
  const near: Proposal[] = []
  for (const receipt of receipts) {
    const text = `${compared(receipt.remark)} ${compared(receipt.serial)}`
    for (const refund of byAmount.get(receipt.leftFen) ?? []) {
      const pair = {
        receiptId: receipt.id,
        refundId: refund.id,
        amountFen: receipt.leftFen,
        days: daysBetween(receipt.receivedOn, refund.paidOn),
      }
      const isNamed = names(text, compared(refund.voucherNumber))
      const isPayer = compared(receipt.payer) === compared(refund.institutionName)
      if (isNamed && isPayer) exact.push({ ...pair, manner: 'exact' })
      else if (isNamed || (isPayer && isNear(receipt, refund))) near.push({ ...pair, manner: 'proposal' })
    }
  }
  const taken = new Set(only(exact).flatMap(({ receiptId, refundId }) => [receiptId, refundId]))
  const rest = [...exact, ...near].filter(({ receiptId, refundId }) => !taken.has(receiptId) && !taken.has(refundId))
  return [
    ...only(exact),
    ...rest.map((pair) => ({ ...pair, manner: 'proposal' as const })).sort((one, other) => Math.abs(one.days) - Math.abs(other.days)),
  ]
}

const isNear = ({ receivedOn }: OpenReceipt, { paidOn }: OpenRefund) =>
  addDays(paidOn, -proposalWindowDays) <= receivedOn && receivedOn <= addDays(paidOn, proposalWindowDays)

/** The pairs whose two sides are in no other pair. */
function only(pairs: readonly Proposal[]): Proposal[] {
  const times = new Map<string, number>()
  for (const { receiptId, refundId } of pairs) for (const id of [receiptId, refundId]) times.set(id, (times.get(id) ?? 0) + 1)
  return pairs.filter(({ receiptId, refundId }) => times.get(receiptId) === 1 && times.get(refundId) === 1)
}
