import { describe, expect, it } from 'vitest'
import { clausesOf, wordedKinds } from './house-wordings'
import { redline } from './redline'
import { clauseHolds, inWords, ownWords, standingOf, type WordingState, wordingFor, wordsHold } from './wording'

const { rights } = clausesOf('priorNotice')
const fault = (text: string) => {
  const held = clauseHolds(rights!, text)
  return held.ok ? null : [held.refusal.detail?.fault, held.refusal.detail?.names]
}
const own = rights!.house.replace('你单位', '贵单位')

describe('the words of a bureau', () => {
  it.each(wordedKinds)('of the house hold themselves: %s', (kind) => {
    for (const clause of Object.values(clausesOf(kind))) expect(clauseHolds(clause, clause.house).ok, clause.label).toBe(true)
  })
  it('may say it otherwise, and keep what must stand', () => {
    expect(fault(own)).toBeNull()
    expect(wordsHold('priorNotice', { rights: own }).ok).toBe(true)
    expect(ownWords('priorNotice', { rights: own, opening: clausesOf('priorNotice').opening!.house })).toEqual({ rights: own })
  })
  it.each([
    ['a field that the paper has not', own.replace('贵单位', '{当事人电话}'), ['unknownField', '当事人电话']],
    ['a field that must stand', own.replace('{陈述申辩期限}', '五日'), ['fieldMissing', '陈述申辩期限']],
    ['a brace that is no field', `${own}{`, ['unknownField', '{']],
    ['what reads like a blank', `${own}【待填：期限】`, ['unknownField', '【、】']],
    [
      'an article that nobody has read',
      own.replace('第四十五条', '第四十五条、第九十九条'),
      ['articleUnknown', '《中华人民共和国行政处罚法》第九十九条'],
    ],
    ['a law that is not known', `依据《某某条例》，${own}`, ['articleUnknown', '《某某条例》']],
    ['an article of no law', `${own}并按第十条处理。`, ['articleUnknown', '第十条']],
    [
      'the article it rests on',
      own.replace('依据《中华人民共和国行政处罚法》第四十五条的规定，', ''),
      ['articleMissing', '《中华人民共和国行政处罚法》第四十五条'],
    ],
    [
      'an article in other figures',
      own.replace('第四十五条', '第四十五条、第99条'),
      ['articleUnknown', '《中华人民共和国行政处罚法》第99条'],
    ],
    ['what the law has it say', own.replace('更重的处罚', '其他处罚'), ['wordsMissing', '不…更重的处罚']],
    ['its contrary', own.replace('我局不因陈述、申辩给予', '我局可以给予'), ['wordsMissing', '不…更重的处罚']],
  ])('are refused for %s', (_, text, why) => {
    expect(fault(text)).toEqual(why)
  })
  it.each([
    ['decision', '十五日', '二十五日'],
    ['decision', '百分之三', '百分之三十'],
    ['remedy', '六个月', '十六个月'],
  ])('are refused where a time or a rate of %s becomes another that ends or begins like it', (_, said, instead) => {
    const clause = Object.values(clausesOf('penaltyDecision')).find(({ says }) => says.includes(said))
    expect(clauseHolds(clause!, clause!.house.replace(said, instead))).toMatchObject({ refusal: { detail: { fault: 'wordsMissing' } } })
  })
  it('are refused where they change nothing, and for a paragraph that is not there', () => {
    expect(wordsHold('priorNotice', { rights: rights!.house })).toMatchObject({ refusal: { code: 'nothingReworded' } })
    expect(wordsHold('priorNotice', { remedy: own })).toMatchObject({ refusal: { code: 'unknownField' } })
  })
})

it('puts each field in its place, and never leaves one unsaid', () => {
  expect(inWords('自{期限}内', { 期限: '【待填：期限】' })).toBe('自【待填：期限】内')
  expect(() => inWords('自{期限}内', {})).toThrow('期限')
})

it('takes the nearest bureau’s, and of its versions the one that began last', () => {
  const version = (seq: number, rangeLo: number, rangeHi: number, validFrom: string) => ({ seq, rangeLo, rangeHi, validFrom })
  const province = version(1, 370000, 379999, '2026-01-01')
  const [first, second, later] = [
    version(1, 370800, 370899, '2026-02-01'),
    version(2, 370800, 370899, '2026-03-01'),
    version(3, 370800, 370899, '2026-09-01'),
  ]
  const all = [province, first, second, later]
  expect(wordingFor(all, '2026-01-15')).toBe(province)
  expect(wordingFor(all, '2026-02-15')).toBe(first)
  expect(wordingFor(all, '2026-08-31')).toBe(second)
  expect(wordingFor(all, '2026-09-01')).toBe(later)
  expect(wordingFor(all, '2025-12-31')).toBeUndefined()
})

it('says which of the approved versions of a bureau speaks', () => {
  const of = (seq: number, validFrom: string, agencyId = 'city', state: WordingState = 'inUse') => ({
    ...{ seq, validFrom, agencyId, state, kind: 'priorNotice', rangeLo: 1, rangeHi: 9 },
  })
  const all = [of(1, '2026-01-01'), of(2, '2026-03-01'), of(3, '2026-09-01'), of(4, '2026-04-01', 'city', 'ended')]
  const every = [...all, of(1, '2026-05-01', 'province')]
  expect(every.map((one) => standingOf(one, every, '2026-06-01'))).toEqual(['replaced', 'inForce', 'coming', 'ended', 'inForce'])
  expect(all.map((one) => standingOf(one, all, '2026-02-01'))).toEqual(['inForce', 'coming', 'coming', 'ended'])
})

it('shows what went and what came', () => {
  expect(redline('五日内提出', '五个工作日内书面提出')).toEqual([
    { how: 'same', text: '五' },
    { how: 'added', text: '个工作' },
    { how: 'same', text: '日内' },
    { how: 'added', text: '书面' },
    { how: 'same', text: '提出' },
  ])
  expect(redline('甲', '')).toEqual([{ how: 'removed', text: '甲' }])
})
