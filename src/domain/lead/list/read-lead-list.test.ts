import { describe, expect, it } from 'vitest'
import { identityCheckDigit } from '../../person/identity-number'
import type { Table, TableCell, TableRow } from '../../table/grid'
import type { LeadList, LeadListOptions } from './lead-list'
import { readLeadList } from './read-lead-list'

const person = (sequence: number) => {
  const first17 = `37081119900101${String(sequence).padStart(3, '0')}`
  return first17 + identityCheckDigit(first17)
}
type Given = string | number | TableCell | null
const cellOf = (value: Given): TableCell | undefined => {
  if (value === null || value === '') return undefined
  if (typeof value === 'object') return value
  return typeof value === 'number' ? { text: String(value), kind: 'number', number: value } : { text: value, kind: 'text' }
}
const rowsOf = (rows: readonly (readonly Given[])[], from = 1): TableRow[] =>
  rows.map((values, index) => ({ number: from + index, cells: values.map(cellOf) })).filter(({ cells }) => cells.some((cell) => cell))
const tableOf = (rows: readonly (readonly Given[])[], more: Partial<Table> = {}): Table => ({
  name: '线索',
  format: 'xlsx',
  hidden: false,
  date1904: false,
  rows: rowsOf(rows),
  merges: [],
  notes: [],
  ...more,
})
const header = ['线索编号', '机构编码', '机构名称', '姓名', '身份证号', '违规行为', '涉及金额', '结算日期', '备注']
const lead = (number: number, more: Partial<Record<(typeof header)[number], Given>> = {}): Given[] =>
  header.map((heading) => {
    if (heading in more) return more[heading] ?? null
    const plain: Record<string, Given> = {
      线索编号: `XS${number}`,
      机构编码: 'H37081100001',
      机构名称: '清河镇卫生院',
      姓名: `张某${number}`,
      身份证号: person(number),
      违规行为: '虚构医药服务项目',
      涉及金额: '100.00',
      结算日期: '2024-05-01',
    }
    return plain[heading] ?? null
  })

function listOf(tables: Table | readonly Table[], options: Partial<LeadListOptions> = {}): LeadList {
  const list = readLeadList(Array.isArray(tables) ? tables : [tables as Table], { today: '2026-03-01', ...options })
  if (!list.ok) throw new Error(JSON.stringify(list.failure))
  return list.value
}
const failureOf = (table: Table, options: Partial<LeadListOptions> = {}) => {
  const list = readLeadList([table], { today: '2026-03-01', ...options })
  return list.ok ? 'read' : list.failure
}
const warned = (list: LeadList, code: string) => list.warnings.filter((warning) => warning.code === code).map(({ rows }) => rows)

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

describe('the header', () => {
  it('stands below titles, whatever its columns are called', () => {
    const list = listOf(
      tableOf(
        [
          ['2024年医保基金疑点线索清单'],
          ['单位：元'],
          [],
          [
            '序号',
            '疑点编号',
            '所属县（市、区）',
            '定点医药\n机构名称',
            '国家编码',
            '参保人姓名',
            '证件号码*',
            '疑似违规行为',
            '涉及医保基金金额（元）',
            '费用结算时间',
          ],
          [1, 'A1', '任城区', '清河镇卫生院', 'x', '张某', person(1), '超标准收费', 5, '2024-05-01'],
        ],
        { merges: [{ top: 1, left: 0, bottom: 1, right: 9 }] },
      ),
    )
    expect(list.headerRow).toBe(4)
    expect(list.mapping).toEqual({
      疑点编号: 'leadNumber',
      '所属县（市、区）': 'regionName',
      定点医药机构名称: 'institutionName',
      参保人姓名: 'personName',
      '证件号码*': 'idNumber',
      疑似违规行为: 'behaviour',
      '涉及医保基金金额（元）': 'amountFen',
      费用结算时间: 'settledOn',
    })
    expect(list.accepted[0]).toMatchObject({ sourceRow: 5, regionName: '任城区', amountFen: '500', extra: { 序号: '1', 国家编码: 'x' } })
  })

  it('may take two rows, merged or, in CSV, with the merges lost', () => {
    const rows = [
      ['序号', '医疗机构', null, '患者', null, '违规行为'],
      [null, '编码', '名称', '姓名', '身份证号', null],
      [1, 'H37081100001', '清河镇卫生院', '张某', person(1), '分解住院'],
    ]
    const headings = [
      ['序号', '机构信息', null, '患者', null, '违规行为'],
      [null, '机构编码', '机构名称', '姓名', '身份证号', null],
      ...rows.slice(2),
    ]
    const merges = [
      { top: 1, left: 1, bottom: 1, right: 2 },
      { top: 1, left: 3, bottom: 1, right: 4 },
      { top: 1, left: 0, bottom: 2, right: 0 },
    ]
    for (const table of [tableOf(headings, { merges }), tableOf(headings, { format: 'csv' })]) {
      const list = listOf(table)
      expect(list.headerRow).toBe(2)
      expect(list.accepted).toMatchObject([
        { sourceRow: 3, institutionCode: 'H37081100001', personName: '张某', behaviour: '分解住院', extra: { 序号: '1' } },
      ])
    }
  })

  it('prefers the column that fits best, keeps the others and says when it is a close call', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '违规类型', '违规行为', '医疗总费用', '涉及金额', '涉及金额'],
        ['甲', '乙', '丙', 9, 1, 2],
      ]),
    )
    expect(list.accepted[0]).toMatchObject({
      behaviour: '丙',
      amountFen: '100',
      extra: { 违规类型: '乙', 医疗总费用: '9', '涉及金额（F列）': '2' },
    })
    expect(list.warnings.map(({ code }) => code)).toEqual(['W-COL-01', 'W-COL-03'])
  })

  it('is refused with what is missing, and a guess at the slip', () => {
    expect(
      failureOf(
        tableOf([
          ['机构名称', '姓名', '违规行力'],
          ['甲', '乙', '丙'],
        ]),
      ),
    ).toMatchObject({ code: 'E-IMP-05', detail: { row: 1, missing: '违规行为', near: '违规行力' } })
    expect(
      failureOf(
        tableOf([
          ['姓名', '违规行为'],
          ['乙', '丙'],
        ]),
      ),
    ).toMatchObject({ code: 'E-IMP-05', detail: { missing: '机构名称（或机构编码）' } })
    expect(
      failureOf(
        tableOf([
          ['甲', '乙'],
          ['丙', '丁'],
        ]),
      ),
    ).toMatchObject({ code: 'E-IMP-08' })
    expect(
      failureOf(
        tableOf(
          [
            ['第一组', null, '第二组'],
            ['甲', '乙', '丙'],
          ],
          { merges: [{ top: 1, left: 0, bottom: 1, right: 1 }] },
        ),
      ),
    ).toMatchObject({ code: 'E-IMP-04' })
    expect(failureOf(tableOf([]))).toMatchObject({ code: 'E-IMP-08' })
  })

  it('says when a column that is not required looks misspelt', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '身份正号', '违规行为'],
        ['甲', person(1), '丙'],
      ]),
    )
    expect(list.warnings.find(({ code }) => code === 'W-IMP-05')?.message).toContain('缺少“身份证号”列；是否指“身份正号”')
  })

  it('follows a mapping by hand, by heading or letter, and refuses one that names nothing', () => {
    const table = tableOf([
      ['单位', '怎么了', '钱', '违规行为'],
      ['甲', '乙', 3, '丁'],
    ])
    const list = listOf(table, {
      given: new Map([
        ['怎么了', 'behaviour'],
        ['C', 'amountFen'],
      ]),
    })
    expect(list.accepted[0]).toMatchObject({ institutionName: '甲', behaviour: '乙', amountFen: '300', extra: { 违规行为: '丁' } })
    expect(failureOf(table, { given: new Map([['不存在', 'note']]) })).toMatchObject({ code: 'E-IMP-09', detail: { column: '不存在' } })
  })

  it('cannot be used to reach into objects', () => {
    const list = listOf(
      tableOf([
        ['机构名称', '违规行为', '__proto__', 'constructor'],
        ['甲', '乙', 'polluted', 'x'],
      ]),
    )
    expect(JSON.parse(JSON.stringify(list.accepted[0]?.extra))).toEqual(JSON.parse('{"__proto__":"polluted","constructor":"x"}'))
    expect({}).not.toHaveProperty('polluted')
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
