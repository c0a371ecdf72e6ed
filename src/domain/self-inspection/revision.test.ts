import { expect, it } from 'vitest'
import { changesBetween, type KeptFinding, type KeptItem } from './revision'

const finding = (change: Partial<KeptFinding> = {}): KeptFinding => ({
  ...{ id: 'f1', behaviour: '重复收费', peopleCount: 3, periodFrom: '2023-01-01', periodTo: '2023-06-30' },
  ...{ billedFen: '300', irregularFen: '200', fundLossFen: '100', cause: '对照有误', remedy: '已改', evidence: 1 },
  ...change,
})
const item = (change: Partial<KeptItem> = {}): KeptItem => ({
  itemId: 'i1',
  code: 'GEN-01',
  answer: 'found',
  reason: '',
  findings: [finding()],
  ...change,
})

it('says nothing of what is as it was', () => {
  expect(changesBetween([item()], [item()])).toEqual([])
})

it('names each cell that has changed, and no other', () => {
  const after = item({ findings: [finding({ fundLossFen: '150', evidence: 2 })] })
  expect(changesBetween([item()], [after])).toEqual([
    { code: 'GEN-01', finding: '重复收费', cell: 'fundLossFen', from: '100', to: '150' },
    { code: 'GEN-01', finding: '重复收费', cell: 'evidence', from: '1', to: '2' },
  ])
})

it('tells an added finding from a removed one, and an answer that turned', () => {
  const before = item({ answer: 'noneFound', findings: [] })
  expect(changesBetween([before], [item()])).toEqual([
    { code: 'GEN-01', finding: null, cell: 'answer', from: 'noneFound', to: 'found' },
    { code: 'GEN-01', finding: '重复收费', cell: 'added', from: null, to: '100' },
  ])
  expect(changesBetween([item()], [before]).map(({ cell }) => cell)).toEqual(['answer', 'removed'])
  const denied = item({ answer: 'notApplicable', reason: '未开展', findings: [] })
  expect(changesBetween([before], [denied]).map(({ cell, to }) => [cell, to])).toEqual([
    ['answer', 'notApplicable'],
    ['reason', '未开展'],
  ])
  expect(changesBetween([], [item()]).map(({ cell }) => cell)).toEqual(['answer', 'added'])
})
