import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { settlementFolder } from '../../../tests/support/settlement-folder'
import { Identities } from './identities'
import { storeFolder } from './store-folder'

const work = await mkdtemp(join(tmpdir(), 'identities-'))
afterAll(() => rm(work, { recursive: true, force: true }))

const said = (psn_no: string, certno: string) => ({ psn_no, certno })
const settled = (psn_no: string, certno: string, at: number) => ({
  ...said(psn_no, certno),
  ...{
    setl_id: `S${at}`,
    mdtrt_id: `V${at}`,
    fixmedins_code: 'h-01',
    setl_time: '2025-03-01 09:00:00',
    medfee_sumamt: '1.00',
    fund_pay_sumamt: '1.00',
  },
})

it('tells the document of a person as the table of people does, else as the settlements do, and of two that contradict each other none', async () => {
  const person = [
    said('A', '370800A'),
    said('B', ''),
    said('C', '370800C1'),
    said('C', '370800C2'),
    said('D1', '370800d'),
    said('D2', '370800D'),
  ]
  const setl = [settled('A', '370800WRONG', 1), settled('B', '370800B', 2), settled('C', '370800C1', 3), settled('E', '370800E', 4)]
  const two = [settled('F', '370800F1', 5), settled('F', '370800F2', 6), settled('G', '000000000', 7), settled("H'", '370800H', 8)]
  const dir = await settlementFolder({ person, setl: [...setl, ...two] })
  const store = join(work, 'store')
  expect(await storeFolder({ dir, store, memoryBytes: 1e9 }, () => undefined)).not.toHaveProperty('failure')

  const identities = new Identities(store, work)
  const asked = ['A', 'B', 'C', 'D1', 'D2', 'E', 'F', 'G', "H'", 'nobody', '']
  expect([...(await identities.of(asked))].toSorted()).toEqual([
    ['A', '370800A'],
    ['B', '370800B'],
    ['D1', '370800D'], // both numbers of this person stand under the first
    ['E', '370800E'],
    ["H'", '370800H'],
  ])
  expect([...(await identities.of(['B']))]).toEqual([['B', '370800B']])
  await identities.close()
  const before = new Identities(join(work, 'no store'), work)
  expect([...(await before.of(asked))]).toEqual([])
  await before.close()
})
