import { describe, expect, it } from 'vitest'
import { billInput, chargesOf } from './bill'

const line = { fee_ocur_time: '2026-03-02 09:00:00', medins_list_name: '静脉输液', cnt: 1, det_item_fee_sumamt: '10.50' }
const bill = (told: object = {}, ...fee: object[]) => ({ fixmedins_code: 'H1', fee: fee.length ? fee : [line], ...told })
const read = (given: object) => chargesOf(billInput.parse(given))

describe('a bill', () => {
  it('becomes charges as a fee file has them', () => {
    const { lines, has } = read(
      bill({
        mdtrt_id: 'Z1',
        psn_no: 'R1',
        gend: '2',
        brdy: '1990-03-03',
        med_type: '21',
        begntime: '2026-03-01 08:00:00',
        endtime: '1900-01-01',
      }),
    )
    expect(lines[0]).toMatchObject({
      row: 1,
      visit: 'Z1',
      person: 'R1',
      sex: 'female',
      age: 35,
      medType: '21',
      amountFen: 1050n,
      on: '2026-03-02',
    })
    expect(lines[0]).toMatchObject({ admittedAt: '2026-03-01 08:00:00', dischargedAt: null })
    expect([...has].sort()).toEqual(['age', 'death', 'medType', 'sex', 'stay'])
  })

  it.each([
    ['120', 12_000n],
    [120.5, 12_050n],
    ['-3.10', -310n],
    ['12.3456', 1_235n],
  ])('reads %s yuan exactly', (det_item_fee_sumamt, fen) => {
    expect(read(bill({}, { ...line, det_item_fee_sumamt })).lines[0]?.amountFen).toBe(fen)
  })

  it.each([
    ['an amount in words', { ...line, det_item_fee_sumamt: '壹佰元' }],
    ['an amount with an exponent', { ...line, det_item_fee_sumamt: '1e5' }],
    ['a day that is none', { ...line, fee_ocur_time: '2026-02-30' }],
    ['an hour that is none', { ...line, fee_ocur_time: '2026-03-02 24:00:00' }],
    ['no name', { ...line, medins_list_name: ' ' }],
    ['a field of another form', { ...line, psn_name: '张三' }],
    ['a count beyond any bill', { ...line, cnt: 1e307 }],
    ['a price beyond any bill', { ...line, pric: 1e300 }],
    ['a count that is no number', { ...line, cnt: null }],
    ['a count in hexadecimal', { ...line, cnt: '0x10' }],
    ['a day on which nothing happened', { ...line, fee_ocur_time: '1900-01-01' }],
    ['a character that cannot be kept', { ...line, medins_list_name: '静脉\u0000输液' }],
  ])('is refused for %s', (_, fee) => expect(billInput.safeParse(bill({}, fee)).success).toBe(false))

  it('takes what is left empty for untold, not for nought', () => {
    const { lines, has } = read(
      bill(
        { age: '', gend: '9', death_dt: '9999-12-31', dise: [{ diag_name: '' }, { diag_name: ' ' }] },
        { ...line, pric: 20, pric_uplmt_amt: '' },
      ),
    )
    expect(lines[0]).toMatchObject({ age: null, sex: null, diedOn: null, diagnosis: '', priceYuan: 20, priceCapYuan: null })
    expect([...has].sort()).toEqual(['death', 'price'])
  })

  it('is refused for somebody born after the charge, by that field', () => {
    const refused = billInput.safeParse(bill({ brdy: '2030-01-01' }))
    expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['brdy'])
  })

  it('is refused without a line', () => expect(billInput.safeParse({ fixmedins_code: 'H1', fee: [] }).success).toBe(false))
})
