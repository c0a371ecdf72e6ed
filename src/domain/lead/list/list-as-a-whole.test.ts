import { describe, expect, it } from 'vitest'
import { type Given, header, lead, listOf, person, rowsOf, tableOf, warned } from '../../../../tests/fixtures/lead-lists/tables'
import { identityCheckDigit } from '../../person/identity-number'
import type { TableRow } from '../../table/grid'

describe('rows that are no leads', () => {
  const total = (label: string, amount: Given) =>
    header.map((heading, index) => (index === 0 ? label : heading === '涉及金额' ? amount : null))

  it('a total row is a control sum over every amount that can be read, refused rows included', () => {
    const list = listOf(tableOf([header, lead(1), lead(2, { 违规行为: null }), total('合  计', '200.00')]))
    expect(list.refused.map(({ row }) => row)).toEqual([3])
    expect(list.controlTotals).toEqual([{ sheet: '线索', row: 4, column: '涉及金额', stated: '20000', computed: '20000', holds: true }])
  })

  it('subtotals are of the rows since the last total', () => {
    const rows = [header, lead(1), total('小计', 100), lead(2), lead(3), total('小计', 200), total('总计', 300)]
    expect(listOf(tableOf(rows)).controlTotals.map(({ holds }) => holds)).toEqual([true, true, true])
  })

  it('a sum a hundred times the rows is a slip of the unit', () => {
    const list = listOf(tableOf([header, lead(1), total('合计', '1.00')]))
    expect(list.controlTotals).toMatchObject([{ stated: '100', computed: '10000', holds: false }])
    expect(warned(list, 'W-AMT-04')).toEqual([[3]])
  })

  it('another difference is said with both sums', () => {
    const list = listOf(tableOf([header, lead(1), total('合计', { text: '=SUM(G2:G2)', kind: 'formula', cached: '99' })]))
    expect(list.warnings.map(({ code }) => code)).toEqual(['W-SUM-01', 'W-SUM-02'])
    expect(list.warnings[0]?.message).toContain('99.00 元，各行相加为 100.00 元')
  })

  it('a total that cannot be read is said to be unchecked', () => {
    const list = listOf(tableOf([header, lead(1), total('合计', { text: '=SUM(G2:G2)', kind: 'formula', cached: '' })]))
    expect([list.controlTotals, warned(list, 'W-SUM-03')]).toEqual([[], [[3]]])
  })

  it('notes, signatures and repeated headers are passed over and named', () => {
    const list = listOf(tableOf([header, lead(1), header, lead(2), ['填表人：张某', null, '审核人：李某'], ['注：以上为初筛结果']]))
    expect(list.accepted.map(({ sourceRow }) => sourceRow)).toEqual([2, 4])
    expect([list.refused, warned(list, 'W-ROW-05'), warned(list, 'W-ROW-06')]).toEqual([[], [[5, 6]], [[3]]])
  })
})

describe('what cannot be seen at a glance', () => {
  const rows = rowsOf([header, lead(1), lead(2), lead(3), lead(4)])
  const looks: TableRow[] = rows.map((row) => {
    if (row.number === 2) return { ...row, hidden: true }
    if (row.number === 3) return { ...row, filtered: true }
    if (row.number === 4) return { ...row, cells: row.cells.map((cell) => cell && { ...cell, struck: true }) }
    return row
  })

  it('is read and named', () => {
    const list = listOf(tableOf([], { rows: looks }))
    expect(list.accepted).toHaveLength(4)
    expect(['W-ROW-01', 'W-ROW-02', 'W-ROW-03'].map((code) => warned(list, code))).toEqual([[[2]], [[3]], [[4]]])
  })

  it('is left out on request, and still named', () => {
    const list = listOf(tableOf([], { rows: looks }), { skipHidden: true })
    expect(list.accepted.map(({ sourceRow }) => sourceRow)).toEqual([5])
    expect(['W-ROW-01', 'W-ROW-02', 'W-ROW-03'].map((code) => warned(list, code))).toEqual([[[2]], [[3]], [[4]]])
  })

  it('is also a hidden sheet; sheets of another kind are named and not read', () => {
    const sheets = [
      tableOf([header, lead(1)]),
      tableOf([header, lead(2)], { name: '二', hidden: true }),
      tableOf([['说明'], ['甲']], { name: '三' }),
    ]
    const list = listOf(sheets)
    expect(list.sheets).toEqual(['线索', '二'])
    expect(list.warnings.map(({ code, sheet }) => [code, sheet])).toEqual([
      ['W-SHEET-02', '二'],
      ['W-SHEET-01', '三'],
    ])
    expect(listOf(sheets, { skipHidden: true }).sheets).toEqual(['线索'])
  })
})

describe('rows against each other', () => {
  it('duplicates are named with the first, and left to the user', () => {
    const list = listOf(
      tableOf([
        ['序号', ...header],
        [1, ...lead(1)],
        [2, ...lead(2)],
        [3, ...lead(1)],
      ]),
    )
    expect(list.accepted).toHaveLength(3)
    expect(list.duplicates).toEqual([{ sheet: '线索', row: 4, ofSheet: '线索', of: 2 }])
  })

  it('contradictions are named with both rows', () => {
    const list = listOf(
      tableOf([header, lead(1), lead(2, { 身份证号: person(1) }), lead(3, { 机构名称: '另一家医院' }), lead(4, { 线索编号: 'XS1' })]),
    )
    expect(warned(list, 'W-CON-01')).toEqual([[2, 3]])
    expect(warned(list, 'W-CON-02')).toEqual([[2, 4]])
    expect(warned(list, 'W-CON-03')).toEqual([[2, 5]])
  })

  it('dates that contradict each other are named', () => {
    const list = listOf(
      tableOf([
        [...header, '入院日期', '出院日期'],
        [...lead(1), '2024-05-02', '2024-05-01'],
        [...lead(2, { 结算日期: '2030-01-01' }), null, null],
        [...lead(3, { 结算日期: '1980-01-01' }), null, null],
      ]),
    )
    expect(['W-DAT-03', 'W-DAT-04', 'W-DAT-05'].map((code) => warned(list, code))).toEqual([[[2]], [[3]], [[4]]])
  })

  it('an unknown county and a credit code that does not hold are questions, not refusals', () => {
    const first17 = '37089919900101001'
    const list = listOf(tableOf([header, lead(1, { 身份证号: first17 + identityCheckDigit(first17), 机构编码: '12350100000000001T' })]))
    expect(list.accepted).toHaveLength(1)
    expect([warned(list, 'W-ID-01'), warned(list, 'W-INS-01')]).toEqual([[[2]], [[2]]])
  })

  it('are compared without taking each with each', () => {
    const rows = [header, ...Array.from({ length: 20_000 }, (_, index) => lead(index % 500, { 线索编号: `N${index}` }))]
    expect(warned(listOf(tableOf(rows)), 'W-DUP-03')[0]).toHaveLength(19_500)
  })
})
