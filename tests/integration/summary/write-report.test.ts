import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { freezeReport } from '#server/summary/freeze-report'
import { getReport, listReports } from '#server/summary/queries'
import { reportPaper } from '#server/summary/report-paper'
import { signReport } from '#server/summary/sign-report'
import { draftReport, editReport } from '#server/summary/write-report'
import { aCampaign, actionsOn, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { draftedAt, frozenAt, row, signedAt, strangers } from '../../fixtures/report-scenes'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

let campaignId: string
let handler: Actor
let colleague: Actor
let approver: Actor

beforeAll(async () => {
  handler = await officerOf(places.cityBureau, ['handler'], { name: '张敏' })
  colleague = await officerOf(places.cityBureau, ['handler'], { name: '李强' })
  approver = await officerOf(places.cityBureau, ['approver'], { name: '刘洋' })
})
beforeEach(async () => {
  campaignId = await aCampaign()
})

const aDraft = async (actor = handler) => value(await draftReport(actor, { campaignId }, draftedAt)).reportId

/** Version 2. */
async function aFrozenReport(actor = handler): Promise<string> {
  const reportId = await aDraft(actor)
  value(await freezeReport(actor, { reportId, version: '1' }, frozenAt))
  return reportId
}

/** Version 3. */
async function aSignedReport(): Promise<{ reportId: string; documentNumber: string; fileId: string }> {
  const reportId = await aFrozenReport()
  return { reportId, ...value(await signReport(approver, { reportId, version: '2' }, signedAt)) }
}

describe('drafting', () => {
  it('begins the report of the own agency, named after the campaign', async () => {
    const reportId = await aDraft()
    expect(await row(reportId)).toMatchObject({ state: 'draft', version: 1, blocks: {} })
    expect(await getReport(handler, reportId)).toMatchObject({ title: '测试专项总结报告', agencyId: handler.agencyId, regionNo: 370800 })
    expect(await actionsOn(reportId)).toEqual(['summary.draft'])
  })

  it('has one open report of an agency on a campaign, also when two begin at once', async () => {
    const both = await Promise.all([draftReport(handler, { campaignId }), draftReport(colleague, { campaignId })])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect(both.find((result) => !result.ok)).toEqual({ ok: false, refusal: { code: 'alreadyExists' } })
  })

  it('has one effect when the form arrives twice', async () => {
    const form = { campaignId, requestKey: randomUUID() }
    expect(await draftReport(handler, form)).toEqual(await draftReport(handler, form))
    expect(await listReports(handler)).toHaveLength((await listReports(colleague)).length)
    expect(await asOwner('SELECT FROM summary_report WHERE campaign_id = $1', [campaignId])).toHaveLength(1)
  })

  it('can begin anew once the last one is signed', async () => {
    await aSignedReport()
    expect(await draftReport(handler, { campaignId })).toMatchObject({ ok: true })
  })

  it.each([
    ['the police', () => officerOf('济宁市公安局', ['handler'])],
    ['an approver', () => Promise.resolve(approver)],
    ['no role', () => officerOf(places.cityBureau, [])],
    ['another city', () => officerOf('青岛市医疗保障局', ['handler'])],
  ])('cannot be done by %s', async (_who, person) => {
    expect(await draftReport(await person(), { campaignId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it('needs a campaign that was launched', async () => {
    await asOwner(`UPDATE campaign SET state = 'approved', launched_at = NULL WHERE id = $1`, [campaignId])
    expect(await draftReport(handler, { campaignId })).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })
})

describe('writing', () => {
  const words = (text: string, version = '1') => ({ version, section: 'problems', text })

  it('keeps the words of a section under the writer’s name and time, and leaves the other sections alone', async () => {
    const reportId = await aDraft()
    value(await editReport(handler, { reportId, version: '1', section: 'next', text: '一\r\n二' }, draftedAt))
    value(await editReport(colleague, { reportId, ...words('短板在基层。', '2') }, frozenAt))
    expect((await row(reportId))?.blocks).toEqual({
      next: { own: { text: '一\n二', byName: '张敏', at: draftedAt.toISOString() }, taken: [] },
      problems: { own: { text: '短板在基层。', byName: '李强', at: frozenAt.toISOString() }, taken: [] },
    })
    expect(await actionsOn(reportId)).toEqual(['summary.draft', 'summary.edit', 'summary.edit'])
  })

  it('drops what a word processor leaves in copied text', async () => {
    const reportId = await aDraft()
    value(await editReport(handler, { reportId, ...words('一\u0000\u0007二\u000b三\u2028四') }))
    expect((await row(reportId))?.blocks).toMatchObject({ problems: { own: { text: '一二\n三\n四' } } })
  })

  it('prints a long line whole', async () => {
    const reportId = await aDraft()
    value(await editReport(handler, { reportId, ...words('长'.repeat(12_000)) }))
    expect(paperText((await reportPaper(handler, reportId))?.bytes)).toContain('长'.repeat(12_000))
  })

  it('refuses a stale page, and a second of two at once', async () => {
    const reportId = await aDraft()
    const both = await Promise.all([editReport(handler, { reportId, ...words('甲') }), editReport(colleague, { reportId, ...words('乙') })])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect(both.find((result) => !result.ok)).toEqual({ ok: false, refusal: { code: 'changedMeanwhile' } })
    expect(await editReport(handler, { reportId, ...words('丙') })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
  })

  it.each([
    ['an unknown section', { section: 'weather', text: '晴' }, 'invalidInput'],
    ['too many words', { section: 'next', text: '长'.repeat(20_001) }, 'invalidInput'],
    ['a number typed in', { section: 'next', text: '', leadsIssued: '9' }, 'unknownField'],
  ])('refuses %s', async (_what, fields, code) => {
    expect(await editReport(handler, { reportId: await aDraft(), version: '1', ...fields })).toMatchObject({ refusal: { code } })
  })

  it.each(strangers)('cannot be done by %s', async (_who, person) => {
    const reportId = await aDraft()
    expect(await editReport(await person(), { reportId, ...words('改') })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await row(reportId)).toMatchObject({ version: 1, blocks: {} })
  })

  it('is over once the figures are frozen', async () => {
    const reportId = await aFrozenReport()
    expect(await editReport(handler, { reportId, ...words('晚了', '2') })).toMatchObject({ refusal: { code: 'wrongState' } })
  })
})
