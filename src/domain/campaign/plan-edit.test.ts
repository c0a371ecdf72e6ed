import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlan } from '../plan/parse-plan'
import { isLocalised, localised } from './adoption'
import { valuesOf } from './campaign-plan'
import { type EditPath, editPlan, parseEditPath, typedValues } from './plan-edit'

const read = parsePlan(readFileSync('tests/fixtures/plans/jn24.txt', 'utf8'))
if (!read.ok) throw new Error('the plan of Jining is a plan')
const plan = valuesOf(read.value)

const at = (path: string): EditPath => parseEditPath(path) ?? expect.fail(`${path} is no path`)

it.each(['title', 'stages[0]', 'stages[+]', 'measures[12]', 'fields'])('%s can be corrected', (path) => {
  expect(parseEditPath(path)).not.toBeNull()
})

it.each(['kind', 'warnings', 'stages', 'stages[-1]', 'stages[0].dueOn', 'toString', '__proto__', 'constructor[0]'])('%s cannot', (path) => {
  expect(parseEditPath(path)).toBeNull()
})

it('shows every part as it can be typed again without change', () => {
  for (const path of ['title', 'year', 'fields', 'issuers[0]', 'cited[1]', 'duties[2]', 'measures[0]', 'stages[3]', 'requirements[4]']) {
    const edited = editPlan(plan, at(path), typedValues(plan, at(path)))
    expect(edited, path).toEqual({ ok: true, value: { plan, corrections: [] } })
  }
})

describe('a correction', () => {
  it('keeps what stood there before', () => {
    const typed = { ...typedValues(plan, at('stages[0]')), dueOn: '2024-05-20', dueText: '2024 年 5 月 20 日前' }
    const edited = editPlan(plan, at('stages[0]'), typed)
    expect(edited).toMatchObject({
      ok: true,
      value: {
        corrections: [
          { path: 'stages[0].dueText', from: '2024 年 4 月完成', to: '2024 年 5 月 20 日前' },
          { path: 'stages[0].dueOn', from: '2024-04-30', to: '2024-05-20' },
        ],
      },
    })
  })

  it('empties a value that the plan does not have', () => {
    const edited = editPlan(plan, at('documentNumber'), { value: '  ' })
    expect(edited).toMatchObject({ ok: true, value: { plan: { documentNumber: null } } })
  })

  it('adds an entry, and takes one away when all of it is emptied', () => {
    const added = editPlan(plan, at('recipients[+]'), { name: '市医疗保险事业中心', department: 'MI' })
    expect(added).toMatchObject({ ok: true })
    if (!added.ok) return
    expect(added.value.plan.recipients).toHaveLength(plan.recipients.length + 1)
    const gone = editPlan(added.value.plan, at(`recipients[${plan.recipients.length}]`), { name: '', department: '' })
    expect(gone).toMatchObject({ ok: true, value: { plan, corrections: [{ to: null }] } })
  })

  it.each([
    ['stages[0]', { kind: 'launch', title: '启动', text: '', dueText: '', dueOn: '2024-02-30' }, 'dueOn'],
    ['year', { value: '２０２四' }, 'value'],
    ['issuers[0]', { name: '济宁市医疗保障局', department: 'XX' }, 'department'],
    ['duties[0]', { department: '', text: '负责牵头' }, 'department'],
  ])('of %s that does not fit is refused at its field', (path, typed, field) => {
    expect(editPlan(plan, at(path), typed)).toMatchObject({ ok: false, refusal: { code: 'invalidInput', detail: { fields: [field] } } })
  })

  it('of an entry that is not there is refused', () => {
    expect(editPlan(plan, at('stages[9]'), { kind: 'other', title: 'x' })).toMatchObject({ ok: false, refusal: { code: 'notFound' } })
  })

  it('with a field the part does not have is refused', () => {
    expect(editPlan(plan, at('title'), { value: '方案', state: 'launched' })).toMatchObject({
      ok: false,
      refusal: { code: 'unknownField' },
    })
  })
})

describe('a plan that a county takes up', () => {
  const county = localised(plan, {
    regionName: '任城区',
    ownAgencyId: 'mi',
    agencies: [
      { id: 'ct', name: '济宁市任城区人民法院', department: 'CT' },
      { id: 'mi', name: '任城区医疗保障局', department: 'MI' },
    ],
  })

  it('cites the parent by its number and is open for its own', () => {
    expect(county.cited[0]).toEqual({ documentNumber: '济医保发〔2024〕9号', title: plan.title })
    expect(county).toMatchObject({ documentNumber: null, issuedOn: null, title: '任城区2024年医保基金违法违规问题专项整治工作方案' })
  })

  it('is issued by its own bureau first, to the other departments of its region', () => {
    expect(county.issuers.map(({ name }) => name)).toEqual(['任城区医疗保障局', '济宁市任城区人民法院'])
    expect(county.recipients.map(({ name }) => name)).toEqual(['济宁市任城区人民法院'])
  })

  it('keeps what is to be done and by when', () => {
    expect([county.stages, county.duties, county.measures]).toEqual([plan.stages, plan.duties, plan.measures])
    expect([isLocalised('issuers[0].name'), isLocalised('stages[0].dueOn')]).toEqual([true, false])
  })
})
