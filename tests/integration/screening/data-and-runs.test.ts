import { cp, mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { qualityCodes } from '#domain/screening/data-quality'
import type { LoadReport } from '#domain/screening/settlement-load'
import { prisma } from '#platform/db'
import { prepareQueues } from '#platform/queue'
import { populationModels } from '#screening/population/catalogue'
import { storeOf } from '#server/screening/apart'
import { loadSettlement } from '#server/screening/load-settlement'
import { resumeScreening } from '#server/screening/resume'
import { runScreening } from '#server/screening/run-screening'
import { cancelRun, startRun } from '#server/screening/start-run'
import { acceptLoad, cancelLoad, takeDelivery } from '#server/screening/take-data'
import { officer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { asOwnerOfAddress } from '../../support/connected-as'
import { csvOf, settlementFolder, together } from '../../support/settlement-folder'

// Loads and runs are done by the worker, under its role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const root = await mkdtemp(join(tmpdir(), 'deliveries-'))
process.env.SETTLEMENT_DIR = root
afterAll(() => rm(root, { recursive: true, force: true }))

const chosen = ['M02', 'M06', 'M07']
const tables = together(populationModels.filter(({ id }) => chosen.includes(id)).map(({ example }) => example.rows))

let city: Actor
let second: Actor
beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening'], {}))
  const [{ id } = { id: '' }] = await asOwner<{ id: string }>(
    `SELECT id FROM agency WHERE department = 'MI' AND region_no = 370800 AND kind = 'bureau'`,
  )
  city = officer('MI', 370800, ['handler'], { agencyId: id })
  second = officer('MI', 370800, ['reviewer'], { agencyId: id })
  await mkdir(join(root, '370800'), { recursive: true })
})

async function delivered(name: string, rows = tables): Promise<string> {
  const folder = join(root, '370800', name)
  await cp(await settlementFolder(rows), folder, { recursive: true })
  return folder
}

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const taken = async (folder: string, sums: object = {}) => value(await takeDelivery(city, { folder, ...sums })).loadId
const loadOf = (id: string) => prisma.settlementLoad.findUniqueOrThrow({ where: { id } })
const reportOf = async (id: string) => (await loadOf(id)).report as unknown as LoadReport & { failure?: { code: string; detail: string } }

async function inUse(folder: string): Promise<string> {
  const loadId = await taken(folder)
  await loadSettlement(loadId)
  const { version } = await loadOf(loadId)
  value(await acceptLoad(city, { loadId, version, reason: '下发方没有给控制数' }))
  return loadId
}

describe('a delivery', () => {
  it('is read in a process of its own, stored, and used once a person says so where nobody stated its sums', async () => {
    await delivered('first')
    const loadId = await taken('first')
    await loadSettlement(loadId)
    const load = await loadOf(loadId)
    expect(load).toMatchObject({ state: 'toAccept', supersededAt: null })
    expect(load.months.every((month) => /^20\d\d-\d\d$/.test(month))).toBe(true)
    const report = await reportOf(loadId)
    expect(report.rows.setl).toBe(tables.setl?.length)
    const yuan = (tables.setl ?? []).reduce((sum, row) => sum + Math.round(Number(row.medfee_sumamt || 0) * 100), 0)
    expect(report.sums.settlementFen).toBe(String(yuan))
    expect(report).toMatchObject({ statedBy: null, differences: [], checked: qualityCodes })
    expect((await readdir(storeOf(loadId))).sort()).toEqual(['identities.parquet', 'prepared.json', 'raw', 'tables'])

    expect(await acceptLoad(city, { loadId, version: load.version - 1, reason: '没有控制数' })).toMatchObject({
      refusal: { code: 'changedMeanwhile' },
    })
    value(await acceptLoad(city, { loadId, version: load.version, reason: '没有控制数' }))
    expect(await loadOf(loadId)).toMatchObject({ state: 'loaded', acceptReason: '没有控制数' })
  })

  it('whose sums differ from those stated is accepted by another person than who took it in', async () => {
    const folder = await delivered('differs')
    await writeFile(join(folder, 'control.csv'), 'table,rows,amount\nsetl,3,1.00\n')
    const loadId = await taken('differs')
    await loadSettlement(loadId)
    const { version } = await loadOf(loadId)
    expect((await reportOf(loadId)).differences.map(({ figure, stated }) => [figure, stated])).toEqual([
      ['settlementRows', '3'],
      ['settlementFen', '100'],
    ])
    expect(await acceptLoad(city, { loadId, version, reason: '差异是已知的' })).toMatchObject({ refusal: { code: 'samePerson' } })
    value(await acceptLoad(second, { loadId, version, reason: '下发方漏计一张表' }))
    expect((await loadOf(loadId)).state).toBe('loaded')
    // The one before held the same months: it is replaced, not doubled.
    expect(await prisma.settlementLoad.count({ where: { agencyId: city.agencyId ?? '', state: 'loaded', supersededAt: null } })).toBe(1)
  })

  it('that would replace some months of another is refused, with nothing left of it', async () => {
    await delivered('part', { setl: (tables.setl ?? []).slice(0, 1), fee: [] })
    await delivered('wider', {
      ...tables,
      setl: [...(tables.setl ?? []), { ...tables.setl?.[0], setl_id: 'Z1', mdtrt_id: 'Z1', setl_time: '2019-01-05 10:00:00' }],
    })
    await inUse('wider')
    const loadId = await taken('part')
    await loadSettlement(loadId)
    expect(await loadOf(loadId)).toMatchObject({ state: 'refused' })
    expect((await reportOf(loadId)).failure).toMatchObject({ code: 'monthTwice' })
    expect(await readdir(storeOf(''))).not.toContain(loadId)
  })

  it.each([
    ['a folder without settlements', async (folder: string) => rm(join(folder, 'setl.csv')), 'noSettlements'],
    ['a folder with a link to elsewhere', async (folder: string) => symlink('/etc', join(folder, 'fee')), 'linkInside'],
    [
      'nothing that can be read',
      async (folder: string) => {
        for (const name of await readdir(folder)) await truncate(join(folder, name), 0)
      },
      'nothingReadable',
    ],
  ])('%s ends as refused', async (name, spoil, code) => {
    await spoil(await delivered(name))
    const loadId = await taken(name)
    await loadSettlement(loadId)
    expect((await loadOf(loadId)).state).toBe('refused')
    expect((await reportOf(loadId)).failure?.code).toBe(code)
  })

  it('is counted and said where it is not as agreed: a month twice, a negative without its original, a sum of 1e12, a day of 1900', async () => {
    const [row = {}] = tables.setl ?? []
    const folder = await delivered('odd')
    await writeFile(join(folder, 'setl-again.csv'), csvOf(tables.setl ?? []))
    await writeFile(
      join(folder, 'setl-odd.csv'),
      csvOf([
        { ...row, setl_id: 'N1', mdtrt_id: 'N1', medfee_sumamt: '-5.00', fund_pay_sumamt: '-5.00' },
        { ...row, setl_id: 'N2', mdtrt_id: 'N2', medfee_sumamt: '1000000000000.00' },
        { ...row, setl_id: 'N3', mdtrt_id: 'N3', setl_time: '1900-01-01 00:00:00' },
      ]),
    )
    await writeFile(join(folder, 'trac-torn.parquet'), 'PAR1 and nothing more')
    const loadId = await taken('odd')
    await loadSettlement(loadId)
    const codes = (await reportOf(loadId)).quality.map(({ code, table }) => `${code} ${table ?? ''}`)
    expect(codes).toEqual(
      expect.arrayContaining(['exactDuplicate setl', 'negativeWithoutOriginal setl', 'valueUnusable setl', 'fileUnreadable trac']),
    )
    expect((await loadOf(loadId)).state).toBe('refused') // it holds some months of another
  })

  it('is nobody else’s to read: not by folders outside, not by a county, a year’s guest or twice', async () => {
    expect(await takeDelivery(city, { folder: '../370800/first' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await takeDelivery(city, { folder: 'not there' })).toMatchObject({ refusal: { code: 'deliveryMissing' } })
    expect(await takeDelivery(officer('MI', 370811, ['handler'], { agencyId: city.agencyId }), { folder: 'first' })).toMatchObject({
      refusal: { code: 'notFound' },
    })
    expect(await takeDelivery(second, { folder: 'first' })).toMatchObject({ refusal: { code: 'notFound' } })
    await delivered('twice')
    const loadId = await taken('twice')
    expect(await takeDelivery(city, { folder: 'twice' })).toMatchObject({ refusal: { code: 'alreadyExists' } })
    value(await cancelLoad(city, { loadId, version: 1 }))
    await loadSettlement(loadId)
    expect((await loadOf(loadId)).state).toBe('cancelled')
  })
})

describe('a run', () => {
  it('finds what the models find, seals whose it is, and is done again whole after its worker died', async () => {
    const loadId = await inUse('wider')
    expect(await startRun(city, { loadIds: loadId, codes: 'M99' })).toMatchObject({ refusal: { code: 'modelsUnknown' } })
    const { runId } = value(await startRun(city, { loadIds: loadId, codes: chosen.join() }))
    // A worker took it up an hour ago and died.
    await asOwner(
      `UPDATE screening_run SET state = 'running', started_at = now() - interval '1 hour', lease_until = now() - interval '1 minute' WHERE id = $1`,
      [runId],
    )
    await resumeScreening()
    const run = await prisma.screeningRun.findUniqueOrThrow({
      where: { id: runId },
      include: { outcomes: { orderBy: { position: 'asc' } } },
    })
    expect(run.state).toBe('done')
    const expected = populationModels.filter(({ id }) => chosen.includes(id))
    expect(run.outcomes.map(({ code }) => code)).toEqual(expected.map(({ id }) => id))
    const hits = await prisma.screeningHit.findMany({ where: { runId } })
    for (const { id, example } of expected) {
      const own = hits.filter(({ code }) => code === id)
      const subjects = example.hits.map(({ subject_type, subject_id }) => (subject_type === 'person' ? null : subject_id)).filter(Boolean)
      expect(own.map(({ subjectMasked }) => subjectMasked)).toEqual(expect.arrayContaining(subjects))
      expect(run.outcomes.find(({ code }) => code === id)?.hitCount).toBe(own.length)
    }
    expect(JSON.stringify(hits, (_, one) => (typeof one === 'bigint' ? `${one}` : one))).not.toContain('"setl":[')
    await runScreening(runId)
    expect(await prisma.screeningHit.count({ where: { runId } })).toBe(hits.length)
  })

  it('keeps what a model could not tell for want of a column', async () => {
    const { fee = [], ...others } = populationModels.find(({ id }) => id === 'M12')?.example.rows ?? {}
    const bare = { ...others, fee: fee.map(({ setl_id: _, ...row }) => row) }
    await delivered('bare', JSON.parse(JSON.stringify(bare).replaceAll(/"20\d\d-/g, '"2016-')))
    const { runId } = value(await startRun(city, { loadIds: await inUse('bare'), codes: 'M12' }))
    await runScreening(runId)
    const { state, report } = await prisma.screeningRun.findUniqueOrThrow({ where: { id: runId } })
    expect(state).toBe('done')
    expect(report).toMatchObject({ limited: [{ id: 'M12', column: 'fee.setl_id', meaning: expect.stringContaining('结算') }] })
  })

  it('that is cancelled keeps nothing', async () => {
    const { id } = await prisma.settlementLoad.findFirstOrThrow({
      where: { agencyId: city.agencyId ?? '', state: 'loaded', supersededAt: null },
    })
    const { runId } = value(await startRun(city, { loadIds: id, codes: 'M06' }))
    expect(await cancelRun(city, { runId, version: 7 })).toMatchObject({ refusal: { code: 'changedMeanwhile' } })
    const working = runScreening(runId)
    await vi.waitFor(async () => expect((await prisma.screeningRun.findUniqueOrThrow({ where: { id: runId } })).state).toBe('running'))
    value(await cancelRun(city, { runId, version: 1 }))
    await working
    expect(await prisma.screeningRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({ state: 'cancelled' })
    expect(await prisma.screeningHit.count({ where: { runId } })).toBe(0)
  })
})
