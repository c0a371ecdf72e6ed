import { expect, it } from 'vitest'
import type { Table } from '../table/grid'
import { readRegister } from './read-register'

const sheet = (...rows: (string | number | null)[][]): Table => ({
  ...{ name: '名单', format: 'csv', hidden: false, date1904: false, merges: [], notes: [] },
  rows: rows.map((cells, index) => ({
    number: index + 1,
    cells: cells.map((value) =>
      value === null ? undefined : { text: String(value), kind: typeof value === 'number' ? ('number' as const) : ('text' as const) },
    ),
  })),
})
const heads = ['序号', '定点医药机构代码', '机构全称', '类别', '医院等级', '所属县区', '统一社会信用代码', '诊疗领域']
const read = (...rows: (string | number | null)[][]) => readRegister([sheet(['某市定点医药机构一览表'], heads, ...rows)])

it('gives what a list says, and no more', () => {
  const list = read(
    [1, 'ｈ37089900001', '清溪 乡卫生院', null, '一级甲等', '清溪县', null, '血液透析、骨科'],
    [2, 'P37089900002', '清溪药店', '零售药店', null, null, '12350100000000001R', null],
    ['合计', 2, null, null, null, null, null, null],
  )
  expect(list).toMatchObject({
    value: {
      problems: [],
      institutions: [
        {
          ...{
            row: 3,
            code: 'H37089900001',
            name: '清溪乡卫生院',
            kind: null,
            guessedKind: 'healthCentre',
            level: 'primary',
            region: '清溪县',
          },
          ...{ creditCode: null, phone: null, fields: ['血液透析', '骨科'] },
        },
        { row: 4, code: 'P37089900002', kind: 'pharmacy', level: null, region: null, creditCode: '12350100000000001R', fields: null },
      ],
    },
  })
})

it.each([
  [[1, 'H3708990000', '甲诊所', '诊所', '', '甲县', '', ''], '机构代码”不是国家医保定点机构编码'],
  [[1, null, '甲诊所', '诊所', '', '甲县', '', ''], '机构代码”没有填写'],
  [[1, 'H37089900001', null, '诊所', '', '甲县', '', ''], '机构全称”没有填写'],
  [[1, 'H37089900001', '甲药店', '药店', '', '甲县', '', ''], '与编码不符'],
  [[1, 'H37089900001', '甲诊所', '养老院', '', '甲县', '', ''], '不是可以识别的机构类型'],
  [[1, 'H37089900001', '甲诊所', '诊所', '四级', '甲县', '', ''], '不是可以识别的等级'],
  [[1, 'H37089900001', '甲诊所', '诊所', '', '甲县', '123', ''], '不是 18 位统一社会信用代码'],
] as const)('says of %j what is wrong, by row and column', (row, why) => {
  expect(read([...row])).toMatchObject({ value: { institutions: [], problems: [expect.stringMatching(/^第3行/)] } })
  expect(read([...row])).toMatchObject({ value: { problems: [expect.stringContaining(why)] } })
})

it.each([
  ['H37089900001', '甲门诊部', '诊所', { kind: 'clinic', guessedKind: null }],
  ['H37089900001', '甲门诊部', null, { kind: null, guessedKind: 'clinic' }],
  ['P37089900001', '甲某某', null, { kind: null, guessedKind: 'pharmacy' }],
  ['H37089900001', '甲大药房', null, { kind: null, guessedKind: null }],
  ['H37089900001', '甲口腔', null, { kind: null, guessedKind: null }],
] as const)('of %s %s, listed as %s, tells what is said from what is guessed', (code, name, named, kinds) => {
  expect(read([1, code, name, named, '', '甲县', '', ''])).toMatchObject({ value: { problems: [], institutions: [kinds] } })
})

it('says what is missing of a table that is none', () => {
  expect(readRegister([sheet(['姓名', '电话'], ['甲', '1'])])).toMatchObject({ ok: false })
})
