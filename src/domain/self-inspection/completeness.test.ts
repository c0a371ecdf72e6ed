import { expect, it } from 'vitest'
import { type AnsweredItem, gapsOf, lacksOf, progressOf } from './completeness'

const item = (code: string, override: Partial<AnsweredItem> = {}): AnsweredItem => ({
  code,
  fieldId: 'imaging',
  answer: { answer: 'noneFound', reason: '' },
  findings: [],
  ...override,
})
const finding = { cause: '原因', remedy: '整改', evidence: [1] }
const found = { answer: 'found', reason: '' } as const

it('lets only full answers through', () => {
  expect(lacksOf(item('A'))).toEqual([])
  expect(lacksOf(item('A', { answer: null }))).toEqual(['answer'])
  expect(lacksOf(item('A', { answer: { answer: 'notApplicable', reason: ' ' } }))).toEqual(['reason'])
  expect(lacksOf(item('A', { answer: { answer: 'notApplicable', reason: '未开展' } }))).toEqual([])
  expect(lacksOf(item('A', { answer: found }))).toEqual(['finding'])
  expect(lacksOf(item('A', { answer: found, findings: [finding] }))).toEqual([])
  expect(lacksOf(item('A', { answer: found, findings: [finding, { cause: '', remedy: ' ', evidence: [] }] }))).toEqual([
    'cause',
    'remedy',
    'evidence',
  ])
})

it('names every gap by its item', () => {
  expect(gapsOf([item('A'), item('B', { answer: null }), item('C', { answer: found, fieldId: null })])).toEqual([
    { code: 'B', fieldId: 'imaging', lacks: 'answer' },
    { code: 'C', fieldId: null, lacks: 'finding' },
  ])
})

it('tells how far each section has come', () => {
  const general = { fieldId: null }
  const items = [item('A', { ...general, answer: null }), item('B', general), item('C'), item('D', { fieldId: 'cardiology', answer: null })]
  expect(progressOf(items)).toEqual([
    { section: 'general', items: 2, answered: 1, found: 0, gaps: 1, state: 'inProgress' },
    { section: 'imaging', items: 1, answered: 1, found: 0, gaps: 0, state: 'done' },
    { section: 'cardiology', items: 1, answered: 0, found: 0, gaps: 1, state: 'notStarted' },
  ])
})
