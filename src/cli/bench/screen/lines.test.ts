import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import { csvOf, settlementFolder, together } from '../../../../tests/support/settlement-folder'
import { measureLines } from './lines'

const examples = populationModels.filter(({ id }) => ['M04', 'M24'].includes(id)).map(({ example }) => example)
const made: string[] = []
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))

/** One round over a small folder; what the bench said. */
async function said(folder: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'bench-lines-'))
  made.push(home)
  const [lines, stops]: [string[], (() => Promise<unknown>)[]] = [[], []]
  const effort = { rows: 1, folder, rounds: 1, memoryBytes: 500e6, seed: 1, grow: false, alone: true }
  try {
    await measureLines({ home, effort, stops, say: (line) => lines.push(line) })
  } finally {
    for (const stop of stops) await stop()
  }
  return lines.join('\n')
}

it('ends with what the models found of the cases that the folder names', { timeout: 120_000 }, async () => {
  const folder = await settlementFolder(together(examples.map(({ rows }) => rows)))
  const [death] = populationModels.find(({ id }) => id === 'M24')?.example.hits ?? []
  const truth = [
    { model_id: 'M24', subject_type: death?.subject_type ?? '', subject_id: death?.subject_id ?? '', period: '', institution: '' },
    { model_id: 'M04', subject_type: 'person', subject_id: 'nobody', period: '', institution: '' },
  ]
  await writeFile(join(folder, 'truth.csv'), csvOf(truth))
  const lines = await said(folder)
  expect(lines).toMatch(/^M24 +1 +1 /m)
  expect(lines).toMatch(/^M04 +1 +0 .* NO$/m)
  expect(lines).toContain('missed 1: nobody')
  expect(lines).toMatch(/^recall, least of 2 models with planted cases: M04 +0 +>= 0\.95 +NO$/m)
  expect(lines).toContain('上表按未查出计的模型')
  expect(lines.indexOf('precision')).toBeGreaterThan(lines.indexOf('all models'))
})

it('says so where the folder names no cases', { timeout: 120_000 }, async () => {
  expect(await said(await settlementFolder(together(examples.map(({ rows }) => rows))))).toContain('没有答案文件 truth.csv')
})
