import { expect, it } from 'vitest'
import { fillHref, headingOf } from './table-column'

it('fills an address with what the row says, escaped', () => {
  expect(fillHref('/leads/{id}?from={list}', { id: 'a/b', list: '待 办' })).toBe('/leads/a%2Fb?from=%E5%BE%85%20%E5%8A%9E')
  expect(fillHref('/leads/{missing}', { id: '1' })).toBe('/leads/')
})

it('names the unit of an amount in the heading', () => {
  expect(headingOf({ id: 'sum', header: '金额', kind: 'money' })).toBe('金额（元）')
  expect(headingOf({ id: 'sum', header: '金额', kind: 'wanYuan' })).toBe('金额（万元）')
  expect(headingOf({ id: 'sum', header: '条数', kind: 'number' })).toBe('条数')
})
