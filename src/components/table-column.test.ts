import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { type Column, cellLook, fillHref, headingOf, TableCell } from './table-column'

it('fills an address with what the row says, escaped', () => {
  expect(fillHref('/leads/{id}?from={list}', { id: 'a/b', list: '待 办' })).toBe('/leads/a%2Fb?from=%E5%BE%85%20%E5%8A%9E')
  expect(fillHref('/leads/{missing}', { id: '1' })).toBe('/leads/')
})

it('names the unit of an amount in the heading', () => {
  expect(headingOf({ id: 'sum', header: '金额', kind: 'money' })).toBe('金额（元）')
  expect(headingOf({ id: 'sum', header: '金额', kind: 'wanYuan' })).toBe('金额（万元）')
  expect(headingOf({ id: 'sum', header: '条数', kind: 'number' })).toBe('条数')
})

it('breaks no day at its hyphens, in a column of days or of text', () => {
  const cell = (text: string) => {
    const column: Column<{ due: string }> = { id: 'due', header: '期限' }
    return renderToStaticMarkup(createElement(TableCell<{ due: string }>, { column, row: { due: text }, isRowLink: false }))
  }
  expect(cellLook({ id: 'due', header: '期限', kind: 'date' })).toContain('whitespace-nowrap')
  for (const text of ['2024-11-29', '2024-11-29 10:30']) expect(cell(text)).toBe(`<span class="whitespace-nowrap">${text}</span>`)
  expect(cell('2024-11-29 起，逾期超过 30 天')).toBe('2024-11-29 起，逾期超过 30 天')
})
