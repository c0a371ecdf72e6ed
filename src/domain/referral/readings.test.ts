import { describe, expect, it } from 'vitest'
import { dayAsTyped } from './bill-lines'
import { proposeBillReferralInput, recordBillResultsInput } from './inputs'
import { canonicalJson } from './snapshot'

const bills = (typed: string) => {
  const read = proposeBillReferralInput.shape.bills.safeParse(typed)
  return read.success ? read.data : read.error.issues.map(({ message }) => message).join()
}

describe('bills as pasted', () => {
  it('are read with a heading, blank lines, bars, full-width digits and separators', () => {
    expect(bills('票据代码\t票据号码\t开票单位\t日期\t金额\n\n３７０６０１|0000001|清溪医院|2026/3/5|￥1,234.5\r\n')).toEqual([
      { billCode: '370601', billNumber: '0000001', issuerName: '清溪医院', issuedOn: '2026-03-05', amountFen: 123450n },
    ])
  })

  it.each([
    ['票据代码\t票据号码', '没有读到票据'],
    ['370601\t1\t清溪医院\t2026-03-05\t1', '第1行：票据号码'],
    ['370601\t0000001\t清\t2026-03-05\t1', '第1行：请填写开票单位'],
    ['370601\t0000001\t清溪医院\t2026-02-30\t1', '第1行：开票日期'],
    ['370601\t0000001\t清溪医院\t2026-03-05\t1.234', '第1行：金额'],
    ['370601\t0000001\t清溪医院\t2026-03-05\t-1', '第1行：金额'],
    [`${'x\n'.repeat(20)}`, '另有12处'],
  ])('%j are refused', (typed, why) => {
    expect(bills(typed)).toContain(why)
  })

  it('have days as people write them', () => {
    expect(['2026-3-5', '2026/03/05', '2026年3月5日', '20260305', '2026.3.5'].map(dayAsTyped)).toEqual(Array(5).fill('2026-03-05'))
    expect(['2026-13-01', '三月', '', '26-3-5'].map(dayAsTyped)).toEqual([null, null, null, null])
  })

  it('come back with results in the words finance uses', () => {
    const read = recordBillResultsInput.shape.results.parse('370601\t01\t真票\n370601\t02\t查无此票\t无记录\n370601\t03\tmismatch')
    expect(read.map(({ result, note }) => [result, note])).toEqual([
      ['genuine', ''],
      ['notFound', '无记录'],
      ['mismatch', ''],
    ])
    expect(recordBillResultsInput.shape.results.safeParse('370601\t01\tpending').success).toBe(false)
  })
})

it('writes the same content as the same text, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: '文' }], a: true })).toBe(canonicalJson({ a: true, b: [1, { c: '文', d: null }] }))
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }))
})
