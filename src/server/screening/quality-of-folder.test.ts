import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { QualityFinding } from '#domain/screening/data-quality'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { populationModels } from '#screening/population/catalogue'
import type { ExampleRows } from '#screening/population/model'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const ofBesides = (tables: readonly string[]) => tables.some((table) => table === 'dise' || table === 'oprn')
const models = populationModels.filter(({ id, reads }) => ['M04', 'M07', 'M15'].includes(id) || ofBesides(reads))
const screened = (dir: string) => screenFolder({ dir, models, engine: 'duckdb', memory: '500MB', memoryBytes: 5e8 })
const qualityOf = async (rows: ExampleRows) => (await screened(await settlementFolder(rows))).quality
const of = (quality: readonly QualityFinding[], code: QualityFinding['code']) => quality.filter((finding) => finding.code === code)

const line = (feedetl_sn: string, mdtrt_id: string, setl_id: string) => ({
  ...{ feedetl_sn, mdtrt_id, setl_id, psn_no: 'P1', fixmedins_code: 'h-01', fee_ocur_time: '2025-03-01 09:00:00' },
  ...{ med_list_codg: 'X1', medins_list_name: '某项目', cnt: '1', pric: '10.00', det_item_fee_sumamt: '10.00' },
})
const settlement = (id: string, setl_time: string) => ({
  ...{ setl_id: `S${id}`, mdtrt_id: `V${id}`, psn_no: 'P1', med_type: '11', fixmedins_code: 'h-01', setl_time },
  ...{ medfee_sumamt: '10.00', fund_pay_sumamt: '5.00' },
})
const stay = (mdtrt_id: string) => ({ mdtrt_id, psn_no: 'P1', fixmedins_code: 'h-01', begntime: '2025-03-01 08:30:00' })

describe('lines that hang in the air', () => {
  it('are counted where they have no settlement, or a visit that nobody knows, with masked keys', async () => {
    const rows = {
      setl: [settlement('1', '2025-03-01 10:00:00')],
      mdtrt: [stay('V1'), stay('V2')],
      fee: [
        line('370899199003071234', 'V2', 'S9'), // names a settlement that is not there
        line('10000002', 'V2', ''), // its visit has none
        line('10000003', 'V9', 'S1'), // a visit that nobody knows
        line('10000004', 'V1', ''), // found by its visit
        line('10000005', '', 'S1'), // found by its settlement
        line('10000006', 'V1', 'S1'),
      ],
    }
    const quality = await qualityOf(rows)
    const [settled] = of(quality, 'lineWithoutSettlement')
    expect(settled).toMatchObject({ table: 'fee', count: 2 })
    expect(settled?.examples?.toSorted()).toEqual(['10****02', '37****34'])
    expect(of(quality, 'lineWithoutVisit')).toEqual([{ code: 'lineWithoutVisit', table: 'fee', count: 1, examples: ['10****03'] }])
  })

  it('are not said of a delivery that has no settlements or no visits at all', async () => {
    const quality = await qualityOf({ fee: [line('1', 'V1', 'S1')] })
    expect([...of(quality, 'lineWithoutSettlement'), ...of(quality, 'lineWithoutVisit')]).toEqual([])
  })
})

describe('diagnoses, operations and sales', () => {
  const sale = (rtal_docno: string, mdtrt_id: string, drug_trac_codg: string) => ({
    ...{ rtal_docno, mdtrt_id, drug_trac_codg, fixmedins_code: 'h-01', psn_no: 'P1', med_list_codg: 'X1' },
    ...{ sel_retn_cnt: '1', sel_retn_time: '2025-03-01 10:00:00' },
  })

  it('are counted where their visit is not in the delivery, and sales where they have no code', async () => {
    const quality = await qualityOf({
      setl: [settlement('1', '2025-03-01 10:00:00')],
      mdtrt: [stay('V2')],
      dise: ['V1', 'V2', 'V800001', 'V800002', ''].map((mdtrt_id) => ({ mdtrt_id, psn_no: 'P1', diag_code: 'J18.9', diag_name: '肺炎' })),
      oprn: ['V2', 'V800003'].map((mdtrt_id) => ({ mdtrt_id, psn_no: 'P1', oprn_oprt_code: '47.01', oprn_oprt_name: '阑尾切除术' })),
      trac: [
        sale('R100001', 'V1', '81234567890123456789'),
        sale('R100002', 'V800004', '81234567890123456790'),
        sale('R100003', '', '81234567890123456791'), // names no visit
        sale('R100004', 'V2', ''),
        sale('R100005', 'V2', '  '),
        sale('R100006', 'V2', '000000000000'), // a code, and none
      ],
    })
    const told = (code: QualityFinding['code']) =>
      of(quality, code).map(({ table, count, examples }) => [table, count, examples?.toSorted()])
    expect(told('recordWithoutVisit')).toEqual([
      ['dise', 2, ['V8****01', 'V8****02']],
      ['oprn', 1, ['V8****03']],
      ['trac', 1, ['R1****02']],
    ])
    expect(told('traceCodeBlank')).toEqual([['trac', 2, ['R1****04', 'R1****05']]])
    expect(of(quality, 'traceCodeInvalid')).toMatchObject([{ count: 1 }])
  })

  it('are not said to have no visit where no visits were delivered', async () => {
    const quality = await qualityOf({ dise: [{ mdtrt_id: 'V1', psn_no: 'P1', diag_code: 'J18.9', diag_name: '肺炎' }] })
    expect(of(quality, 'recordWithoutVisit')).toEqual([])
  })
})

describe('the clock of a delivery', () => {
  const many = (timeOf: (at: number) => string) => ({ setl: Array.from({ length: 120 }, (_, at) => settlement(String(at), timeOf(at))) })
  const two = (at: number) => String(at).padStart(2, '0')
  const clockOf = async (timeOf: (at: number) => string) =>
    (await qualityOf(many(timeOf))).flatMap(({ code, column, count }) => (code.startsWith('time') ? [[code, column, count]] : []))

  it('is Beijing’s where windows are open by day, and where days have no time', async () => {
    expect(await clockOf((at) => `2025-03-01 ${two(8 + (at % 9))}:${two(at % 60)}:00`)).toEqual([])
    expect(await clockOf(() => '2025-03-01 00:00:00')).toEqual([])
    expect(await clockOf(() => '2025-03-01')).toEqual([])
  })

  it('is doubted where windows are open at night, and where days begin at eight or at sixteen', async () => {
    expect(await clockOf((at) => `2025-03-01 ${two(at % 9)}:30:00`)).toEqual([['timeAtNight', 'setl_time', 81]])
    expect(await clockOf((at) => `2025-03-0${1 + (at % 9)} 16:00:00`)).toEqual([['timeShifted', 'setl_time', 120]])
    expect(await clockOf((at) => (at % 2 === 0 ? '2025-03-01 08:00:00' : '2025-03-01 10:30:00'))).toEqual([
      ['timeShifted', 'setl_time', 60],
    ])
  })

  it('is brought to Beijing’s where times tell their zone, in text and in Parquet', async () => {
    expect(await clockOf((at) => `2025-03-01T0${at % 3}:30:00Z`)).toEqual([['timeZoned', 'setl_time', 120]])
    expect(await clockOf((at) => (at < 5 ? '2025-03-01 09:30:00+08:00' : '2025-03-01 09:30:00'))).toEqual([['timeZoned', 'setl_time', 5]])

    // The same conflict of an outpatient visit with a stay is found, whatever clock tells it.
    const { rows, hits } = populationModels.find(({ id }) => id === 'M04')?.example ?? { rows: {}, hits: [] }
    const byUtc = (text: string) => `${new Date(`${text.replace(' ', 'T').slice(0, 16)}:00+08:00`).toISOString().slice(0, 19)}Z`
    const zoned = JSON.parse(JSON.stringify(rows).replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?/g, byUtc)) as ExampleRows
    const found = async (dir: string) =>
      (await screened(dir)).run.find(({ model }) => model.id === 'M04')?.hits.map(({ subject_id }) => subject_id)
    const folder = await settlementFolder(zoned)
    expect(await found(folder)).toEqual(hits.map(({ subject_id }) => subject_id).sort())
    const { setl: _, ...others } = zoned
    const typed = await settlementFolder(others)
    const db = await DuckDb.open({ memory: '200MB', temporary: join(typed, 'spill') })
    await db.run(
      `COPY (SELECT * REPLACE (CAST(setl_time AS TIMESTAMPTZ) AS setl_time) FROM read_csv(${sqlText(join(folder, 'setl.csv'))}, all_varchar = true, header = true))
       TO ${sqlText(join(typed, 'setl-2.parquet'))} (FORMAT parquet)`,
    )
    await db.close()
    expect(await found(typed)).toEqual(hits.map(({ subject_id }) => subject_id).sort())
  })
})
