import type { FeeLine } from '#domain/screening/fee-line'

let row = 1

/** A charge of one visit on one morning, invented; a test names what matters to it. */
export const charge = (told: Partial<FeeLine> & { name: string }): FeeLine => {
  row += 1
  const at = told.at ?? `2026-03-02 09:00:${String(row % 60).padStart(2, '0')}`
  return {
    ...{ sheet: '费用', row, serial: `F${row}`, visit: 'Z1', person: 'R1', sex: null, age: null, medType: '' },
    ...{ admittedAt: null, dischargedAt: null, diedOn: null, diagnosis: '', itemCode: '', unit: '', count: 1 },
    ...{ priceYuan: null, priceCapYuan: null, amountFen: 1000n, supplyDays: null, at, on: at.slice(0, 10) },
    ...told,
  }
}
