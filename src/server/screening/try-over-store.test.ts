import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { itemRuleFields } from '#domain/screening/item-rule-fields'
import type { ItemRuleCells } from '#domain/screening/read-item-rules'
import { unbundling } from '#screening/population/models/prices'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { storeFolder } from './store-folder'
import { tryOverStore } from './try-over-store'

vi.setConfig({ testTimeout: 60_000 })

it('tries a model by the approved rules about items, as a run would', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tried-'))
  const { fee = [], item_rule: ruled = [] } = unbundling.example.rows
  const prepared = join(dir, 'store')
  const setl = ['16S1', '16S2', '16S3'].map((id) => ({
    setl_id: id,
    mdtrt_id: id.replace('S', 'A'),
    psn_no: '16P1',
    fixmedins_code: '16H1',
    setl_time: '2025-03-02T10:00',
  }))
  const stored = await storeFolder({ dir: await settlementFolder({ setl, fee }), store: prepared, memoryBytes: 3e8 }, () => undefined)
  expect(stored).not.toHaveProperty('failure')
  const rules = ruled.map((row) => Object.fromEntries(itemRuleFields.map((field) => [field, row[field] ?? ''])) as ItemRuleCells) // every field
  const tried = (given: readonly ItemRuleCells[]) =>
    tryOverStore({ prepared, work: dir, model: unbundling, itemRules: { regionNo: 370800, rules: given }, memoryBytes: 3e8, shown: 5 })
  expect(await tried([])).toMatchObject({ ok: false, missing: expect.arrayContaining(['item_rule.bundle_codg']) })
  expect(await tried(rules)).toMatchObject({ ok: true, hits: unbundling.example.hits.length })
  await rm(dir, { recursive: true })
})
