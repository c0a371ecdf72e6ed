import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writingRatio } from './lines'
import { qualityOf, qualityRatios, qualityTable } from './quality'

const truth = `model_id,subject_type,subject_id,period,institution
M01,stay,A1,"",H1
M01,stay,A2,,H1
M06,institution,H9,2025-03,H9
M06,institution,H9,2025-05,H9
M25,institution,H7,,H7
M08,person,P1,,H1
`
const heading = 'model_id,model_version,grade,subject_type,subject_id,institution,period,involved_fen,irregular_fen,fund_loss_fen,evidence'
const hit = (model: string, type: string, id: string, period: string, evidence: string) =>
  `${model},1.0.0,high,${type},${id},H1,${period},1,1,1,"${evidence.replaceAll('"', '""')}"`
const hits = [
  heading,
  hit('M01', 'stay', 'A1', '', '{"mdtrt":["A1"],"tested":1}'),
  hit('M01', 'stay', 'A3', '', '{"mdtrt":["A3"],"score":4,"tested":1,"often":0,"elsewhere":2}'),
  hit('M01', 'stay', 'A4', '', '{"mdtrt":["A4"],"tested":1}'),
  hit('M06', 'institution', 'H9', '2025-03', '{"setl":["S1"]}'),
  hit('M06', 'institution', 'H9', '2025-04', '{"setl":["S,2"]}'),
  hit('M06', 'institution', 'H7', '2025-04', '{"setl":["S2"]}'),
  hit('M25', 'institution', 'H7', '2025-04', '{}'),
  hit('M99', 'stay', 'A1', '', '{}'),
].join('\n')

describe('quality of screening', () => {
  let dir = ''
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'quality-'))
    await writeFile(join(dir, 'truth.csv'), truth)
    await writeFile(join(dir, 'honest.csv'), 'model_id,subject_type,subject_id,period,institution,cause\nM01,stay,A4,,H1,closed late\n')
    await writeFile(join(dir, 'hits.csv'), `${hits}\n`)
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('counts what was planted and found by subject, and by period where the list names one', async () => {
    const models = await qualityOf(join(dir, 'hits.csv'), join(dir, 'truth.csv'))
    expect(models.map(({ model, planted, found, hits: all }) => [model, planted, found, all])).toEqual([
      ['M01', 2, 1, 3],
      ['M06', 2, 1, 3],
      ['M08', 1, 0, 0],
      ['M25', 1, 1, 1],
    ])
    expect(models.map(({ precision, recall }) => [precision, recall])).toEqual([
      [1 / 3, 0.5],
      [1 / 3, 0.5],
      [1, 0],
      [1, 1],
    ])
  })

  it('says by what the false alarms came and what was missed', async () => {
    const [m01, m06, m08] = await qualityOf(join(dir, 'hits.csv'), join(dir, 'truth.csv'))
    expect(m01?.falseAlarms).toEqual([
      { cause: 'tested+elsewhere', count: 1 },
      { cause: 'closed late', count: 1 },
    ])
    expect(m06?.falseAlarms).toEqual([
      { cause: 'nothing told', count: 1 },
      { cause: 'planted for M25', count: 1 },
    ])
    expect(m06?.missed).toEqual(['H9 2025-05'])
    expect(m08?.missed).toEqual(['P1'])
  })

  it('holds the least precision and the least recall of any model to a goal, by name', async () => {
    const models = await qualityOf(join(dir, 'hits.csv'), join(dir, 'truth.csv'))
    expect(qualityRatios(models)).toEqual([
      { name: 'precision, least of 4 models with planted cases: M01', value: 0.333, goal: '>= 0.95', holds: false },
      { name: 'recall, least of 4 models with planted cases: M08', value: 0, goal: '>= 0.95', holds: false },
    ])
    expect(qualityRatios(models.filter(({ model }) => model === 'M25')).map(({ holds }) => holds)).toEqual([true, true])
    expect(qualityRatios([])).toEqual([])
  })

  it('prints a line a model that says whether the goal holds', async () => {
    const table = qualityTable(await qualityOf(join(dir, 'hits.csv'), join(dir, 'truth.csv')))
    expect(table).toMatch(/^M25 .* yes$/m)
    expect(table).toMatch(/^M06 .* NO$/m)
    expect(table).toContain('false alarms 1: planted for M25')
  })
})

it('holds the writing of a folder to two minutes for ten million lines, whatever its size', () => {
  expect(writingRatio(12, 1_000_000)).toMatchObject({ value: 120, goal: '<= 120', holds: true })
  expect(writingRatio(130, 10_000_000)).toMatchObject({ value: 130, holds: false })
})
