import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concerns, doubtfulWordings, readAppliesTo } from './applies-to'
import { citedLaws } from './cited-laws'
import { asksTheSame, type Comparable, compareLists } from './compare'
import { codesOf, type DraftItem, extendItems } from './draft'
import { guessHeadings, layoutOf } from './guess-headings'
import { namedField } from './named-field'

const fields = [
  { id: 'haemodialysis', name: '血液净化', aliases: ['血透', '透析'] },
  { id: 'cardiology', name: '心血管内科', aliases: ['心内'] },
  { id: 'f1', name: '肿瘤', aliases: [] },
]
const item = (code: string, more: Partial<DraftItem> = {}): DraftItem => ({
  ...{ code, fieldId: null, fieldName: '', text: `问题${code}`, violationType: '', basis: '', howToCheck: '', evidenceHint: '' },
  ...{ modelIds: [], kinds: ['hospital'], levels: [], verified: true, change: null },
  ...more,
})
const comparable = ({ fieldName, ...rest }: DraftItem): Comparable => ({ ...rest, field: fieldName })

it.each([
  ['血透', 'haemodialysis', ''],
  ['血液净化领域', 'haemodialysis', ''],
  ['二、心内科', 'cardiology', ''],
  ['肿瘤科', 'f1', ''],
  ['麻醉专业', null, '麻醉'],
  ['通用', null, ''],
  [null, null, ''],
])('takes %s for the field it means', (name, fieldId, fieldName) => {
  expect(namedField(name, fields)).toEqual({ fieldId, fieldName })
})

it('gives numbers that begin anew the section before them, and leaves the others alone', () => {
  const of = (code: string, field: string | null) => ({ code, field, sourceSheet: '附件1' })
  expect(codesOf([of('1', '骨科'), of('2', '骨科'), of('1', '血透'), of('2', null)])).toEqual(['骨科-1', '骨科-2', '血透-1', '附件1-2'])
  expect(codesOf([of('1', '骨科'), of('2', '血透')])).toEqual(['1', '2'])
})

it('never gives one code to two items', () => {
  const listed = fc.record({
    code: fc.constantFrom('1', '2', '骨科-1'),
    field: fc.constantFrom('骨科', '血透', null),
    sourceSheet: fc.constantFrom('骨科', '表'),
  })
  fc.assert(fc.property(fc.array(listed), (items) => new Set(codesOf(items)).size === items.length))
})

it.each([
  ['二级及以上医院、药店', ['hospital', 'pharmacy'], ['tertiary', 'secondary']],
  ['一级及以上医院', ['hospital'], ['tertiary', 'secondary', 'primary']],
  ['二级及以下医疗机构', ['hospital'], ['secondary', 'primary', 'ungraded']],
  ['三级及以下医院', ['hospital'], []],
  ['一级医院', ['hospital'], ['primary']],
  ['一级及以下医院', ['hospital'], ['primary', 'ungraded']],
  ['二、三级医院', ['hospital'], ['tertiary', 'secondary']],
  ['三级医院和二级医院', ['hospital'], ['tertiary', 'secondary']],
  ['三级医院', ['hospital'], ['tertiary']],
  ['医院', ['hospital'], []],
  ['三级医院、医院', ['hospital'], []],
  ['诊所/卫生室', ['clinic'], []],
  ['医疗机构（不含诊所）', ['hospital', 'healthCentre'], []],
  ['医疗机构(不包括诊所、卫生室)', ['hospital', 'healthCentre'], []],
  ['除药店外的定点医药机构', ['hospital', 'healthCentre', 'clinic'], []],
  ['定点医药机构，不含零售药店', ['hospital', 'healthCentre', 'clinic'], []],
  ['定点医药机构', ['hospital', 'healthCentre', 'clinic', 'pharmacy'], []],
])('reads whom an item is for: %s', (text, kinds, levels) => {
  expect(readAppliesTo(text)).toEqual({ kinds, levels })
})

it('asks pharmacies and clinics whatever level is named for hospitals', () => {
  const said = readAppliesTo('二级及以上医院、药店')
  if (!said) throw new Error('nobody was named')
  expect(concerns(said, 'pharmacy', 'ungraded')).toBe(true)
  expect(concerns(said, 'hospital', 'primary')).toBe(false)
  expect(concerns(said, 'hospital', 'tertiary')).toBe(true)
  expect(concerns(said, 'clinic', 'tertiary')).toBe(false)
})

it('has a person look at wordings that leave somebody out or name nobody', () => {
  expect(doubtfulWordings(['医疗机构（不含诊所）', '医院', '见备注', '医疗机构（不含诊所）', null, ''])).toEqual([
    { text: '医疗机构（不含诊所）', count: 2, doubt: 'excludes' },
    { text: '见备注', count: 1, doubt: 'unknown' },
  ])
})

it('says nothing of words that name nobody', () => {
  expect(readAppliesTo('见备注')).toBeNull()
})

it('leaves no item of the base out of an extension', () => {
  const drawn = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E')).map((codes) => codes.map((code) => item(code)))
  fc.assert(
    fc.property(drawn, drawn, (base, own) => {
      const made = extendItems(base, own)
      const codes = made.map(({ code }) => code)
      expect(new Set(codes)).toEqual(new Set([...base, ...own].map(({ code }) => code)))
      expect(codes.slice(0, base.length)).toEqual(base.map(({ code }) => code))
      expect(made.filter(({ change }) => change === 'adds').length).toBe(codes.length - base.length)
    }),
  )
})

it('tells a comparison whole: what is added, removed, changed and left makes up both versions', () => {
  const versions = fc.uniqueArray(fc.record({ code: fc.constantFrom('A', 'B', 'C', 'D'), text: fc.constantFrom('甲', '乙') }), {
    selector: ({ code }) => code,
  })
  fc.assert(
    fc.property(versions, versions, (before, after) => {
      const of = (rows: typeof before) => rows.map(({ code, text }) => comparable(item(code, { text })))
      const { added, removed, changed, unchanged } = compareLists(of(before), of(after))
      expect(added.length + changed.length + unchanged).toBe(after.length)
      expect(removed.length + changed.length + unchanged).toBe(before.length)
      for (const change of changed) expect(change.before.text).not.toBe(change.after.text)
    }),
  )
})

it('asks again for other words, and not for another field', () => {
  const before = comparable(item('A'))
  expect(asksTheSame(before, { ...before, field: '肿瘤', kinds: ['clinic'] })).toBe(true)
  expect(asksTheSame(before, { ...before, evidenceHint: '病历' })).toBe(false)
})

it('cites laws with their period of force, and names those it does not have', () => {
  expect(citedLaws('《医疗保障基金使用监督管理条例》第三十八条；《某省规定》；《医疗保障基金使用监督管理条例》第四十条')).toEqual([
    { title: '医疗保障基金使用监督管理条例', known: true, inForceFrom: '2021-05-01', inForceTo: null },
    { title: '某省规定', known: false, inForceFrom: null, inForceTo: null },
  ])
})

it('guesses the headings where no column is known, and tells layouts by them', () => {
  const row = (number: number, ...texts: string[]) => ({
    number,
    cells: texts.map((text) => (text ? { text, kind: 'text' as const } : undefined)),
  })
  const table = { name: '表', format: 'xlsx' as const, hidden: false, date1904: false, merges: [], notes: [] }
  const rows = [
    row(1, '某某清单'),
    row(2, '条款', '', '内容甲', '内容甲'),
    row(3, '1', '', '很长很长很长很长很长很长很长很长很长很长的一句话'),
  ]
  expect(guessHeadings([{ ...table, rows }])).toEqual(['条款', '内容甲', '内容甲（D列）'])
  expect(guessHeadings([{ ...table, rows: [row(1, '只有一格')] }])).toEqual([])
  expect(layoutOf(['* 条 款（必填）', '内容'])).toBe(layoutOf(['条款', '内容']))
})
