import { createHash, randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { isMetricId } from '#domain/summary/metrics'
import { readSections } from '#domain/summary/sections'
import { query } from '#server/query'
import { frozenFrame } from '#server/summary/frame'
import { freezeReport, sendBackReport } from '#server/summary/freeze-report'
import { openFigure } from '#server/summary/open-figure'
import { getReport, listReports } from '#server/summary/queries'
import { renderReport } from '#server/summary/render-report'
import { reportPaper } from '#server/summary/report-paper'
import { frozenFigures, signReport } from '#server/summary/sign-report'
import { draftReport, editReport } from '#server/summary/write-report'
import { aCampaign, actionsOn, agencyNamed, noticesTo, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { aCountedCampaign, addLead, sceneNumbers, scenePlaces } from '../../fixtures/summary-scene'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

const draftedAt = new Date('2026-12-08T01:00:00Z')
const frozenAt = new Date('2026-12-09T08:30:00Z')
const signedAt = new Date('2026-12-10T02:00:00Z')

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

const row = async (reportId: string) =>
  (
    await asOwner<{ state: string; version: number; blocks: unknown; document_number: string | null }>(
      'SELECT state::text, version, blocks, document_number FROM summary_report WHERE id = $1',
      [reportId],
    )
  )[0]

const figuresOf = (reportId: string) =>
  asOwner<{ key: string; value: string; row_set_hash: string; row_ids: [string, string][]; row_count: number }>(
    'SELECT key, value::text, row_set_hash, row_ids, row_count FROM summary_figure WHERE report_id = $1 ORDER BY key',
    [reportId],
  )

describe('freezing', () => {
  withRows()

  it('counts the rows of its own moment: what is changed while it works is in neither numbers nor rows', async () => {
    const reportId = await aDraft()
    const before = (await getReport(handler, reportId))?.figures.find(({ metricId }) => metricId === 'leadsIssued')?.value
    const holder = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query('SELECT FROM summary_report WHERE id = $1 FOR UPDATE', [reportId])
    const frozen = freezeReport(handler, { reportId, version: '1' })
    const waits = async () =>
      (await asOwner('SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = $1', ['Lock'])).length
    await expect.poll(waits).toBe(1)
    await addLead(campaignId, scenePlaces.quFu, 'toVerify')
    const [{ at } = { at: new Date(0) }] = await asOwner<{ at: Date }>('SELECT clock_timestamp() AS at')
    await holder.query('ROLLBACK')
    await holder.end()

    value(await frozen)
    const figure = (await figuresOf(reportId)).find(({ key }) => key === 'leadsIssued')
    expect(figure?.value).toBe(String(before))
    expect(figure?.row_ids).toHaveLength(Number(before))
    const [kept] = await asOwner<{ as_of: Date }>('SELECT as_of FROM summary_report WHERE id = $1', [reportId])
    expect(kept?.as_of.getTime()).toBeLessThan(at.getTime())
  })
})

const strangers: readonly [string, () => Promise<Actor>][] = [
  ['another county’s handler', () => officerOf(places.otherBureau, ['handler', 'approver'])],
  ['the province’s officer', () => officerOf('山东省医疗保障局', ['handler', 'approver'])],
  ['the police', () => officerOf('济宁市公安局', ['handler', 'approver'], { clearance: 3 })],
  ['the city’s reviewer', () => officerOf(places.cityBureau, ['reviewer', 'supervisor'])],
  ['no role', () => officerOf(places.cityBureau, [])],
]

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

describe('freezing', () => {
  withRows()

  it('keeps every figure with the rows it counted and their hash, and tells the approver', async () => {
    const reportId = await aFrozenReport()
    const figures = await figuresOf(reportId)
    for (const { value: number, row_ids, row_count, row_set_hash } of figures) {
      expect(row_ids.reduce((sum, [, adds]) => sum + BigInt(adds), 0n)).toBe(BigInt(number))
      expect(row_ids).toHaveLength(row_count)
      const lines = [...row_ids].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, adds]) => `${id}:${adds}\n`)
      expect(createHash('sha256').update(lines.join('')).digest('hex')).toBe(row_set_hash)
    }
    const byKey = new Map(figures.map((figure) => [figure.key, Number(figure.value)]))
    expect(byKey.get('leadsIssued')).toBe(10)
    expect(byKey.get('moneyRecovered')).toBe(12_800)
    expect(byKey.get('moneyFined')).toBe(16_000)
    expect(await row(reportId)).toMatchObject({ state: 'frozen', version: 2 })
    expect(await actionsOn(reportId)).toEqual(['summary.draft', 'summary.freeze'])
    expect(await noticesTo(handler.agencyId)).toContain('reportSubmitted')
  })

  it('counts each unit so that the units sum to the whole', async () => {
    const figures = await figuresOf(await aFrozenReport())
    const whole = figures.filter(({ key }) => !key.includes(':'))
    const listed = [...new Set(figures.filter(({ key }) => key.includes(':')).map(({ key }) => key.split(':')[0]))]
    expect(listed.length).toBeGreaterThan(10)
    for (const metric of listed) {
      const units = figures.filter(({ key }) => key.startsWith(`${metric}:`))
      expect(units).toHaveLength(16) // the city's own level, eleven counties, three zones, one enterprise
      const sum = units.reduce((total, unit) => total + BigInt(unit.value), 0n)
      expect(sum, metric).toBe(BigInt(whole.find(({ key }) => key === metric)?.value ?? -1))
      if (metric && isMetricId(metric) && metric.startsWith('leads')) {
        const [own, renCheng] = [370800, 370811].map((place) => Number(units.find(({ key }) => key === `${metric}:${place}`)?.value))
        expect([own, renCheng]).toEqual(sceneNumbers[metric].slice(0, 2))
      }
    }
  })

  it('counts for the bureau, whoever presses the button: no clearance and no recusal of theirs takes a row out', async () => {
    const leadId = await addLead(campaignId, scenePlaces.renCheng, 'substantiated', 10)
    await asOwner('UPDATE lead SET secrecy = 3 WHERE id = $1', [leadId])
    const reportId = await aFrozenReport(await officerOf(places.cityBureau, ['handler'], { clearance: 1 }))
    expect((await figuresOf(reportId)).find(({ key }) => key === 'leadsIssued')).toMatchObject({ value: '11' })

    const opened = await openFigure(handler, reportId, 'leadsIssued')
    expect(opened).toMatchObject({ value: 11n, openable: 10, hidden: 1 })
    expect(opened?.rows.map(({ id }) => id)).not.toContain(leadId)
  })

  it('has one effect when two freeze at once', async () => {
    const reportId = await aDraft()
    const both = await Promise.all([freezeReport(handler, { reportId, version: '1' }), freezeReport(colleague, { reportId, version: '1' })])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect(both.find((result) => !result.ok)).toMatchObject({ refusal: { code: expect.stringMatching(/changedMeanwhile|wrongState/) } })
    expect(new Set((await figuresOf(reportId)).map(({ key }) => key)).size).toBe((await figuresOf(reportId)).length)
  })

  it.each(strangers)('cannot be done by %s', async (_who, person) => {
    const reportId = await aDraft()
    expect(await freezeReport(await person(), { reportId, version: '1' })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await figuresOf(reportId)).toEqual([])
  })

  it('is undone by sending it back, with the reason, and done anew', async () => {
    const reportId = await aFrozenReport()
    expect(await sendBackReport(approver, { reportId, version: '2', reason: '短' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    value(await sendBackReport(approver, { reportId, version: '2', reason: '请补充典型案例' }))
    expect(await row(reportId)).toMatchObject({ state: 'draft', version: 3 })
    expect(await asOwner('SELECT kind::text FROM notification WHERE user_id = $1', [handler.userId])).toEqual([{ kind: 'reportReturned' }])

    await addLead(campaignId, scenePlaces.quFu, 'toVerify')
    value(await freezeReport(colleague, { reportId, version: '3' }))
    expect((await figuresOf(reportId)).find(({ key }) => key === 'leadsIssued')).toMatchObject({ value: '11' })
  })
})

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
      expect(text).toContain(`${metric} 第1版`)
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
