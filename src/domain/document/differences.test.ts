import { expect, it } from 'vitest'
import { differencesOf } from './differences'

const signed = {
  partyName: '清溪医院',
  datedOn: '2026-06-20',
  facts: [{ behaviour: '重复收费', fineFen: '100', actFrom: '2025-01-01' }],
  officers: [{ name: '张敏' }],
  place: null,
}

it('finds nothing where nothing changed, a part that is not there being none', () => {
  expect(differencesOf(signed, structuredClone(signed))).toEqual([])
  expect(differencesOf(signed, { ...signed, place: undefined })).toEqual([])
})

it('names the field, and in a table the line and the column', () => {
  const today = { ...signed, partyName: '清溪中心医院', facts: [{ ...signed.facts[0], fineFen: '200' }] }
  expect(differencesOf(signed, today)).toEqual([
    { path: ['partyName'], signed: '清溪医院', today: '清溪中心医院' },
    { path: ['facts', 0, 'fineFen'], signed: '100', today: '200' },
  ])
})

it('shows a line that came or went as a whole', () => {
  const more = { ...signed, facts: [...signed.facts, { behaviour: '虚假住院' }], officers: [] }
  expect(differencesOf(signed, more)).toEqual([
    { path: ['facts', 1], signed: null, today: { behaviour: '虚假住院' } },
    { path: ['officers', 0], signed: { name: '张敏' }, today: null },
  ])
})

it('leaves out what is of the issue itself, at the top alone', () => {
  const today = { ...signed, datedOn: '2026-06-21', facts: [{ ...signed.facts[0], datedOn: '2026-01-01' }] }
  expect(differencesOf(signed, today, new Set(['datedOn'])).map(({ path }) => path)).toEqual([['facts', 0, 'datedOn']])
})
