import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { readSections } from '#domain/summary/sections'
import { query } from '#server/query'
import { frozenFrame } from '#server/summary/frame'
import { freezeReport, sendBackReport } from '#server/summary/freeze-report'
import { openFigure } from '#server/summary/open-figure'
import { getReport } from '#server/summary/queries'
import { renderReport } from '#server/summary/render-report'
import { reportPaper } from '#server/summary/report-paper'
import { frozenFigures, signReport } from '#server/summary/sign-report'
import { draftReport } from '#server/summary/write-report'
import { aCampaign, actionsOn, agencyNamed, noticesTo, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { draftedAt, figuresOf, frozenAt, row, signedAt, strangers } from '../../fixtures/report-scenes'
import { aCountedCampaign, addLead, scenePlaces } from '../../fixtures/summary-scene'
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
/** Puts rows into the campaign that the test's figures count. */
const withRows = () =>
  beforeEach(async () => {
    campaignId = await aCountedCampaign()
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

describe('signing', () => {
  it('gives the number of the register, the paper and the last word, and tells the province', async () => {
    const { reportId, documentNumber } = await aSignedReport()
    expect(documentNumber).toMatch(/^济医保报〔2026〕\d+号$/)
    expect(await row(reportId)).toEqual({ state: 'signed', version: 3, blocks: {}, document_number: documentNumber })
    expect(await actionsOn(reportId)).toEqual(['summary.draft', 'summary.freeze', 'summary.sign'])
    expect(await noticesTo((await agencyNamed('山东省医疗保障局')).id)).toContain('reportSigned')
  })

  it('is another person’s than the one who froze it', async () => {
    const both = await officerOf(places.cityBureau, ['handler', 'approver'])
    const reportId = await aFrozenReport(both)
    expect(await signReport(both, { reportId, version: '2' })).toEqual({ ok: false, refusal: { code: 'samePerson' } })
    expect(await sendBackReport(both, { reportId, version: '2', reason: '自己退回自己' })).toMatchObject({
      refusal: { code: 'samePerson' },
    })
    expect((await getReport(both, reportId))?.steps).toContainEqual({ name: 'sign', shut: { code: 'samePerson' } })
    await expect(
      asOwner(
        `UPDATE summary_report SET state = 'signed', signed_at = now(), signed_by_id = frozen_by_id, document_number = 'x', file_id = NULL WHERE id = $1`,
        [reportId],
      ),
    ).rejects.toThrow(/check\$summary_report/)
  })

  it('refuses a draft, a stale page and a second of two at once; a refused number is not lost', async () => {
    const reportId = await aDraft()
    expect(await signReport(approver, { reportId, version: '1' })).toMatchObject({ refusal: { code: 'wrongState' } })
    value(await freezeReport(handler, { reportId, version: '1' }))
    expect(await signReport(approver, { reportId, version: '1' })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })

    const other = await officerOf(places.cityBureau, ['approver'])
    const both = await Promise.all([approver, other].map((person) => signReport(person, { reportId, version: '2' }, signedAt)))
    const [signed] = both.flatMap((result) => (result.ok ? [result.value] : []))
    expect(both.filter((result) => result.ok)).toHaveLength(1)

    campaignId = await aCampaign()
    const next = await aSignedReport()
    const serial = (number = '') => Number(/(\d+)号$/.exec(number)?.[1])
    expect(serial(next.documentNumber)).toBe(serial(signed?.documentNumber) + 1)
  })

  it.each([...strangers, ['the handler', () => Promise.resolve(colleague)]] as const)('cannot be done by %s', async (_who, person) => {
    const reportId = await aFrozenReport()
    expect(await signReport(await person(), { reportId, version: '2' })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await row(reportId)).toMatchObject({ state: 'frozen', document_number: null })
  })
})

describe('the paper', () => {
  withRows()

  it('carries each figure of its sentences, tied by its number to metric, rows and hash in the annex', async () => {
    const { reportId } = await aSignedReport()
    const text = paperText((await reportPaper(handler, reportId))?.bytes ?? new Uint8Array())
    for (const { key, row_set_hash } of await figuresOf(reportId)) {
      const metric = key.split(':')[0] ?? ''
      if (key.includes(':') && metric.startsWith('leads') && !['leadsIssued', 'leadsOpen', 'leadsSubstantiated'].includes(metric)) continue // on the screen's chart alone
      expect(text, key).toContain(row_set_hash)
      expect(text).toContain(`${metric} 第${metric.startsWith('refunds') ? 2 : 1}版`)
    }
    expect(text).toContain('登记疑点线索10条[3]')
    expect(text).toContain('案件退回到账0.01万元')
    expect(text).toContain('罚款0.02万元')
    expect(text).toContain('单独列示，不计入追回基金')
    expect(text).toContain('山东省医疗保障局：')
  })

  it('marks what is not signed as a draft, and is not marked once it is', async () => {
    const draft = await aDraft()
    const marks = async (id: string) =>
      JSON.stringify(
        Object.entries(unzipSync((await reportPaper(handler, id))?.bytes ?? new Uint8Array())).map(([, part]) => strFromU8(part)),
      )
    expect(await marks(draft)).toContain('草稿')
    value(await freezeReport(handler, { reportId: draft, version: '1' }))
    expect(await marks(draft)).toContain('草稿')
    value(await signReport(approver, { reportId: draft, version: '2' }))
    expect(await marks(draft)).not.toContain('草稿')
  })

  it('comes out with the same bytes when it is made again from what was frozen', async () => {
    const { reportId, documentNumber } = await aSignedReport()
    const kept = await reportPaper(handler, reportId)
    const [stored] = await asOwner<{ title: string; frame: unknown; blocks: unknown; as_of: Date }>(
      'SELECT title, frame, blocks, as_of FROM summary_report WHERE id = $1',
      [reportId],
    )
    const again = await renderReport({
      title: stored?.title ?? '',
      frame: frozenFrame(stored?.frame),
      sections: readSections(stored?.blocks),
      figures: await query(handler, (tx) => frozenFigures(tx, reportId)),
      asOf: stored?.as_of ?? new Date(0),
      signed: { documentNumber, signerName: '刘洋', signedAt },
    })
    expect(Buffer.from(again).equals(Buffer.from(kept?.bytes ?? []))).toBe(true)
  })
})

describe('rows that change after the freezing', () => {
  withRows()

  it('leave the signed report as it was and are shown beside it: added, removed, changed', async () => {
    const { reportId } = await aSignedReport()
    const [before, paper] = [await figuresOf(reportId), await reportPaper(handler, reportId)]
    expect((await getReport(handler, reportId))?.figures.every(({ difference }) => difference === null)).toBe(true)

    const [substantiated] = await asOwner<{ id: string }>(
      `SELECT id FROM lead WHERE campaign_id = $1 AND conclusion = 'substantiated' ORDER BY fund_loss_fen DESC`,
      [campaignId],
    )
    const [other] = await asOwner<{ id: string }>(`SELECT id FROM lead WHERE campaign_id = $1 AND conclusion = 'partlySubstantiated'`, [
      campaignId,
    ])
    await asOwner('UPDATE lead SET fund_loss_fen = fund_loss_fen - 5000 WHERE id = $1', [substantiated?.id])
    await asOwner(`UPDATE lead SET conclusion = 'unsubstantiated' WHERE id = $1`, [other?.id])
    const added = await addLead(campaignId, scenePlaces.quFu, 'substantiated', 7)

    const after = await getReport(handler, reportId)
    const difference = (key: string) => after?.figures.find((figure) => figure.key === key)?.difference
    expect(difference('leadsFundLoss')).toEqual({ was: 35_000n, now: 25_700n, added: 1, removed: 1, changed: 1 })
    expect(difference('leadsSubstantiated')).toEqual({ was: 2n, now: 3n, added: 1, removed: 0, changed: 0 })
    expect(difference('leadsPartlySubstantiated')).toEqual({ was: 1n, now: 0n, added: 0, removed: 1, changed: 0 })
    expect(difference(`leadsSubstantiated:${scenePlaces.quFu}`)).toMatchObject({ was: 0n, now: 1n, added: 1 })
    expect(difference('moneyFined')).toBeNull()
    expect(await figuresOf(reportId)).toEqual(before)
    expect((await reportPaper(handler, reportId))?.bytes).toEqual(paper?.bytes)

    const opened = await openFigure(handler, reportId, 'leadsFundLoss')
    expect(opened?.rows.map(({ id, fate, was, now }) => [id, fate, was, now])).toEqual([
      [substantiated?.id, 'changed', 20_000n, 15_000n],
      [other?.id, 'removed', 5_000n, null],
      [added, 'added', null, 700n],
      [expect.any(String), 'unchanged', 10_000n, 10_000n],
    ])
    expect(opened).toMatchObject({ value: 35_000n, rowCount: 3, hidden: 0 })
  })

  it('cannot reach a signed report in the database either', async () => {
    const { reportId } = await aSignedReport()
    const attempts = [
      `UPDATE summary_figure SET value = 0 WHERE report_id = '${reportId}'`,
      `DELETE FROM summary_figure WHERE report_id = '${reportId}'`,
      `INSERT INTO summary_figure SELECT gen_random_uuid(), report_id, 'x', metric_id, metric_version, filter, value, unit, row_ids, row_count, row_set_hash, name, wording
         FROM summary_figure WHERE report_id = '${reportId}' LIMIT 1`,
      `UPDATE summary_report SET title = '别的' WHERE id = '${reportId}'`,
      `UPDATE summary_report SET state = 'frozen', signed_at = NULL WHERE id = '${reportId}'`,
      `DELETE FROM summary_report WHERE id = '${reportId}'`,
    ]
    for (const attempt of attempts) await expect(asOwner(attempt), attempt).rejects.toThrow(/signed report|counted anew/)
  })

  it('show nothing of a figure to those who may not see the report', async () => {
    const { reportId } = await aSignedReport()
    for (const [who, person] of strangers.slice(0, 3)) {
      const actor = await person()
      const reaches = who.startsWith('the province')
      expect((await getReport(actor, reportId)) !== null, who).toBe(reaches)
      expect((await reportPaper(actor, reportId)) !== null, who).toBe(reaches)
      expect((await openFigure(actor, reportId, 'leadsIssued')) !== null, who).toBe(reaches)
    }
  })
})
