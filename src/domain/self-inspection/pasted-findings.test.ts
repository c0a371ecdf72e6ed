import { describe, expect, it } from 'vitest'
import { filledDown, gridOf, readPastedFindings, writeGrid } from './pasted-findings'

const given = { codes: new Set(['IMG-01', 'IMG-02']), lookBackFrom: '2021-05-01', today: '2026-06-15' }
const row = (...cells: string[]) => cells.join('\t')
const good = row('img-01', '重复收取三维重建', '１２', '2024/1/5', '2024年6月30日', '1,200.50', '800', '600.05', '对照错误', '已整改')

it('reads what a spreadsheet gives', () => {
  const heading = row('条目编号', '具体情形', '人次', '起', '止', '涉及金额', '违规金额', '基金损失')
  const { findings, faults } = readPastedFindings(`${heading}\r\n${good}\r\n\r\n`, given)
  expect(faults).toEqual([])
  expect(findings).toEqual([
    {
      line: 2,
      code: 'IMG-01',
      behaviour: '重复收取三维重建',
      peopleCount: 12,
      periodFrom: '2024-01-05',
      periodTo: '2024-06-30',
      billedFen: 120050n,
      irregularFen: 80000n,
      fundLossFen: 60005n,
      cause: '对照错误',
      remedy: '已整改',
    },
  ])
})

it.each([
  ['columns', row('IMG-01', '情形说明')],
  ['code', good.replace('img-01', 'IMG-99')],
  ['code', row('合计', '', '20', '', '', '100', '90', '80', '', '')],
  ['behaviour', good.replace('重复收取三维重建', '')],
  ['peopleCount', good.replace('１２', '约十')],
  ['period', good.replace('2024/1/5', '2024-13-01')],
  ['period', good.replace('2024/1/5', '2021-04-01')],
  ['period', good.replace('2024/1/5', '2024-07-01')],
  ['amount', good.replace('800', '八百')],
  ['amount', good.replace('800', '-800')],
  ['order', good.replace('800', '500')],
  ['behaviourLong', good.replace('重复收取三维重建', '长'.repeat(501))],
  ['causeLong', good.replace('对照错误', '长'.repeat(1001))],
])('names a line whose fault is %s', (problem, line) => {
  const { findings, faults } = readPastedFindings(`${good}\n${line}`, given)
  expect(findings).toHaveLength(1)
  expect(faults).toEqual([expect.objectContaining({ line: 2, problem })])
})

describe('the grid of a pasted block', () => {
  const block = '条目编号\t具体情形\n\nIMG-01\t重复收费\t3\nIMG-02\t\t\n\nIMG-03\t串换\t'
  it('has a line for each finding, and is written back as it stands', () => {
    const rows = gridOf(block)
    expect(rows.map(({ line, cells }) => [line, cells.length, cells[0]])).toEqual([
      [3, 10, 'IMG-01'],
      [4, 10, 'IMG-02'],
      [6, 10, 'IMG-03'],
    ])
    expect(gridOf(writeGrid(block, rows))).toEqual(rows)
    expect(writeGrid('编号\t情形\n\nA\tb', [{ line: 3, cells: ['a\tb', 'c\r\nd'] }])).toBe('编号\t情形\n\na b\tc d')
  })

  it('fills what is empty from above, and nothing else', () => {
    const rows = gridOf(block)
    const column = (at: number) => filledDown(rows, at).map(({ line, cells }) => [line, cells[at]])
    expect(column(1)).toEqual([
      [3, '重复收费'],
      [4, '重复收费'],
      [6, '串换'],
    ])
    expect(column(2)).toEqual([
      [3, '3'],
      [4, '3'],
      [6, '3'],
    ])
    expect(column(9)).toEqual([
      [3, ''],
      [4, ''],
      [6, ''],
    ])
  })
})

it('keeps texts letter by letter, and finds an item whatever the case of its code', () => {
  const texts = { behaviour: '收费①：１００％、ﬁ、㎡', cause: '（未核对）', remedy: '已“整改”；退回' }
  const line = row('ｇｋ-０１', texts.behaviour, '1', '2024-01-05', '2024-02-05', '3', '2', '1', texts.cause, texts.remedy)
  const { findings, faults } = readPastedFindings(line, { ...given, codes: new Set(['gk-01']) })
  expect(faults).toEqual([])
  expect(findings).toMatchObject([{ code: 'gk-01', ...texts }])
})
