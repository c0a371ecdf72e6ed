import { beforeAll, describe, expect, it } from 'vitest'
import { approveBenchmark, endBenchmark, refuseBenchmark } from '#server/case/benchmark/decide-benchmark'
import { proposeBenchmark } from '#server/case/benchmark/propose-benchmark'
import { getBenchmark, listBenchmarks } from '#server/case/benchmark/queries'
import { getCase } from '#server/case/queries'
import { setPenalty } from '#server/case/set-penalty'
import { draftCasePaper } from '#server/document/case-papers'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDesk, type Desk, factOf, filedAt } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const tiers = '较轻 | 0 | 100000 | 2 | 3 | 初次\n较重 | 100000 | | 3 | 5 | 数额较大'
const form = {
  ...{ title: '示例省医疗保障行政处罚裁量基准', documentNumber: '示医保发〔2025〕1号', provisionIds: ['P40-1', 'P40-2', 'P40-3'] },
  ...{ validFrom: '2025-01-01', validTo: '', tiers },
}
const refused = (code: string) => ({ ok: false, refusal: { code } })

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

/** A benchmark of the bureau, waiting for its second person. */
const proposed = async (over: object = {}) => done(await proposeBenchmark(desk.handler, { ...form, ...over }, filedAt)).benchmarkId

describe('a benchmark', () => {
  it('is proposed by a handler of the bureau, and put in force by another, once', async () => {
    const police = await officerOf(places.police, ['handler'])
    expect(await proposeBenchmark(police, form, filedAt)).toMatchObject(refused('notFound'))
    expect(await proposeBenchmark(desk.legal, form, filedAt)).toMatchObject(refused('notFound'))
    expect(await proposeBenchmark(desk.handler, { ...form, tiers: '较轻|0||1|5' }, filedAt)).toMatchObject(refused('tierOutOfRange'))
    expect(await proposeBenchmark(desk.handler, { ...form, tiers: '较轻|0|100|2|5' }, filedAt)).toMatchObject(refused('tiersBroken'))
    expect(await proposeBenchmark(desk.handler, { ...form, provisionIds: 'P39-1' }, filedAt)).toMatchObject(refused('benchmarkLinesUnfit'))
    expect(await proposeBenchmark(desk.handler, { ...form, tiers: '较轻' }, filedAt)).toMatchObject(refused('invalidInput'))
    const benchmarkId = await proposed()
    expect(await approveBenchmark(desk.handler, { benchmarkId, version: '1' }, filedAt)).toMatchObject(refused('notFound'))
    expect(await approveBenchmark(desk.approver, { benchmarkId, version: '2' }, filedAt)).toMatchObject(refused('changedMeanwhile'))
    expect(await approveBenchmark(desk.approver, { benchmarkId, version: '1' }, filedAt)).toMatchObject({ ok: true })
    expect(await approveBenchmark(desk.approver, { benchmarkId, version: '2' }, filedAt)).toMatchObject(refused('wrongState'))
    await expect(asOwner("UPDATE discretion_benchmark SET tiers = '[]' WHERE id = $1", [benchmarkId])).rejects.toThrow()
    const { approver } = desk
    expect(await endBenchmark(approver, { benchmarkId, version: '2', reason: '新基准已公布施行' }, filedAt)).toMatchObject({ ok: true })
  })

  it('is seen by whom it binds and by whom it is of, and by nobody beside them', async () => {
    const benchmarkId = await proposed({ title: '只在本地施行的裁量基准' })
    const [elsewhere, police] = [await aDesk(places.otherBureau), await officerOf(places.police, ['handler'])]
    for (const one of [elsewhere.handler, police]) expect(await getBenchmark(one, benchmarkId)).toBeNull()
    expect(await listBenchmarks(police)).toBeNull()
    const turnedDown = { benchmarkId, version: '1', reason: '与省级基准重复' }
    expect(await refuseBenchmark(elsewhere.approver, turnedDown, filedAt)).toMatchObject(refused('notFound'))
    expect(await refuseBenchmark(desk.approver, turnedDown, filedAt)).toMatchObject({ ok: true })
    expect(await getBenchmark(desk.handler, benchmarkId)).toMatchObject({ state: 'refused', decisionReason: '与省级基准重复' })
  })
})

describe('a fine under a benchmark', () => {
  it('keeps to the tier of its amount, or says why not and goes to the lawyers; its papers say so', async () => {
    const caseId = await aCaseUnderInvestigation(desk)
    const factId = await factOf(caseId)
    await asOwner('UPDATE case_fact SET fraud_fen = 50000000 WHERE id = $1', [factId])
    const propose = (version: string, over: object) =>
      setPenalty(desk.handler, { caseId, version, factId, refund: '712000', ...over }, filedAt)
    const [{ provision_id: line } = { provision_id: '' }] = await asOwner<{ provision_id: string }>(
      'SELECT provision_id FROM case_fact WHERE id = $1',
      [factId],
    )
    const benchmarkId = await proposed({ provisionIds: [line] })
    expect(await propose('3', { fineTimes: '2' })).toMatchObject({ ok: true })
    done(await approveBenchmark(desk.approver, { benchmarkId, version: '1' }, filedAt))
    expect((await getCase(desk.handler, caseId, filedAt))?.facts[0]?.tier).toMatchObject({ name: '较重', minTenths: 30, maxTenths: 50 })
    expect(await propose('4', { fineTimes: '2' })).toMatchObject({
      refusal: { code: 'benchmarkDeparture', detail: { tier: '较重', range: '3–5' } },
    })
    expect(await propose('4', { fineTimes: '3', departure: '不必要的理由' })).toMatchObject({ ok: true })
    const measured = () => asOwner('SELECT benchmark, departure FROM case_fact WHERE id = $1', [factId])
    const benchmark = { title: form.title, documentNumber: form.documentNumber, tier: '较重', minTenths: 30, maxTenths: 50 }
    expect(await measured()).toEqual([{ benchmark, departure: '' }])

    expect(await propose('5', { fineTimes: '2', departure: '主动退回全部基金' })).toMatchObject({ ok: true })
    expect(await measured()).toEqual([{ benchmark, departure: '主动退回全部基金' }])
    const { documentId } = done(await draftCasePaper(desk.handler, { caseId, kind: 'investigationConclusion' }, filedAt))
    const [paper] = await asOwner<{ input: { discretion: string } }>('SELECT input FROM official_document WHERE id = $1', [documentId])
    expect(paper?.input.discretion).toBe(
      `该项事实按照《${form.title}》（${form.documentNumber}）属于“较重”，罚款幅度为3倍至5倍。主动退回全部基金，处2倍罚款。`,
    )
    // What was measured stays as it was, and below the law's own range no benchmark speaks.
    done(await endBenchmark(desk.approver, { benchmarkId, version: '2', reason: '新基准已公布施行' }, filedAt))
    expect(await measured()).toEqual([{ benchmark, departure: '主动退回全部基金' }])
    expect(await propose('6', { fineTimes: '2' })).toMatchObject({ ok: true })
    expect(await measured()).toEqual([{ benchmark: null, departure: '' }])
  })
})
