import { describe, expect, it } from 'vitest'
import { editReportInput } from './inputs'
import { metrics } from './metrics'
import { metricsCited, outlineChart, outlineMetrics, reportOutline, reportSectionKeys } from './outline'

describe('the outline', () => {
  it('has every section once, in order', () => {
    expect(reportOutline.map(({ key }) => key)).toEqual(reportSectionKeys)
  })

  it('shows each lead once in the chart: open, or concluded in one way', () => {
    const ways = outlineMetrics.filter((id) => metrics[id].group === 'leads' && metrics[id].unit === 'lead' && id !== 'leadsIssued')
    expect(outlineChart.map(({ metric }) => metric).toSorted()).toEqual(ways.toSorted())
  })

  it('never says fines and recovered funds in one sentence', () => {
    const recovered = ['refundsDeclared', 'refundsConfirmed', 'moneyDemanded', 'moneyRecovered', 'moneyAgreementRecovered']
    for (const sentence of reportOutline.flatMap(({ sentences }) => sentences)) {
      const cited: string[] = metricsCited({ key: 'results', title: '', hint: '', sentences: [sentence] })
      const fines = cited.some((id) => id.startsWith('moneyFine'))
      expect(fines && cited.some((id) => recovered.includes(id)), cited.join()).toBe(false)
    }
  })
})

it.each([
  ['一\r\n二\r三', '一\n二\n三'],
  ['  一\u0000\u0007\u0085二\t三  ', '一二\t三'],
  ['一\u000b二\u2029三', '一\n二\n三'],
])('reads the words of a section as lines and nothing else: %j', (text, read) => {
  const form = { reportId: '019e3466-a250-781f-b343-0804f1f3d398', version: '1', section: 'next', text }
  expect(editReportInput.parse(form).text).toBe(read)
})
