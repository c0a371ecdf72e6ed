import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { receiveFile } from '#server/file/receive-file'
import { importLeads } from '#server/lead/import-list'
import { getImport, getListProgress } from '#server/lead/import-queries'
import { stopListWork, uploadLeadList } from '#server/lead/upload-list'
import { done } from '../../fixtures/campaigns'
import { type FixtureInstitution, provinceLeadList } from '../../fixtures/lead-lists/generate'
import { type LeadPeople, leadPeople, someInstitutions } from '../../fixtures/leads'
import { aCampaign } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

// A whole worker also anchors the trail of its database: what it writes of it lies apart from what other files' tests find.
vi.hoisted(() => {
  process.env.DATA_DIR = `.test-state/killed-${process.pid}`
})
afterAll(() => rmSync(process.env.DATA_DIR ?? '', { recursive: true, force: true }))

/** A list of 2,000 rows, and workers that are killed while they read it and while they import it: no row of the file is lost or doubled. */
const rows = 2_000
/** Where they are killed is another place each time; `KILL_SEED` of a run that failed gives the same again. */
const seed = process.env.KILL_SEED ?? String(Date.now())
const chance = (of: string) => createHash('sha256').update(`${seed} ${of}`).digest().readUInt32BE() / 2 ** 32
/** Rows, one out of each of so many equal parts of the list, short of its last ones, which may all be bad. */
const rowsToDieAt = (work: string, parts: number) =>
  Array.from({ length: parts }, (_, part) => 1 + Math.floor(((part + chance(`${work} ${part}`)) / parts) * (rows - 200)))
const inTime = { timeout: 60_000, interval: 100 }
const workers: ChildProcess[] = []
let people: LeadPeople
let institutions: FixtureInstitution[]

function aWorker(): ChildProcess {
  const args = ['--conditions=react-server', '--import', './src/setup/resolve-hook.mjs', 'src/jobs/worker.ts']
  const env = { ...process.env, DATABASE_URL: process.env.TEST_WORKER_URL, QINGYUAN_DB_ROLE: 'qingyuan_worker' }
  const worker = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  workers.push(worker)
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
  // The machine says that its connections are gone, and the queue that it has been silent; the next need not wait longer each time.
  await asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename LIKE '%jobs%' AND pid <> pg_backend_pid()`)
  await asOwner(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 hour', retry_delay = 1, retry_backoff = false WHERE state = 'active' AND name LIKE '%LeadList'`,
  )
}

/** Whoever writes this row of the table, or the first after it that is written at all, waits until it is let go. */
async function halt(table: 'lead' | 'lead_import_row', column: string, row: number): Promise<void> {
  await asOwner(`CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END';
    CREATE TRIGGER halt BEFORE INSERT ON ${table} FOR EACH ROW WHEN (NEW.${column} >= ${row}) EXECUTE FUNCTION halt()`)
}
const halted = async () =>
  (await asOwner(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`)).length > 0
const letGo = () => asOwner('DROP FUNCTION halt() CASCADE')

async function anUnreadList() {
  const list = await provinceLeadList({ seed: `killed ${Math.random()}`, rows, institutions, badRows: 40 })
  const { id: fileId } = done(await receiveFile(people.city, { name: '清单.xlsx', bytes: new Uint8Array(list.bytes) }))
  const campaignId = await aCampaign()
  const form = { campaignId, fileId, sourceName: '断电', source: 'province', origin: 'prescribed' }
  return { list, campaignId, importId: done(await uploadLeadList(people.city, form)).importId }
}
const stateOf = async (importId: string) => (await getListProgress(people.city, importId))?.state
const form = (importId: string, version: number) => ({ importId, version, dueOn: '2099-12-31', totalsSeen: 'on' })

beforeAll(async () => {
  people = await leadPeople()
  institutions = await someInstitutions(20)
})
afterEach(async () => {
  for (const worker of workers) if (worker.exitCode === null && worker.signalCode === null) worker.kill('SIGKILL')
})

it(`goes on with the next worker, killed at three rows of reading and two of importing (KILL_SEED=${seed}), and no row is lost or doubled`, async () => {
  const { list, campaignId, importId } = await anUnreadList()
  for (const row of rowsToDieAt('reading', 3)) {
    await halt('lead_import_row', 'place', row)
    const reader = aWorker()
    await vi.waitFor(async () => expect(await halted()).toBe(true), inTime)
    expect(await stateOf(importId)).toBe('reading')
    expect((await getImport(people.city, importId))?.summary.acceptedCount).toBe(0) // nothing of it shows
    await kill(reader)
    await letGo()
  }

  let worker = aWorker()
  await vi.waitFor(async () => expect(await stateOf(importId)).toBe('uploaded'), inTime)
  const { accepted, refused, duplicates } = list
  expect((await getImport(people.city, importId))?.summary).toMatchObject({ acceptedCount: accepted, refusedRowCount: refused.length })
  expect(
    await asOwner('SELECT count(*)::int AS n, count(DISTINCT place)::int AS places FROM lead_import_row WHERE import_id = $1', [importId]),
  ).toEqual([{ n: accepted, places: accepted }])

  for (const [turn, row] of rowsToDieAt('importing', 2).entries()) {
    await halt('lead', 'source_row', row)
    if (turn > 0) worker = aWorker()
    else {
      const twice = await Promise.all([1, 2].map(() => importLeads(people.city, form(importId, 1))))
      expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    }
    await vi.waitFor(async () => expect(await halted()).toBe(true), inTime)
    expect(await asOwner('SELECT FROM lead_batch WHERE campaign_id = $1', [campaignId])).toEqual([])
    await kill(worker)
    await letGo()
  }

  aWorker()
  await vi.waitFor(async () => expect(await stateOf(importId)).toBe('imported'), inTime)
  const batches = await asOwner<{ issued: number; refused: number; listed: number; leads: number; numbers: number }>(
    `SELECT issued_count AS issued, refused_count AS refused, listed_count AS listed,
       (SELECT count(*)::int FROM lead WHERE batch_id = b.id) AS leads,
       (SELECT count(DISTINCT number)::int FROM lead WHERE batch_id = b.id) AS numbers
     FROM lead_batch b WHERE campaign_id = $1`,
    [campaignId],
  )
  const issued = accepted - duplicates.length
  expect(batches).toEqual([{ issued, refused: refused.length + duplicates.length, listed: rows, leads: issued, numbers: issued }])
  expect(await asOwner('SELECT FROM lead_import_row WHERE import_id = $1', [importId])).toEqual([])

  // Stopped in the middle: whoever is at it lets go, and nothing of it stays.
  const { importId: stopped, campaignId: elsewhere } = await anUnreadList()
  await vi.waitFor(async () => expect(await stateOf(stopped)).toBe('uploaded'), inTime)
  await asOwner(`CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NEW; END';
    CREATE TRIGGER halt BEFORE INSERT ON lead FOR EACH ROW WHEN (NEW.source_row = 1500) EXECUTE FUNCTION halt()`)
  done(await importLeads(people.city, form(stopped, 1)))
  await vi.waitFor(async () => expect(await halted()).toBe(true), inTime)
  done(await stopListWork(people.city, { importId: stopped, version: 2 }))
  await vi.waitFor(
    async () => expect(await asOwner(`SELECT FROM pgboss.job WHERE name = 'importLeadList' AND state <> 'completed'`)).toEqual([]),
    inTime,
  )
  await letGo()
  expect(await stateOf(stopped)).toBe('uploaded')
  expect(await asOwner('SELECT FROM lead_batch WHERE campaign_id = $1', [elsewhere])).toEqual([])
}, 360_000)
