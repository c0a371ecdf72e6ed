import { describe, expect, it } from 'vitest'
import { type Given, header, lead, listOf, person, tableOf, warned } from '../../../../tests/fixtures/lead-lists/tables'

describe('a clean list', () => {
  it('is accepted whole, with nothing to say', () => {
    const list = listOf(tableOf([header, lead(1), lead(2)]))
    expect(list).toMatchObject({
      sheets: ['线索'],
      headerRow: 1,
      corrected: [],
      refused: [],
      duplicates: [],
      controlTotals: [],
      warnings: [],
    })
    expect(list.accepted[0]).toEqual({
      sourceSheet: '线索',
      sourceRow: 2,
      leadNumber: 'XS1',
      batch: null,
      institutionCode: 'H37081100001',
      institutionName: '清河镇卫生院',
      regionName: null,
      personName: '张某1',
      idType: '居民身份证',
      idNumber: person(1),
      behaviour: '虚构医药服务项目',
      amountFen: '10000',
      settledOn: '2024-05-01',
      note: null,
      extra: {},
    })
  })

  it('may be about institutions alone, or have people without a number', () => {
    const list = listOf(
      tableOf([
        ['医院名称', '疑点问题', '患者姓名'],
        ['清河镇卫生院', '超标准收费', null],
        ['清河镇卫生院', '分解住院', '张某之子'],
      ]),
    )
    expect(list.accepted.map(({ personName, idNumber }) => [personName, idNumber])).toEqual([
      [null, null],
      ['张某之子', null],
    ])
  })
})

describe('a row', () => {
  it.each<[string, Record<string, Given>, string, string]>([
    ['without behaviour', { 违规行为: null }, '违规行为', 'E-REQ-01'],
    ['with a blank behaviour', { 违规行为: ' \u200b ' }, '违规行为', 'E-REQ-01'],
    ['without institution', { 机构编码: null, 机构名称: null }, '机构名称', 'E-REQ-02'],
    ['with a number in scientific notation', { 身份证号: '3.70811E+17' }, '身份证号', 'E-ID-01'],
    [
      'with a number kept as a number',
      { 身份证号: { text: '370811199001010000', kind: 'number', number: 370811199001010000 } },
      '身份证号',
      'E-ID-01',
    ],
    ['with a wrong check digit', { 身份证号: person(1).replace(/.$/, (last) => (last === '1' ? '2' : '1')) }, '身份证号', 'E-ID-02'],
    ['with a formula for a name', { 姓名: { text: '=A1', kind: 'formula', cached: '张某' } }, '姓名', 'E-IMP-06'],
    ['with an error value', { 机构名称: { text: '#REF!', kind: 'error' } }, '机构名称', 'E-IMP-10'],
    ['with damaged bytes', { 姓名: '张\uFFFD' }, '姓名', 'E-ENC-01'],
    ['with a NUL', { 备注: 'a\u0000b' }, '备注', 'E-CHR-01'],
    ['with half a character', { 姓名: '张\uD842' }, '姓名', 'E-CHR-02'],
    ['with a day that is none', { 结算日期: '2027-02-29' }, '结算日期', 'E-DAT-02'],
    ['with serial 60', { 结算日期: { text: '1900-02-29', kind: 'date', number: 60 } }, '结算日期', 'E-DAT-01'],
    ['with a negative amount', { 涉及金额: -100 }, '涉及金额', 'E-AMT-01'],
    ['with an amount beyond the limit', { 涉及金额: '99,999,999,999,999.99' }, '涉及金额', 'E-AMT-02'],
    ['with three decimals', { 涉及金额: 12.345 }, '涉及金额', 'E-AMT-03'],
    ['with a code that lost its digits', { 机构编码: { text: '1.23701E+17', kind: 'number', number: 1.23701e17 } }, '机构编码', 'E-NUM-01'],
    ['with a novel for a behaviour', { 违规行为: '长'.repeat(4_001) }, '违规行为', 'E-LEN-01'],
  ])('%s is sent back', (_name, more, column, code) => {
    const list = listOf(tableOf([header, lead(1, more), lead(2)]))
    expect(list.refused).toMatchObject([{ sheet: '线索', row: 2, column, code }])
    expect(list.refused[0]?.reason).toMatch(new RegExp(`^第2行“${column}”.*。$`))
    expect(list.accepted.map(({ sourceRow }) => sourceRow)).toEqual([3])
  })

  it('is sent back with everything that is wrong with it', () => {
    const list = listOf(tableOf([header, lead(1, { 身份证号: '1', 涉及金额: '壹佰元整', 结算日期: '昨天' })]))
    expect(list.refused.map(({ code }) => code)).toEqual(['E-AMT-05', 'E-DAT-02', 'E-ID-06'])
  })

  it('has its spelling put right, and each time said', () => {
    const number = person(1)
    const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const list = listOf(
      tableOf([
        header,
        lead(1, { 姓名: '张　某', 身份证号: `${wide}\u200b`, 涉及金额: '￥1,234.5', 结算日期: '2024/5/1', 机构编码: ' H37081100001 ' }),
      ]),
    )
    expect(list.accepted[0]).toMatchObject({
      personName: '张某',
      idNumber: number,
      amountFen: '123450',
      settledOn: '2024-05-01',
      institutionCode: 'H37081100001',
    })
    expect(list.corrected).toEqual([
      { sheet: '线索', row: 2, column: '姓名', from: '张　某', to: '张某' },
      { sheet: '线索', row: 2, column: '身份证号', from: `${wide}\u200b`, to: number },
      { sheet: '线索', row: 2, column: '涉及金额', from: '￥1,234.5', to: '1234.50' },
      { sheet: '线索', row: 2, column: '结算日期', from: '2024/5/1', to: '2024-05-01' },
    ])
  })

  it('keeps rare characters, and what looks like a formula but is text', () => {
    const list = listOf(
      tableOf([header, lead(1, { 姓名: "=cmd|'/c calc'!A1", 备注: '@SUM(A1)' }), lead(2, { 姓名: '𠮷田' })], { format: 'csv' }),
    )
    expect(list.accepted.map(({ personName, note }) => [personName, note])).toEqual([
      ["=cmd|'/c calc'!A1", '@SUM(A1)'],
      ['𠮷田', null],
    ])
  })

  it('keeps a formula outside the key columns as its text', () => {
    const list = listOf(tableOf([header, lead(1, { 备注: { text: '=A1&"x"', kind: 'formula', cached: 'x' } })]))
    expect(list.accepted[0]?.note).toBe('=A1&"x"')
    expect(warned(list, 'W-FRM-01')).toEqual([[2]])
  })

  it('keeps fifteen places as they are, and other documents by their own form', () => {
    const documents = tableOf([
      ['机构名称', '姓名', '证件类型', '证件号码', '违规行为'],
      ['甲', '张某', '居民身份证', '370811900101001', '乙'],
      ['甲', '李某', '护照', 'e12345678', '乙'],
      ['甲', '王某', '港澳居民来往内地通行证', '123', '乙'],
      ['甲', '赵某', null, 'E12345678', '乙'],
    ])
    const list = listOf(documents)
    expect(list.accepted.map(({ idType, idNumber }) => [idType, idNumber])).toEqual([
      ['居民身份证', '370811900101001'],
      ['护照', 'E12345678'],
    ])
    expect(list.refused.map(({ row, code }) => [row, code])).toEqual([
      [4, 'E-ID-07'],
      [5, 'E-ID-06'],
    ])
  })

  it('under an amount in 万元 is counted in 万元', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '违规行为', '涉及金额（万元）'],
        ['甲', '乙', 1.2],
      ]),
    )
    expect(list).toMatchObject({ accepted: [{ amountFen: '1200000' }], corrected: [] })
  })

  it('takes a unit stated above the header, and says so', () => {
    const list = listOf(tableOf([['单位：万元'], ['机构名称', '违规行为', '涉及金额'], ['甲', '乙', 1.2]]))
    expect(list.accepted[0]?.amountFen).toBe('1200000')
    expect(warned(list, 'W-AMT-05')).toHaveLength(1)
  })

  it('in a merged cell has the value of the merge, but not its amount', () => {
    const rows = [header, lead(1), lead(2, { 机构编码: null, 机构名称: null, 涉及金额: null })]
    const merges = [1, 2, 6].map((left) => ({ top: 2, left, bottom: 3, right: left }))
    const list = listOf(tableOf(rows, { merges }))
    expect(list.accepted[1]).toMatchObject({ institutionName: '清河镇卫生院', amountFen: null })
    expect([warned(list, 'W-MRG-01'), warned(list, 'W-MRG-02')]).toEqual([[[3]], [[3]]])
  })
})
