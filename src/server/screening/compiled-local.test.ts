import { describe, expect, it, vi } from 'vitest'
import { type LocalDefinition, localDefinition } from '#domain/screening/local-model'
import { compileLocal } from '#screening/local/compile'
import { viewNames, viewOf } from '#screening/local/documented'
import { modelTables } from '#screening/population/tables'
import { manyScans, notTakenHome, scanRows } from '../../../tests/fixtures/local-models'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { clueOf } from './clue'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 60_000 })

const named = { code: 'L370800_2601', version: 'L1+370800.1' }
const compiled = (form = manyScans) => {
  const outcome = compileLocal(form, named)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.model
}
const problems = (change: object) => {
  const outcome = compileLocal(localDefinition.parse({ ...manyScans, ...change }), named)
  return outcome.ok ? [] : outcome.problems.map(({ field }) => field)
}

describe('the documented views', () => {
  it('have columns that models see, and none that names a person', () => {
    const personal = ['psn_no', 'psn_nos', 'certno', 'brdy', 'tel', 'addr', 'opter', 'fixmedins_name']
    for (const name of viewNames) {
      const { columns, subjects, day } = viewOf(name)
      const known = Object.keys(modelTables[name])
      expect(known).toEqual(expect.arrayContaining(Object.keys(columns)))
      expect(known).toEqual(expect.arrayContaining(Object.values(subjects).map(({ column }) => column)))
      if (day) expect(columns[day]?.kind).toBe('day')
      expect(Object.keys(columns).filter((column) => personal.includes(column))).toEqual([])
    }
  })
})

describe('a model put together in the form', () => {
  it('holds nothing of what was typed but digits', () => {
    const [part] = compiled().parts
    expect(part?.sql).not.toContain('彩超')
    expect(part?.sql).not.toContain('\\')
    expect(part).toMatchObject({ shardKey: 'psn_no' })
    expect(compiled().parameters).toMatchObject({ limit_1: { value: 3 }, limit_2_fen: { value: 10_050 }, filter_3_fen: { value: 1000 } })
  })

  it('finds who is meant and leaves who comes close', async () => {
    const dir = await settlementFolder(scanRows)
    const { run, skipped } = await screenFolder({ dir, models: [compiled()], engine: 'duckdb', memory: '300MB', memoryBytes: 3e8 })
    expect(skipped).toEqual([])
    expect(run[0]?.hits).toEqual([
      {
        ...{ grade: 'medium', subject_type: 'person', subject_id: 'LP1', institution: 'LH1', period: '2025-03 C1' },
        ...{ involved_fen: 14_000n, irregular_fen: 14_000n, fund_loss_fen: 7_000n },
        ...{ evidence: expect.any(String), clue: expect.stringMatching(/^\["[0-9a-f]{16}","LH1","2025-03","C1"\]$/) },
      },
    ])
    expect(JSON.parse(run[0]?.hits[0]?.evidence ?? '')).toEqual({
      fee: ['LF1', 'LF2', 'LF3'],
      ...{ 行数: 3, '金额合计（元）': 140, 数量平均值: 1.17, 费用发生日期个数: 3 },
      项目名称: ["彩超'{x}\\腹部"],
      '出院带药（1 是）': [''],
    })
  })

  it('takes rows with nothing in a column that is only asked to differ', async () => {
    const dir = await settlementFolder(scanRows)
    const order = { models: [compiled(notTakenHome)], engine: 'duckdb', memory: '300MB', memoryBytes: 3e8 } as const
    const { run } = await screenFolder({ dir, ...order })
    const rows = run[0]?.hits.map(({ subject_id, evidence }) => [subject_id, JSON.parse(evidence).fee])
    expect(rows).toEqual([
      ['LS1', ['LF1', 'LF2']],
      ['LS2', ['LF4', 'LF5']],
    ])
  })

  it('tells its clues apart by all that it groups by, though they look alike, and by what it looks for', async () => {
    const line = (sn: string, psn_no: string, takehome: string, med_chrgitm_type: string) => ({
      ...{ feedetl_sn: sn, mdtrt_id: 'TA1', psn_no, fixmedins_code: 'TH1', fee_ocur_time: '2025-03-02 10:00:00' },
      ...{ med_list_codg: 'C1', cnt: '1', det_item_fee_sumamt: '40.00', dscg_tkdrug_flag: takehome, med_chrgitm_type },
    })
    const lines = [line('1', 'TP1', '1', ''), line('2', 'TP1', '', '1'), line('3', 'TP2', '1', ''), line('4', 'TP2', '1', '1 1')]
    const dir = await settlementFolder({ fee: lines })
    const count = (limit: string) => ({ of: 'count' as const, column: '', is: 'ge' as const, limit })
    const form: LocalDefinition = {
      ...notTakenHome,
      subject: 'stay',
      filters: [],
      groups: ['takehome', 'chrgitm_type'],
      measures: [count('1')],
    }
    const cluesOf = async (change: Partial<LocalDefinition>) => {
      const models = [compiled({ ...form, ...change })]
      const { run } = await screenFolder({ dir, models, engine: 'duckdb', memory: '300MB', memoryBytes: 3e8 })
      const hits = run[0]?.hits ?? []
      return {
        seen: hits.map(({ subject_id, period }) => `${subject_id} ${period}`),
        clues: hits.map((hit) => clueOf({ code: 'L1', ...hit })),
      }
    }
    const { seen, clues } = await cluesOf({})
    expect(seen).toEqual(['TA1 1', 'TA1 1', 'TA1 1', 'TA1 1 1 1'])
    expect(new Set(clues).size).toBe(4)
    expect(await cluesOf({ measures: [count('0.5')] })).toEqual({ seen, clues })
    const { clues: others } = await cluesOf({ measures: [count('1'), { of: 'sum', column: 'amt_fen', is: 'ge', limit: '0' }] })
    expect(others.filter((clue) => clues.includes(clue))).toEqual([])
    const builtIn = { code: 'M01', subject_type: 'person', subject_id: 'P1', institution: 'H1', period: '2025-03' } as const
    expect(clueOf(builtIn)).toBe('M01|person|P1|H1|2025-03')
  })

  it('is told where the form asks what its view does not have', () => {
    expect(problems({ view: 'pg_catalog' })).toEqual(['view'])
    expect(problems({ view: 'inv' })).toContain('subject')
    expect(problems({ view: 'dise', grain: 'day', filters: [], groups: [], evidence: [] })).toContain('grain')
    expect(problems({ filters: [{ column: 'psn_no', is: 'eq', value: '1' }] })).toEqual(['filters.0.column'])
    expect(problems({ filters: [{ column: 'amt_fen', is: 'eq', value: '1 OR 1=1' }] })).toEqual(['filters.0.value'])
    expect(problems({ filters: [{ column: 'item_name', is: 'gt', value: 'a' }] })).toEqual(['filters.0.is'])
    const listed = (value: string) => problems({ filters: [{ column: 'chrgitm_type', is: 'notIn', value }] })
    expect([listed('，、'), listed(Array(101).fill('04').join()), listed(Array(100).fill('04').join())]).toEqual([
      ['filters.0.value'],
      ['filters.0.value'],
      [],
    ])
    expect(problems({ measures: [{ of: 'sum', column: 'item_name', is: 'gt', limit: '1' }] })).toContain('measures.0.column')
    expect(problems({ measures: [{ of: 'count', column: '', is: '', limit: '' }] })).toEqual(['measures.0.is'])
    expect(localDefinition.safeParse({ ...manyScans, falseAlarms: ' \n ' }).success).toBe(false)
    expect(localDefinition.safeParse({ ...manyScans, filters: [{ column: 'a) UNION SELECT', is: 'eq', value: '' }] }).success).toBe(false)
  })
})
