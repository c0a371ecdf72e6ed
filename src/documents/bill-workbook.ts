import { offeredResults } from '#domain/referral/bill-lines'
import { type BillSheetField, billSheetFields, billSheetHeadings, filledBillFields } from '#domain/referral/bill-sheet'
import { type SheetToFill, sheetToFill } from './sheet-to-fill'

export type BillPaper = Omit<SheetToFill, 'columns' | 'reasonHeading'>

const widths: Record<BillSheetField, number> = {
  ...{ seq: 7, billCode: 16, billNumber: 18, issuer: 32, issuedOn: 13, amount: 15, result: 16, note: 40 },
}

/** A sheet of bills (票据查验表): one row for each bill, with what was found of it so far. */
export function billWorkbook(paper: BillPaper): Promise<Uint8Array> {
  const columns = billSheetFields.map((field) => ({
    ...{ heading: billSheetHeadings[field], width: widths[field], isAmount: field === 'amount' },
    ...{ isOpen: filledBillFields.includes(field), wraps: field === 'issuer' || field === 'note' },
    ...(field === 'result' && { offers: offeredResults, only: true }),
  }))
  return sheetToFill({ ...paper, columns, reasonHeading: null })
}
