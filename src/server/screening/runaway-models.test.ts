import { describe, expect, it, vi } from 'vitest'
import { afterDeath } from '#screening/population/models/identity'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 120_000 })

const model = (id: string, sql: string) => ({ ...afterDeath, id, parts: [{ shardKey: 'psn_no' as const, sql }] })
const hit = (from: string) =>
  `SELECT 'low' AS grade, 'person' AS subject_type, CAST(x AS varchar) AS subject_id, '' AS institution, '' AS period, 0 AS involved_fen, 0 AS irregular_fen, 0 AS fund_loss_fen, '{}' AS evidence FROM ${from}`

describe('a model that goes wrong', () => {
  it('is stopped by name, with the reason, and the others go on', async () => {
    const wrong = [
      model('endless', hit('(SELECT count(*) AS x FROM range(100000000) a, range(100000000) b WHERE a.range * b.range % 7 = 3)')),
      model('reads another file', hit(`(SELECT content AS x FROM read_text('/etc/hostname'))`)),
      model('reads another folder', hit(`(SELECT file AS x FROM glob('/etc/*'))`)),
      model('lifts the limit', `SET memory_limit = '64GB'`),
      model('asks for all memory', hit('(SELECT length(CAST(list(range) AS varchar)) AS x FROM range(200000000))')),
      model('gives too much', hit('(SELECT range AS x FROM range(100000))')),
      model('is no SQL', 'SELEKT 1'),
      model('is no hit', 'SELECT 1 AS one'),
    ]
    const dir = await settlementFolder(afterDeath.example.rows)
    const { run, skipped } = await screenFolder({
      dir,
      models: [...wrong, afterDeath],
      engine: 'duckdb',
      memory: '300MB',
      memoryBytes: 3e8,
      limits: { timeoutMs: 4_000, maxRows: 1_000 },
    })
    expect(run.map(({ model: { id }, hits }) => [id, hits.length])).toEqual([['M24', 1]])
    expect(skipped.map(({ model: { id }, reason }) => [id, reason])).toEqual([
      ['endless', 'timeout'],
      ['reads another file', 'outside'],
      ['reads another folder', 'outside'],
      ['lifts the limit', 'outside'],
      ['asks for all memory', 'memory'],
      ['gives too much', 'tooManyRows'],
      ['is no SQL', 'statement'],
      ['is no hit', 'statement'],
    ])
  })
})
