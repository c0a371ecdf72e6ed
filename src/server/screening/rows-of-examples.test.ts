import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import { settlementFolder, together } from '../../../tests/support/settlement-folder'
import { rowsBehind } from './rows-behind'
import { type HitLine, runOverStore } from './run-over-store'
import { storeFolder } from './store-folder'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const work = await mkdtemp(join(tmpdir(), 'rows-of-examples-'))
afterAll(() => rm(work, { recursive: true, force: true }))
const [store, prepared, out] = ['store', 'prepared', 'hits.jsonl'].map((name) => join(work, name)) as [string, string, string]
const memoryBytes = 5e8
let hits: readonly HitLine[] = []

beforeAll(async () => {
  const dir = await settlementFolder(together(populationModels.map(({ example }) => example.rows)))
  await storeFolder({ dir, store, memoryBytes }, () => undefined)
  const order = { stores: [store], prepared, models: populationModels, itemRules: { regionNo: 0, rules: [] }, memoryBytes, out }
  await runOverStore(order, () => undefined)
  hits = (await readFile(out, 'utf8'))
    .trim()
    .split('\n')
    .map((line): HitLine => JSON.parse(line))
})

const opened = (asked: readonly HitLine[], limit = 60) =>
  rowsBehind({
    ...{ prepared, memoryBytes, limit },
    hits: asked.map(({ evidence, subject_id, period }) => ({
      evidence: JSON.parse(evidence),
      subject: subject_id,
      period,
      traceCode: null,
    })),
  })
const ofInstitution = (code: string, subject: string) => hits.filter((hit) => hit.code === code && hit.subject_id === subject)

it('opens at least a row behind every hit of every model', async () => {
  expect(new Set(hits.map(({ code }) => code)).size).toBe(populationModels.length)
  const rows = await opened(hits)
  expect(hits.filter((_, at) => rows[at]?.length === 0).map(({ code, subject_id }) => `${code} ${subject_id}`)).toEqual([])
})

it('opens what the model counted of an institution, and says how much more there is', async () => {
  const [stock = [], panels = [], away = []] = await opened([
    ...ofInstitution('M17', '17H1'),
    ...ofInstitution('M20', '20H1'),
    ...ofInstitution('M26', '26H1'),
  ])
  expect(stock.map(({ table, key }) => `${table} ${key}`.split(' ').slice(0, 2).join(' '))).toEqual([
    ...['inv 3501', 'inv 3503', 'inv 3502', 'inv 3502', 'inv 3503', 'inv 3503', 'inv 3501'],
    ...['fee 17F1', 'fee 17F2'],
  ])
  expect(new Set(panels.map(({ cells }) => `${cells.fixmedins_code} ${cells.med_list_codg}`))).toEqual(new Set(['20H1 C20A']))
  expect(away).toHaveLength(6)
  const [few = []] = await opened(ofInstitution('M20', '20H1'), 10)
  expect(few.map(({ outOf }) => outOf)).toEqual(Array.from({ length: 10 }, () => 45))
})

it('tells a surge by month: amount, quantity, price, visits and people of each item', async () => {
  const [rows = []] = await opened(ofInstitution('M27', '27H1'))
  const months = rows.flatMap(({ table, cells }) => (table === 'fee_month' ? [cells] : []))
  expect(months.map(({ fee_month, amt_fen, cnt }) => [fee_month, amt_fen, Number(cnt)])).toEqual([
    ['2025-03', '100000.00', 200],
    ['2025-02', '55000.00', 110],
    ['2025-01', '50500.00', 101],
  ])
  expect(months[0]).toMatchObject({ med_list_codg: 'X27', mean_price: '500.00', visits: '1', people: '1' })
  expect(rows.filter(({ table }) => table === 'fee').map(({ cells }) => cells.fee_month)).toEqual(['2025-03'])
})
