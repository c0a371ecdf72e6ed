import ExcelJS from 'exceljs'
import { beforeAll, expect, it } from 'vitest'
import { closingWorkbook } from '#documents/closing-workbook'
import { type ClosingMeasure, closingGroups, measuresBy, totalLine } from '#domain/self-inspection/closing'
import { closingTableText, closingText } from '#messages/zh/closing'
import { closingReport, openClosing } from '#server/self-inspection/closing-report'
import { debtFilter } from '#server/self-inspection/debt-rows'
import { ledgerSums } from '#server/self-inspection/debts'
import { demandRefunds } from '#server/self-inspection/demand-refunds'
import { returnFiling } from '#server/self-inspection/review-filing'
import { confirmRefund } from '#server/self-inspection/settle-refund'
import { city, county, done, launchedCampaign } from '../../fixtures/campaigns'
import { countyReviewer, filedAt, issuedFiling, otherCountyReviewer, submittedFiling } from '../../fixtures/filings'
import { payingFiling } from '../../fixtures/refunds'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
const on = '2024-05-22' // the day on which everything is done
beforeAll(async () => {
  campaignId = await launchedCampaign()
  await issuedFiling(campaignId, { regionNo: 370812 })
  const late = await submittedFiling(campaignId)
  done(await demandRefunds(county.handler, { id: `${late.findingId}:fundRefund`, dueOn: '2024-06-20' }, filedAt))
  const paid = await payingFiling(campaignId, ['700.05', '300'], 'PZCLOSE')
  done(await confirmRefund(countyReviewer, { refundId: paid.refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt))
})

it('counts what has happened by the end of the day, and every number opens rows that come to it', async () => {
  const report = await closingReport(city.handler, { campaignId, on })
  const whole = totalLine(report?.tables.region ?? [])
  expect(whole).toMatchObject({
    issued: 3n,
    filed: 2n,
    findings: 2n,
    fundLoss: 300_000n,
    refundDemanded: 150_000n,
    refunded: 70_005n,
    recovered: 0n,
  })
  for (const group of closingGroups) {
    const lines = report?.tables[group] ?? []
    for (const measure of measuresBy(group)) {
      expect(totalLine(lines)[measure], `${group} ${measure}`).toBe(whole[measure])
      const all = await openClosing(city.handler, { campaignId, on, measure })
      expect(all?.value, measure).toBe(whole[measure])
      for (const { key, values } of lines) {
        const opened = await openClosing(city.handler, { campaignId, on, measure, by: group, key })
        expect(opened?.value, `${group} ${key} ${measure}`).toBe(values[measure])
        expect(opened?.rows.reduce((sum, { value }) => sum + BigInt(value), 0n)).toBe(values[measure])
      }
    }
  }
  const before = totalLine((await closingReport(city.handler, { campaignId, on: '2024-05-21' }))?.tables.region ?? [])
  expect(before).toMatchObject({ issued: 3n, filed: 0n, findings: 0n, refundDemanded: 0n, refunded: 0n })
})

it('keeps counting the money of a filing that is given back or whose list is recalled, as the ledger does', async () => {
  const own = await launchedCampaign()
  const filing = await payingFiling(own, ['700.05'], 'PZKEPT')
  done(await confirmRefund(countyReviewer, { refundId: filing.refunds[0]?.id, version: 1, reason: '已核对专户' }, filedAt))
  done(await demandRefunds(county.handler, { id: `${filing.findingId}:fundRefund`, dueOn: '2024-06-20' }, filedAt))
  const whole = async () => totalLine((await closingReport(city.handler, { campaignId: own, on }))?.tables.region ?? [])
  const money = { findings: 1n, fundLoss: 150_000n, refundDemanded: 79_995n, refunded: 70_005n }
  expect(await whole()).toMatchObject({ ...money, filed: 1n })
  done(await returnFiling(countyReviewer, { filingId: filing.id, version: filing.version, reason: '请补充明细材料。' }, filedAt))
  expect(await whole()).toMatchObject({ ...money, filed: 0n })
  const issued = (await whole()).issued
  await asOwner(
    `UPDATE filing SET state = 'recalled', recalled_by_name = '甲', recalled_at = now(), recall_reason = '清单有误' WHERE id = $1`,
    [filing.id],
  )
  expect(await whole()).toMatchObject({ ...money, filed: 0n, issued: issued - 1n })
  const [ledger] = await ledgerSums(city.handler, debtFilter.parse({ campaign: own }))
  expect([ledger?.owedFen, ledger?.demandedFen, ledger?.confirmedFen]).toEqual([money.fundLoss, money.refundDemanded, money.refunded])
})

it('tells each bureau of its own region, and an institution nothing', async () => {
  const other = await closingReport(otherCountyReviewer, { campaignId, on })
  expect(other?.tables.region.map(({ key }) => key)).toEqual(['370812'])
  const officer = await issuedFiling(campaignId)
  expect(await closingReport(officer.officer, { campaignId, on })).toBeNull()
  expect(await openClosing(officer.officer, { campaignId, on, measure: 'filed' })).toBeNull()
})

const written = async (inWan: boolean) => {
  const report = await closingReport(city.handler, { campaignId, on })
  const lines = (report?.tables.region ?? []).flatMap((line) => [line, { ...line, key: `${line.key}x`, name: '=1+1' }])
  const bytes = await closingWorkbook({
    ...{
      title: closingTableText.title('专项'),
      asOf: closingTableText.asOf(on, false),
      organ: closingTableText.organ('示例局'),
      inWan,
      seq: '序号',
      total: '合计',
    },
    ...{
      unitLine: closingTableText.unit(inWan),
      signature: closingTableText.signature,
      bands: closingText.bands,
      measures: closingText.measures,
    },
    sheets: [{ name: '按地区', group: 'region', head: '地区', lines }],
  })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer) // the library's own type is older than Node's
  const sheet = book.getWorksheet('按地区')
  if (!sheet) throw new Error('no sheet')
  return { sheet, lines }
}

it.each([false, true])('is a table as offices hand it up, whose total is the sum of its rows (in 万元: %s)', async (inWan) => {
  const { sheet, lines } = await written(inWan)
  expect(sheet.getCell('A1').value).toBe('专项自查自纠情况统计表')
  expect(sheet.getCell('D3').value).toBe(`单位：家、条、家次、${inWan ? '万元' : '元'}`)
  expect([sheet.getCell('C4').value, sheet.getCell('C5').value, sheet.getCell('D5').value]).toEqual(['自查报送', '应报家数', '已报家数'])
  expect(sheet.getCell('C4').isMerged && sheet.getCell('D4').master === sheet.getCell('C4')).toBe(true)
  const total = 6 + lines.length
  expect(sheet.getCell(total, 2).value).toBe('合计')
  const measures: readonly ClosingMeasure[] = measuresBy('region')
  for (const place of measures.keys()) {
    const column = place + 3
    const sum = lines.reduce((all, _, row) => all + Math.round(Number(sheet.getCell(6 + row, column).value) * 100), 0)
    expect(Math.round(Number(sheet.getCell(total, column).value) * 100), measures[place]).toBe(sum)
  }
  const refunded = measures.indexOf('refunded') + 3
  const first = lines.findIndex(({ values }) => values.refunded > 0n)
  expect(sheet.getCell(6 + first, refunded).value).toBe(inWan ? 0.07 : 700.05)
  expect(sheet.getCell(total + 2, 1).value).toBe('制表人：')
  const formulas: unknown[] = []
  sheet.eachRow((row) => row.eachCell((cell) => cell.type === ExcelJS.ValueType.Formula && formulas.push(cell.value)))
  expect(formulas).toEqual([])
})
