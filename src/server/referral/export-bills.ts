import 'server-only'
import type { BillPaper } from '#documents/bill-workbook'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { formatYuan } from '#domain/kernel/money'
import type { Result } from '#domain/kernel/result'
import { resultInCell } from '#domain/referral/bill-lines'
import { type BillSheetField, billSheetFields } from '#domain/referral/bill-sheet'
import { exportBillSheetInput } from '#domain/referral/inputs'
import { command } from '../command'
import { readApart } from '../file/read-apart'
import { findReferralToRecord, recordInTrail, type SeenReferral } from './take-step'

/** The bills that finance is asked about, each with what was found of it so far. Leaves a line in the trail. Refuses `notFound`, `wrongState`. */
export const exportBillSheet = command('referral.exportBills', exportBillSheetInput, async (context, { referralId }) => {
  const referral = await findReferralToRecord(context, 'recordBillResults', referralId, 'billVerification')
  await recordInTrail(context, referralId, 'exportBills', { rows: [null, referral.bills.length] })
  return { number: referral.number, lines: referral.bills.map((bill) => ({ cells: cellsOf(bill) })) }
})

function cellsOf(bill: SeenReferral['bills'][number]): string[] {
  const given: Record<BillSheetField, string> = {
    ...{ seq: `${bill.seq}`, billCode: bill.billCode, billNumber: bill.billNumber, issuer: bill.issuerName },
    ...{ issuedOn: fromDateColumn(bill.issuedOn), amount: formatYuan(bill.amountFen) },
    ...{ result: bill.result === 'pending' ? '' : resultInCell[bill.result], note: bill.resultNote },
  }
  return billSheetFields.map((field) => given[field])
}

/** The workbook itself, written in a process of its own. */
export const writeBillBook = (paper: BillPaper): Promise<Result<Uint8Array>> => readApart('billWorkbook', paper)
