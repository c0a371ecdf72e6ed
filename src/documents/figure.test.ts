import { expect, it } from 'vitest'
import { metrics } from '#domain/summary/metrics'
import { exactFigureText, figure, figureText, reportFigure } from './figure'

it.each([
  [{ value: 4812n, format: 'count', unit: '条' } as const, '4,812条'],
  [{ value: 9912n, format: 'basisPoint', unit: '%' } as const, '99.12%'],
  [{ value: 5n, format: 'basisPoint', unit: '%' } as const, '0.05%'],
  [{ value: -150n, format: 'basisPoint', unit: '%' } as const, '-1.50%'],
  [{ value: 3_412_604_999n, format: 'fen', unit: '万元' } as const, '3,412.60万元'],
  [{ value: 123_456n, format: 'fen', unit: '元' } as const, '1,234.56元'],
])('%o reads %s', (figure, text) => {
  expect(figureText(figure)).toBe(text)
})

it('gives the exact amount beside the rounded one', () => {
  expect(exactFigureText({ value: 3_412_604_999n, format: 'fen', unit: '万元' })).toBe('3,412.60万元（34,126,049.99元）')
})

it('makes of every metric a figure that a report takes as it is stored', () => {
  const counted = { key: 'k', value: 1234567n, asOf: new Date('2026-12-10T10:00:00Z'), rowCount: 3, rowSetHash: 'a'.repeat(64) }
  for (const metric of Object.values(metrics)) {
    const parsed = figure.parse(JSON.parse(JSON.stringify(reportFigure(metric, counted))))
    expect(parsed, metric.id).toMatchObject({ metricId: metric.id, name: metric.name, value: 1234567n, asOf: counted.asOf })
  }
  expect(figureText(figure.parse(reportFigure(metrics.refundsConfirmed, counted)))).toBe('1.23万元')
  expect(figureText(figure.parse(reportFigure(metrics.leadsIssued, counted)))).toBe('1,234,567条')
})
