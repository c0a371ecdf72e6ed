import { expect, it } from 'vitest'
import type { SheetKind } from '#domain/document/sheet-kinds'
import type { Actor } from '#domain/kernel/access'
import { dutyLedger } from '#server/campaign/duty-ledger'
import { printSheet } from '#server/document/sheet/print-sheet'
import { sheetOf } from '#server/document/sheet/read-sheets'
import { city, launchedCampaign, officerOf } from '../../fixtures/campaigns'
import { countyReviewer, filedAt, otherCountyReviewer, submittedFiling } from '../../fixtures/filings'
import { asOwner } from '../../support/as-owner'

const printed = async (actor: Actor, kind: string, id: string) => {
  const answer = await printSheet(actor, kind, id)
  return answer.ok ? Buffer.from(answer.value.bytes.subarray(0, 5)).toString('latin1') : answer.refusal.code
}
const said = async (actor: Actor, kind: SheetKind, id: string) => JSON.stringify(await sheetOf(actor, kind, id, filedAt))

it('prints the forms of a filing and of a campaign for whoever reads them, and writes down that they were taken along', async () => {
  const campaignId = await launchedCampaign()
  const filing = await submittedFiling(campaignId)
  for (const person of [filing.officer, countyReviewer]) expect(await printed(person, 'inspectionReport', filing.id)).toBe('%PDF-')
  expect(await said(filing.officer, 'inspectionReport', filing.id)).toContain('1,500.00')
  expect((await sheetOf(filing.officer, 'inspectionNotice', filing.id, filedAt))?.sheet.organ).toBe('任城区医疗保障局')
  for (const kind of ['inspectionReport', 'inspectionNotice', 'refundReceipt'])
    expect(await printed(otherCountyReviewer, kind, filing.id)).toBe('notFound')
  expect(await printed(city.handler, 'taskLedger', campaignId)).toBe('%PDF-')
  expect(await printed(filing.officer, 'taskLedger', campaignId)).toBe('notFound')
  expect(await printed(city.handler, 'noSuchForm', campaignId)).toBe('invalidInput')

  const ledger = async (actor: Actor) => (await sheetOf(actor, 'taskLedger', campaignId, filedAt))?.sheet.parts[1]
  const police = officerOf('PS', 370800, ['handler'])
  const [whole, own] = [await ledger(city.handler), await ledger(police)]
  if (whole?.kind !== 'table' || own?.kind !== 'table') throw new Error('the ledger has no list')
  expect(own.rows.length).toBeLessThan(whole.rows.length)
  const [all, some] = [await dutyLedger(city.handler, campaignId), await dutyLedger(city.handler, campaignId, 1)]
  expect([all?.cut, some?.cut, some?.duties.flatMap(({ assigned }) => assigned).length]).toEqual([false, true, 1])

  const trail = await asOwner<{ actor_id: string; change: object }>(
    `SELECT actor_id, change FROM audit_entry WHERE action = 'document.print' AND subject_type = 'filing' AND subject_id = $1 ORDER BY seq`,
    [filing.id],
  )
  expect(trail).toMatchObject([
    { actor_id: filing.officer.userId, change: { kind: [null, '自查自纠情况报告'] } },
    { actor_id: countyReviewer.userId },
  ])
})
