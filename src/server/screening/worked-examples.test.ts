import { describe, expect, it, vi } from 'vitest'
import { populationModels } from '#screening/population/catalogue'
import type { ExampleRows, Model } from '#screening/population/model'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 60_000 })

async function screened(model: Model, rows: ExampleRows) {
  const dir = await settlementFolder(rows)
  const { run, skipped } = await screenFolder({ dir, models: [model], engine: 'duckdb', memory: '500MB', memoryBytes: 5e8 })
  return { hits: run.flatMap(({ hits }) => hits), skipped }
}

describe('the worked example of', () => {
  it.each(populationModels.map((model) => [model.id, model] as const))(
    '%s hits what it shows and nothing that comes close',
    async (_id, model) => {
      const { hits, skipped } = await screened(model, model.example.rows)
      expect(skipped.map(({ reason, missing, detail }) => ({ reason, missing, detail }))).toEqual([])
      const told = hits.map(({ evidence: _evidence, involved_fen, irregular_fen, fund_loss_fen, ...hit }) => ({
        ...hit,
        ...{ involved: Number(involved_fen), irregular: Number(irregular_fen), loss: Number(fund_loss_fen) },
      }))
      expect(told).toEqual(model.example.hits)
      expect(model.example.nearMisses.length).toBeGreaterThan(0)
    },
  )
})
