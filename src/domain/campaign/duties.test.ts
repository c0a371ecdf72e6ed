import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlan } from '../plan/parse-plan'
import { fieldsOf, missingOf, nameOf, participantsOf, valuesOf } from './campaign-plan'
import { departmentsNamedIn, dutyRows } from './duties'

function planOf(name: string) {
  const read = parsePlan(readFileSync(`tests/fixtures/plans/${name}.txt`, 'utf8'))
  if (!read.ok) throw new Error(`${name} is a plan`)
  return valuesOf(read.value)
}

describe('the matrix of the plan of Jining, 2024', () => {
  const rows = dutyRows(planOf('jn24'), 'MI')

  it('has the duty of each of the six departments, then the five measures', () => {
    expect(rows.map(({ seq, number, title }) => [seq, number, title])).toEqual([
      [1, null, '医保部门负责牵头开展专项整治'],
      [2, null, '人民法院负责审理各类欺诈骗保犯罪案件'],
      [3, null, '检察机关负责依法审查逮捕、审查起诉医保骗保犯罪案件'],
      [4, null, '公安部门负责严厉打击各类欺诈骗保犯罪行为'],
      [5, null, '财政部门根据职责对医保基金使用管理情况实施监督并协助查验医疗收费电子票据等工作'],
      [6, null, '卫生健康部门负责加强医疗机构监管'],
      [7, '(一)', '坚持宽严相济，依法分类处置'],
      [8, '(二)', '坚持守正创新，强化数据赋能'],
      [9, '(三)', '坚持部门协同，发挥监管合力'],
      [10, '(四)', '坚持上下联动，用好线索核查'],
      [11, '(五)', '坚持标本兼治，健全长效机制'],
    ])
  })

  it('gives each department the lead of its own duty', () => {
    expect(rows.slice(0, 6).map(({ parts }) => parts)).toEqual(
      ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'].map((department) => [{ department, part: 'lead' }]),
    )
  })

  it('has the bureau lead a measure and those whom its text names cooperate', () => {
    expect(rows[8]?.parts).toEqual([
      { department: 'MI', part: 'lead' },
      { department: 'CT', part: 'cooperate' },
      { department: 'PR', part: 'cooperate' },
      { department: 'PS', part: 'cooperate' },
      { department: 'FI', part: 'cooperate' },
      { department: 'HC', part: 'cooperate' },
    ])
    expect(rows[9]?.parts).toEqual([{ department: 'MI', part: 'lead' }])
  })

  it('keeps the plan’s own words about the time beside the day', () => {
    expect(new Set(rows.map(({ dueText, dueOn }) => `${dueText} ${dueOn}`))).toEqual(new Set(['2024 年 11 月完成 2024-11-30']))
  })
})

it('has the first-named unit lead where a plan lists responsible units', () => {
  const rows = dutyRows(planOf('wh24'), 'MI')
  expect(rows.filter(({ number }) => number !== null)).toHaveLength(19)
  expect(rows.some(({ parts }) => parts[0]?.department !== 'MI' && parts[0]?.part === 'lead')).toBe(true)
  expect(rows.every(({ parts }) => parts.filter(({ part }) => part === 'lead').length <= 1)).toBe(true)
  expect(rows.every(({ dueOn }) => dueOn === null)).toBe(true)
})

it.each([
  ['联合财政部门查验医疗收费电子票据', ['FI']],
  ['医保部门要与人民法院、检察机关会商', ['MI', 'CT', 'PR']],
  ['重点打击在犯罪中起组织作用的幕后组织者，规范使用医保基金', []],
  ['与公安机关联查联办，向卫生健康部门移送', ['PS', 'HC']],
])('%s names %j', (text, departments) => {
  expect(departmentsNamedIn(text, ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'])).toEqual(departments)
})

it.each([
  ['jn24', '济宁市2024年医保基金违法违规问题专项整治', ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'], 6],
  ['jn23', '济宁市2023年医保领域打击欺诈骗保专项整治', ['MI', 'PR', 'PS', 'FI', 'HC'], 6],
  ['fj24', '福建省2024年医保基金违法违规问题专项整治', ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'], 6],
])('%s is called %s, with its own departments and fields', (plan, name, departments, fields) => {
  const values = planOf(plan)
  expect(nameOf(values)).toBe(name)
  expect(participantsOf(values)).toEqual(departments)
  expect(fieldsOf(values)).toHaveLength(fields)
  expect(missingOf(values)).toEqual([])
})

it('names what a plan still lacks', () => {
  const values = planOf('jn24')
  expect(missingOf({ ...values, title: null, year: null, duties: [], measures: [] })).toEqual(['标题', '年度', '职责分工或工作举措'])
})
