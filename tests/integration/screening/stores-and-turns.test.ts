import { cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { storesKept } from '#domain/screening/settlement-load'
import { prisma } from '#platform/db'
import { holdingLock } from '#platform/held-lock'
import { prepareQueues } from '#platform/queue'
import { storeOf } from '#server/screening/apart'
import { clearStores } from '#server/screening/clear-stores'
import { engineOfMachine } from '#server/screening/engine-turn'
import { loadSettlement } from '#server/screening/load-settlement'
import { preparedOf, runScreening } from '#server/screening/run-screening'
import { cancelRun, startRun } from '#server/screening/start-run'
import { acceptLoad, takeDelivery } from '#server/screening/take-data'
import { city, done } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'
import { asOwnerOfAddress } from '../../support/connected-as'
import { settlementFolder } from '../../support/settlement-folder'

// Loads and runs are done by the worker, under its role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})
vi.setConfig({ testTimeout: 120_000 })

const root = await mkdtemp(join(tmpdir(), 'deliveries-'))
process.env.SETTLEMENT_DIR = root
process.env.DATA_DIR = join(root, 'data')
afterAll(() => rm(root, { recursive: true, force: true }))

beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening'], {}))
  await mkdir(join(root, '370800'), { recursive: true })
})

/** A delivery of one month, taken in and in use. */
async function inUse(folder: string, month: string): Promise<string> {
  const row = { mdtrt_id: 'A1', psn_no: 'P1', fixmedins_code: 'H1' }
  const tables = { setl: [{ ...row, setl_id: `S${folder}`, setl_time: `${month}-03 09:00:00`, medfee_sumamt: '60.00' }] }
  await cp(await settlementFolder(tables), join(root, '370800', folder), { recursive: true })
  const { loadId } = done(await takeDelivery(city.handler, { folder }))
  await loadSettlement(loadId)
  const { version } = await prisma.settlementLoad.findUniqueOrThrow({ where: { id: loadId } })
  done(await acceptLoad(city.handler, { loadId, version, reason: '下发方没有给控制数' }))
  return loadId
}

const startedOver = async (...loadIds: string[]) => done(await startRun(city.handler, { loadIds: loadIds.join(), codes: 'M02' })).runId
const stateOf = async (id: string) => (await prisma.screeningRun.findUniqueOrThrow({ where: { id } })).state
const stores = async () => (await readdir(storeOf(''))).filter((name) => name !== 'found').sort()
const after = (days: number) => new Date(Date.now() + days * 86_400_000)

it('lets one engine work at a time on a machine, whichever worker has it', async () => {
  const runId = await startedOver(await inUse('alone', '2025-01'))
  let end = () => {}
  const otherWorker = holdingLock(engineOfMachine, () => new Promise<void>((resolve) => (end = resolve)))
  const run = runScreening(runId)
  const waiting = `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`
  await vi.waitFor(async () => expect(await asOwner(waiting)).toHaveLength(1))
  expect(await stateOf(runId)).toBe('waiting')
  end()
  await Promise.all([otherWorker, run])
  expect(await stateOf(runId)).toBe('done')
})

it('removes the stores that another delivery replaced and no run points to, a month later', async () => {
  const [first, looked, joined] = [await inUse('first', '2025-02'), await inUse('looked', '2025-03'), await inUse('joined', '2025-04')]
  await runScreening(await startedOver(looked))
  const both = await startedOver(joined, looked)
  await runScreening(both)
  const ofBoth = basename(preparedOf([joined, looked]))
  const stopped = await startedOver(first)
  done(await cancelRun(city.handler, { runId: stopped, version: 1 }))
  const [newFirst, newLooked] = [await inUse('first-again', '2025-02'), await inUse('looked-again', '2025-03')]
  const before = await stores()
  expect(before).toEqual(expect.arrayContaining([first, looked, joined, ofBoth, newFirst, newLooked]))

  expect(await clearStores(after(storesKept.days - 1))).toBe(0)
  expect(await stores()).toEqual(before)

  expect(await clearStores(after(storesKept.days + 1))).toBe(1)
  expect(await stores()).toEqual(before.filter((name) => name !== first))
  const load = await prisma.settlementLoad.findUniqueOrThrow({ where: { id: first } })
  expect(load.storeClearedAt).not.toBeNull()
  expect(await asOwner(`SELECT action FROM audit_entry WHERE subject_id = $1 AND action = 'settlement.clearStore'`, [first])).toHaveLength(
    1,
  )
  expect(await clearStores(after(storesKept.days + 2))).toBe(0)

  await asOwner(`UPDATE screening_run SET state = 'failed' WHERE id = $1`, [both])
  expect(await clearStores(after(storesKept.days + 3))).toBe(1)
  expect(await stores()).toEqual(before.filter((name) => name !== first && name !== ofBoth))
})

it('sweeps what killed trials, questions and copies left behind, and nothing that may still be at work', async () => {
  const documented = join(storeOf(await inUse('swept', '2025-05')), 'documented', 'tables')
  const left = [storeOf('at-work-old'), join(documented, 'fee.parquet.1.part')] as const
  const kept = [storeOf('at-work-new'), join(documented, 'fee.parquet')] as const
  await mkdir(documented, { recursive: true })
  for (const folder of [left[0], kept[0]]) await mkdir(folder)
  for (const file of [join(left[0], 'rows'), join(kept[0], 'rows'), left[1], kept[1]]) await writeFile(file, 'rows of persons')
  const now = new Date()
  const old = new Date(now.getTime() - 25 * 3600_000)
  for (const path of [...left, kept[1]]) await utimes(path, old, old)
  expect(await clearStores(now)).toBe(0)
  expect(await stores()).toContain('at-work-new')
  expect(await stores()).not.toContain('at-work-old')
  expect(await readdir(documented)).toEqual(['fee.parquet'])
})
