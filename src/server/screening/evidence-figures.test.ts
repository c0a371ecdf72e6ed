import { expect, it } from 'vitest'
import { evidenceFigures } from '#documents/evidence-figures'
import { figuresOf } from '#documents/reckoning'
import { populationModels } from '#screening/population/catalogue'

it('has a word for every figure that a model of the catalogue gives', () => {
  const given = new Set<string>()
  for (const { parts } of populationModels)
    for (const { sql } of parts) for (const [, name = ''] of sql.matchAll(/"(\w+)":' \|\| \{(?:number|json)\(/g)) given.add(name)
  expect(given.size).toBeGreaterThan(30)
  expect([...given].filter((name) => !Object.hasOwn(evidenceFigures, name))).toEqual([])
})

it('shows money in yuan, and no keys of rows', () => {
  expect(figuresOf({ trac: ['A1'], times: 2, amountFen: 123_450, 金额: '7' })).toEqual([
    ['重复结算次数', '2'],
    ['本月金额（元）', '1,234.50'],
    ['金额', '7'],
  ])
})
