import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { reckoningText } from '#documents/reckoning'
import type { ExampleRows } from '#screening/population/model'
import { watchSurge } from '#screening/population/models/surge'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { screenFolder } from './screen-folder'

vi.setConfig({ testTimeout: 60_000 })

type Line = { visit: string; count: string; fen: number }
/** What an institution bills of the item, month after month. */
type Billed = readonly (readonly Line[])[]

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
const feeOf = (billed: Billed, institution: string) =>
  billed.flatMap((lines, at) =>
    lines.map(({ visit, count, fen }, line) => ({
      ...{
        feedetl_sn: `${institution}F${at}${line}`,
        mdtrt_id: visit && `${institution}V${at}${visit}`,
        psn_no: `${institution}P${visit}`,
      },
      ...{ setl_id: `${institution}S${at}${line}`, fixmedins_code: institution, fee_ocur_time: `2025-0${at + 1}-01 09:00:00` },
      ...{ med_list_codg: 'X27', medins_list_name: '人血白蛋白', cnt: count, pric: '1.00', det_item_fee_sumamt: yuan(fen) },
    })),
  )

const anyGrowth = {
  ...watchSurge,
  parameters: {
    ...watchSurge.parameters,
    ...{ floor_fen: { value: 1, meaning: '', confidence: 'M' as const }, growth: { value: 0, meaning: '', confidence: 'M' as const } },
  },
}

/** The evidence of each institution whose second month is above its first. */
async function surges(all: readonly Billed[]) {
  const rows: ExampleRows = {
    fee: all.flatMap((billed, at) => feeOf(billed, `H${at}`)),
    item_rule: [{ rule_id: 'R27', rule_type: 'watch', med_list_codg: 'X27', category: '西药', value: '1' }],
  }
  const dir = await settlementFolder(rows)
  const { run } = await screenFolder({ dir, models: [anyGrowth], engine: 'duckdb', memory: '500MB', memoryBytes: 5e8 })
  return run.flatMap(({ hits }) => hits).map((hit) => ({ ...hit, said: JSON.parse(hit.evidence) as Record<string, number> }))
}

const line = fc.record({
  visit: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f'),
  count: fc.constantFrom('', '1', '2', '3', '7', '0.5', '1.25', '33', '999'),
  fen: fc.integer({ min: 1, max: 9_999_999_999 }),
})
const month = fc.array(line, { minLength: 1, maxLength: 9 })

it('splits a growth into visits, quantity and price that are the growth, whatever is billed', async () => {
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(month, month), { minLength: 80, maxLength: 80 }), async (all) => {
      const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { fen }) => sum + fen, 0)
      const grown = all.map(([last, now], at): [string, number] => [`H${at}`, sumOf(now) - sumOf(last)]).filter(([, growth]) => growth > 0)
      const hits = await surges(all)
      expect(new Map(hits.map(({ institution, said }) => [institution, said.growthFen]))).toEqual(new Map(grown))
      for (const { said, irregular_fen } of hits) {
        const { growthFen = 0, visitsFen = NaN, perVisitFen = NaN, priceFen = NaN, amountFen = NaN, lastMonthFen = NaN } = said
        expect([visitsFen + perVisitFen + priceFen, amountFen - lastMonthFen, Number(irregular_fen)]).toEqual([
          growthFen,
          growthFen,
          growthFen,
        ])
      }
      seen += hits.length
    }),
    { numRuns: 6, endOnFailure: true },
  )
  expect(seen).toBeGreaterThan(60)
})

it('replaces visits first, then what a visit gets, then the price', async () => {
  const last = ['a', 'b'].map((visit) => ({ visit, count: '5', fen: 50_000 }))
  const now = ['a', 'b', 'c'].map((visit) => ({ visit, count: '10', fen: 120_000 }))
  const [hit] = await surges([[last, now]])
  // 1,000.00 at three visits for two: 1,500.00; of 30 for 10: 3,000.00; at 120.00 for 100.00: 3,600.00.
  expect(hit?.said).toMatchObject({ growthFen: 260_000, visitsFen: 50_000, perVisitFen: 150_000, priceFen: 60_000 })
  const sums = { involvedFen: 360_000n, irregularFen: 260_000n, fundLossFen: 0n }
  const reasoning = reckoningText.reasoning(
    anyGrowth,
    { subjectType: 'institution', subjectMasked: 'H', period: '2025-02', ...sums },
    hit?.said ?? {},
  )
  expect(reasoning).toContain('增长 2,600.00 元 = 人次 500.00 元 + 每人次用量 1,500.00 元 + 单价 600.00 元')
  expect(reasoning.match(/1,500\.00/g)).toHaveLength(1) // said once
})

it('leaves out of the reckoning what nobody can tell: without visits it is all quantity and price', async () => {
  const at = (count: string, fen: number) => [{ visit: '', count, fen }]
  const [hit] = await surges([[at('2', 1_001), at('3', 2_000)]])
  expect(hit?.said).toMatchObject({ growthFen: 999, visitsFen: 0, perVisitFen: 501, priceFen: 498 })
})
