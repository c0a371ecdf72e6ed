import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leadErrorWorkbook } from '#documents/lead-error-workbook'
import type { LeadList } from '#domain/lead/list/lead-list'
import { readTableFile } from '#platform/reading/table-file'
import {
  csvOf,
  csvText,
  formula,
  goodNumber,
  headings,
  type Line,
  numberOf,
  numeric,
  type RawLine,
  serialDay,
  xlsxOf,
} from '../../tests/fixtures/bad-cells'
import { run as leadsParse } from './leads-parse'

// Cell by cell, the bad inputs of the published corpus that touch lists, by its numbers: each as the bytes that a person would send.
// Files that are no list at all (B01 to B06, B08 to B10, B21, B22) stand in leads-parse.test.ts; what the import asks of a person about a list
// (B23 columns, B24 repeats, B25 the same file, B37 totals), in the integration test of the import.

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cells-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function parse(bytes: Uint8Array, name = 'a.csv'): Promise<LeadList> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return (await leadsParse([path])) as LeadList
}
const book = (lines: readonly RawLine[], more = {}) => parse(xlsxOf(lines, more), 'a.xlsx')
const said = (list: LeadList, code: string) => list.warnings.filter((warning) => warning.code === code).map(({ message }) => message)

describe('a row is sent back with what, where and how to mend it', () => {
  const csv = (line: Line) => parse(csvOf(line, {}))
  const xlsx = (line: RawLine) => book([line, {}])
  const inCsv: [string, Line, string, string, RegExp][] = [
    ['B16 a NUL', { 备注: 'a\u0000b' }, '备注', 'E-CHR-01', /含不可见控制字符，请删除/],
    [
      'B27 a number that a spreadsheet shortened',
      { 身份证号: '3.70899E+17' },
      '身份证号',
      'E-ID-01',
      /末位已丢失，无法还原，请设为文本重填/,
    ],
    [
      'B28 a wrong check digit',
      { 身份证号: goodNumber.replace(/.$/, (last) => (last === '1' ? '2' : '1')) },
      '身份证号',
      'E-ID-02',
      /校验位不符/,
    ],
    ['B29 a birthday that never was', { 身份证号: numberOf('37089919900230001') }, '身份证号', 'E-ID-03', /出生日期不存在/],
    ['B29 a birthday to come', { 身份证号: numberOf('37089920990101001') }, '身份证号', 'E-ID-04', /在今天之后/],
    ['B29 a province that is none', { 身份证号: numberOf('99000019900101001') }, '身份证号', 'E-ID-05', /省级区划/],
    ['B32 a thirteenth month', { 结算日期: '2026/13/01' }, '结算日期', 'E-DAT-02', /不是有效日期，请按“2024-05-17”的格式/],
    ['B33 29 February of a common year', { 结算日期: '2027-02-29' }, '结算日期', 'E-DAT-02', /不是有效日期/],
    ['B34 less than nothing', { 涉及金额: '−100.00' }, '涉及金额', 'E-AMT-01', /是负数.*冲减/],
    ['B34 less than nothing, full-width', { 涉及金额: '－１００．００' }, '涉及金额', 'E-AMT-01', /是负数/],
    ['B35 beyond every amount', { 涉及金额: '99,999,999,999,999.99' }, '涉及金额', 'E-AMT-02', /超过单笔上限/],
    ['B36 a third decimal', { 涉及金额: '12.345' }, '涉及金额', 'E-AMT-03', /最多两位小数/],
    ['B39 a formula as a CSV file has it', { 涉及金额: '=SUM(A1:A2)' }, '涉及金额', 'E-AMT-05', /阿拉伯数字/],
  ]
  const inXlsx: [string, RawLine, string, string, RegExp][] = [
    ['B16 a NUL, as workbooks write it', { 备注: 'a_x0000_b' }, '备注', 'E-CHR-01', /不可见控制字符/],
    ['B17 half a character, as workbooks write it', { 姓名: '张_xD842_' }, '姓名', 'E-CHR-02', /半个字符/],
    ['B27 a number in a numeric cell', { 身份证号: numeric('3.70899199001010016E17') }, '身份证号', 'E-ID-01', /末位已丢失/],
    ['B31 the day that never was', { 结算日期: serialDay(60) }, '结算日期', 'E-DAT-01', /1900-02-29，这一天不存在/],
    ['B31 the same without its format', { 结算日期: numeric('60') }, '结算日期', 'E-DAT-01', /这一天不存在/],
    ['B34 less than nothing, as a number', { 涉及金额: numeric('-100') }, '涉及金额', 'E-AMT-01', /是负数/],
    ['B35 beyond every amount, as a number', { 涉及金额: numeric('99999999999999.99') }, '涉及金额', 'E-AMT-02', /超过单笔上限/],
    ['B36 a third decimal, as a number', { 涉及金额: numeric('12.345') }, '涉及金额', 'E-AMT-03', /最多两位小数/],
    ['B39 a formula for a name', { 姓名: formula('A9', '张某') }, '姓名', 'E-IMP-06', /单元格为公式，请粘贴为数值/],
    ['B39 a formula for an amount', { 涉及金额: formula('1+1', '2') }, '涉及金额', 'E-IMP-06', /单元格为公式/],
    ['B39 a formula for a day', { 结算日期: formula('TODAY()', '46000') }, '结算日期', 'E-IMP-06', /单元格为公式/],
    ['B39 a formula for a number', { 身份证号: formula('A1', goodNumber) }, '身份证号', 'E-IMP-06', /单元格为公式/],
  ]
  const cases = [
    ...inCsv.map(([name, line, ...outcome]) => [`${name} (CSV)`, () => csv(line), ...outcome] as const),
    ...inXlsx.map(([name, line, ...outcome]) => [`${name} (workbook)`, () => xlsx(line), ...outcome] as const),
  ]

  it.each(cases)('%s', async (_name, read, column, code, reason) => {
    const { refused, accepted } = await read()
    expect(refused).toMatchObject([{ row: 2, column, code, reason: expect.stringMatching(reason) }])
    expect(refused[0]?.reason).toMatch(new RegExp(`^第2行“${column}”.*。$`))
    expect(accepted.map(({ sourceRow }) => sourceRow)).toEqual([3]) // the good row beside it stays
  })

  it('B15 broken UTF-8 in row 37: its row and column, and no replacement mark kept', async () => {
    const text = Buffer.from(csvText(Array.from({ length: 40 }, (_, index) => ({ 姓名: index === 35 ? '@@' : `张某${index}` }))))
    const at = text.indexOf('@@')
    text[at] = 0xe5
    text[at + 1] = 0xbc
    const list = await parse(text)
    expect(list.refused).toMatchObject([
      { row: 37, column: '姓名', code: 'E-ENC-01', reason: expect.stringContaining('第37行“姓名”编码损坏') },
    ])
    expect(JSON.stringify(list.accepted)).not.toContain('\uFFFD')
    expect(list.accepted).toHaveLength(39)
  })

  it('B17 half a character in UTF-16', async () => {
    const list = await parse(Buffer.from(`\uFEFF${csvText([{ 姓名: '张\uD842' }, {}])}`, 'utf16le'))
    expect(list.refused).toMatchObject([{ row: 2, column: '姓名', code: expect.stringMatching(/^E-CHR-02|E-ENC-01$/) }])
    expect(list.accepted).toHaveLength(1)
  })
})

describe('a cell is put right, and listed with what it was', () => {
  const wide = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
  const x =
    ['1', '2', '3', '4', '5', '6', '7', '8', '9']
      .map((last) => numberOf(`3708991990010100${last}`))
      .find((number) => number.endsWith('X')) ?? ''
  const cases: [string, Line, keyof LeadList['accepted'][number], string | null][] = [
    ['B19 U+200B in a number', { 身份证号: `${goodNumber.slice(0, 6)}\u200B${goodNumber.slice(6)}` }, 'idNumber', goodNumber],
    ['B19 U+FEFF before a name', { 姓名: '\uFEFF张某' }, 'personName', '张某'],
    ['B19 U+00A0 in a name', { 姓名: '张\u00A0某' }, 'personName', '张某'],
    ['B19 U+200B in what was done', { 违规行为: '虚构\u200B医药服务项目' }, 'behaviour', '虚构医药服务项目'],
    ['B19 U+200B in an institution', { 机构名称: '清河镇\u200B卫生院' }, 'institutionName', '清河镇卫生院'],
    ['B20 full-width digits', { 身份证号: wide(goodNumber) }, 'idNumber', goodNumber],
    ['B20 a full-width Ｘ', { 身份证号: wide(x) }, 'idNumber', x],
    ['B20 a small x', { 身份证号: x.toLowerCase() }, 'idNumber', x],
    ['B20 a full-width amount', { 涉及金额: '１２３４．５' }, 'amountFen', '123450'],
    ['B32 dots', { 结算日期: '2026.2.3' }, 'settledOn', '2026-02-03'],
    ['B32 strokes', { 结算日期: '2026/2/3' }, 'settledOn', '2026-02-03'],
    ['B32 eight digits', { 结算日期: '20260203' }, 'settledOn', '2026-02-03'],
    ['B32 Chinese numerals', { 结算日期: '二〇二六年二月三日' }, 'settledOn', '2026-02-03'],
    ['B38 separators', { 涉及金额: '1,234.50' }, 'amountFen', '123450'],
    ['B38 a currency mark', { 涉及金额: '￥1234.5' }, 'amountFen', '123450'],
    ['B41 an instant in London is a day in Beijing', { 结算日期: '2026-03-31T16:30:00Z' }, 'settledOn', '2026-04-01'],
  ]

  it.each(cases)('%s', async (_name, line, field, value) => {
    const { accepted, corrected, refused } = await parse(csvOf(line))
    const [column, from] = Object.entries(line)[0] ?? []
    expect(refused).toEqual([])
    expect(accepted[0]?.[field]).toBe(value)
    expect(corrected).toMatchObject([{ row: 2, column, from }])
    expect(corrected[0]?.to).not.toBe(from)
  })
})

describe('a file is taken as it is', () => {
  const csv = csvText([{ 姓名: '𠮷田' }])
  // 机构名称,违规行为,姓名 / 甲医院,重复收费,𠮷田 in GB18030, whose four bytes for 𠮷 no other encoding knows.
  const gb = (tail: number[]) => Buffer.from([...gbk('机构名称,违规行为,姓名\r\n甲医院,重复收费,'), ...tail, 0x0d, 0x0a])

  it('B11 GBK without a mark: read, and said', async () => {
    const list = await parse(gb([...gbk('张某')]))
    expect(list.accepted).toMatchObject([{ institutionName: '甲医院', behaviour: '重复收费', personName: '张某' }])
    expect(said(list, 'W-ENC-01').join()).toContain('检测到编码 GBK')
  })

  it('B12 a character of four bytes in GB18030 comes through', async () => {
    const list = await parse(gb([0x95, 0x32, 0x82, 0x36])) // U+20000
    expect(list.accepted[0]?.personName).toBe('𠀀')
  })

  it.each<[string, Uint8Array]>([
    ['B13 UTF-8 with its mark: the first heading matches', Buffer.from(`\uFEFF${csv}`)],
    ['B14 UTF-16LE with its mark', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
  ])('%s', async (_name, bytes) => {
    const list = await parse(bytes)
    expect(list.mapping).toMatchObject({ 机构名称: 'institutionName' })
    expect(list.accepted).toMatchObject([{ institutionName: '清河镇卫生院', personName: '𠮷田' }])
  })

  it('B07 a cell at the far end: one row, and the far cell said to be left', async () => {
    const list = await book([{}], { more: '<row r="1048576"><c r="XFD1048576"/></row>' })
    expect(list.accepted).toHaveLength(1)
    expect(said(list, 'W-FAR-01').join()).toContain('远端空白单元格已忽略')
  })

  it('B18 characters beyond the plane count as one each', async () => {
    const list = await parse(csvOf({ 姓名: '𠮷'.repeat(50) }, { 姓名: '𠮷'.repeat(100) }, { 姓名: '𠮷'.repeat(101) }))
    expect(list.accepted.map(({ personName }) => personName)).toEqual(['𠮷'.repeat(50), '𠮷'.repeat(100)])
    expect(list.refused).toMatchObject([{ row: 4, column: '姓名', code: 'E-LEN-01' }])
  })

  it('B23 columns of no field: named, and kept with their row', async () => {
    const list = await parse(Buffer.from('机构名称,违规行为,经办科室,病历号\r\n甲医院,重复收费,二科,007\r\n'))
    expect(said(list, 'W-COL-01')).toEqual(['以下列没有对应的字段，内容原样保留在附加信息中：经办科室、病历号。'])
    expect(list.accepted[0]?.extra).toEqual({ 经办科室: '二科', 病历号: '007' })
  })

  it('B24 ten rows that repeat: each with the row it repeats, none thrown away', async () => {
    const list = await parse(csvOf(...Array.from({ length: 11 }, () => ({}))))
    expect(list.accepted).toHaveLength(11)
    expect(list.duplicates.map(({ row, of }) => [row, of])).toEqual(Array.from({ length: 10 }, (_, index) => [index + 3, 2]))
    expect(said(list, 'W-DUP-01').join()).toContain('完全重复，请选择是否保留')
  })

  it('B26 blank rows are passed over, the total is a control sum', async () => {
    const list = await parse(
      Buffer.from(
        csvText(
          [{}, {}].map((line, index) => ({ ...line, 姓名: `张某${index}` })),
          ',,,,,,\r\n\r\n合计,,,,200.00,,\r\n',
        ),
      ),
    )
    expect(list.accepted).toHaveLength(2)
    expect(list.controlTotals).toMatchObject([{ stated: '20000', computed: '20000', holds: true }])
  })

  it('B30 days counted from 1904', async () => {
    const list = await book([{ 结算日期: serialDay(44682) }], { date1904: true })
    expect(list.accepted[0]?.settledOn).toBe('2026-05-02')
  })

  it('B33 29 February of a leap year', async () => {
    expect((await parse(csvOf({ 结算日期: '2024-02-29' }))).accepted[0]?.settledOn).toBe('2024-02-29')
    expect((await parse(csvOf({ 结算日期: '2028-02-29' }))).accepted[0]?.settledOn).toBe('2028-02-29')
  })

  it('B37 分 under a heading of 元: a hundred times the control sum', async () => {
    const list = await parse(Buffer.from(csvText([{ 涉及金额: '10000' }, { 涉及金额: '20000', 姓名: '李某' }], '合计,,,,300.00,,\r\n')))
    expect(list.controlTotals).toMatchObject([{ holds: false }])
    expect(said(list, 'W-AMT-04').join()).toMatch(/相差 100 倍，请确认单位/)
  })

  it('B40 what looks like a formula is text, and stays text in what is sent back', async () => {
    const texts = ["=cmd|'/c calc'!A1", '@SUM(A1)', '+HYPERLINK("x")', '-1+1']
    const bytes = csvOf(...texts.map((text) => ({ 姓名: text, 结算日期: '昨天' })), ...texts.map((text) => ({ 姓名: text })))
    const list = await parse(bytes)
    expect(list.accepted.map(({ personName }) => personName)).toEqual(texts)
    const file = await readTableFile(bytes, 'a.csv')
    if (!file.ok) throw new Error(file.failure.code)
    const back = await readTableFile(await leadErrorWorkbook({ tables: file.value.grids, refused: list.refused }), 'a.xlsx')
    const cells = back.ok ? (back.value.grids[0]?.rows.slice(1).map((row) => row.cells[headings.indexOf('姓名')]) ?? []) : []
    expect(cells.map((one) => [one?.kind, one?.text])).toEqual(texts.map((text) => ['text', `'${text}`])) // so also in a copy as CSV
  })
})

/** GBK of the few characters that these lists have: two bytes each, ASCII as it is. */
function gbk(text: string): number[] {
  const decoder = new TextDecoder('gbk')
  const bytesOf = new Map<string, [number, number]>()
  for (let high = 0xb0; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++) bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return [...text].flatMap((letter) => bytesOf.get(letter) ?? [letter.charCodeAt(0)])
}
