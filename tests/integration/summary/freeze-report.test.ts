import { createHash } from 'node:crypto'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { isMetricId } from '#domain/summary/metrics'
import { freezeReport, sendBackReport } from '#server/summary/freeze-report'
import { openFigure } from '#server/summary/open-figure'
import { getReport } from '#server/summary/queries'
import { draftReport } from '#server/summary/write-report'
import { aCampaign, actionsOn, noticesTo, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { draftedAt, figuresOf, frozenAt, row, strangers } from '../../fixtures/report-scenes'
import { aCountedCampaign, addLead, sceneNumbers, scenePlaces } from '../../fixtures/summary-scene'
import { asOwner } from '../../support/as-owner'

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
