import { expect, it } from 'vitest'
import type { Table, TableCell } from '../../table/grid'
import { readChecklist } from './read-checklist'

const tableOf = (rows: readonly (readonly (string | null | TableCell)[])[], more: Partial<Table> = {}): Table => ({
  name: '清单',
  format: 'xlsx',
  hidden: false,
  date1904: false,
  merges: [],
  notes: [],
  rows: rows.map((values, index) => ({
    number: index + 1,
    cells: values.map((value) => (value === null ? undefined : typeof value === 'string' ? { text: value, kind: 'text' as const } : value)),
  })),
  ...more,
})
const read = (...tables: Table[]) => {
  const list = readChecklist(tables)
  if (!list.ok) throw new Error(JSON.stringify(list.failure))
  return list.value
}

it('reads an official list with its title, merged fields and section rows', () => {
  const list = read(
    tableOf(
      [
        ['定点医疗机构自查自纠问题清单'],
        ['序号', '领域', '违规类型', '问题表现', '依据'],
        ['1', '骨科', '串换', '耗材互相串换计费', '条例'],
        ['2', null, null, '未开展手术却计费', null],
        ['注：本清单未尽事项另行通知'],
      ],
      { merges: [{ top: 3, left: 1, bottom: 4, right: 1 }] },
    ),
  )
  expect(list.columns).toEqual(['序号', '领域', '违规类型', '问题表现', '依据'])
  expect(list.mapping).toEqual({ 序号: 'code', 领域: 'field', 违规类型: 'violationType', 问题表现: 'text', 依据: 'basis' })
  expect(list.items).toMatchObject([
    { code: '1', field: '骨科', violationType: '串换', text: '耗材互相串换计费', sourceRow: 3 },
    { code: '2', field: '骨科', violationType: null, text: '未开展手术却计费', sourceRow: 4 },
  ])
  expect([list.refused, list.warnings]).toEqual([[], []])
})

it('takes the field from section rows, where numbering may begin anew', () => {
  const list = read(tableOf([['序号', '问题'], ['一、骨科领域'], ['1', '甲'], ['（二）心血管内科'], ['1', '乙'], ['1', '丙']]))
  expect(list.items.map(({ code, field, text }) => [code, field, text])).toEqual([
    ['1', '骨科', '甲'],
    ['1', '心血管内科', '乙'],
  ])
  expect(list.refused).toMatchObject([{ row: 6, column: '序号', value: '1', code: 'E-DUP-01' }])
})

it('sends back items without text, with formulas or damaged text, each with its reason', () => {
  const list = read(
    tableOf([
      ['编号', '问题描述'],
      ['A1', null],
      [null, '甲'],
      ['A2', { text: '=B1', kind: 'formula' }],
      ['A3', '乙\uFFFD'],
      ['A4', '丙'],
    ]),
  )
  expect(list.refused.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '问题描述', 'E-REQ-01'],
    [3, '编号', 'E-REQ-01'],
    [4, '问题描述', 'E-IMP-06'],
    [5, '问题描述', 'E-ENC-01'],
  ])
  expect(list.items.map(({ code }) => code)).toEqual(['A4'])
})

it('numbers items that have no code column, and names sheets of another kind', () => {
  const list = read(
    tableOf([
      ['问题描述', '依据'],
      ['甲', '一'],
      ['乙', '二'],
    ]),
    tableOf([['别的'], ['甲']], { name: '说明' }),
  )
  expect(list.items.map(({ code }) => code)).toEqual(['1', '2'])
  expect(list.warnings).toEqual([
    '工作表“清单”没有编号列，已按先后顺序编号。',
    '工作表“说明”未读取：列名与问题清单不符（缺少问题描述列）。',
  ])
})

it('has a person look at whom an item is for where that leaves somebody out or names nobody', () => {
  const list = read(
    tableOf([
      ['编号', '问题描述', '适用机构类型'],
      ['1', '甲', '医疗机构（不含诊所）'],
      ['2', '乙', '二级及以上医院'],
      ['3', '丙', '见备注'],
    ]),
  )
  expect(list.warnings).toEqual([
    '适用对象“医疗机构（不含诊所）”（1 条）写有排除，已按机构类型排除；请导入后在草案中核对适用机构。',
    '适用对象“见备注”（1 条）不能对应到机构类型，按导入时所选的机构类型处理。',
  ])
})

it('is refused when it is no problem list', () => {
  expect(
    readChecklist([
      tableOf([
        ['编号', '领域'],
        ['1', '甲'],
      ]),
    ]),
  ).toMatchObject({ ok: false, failure: { code: 'E-IMP-05', detail: { missing: '问题描述' } } })
  expect(readChecklist([])).toMatchObject({ ok: false, failure: { code: 'E-IMP-08' } })
})
