import { expect, it } from 'vitest'
import { digitsOf, seedOf } from './draw'

const announced = {
  campaignNumber: 'ZX-370800-2024-000001',
  purpose: 'filingReview',
  round: 1,
  method: 'simpleRandom',
  size: 3,
  populationHash: 'ab12',
  sourceName: '中国福利彩票双色球开奖号码',
  sourceOn: '2024-05-23',
} as const

it('a published number has one spelling, however it is grouped', () => {
  for (const typed of ['03 11 19 24 27 32 + 08', '03,11,19,24,27,32,08', '０３１１１９２４２７３２０８', ' 03-11-19-24-27-32-08 ']) {
    expect(digitsOf(typed)).toBe('03111924273208')
  }
  expect(digitsOf('没有号码')).toBe('')
})

it('the seed is what was announced and what was published, and changes with each of them', () => {
  const seed = seedOf(announced, '03 11')
  expect(seed).toBe('ZX-370800-2024-000001|filingReview|1|simpleRandom|3|ab12|中国福利彩票双色球开奖号码|2024-05-23|0311')
  for (const change of [{ round: 2 }, { purpose: 'supervision' }, { size: 4 }, { populationHash: 'cd' }, { sourceOn: '2024-05-24' }]) {
    expect(seedOf({ ...announced, ...change }, '0311')).not.toBe(seed)
  }
  expect(seedOf(announced, '0312')).not.toBe(seed)
})
