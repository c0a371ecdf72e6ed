import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { workOnBatch } from '#server/document/batch/batch-job'
import { getBatch, getBatchProgress, listBatches } from '#server/document/batch/batch-queries'
import { chooseCases, chooseDrafts, retryBatch, startBatch, stopBatch } from '#server/document/batch/paper-batches'
import { fillCasePaper } from '#server/document/case-papers'
import { listDocuments } from '#server/document/queries'
import { done } from '../../fixtures/campaigns'
import { aFilledPaper } from '../../fixtures/case-papers'
import { aCaseUnderInvestigation, aDesk, type Desk, filedAt } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'
import { asTheWorker } from '../../support/as-the-worker'

const kind = 'rectificationOrder'
let desk: Desk
let cases: string[]
let drafts: string[]
beforeAll(async () => {
  desk = await aDesk()
  cases = [await aCaseUnderInvestigation(desk), await aCaseUnderInvestigation(desk), await aCaseUnderInvestigation(desk)]
  // Whoever works on it is met as they are by then, with what their agency has signed.
  await asOwner(
    `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     SELECT uuidv7(), campaign_id, agency_id, department, region_no, officer_a_id, '张敏', now() FROM case_file WHERE id = ANY ($1) ON CONFLICT DO NOTHING`,
    [cases],
  )
})
beforeEach(async () => {
  drafts = []
  for (const caseId of cases) drafts.push(await aFilledPaper(desk, caseId, kind, filedAt))
})

const workOf = async (batchId: string, actor = desk.approver) => {
  const { version = 0 } = (await getBatch(actor, batchId)) ?? {}
  return { batchId, version, userId: actor.userId, postId: String(actor.postId) }
}
const begin = async (batchId: string, actor = desk.approver, words: object = {}) => {
  const { version } = await workOf(batchId, actor)
  return done(await startBatch(actor, { batchId, version: String(version), ...words }))
}
const work = async (batchId: string, actor = desk.approver) => workOnBatch(await workOf(batchId, actor), new Date())
const chosen = async (documentIds = drafts) => done(await chooseDrafts(desk.approver, { documentIds })).batchId
const itemsOf = async (batchId: string, actor = desk.approver) => (await getBatch(actor, batchId))?.items ?? []
/** The serial of a number, as in `任医保改〔2026〕4号`. */
const serials = (items: Awaited<ReturnType<typeof itemsOf>>) =>
  items.flatMap(({ number }) => (number === null ? [] : [Number(/(\d+)号$/.exec(number)?.[1])]))
const inARow = (found: readonly number[]) => found.map((_, place) => (found[0] ?? 0) + place)
const issuedSerials = async () =>
  (
    await asOwner<{ n: number }>(
      `SELECT substring(number from '(\\d+)号$')::int AS n FROM official_document WHERE kind = $1 AND number IS NOT NULL ORDER BY 1`,
      [kind],
    )
  ).map(({ n }) => n)

it('issues each with its number, and names the one that was changed after it was chosen; the others go on without it', async () => {
  const waiting = await listDocuments(desk.approver, { view: 'sign' })
  expect(waiting.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(drafts))
  const batchId = await chosen()
  expect((await itemsOf(batchId)).map(({ state, missing }) => [state, missing])).toEqual(drafts.map(() => ['waiting', []]))
  done(await fillCasePaper(desk.handler, { documentId: drafts[1], version: '2', contactPhone: '0537-0000009' }, filedAt))
  await begin(batchId)
  await work(batchId)
  const items = await itemsOf(batchId)
  expect(items.map(({ state, trouble }) => [state, trouble?.code])).toEqual([
    ['done', undefined],
    ['failed', 'changedMeanwhile'],
    ['done', undefined],
  ])
  expect(await getBatchProgress(desk.approver, batchId)).toMatchObject({ state: 'done', rowsDone: 3, rowsTotal: 3, trouble: null })
  expect(serials(items)).toEqual(inARow(serials(items)))
  expect((await listDocuments(desk.approver, { view: 'sign' })).rows.map(({ id }) => id)).not.toContain(drafts[0])

  await work(batchId) // handed out twice
  expect(await itemsOf(batchId)).toEqual(items)
})

it('stops where it is wanted no more, keeps what was issued, takes no number for the rest, and goes on when asked', async () => {
  const batchId = await chosen()
  await begin(batchId)
  const before = await workOf(batchId)
  await asOwner(`CREATE FUNCTION stop_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      UPDATE paper_batch SET state = 'stopped', ended_at = now(), version = version + 1 WHERE id = NEW.batch_id; RETURN NULL; END $$;
    CREATE TRIGGER stop_at AFTER UPDATE ON paper_batch_item FOR EACH ROW WHEN (NEW.seq = 1) EXECUTE FUNCTION stop_at()`)
  await workOnBatch(before, new Date())
  await asOwner('DROP FUNCTION stop_at() CASCADE')
  expect((await itemsOf(batchId)).map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting'])
  await workOnBatch(before, new Date())
  expect((await itemsOf(batchId)).map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting'])
  const stopped = await workOf(batchId)
  expect(await stopBatch(desk.approver, { batchId, version: String(stopped.version) })).toMatchObject({ refusal: { code: 'wrongState' } })

  await begin(batchId)
  await work(batchId)
  const items = await itemsOf(batchId)
  expect(items.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  expect(serials(items)).toEqual(inARow(serials(items)))
})

it('goes on with the next worker, killed in the middle of a paper, with no number given twice and none left out', async () => {
  const batchId = await chosen()
  await begin(batchId)
  await asOwner(`CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END';
    CREATE TRIGGER halt BEFORE UPDATE ON paper_batch_item FOR EACH ROW WHEN (NEW.seq = 2) EXECUTE FUNCTION halt()`)
  const text = `const { workOnBatch } = await import('#server/document/batch/batch-job'); await workOnBatch(${JSON.stringify(await workOf(batchId))}, new Date())`
  const args = ['--conditions=react-server', '--import', './src/setup/resolve-hook.mjs', '--input-type=module', '--eval', text]
  const env = { ...process.env, DATABASE_URL: process.env.TEST_WORKER_URL, QINGYUAN_DB_ROLE: 'qingyuan_worker' }
  const worker = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const halted = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`
  await vi.waitFor(async () => expect(await asOwner(halted)).toHaveLength(1), { timeout: 60_000, interval: 100 })
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
  await asOwner(`SELECT pg_terminate_backend(pid) FROM (${halted}) AS still`)
  await asOwner('DROP FUNCTION halt() CASCADE')
  expect((await itemsOf(batchId)).map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting'])

  await work(batchId)
  expect((await itemsOf(batchId)).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  const numbers = await issuedSerials()
  expect(numbers).toEqual(inARow(numbers))
}, 120_000)

it('drafts a paper for each case with what is said alike in all, and says of which it may not', async () => {
  const other = await officerOf(places.bureau, ['handler'], { name: '周强' })
  const foreign = await aCaseUnderInvestigation({ ...desk, handler: other })
  await asOwner(
    `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     SELECT uuidv7(), campaign_id, agency_id, department, region_no, officer_a_id, '周强', now() FROM case_file WHERE id = $1 ON CONFLICT DO NOTHING`,
    [foreign],
  )
  const { batchId } = done(await chooseCases(desk.handler, { caseIds: [...cases.slice(0, 2), foreign], kind }))
  const { version } = await workOf(batchId, desk.handler)
  const seen = { batchId, version: String(version) }
  expect(await startBatch(desk.handler, { ...seen, partyNumber: '913708110000000000' })).toMatchObject({
    refusal: { code: 'unknownField' },
  })
  await begin(batchId, desk.handler, { contactName: '王芳', contactPhone: '' })
  await work(batchId, desk.handler)
  const items = await itemsOf(batchId, desk.handler)
  expect(items.map(({ state, trouble }) => [state, trouble?.code])).toEqual([
    ['done', undefined],
    ['done', undefined],
    ['failed', 'notFound'],
  ])
  const typed = await asOwner<{ typed: object; state: string }>('SELECT typed, state FROM official_document WHERE id = ANY ($1)', [
    items.flatMap(({ documentId }) => documentId ?? []),
  ])
  expect(typed).toEqual([1, 2].map(() => ({ typed: { contactName: '王芳' }, state: 'draft' })))
})

it('is of whoever chose it alone', async () => {
  const batchId = await chosen()
  const colleague = await officerOf(places.bureau, ['approver'], { name: '何宁', clearance: 3 })
  expect(await getBatch(colleague, batchId)).toBeNull()
  expect(await startBatch(colleague, { batchId, version: '1' })).toMatchObject({ refusal: { code: 'notFound' } })
  const elsewhere = await officerOf(places.otherBureau, ['approver'], { clearance: 3 })
  expect(await chooseDrafts(elsewhere, { documentIds: drafts })).toMatchObject({ refusal: { code: 'notFound' } })
})

it('is of the own agency alone: what lies within reach besides is no more chosen than what does not exist', async () => {
  const above = await officerOf('济宁市医疗保障局', ['handler', 'approver'], { clearance: 3 })
  const reaching = { ...above, committedTo: 'any' as const }
  expect(await chooseCases(reaching, { caseIds: cases, kind })).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await chooseDrafts(reaching, { documentIds: drafts })).toMatchObject({ refusal: { code: 'notFound' } })
})

it('leaves a paper that falls again after a rest, and goes on with the others', async () => {
  const batchId = await chosen()
  await begin(batchId)
  await asOwner(`CREATE FUNCTION falls() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.state = 'done' THEN RAISE EXCEPTION 'the template falls'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER falls BEFORE UPDATE ON paper_batch_item FOR EACH ROW WHEN (NEW.seq < 3) EXECUTE FUNCTION falls()`)
  await expect(work(batchId)).rejects.toThrow(/falls/)
  expect(await getBatchProgress(desk.approver, batchId)).toMatchObject({ state: 'working', trouble: { code: 'workInterrupted' } })
  await work(batchId)
  await asOwner('DROP FUNCTION falls() CASCADE')
  expect((await itemsOf(batchId)).map(({ state, trouble }) => [state, trouble?.code])).toEqual([
    ['failed', 'workInterrupted'],
    ['failed', 'workInterrupted'],
    ['done', undefined],
  ])
  expect(await getBatchProgress(desk.approver, batchId)).toMatchObject({ state: 'done', trouble: null })
})

it('ends with the post of whoever asked, also in the middle', async () => {
  const batchId = await chosen()
  await begin(batchId)
  await asOwner(`CREATE FUNCTION put_off() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      UPDATE post SET valid_until = now() WHERE id = '${desk.approver.postId}'; RETURN NULL; END $$;
    CREATE TRIGGER put_off AFTER UPDATE ON paper_batch_item FOR EACH ROW WHEN (NEW.seq = 1) EXECUTE FUNCTION put_off()`)
  await asTheWorker('#server/document/batch/batch-job', 'workOnBatch', await workOf(batchId), new Date())
  await asOwner('DROP FUNCTION put_off() CASCADE')
  await asOwner('UPDATE post SET valid_until = NULL WHERE id = $1', [desk.approver.postId])
  expect((await itemsOf(batchId)).map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting'])
  expect(await getBatchProgress(desk.approver, batchId)).toMatchObject({ state: 'stopped', trouble: { code: 'notFound' } })
})

it('is chosen anew where it could not be done: what is still a draft, as it is now', async () => {
  const batchId = await chosen()
  await asOwner(`UPDATE official_document SET revision = revision + 1 WHERE id = ANY ($1)`, [drafts.slice(1)])
  await begin(batchId)
  const retry = async () => retryBatch(desk.approver, { batchId, version: String((await workOf(batchId)).version) })
  expect(await retry()).toMatchObject({ refusal: { code: 'wrongState' } })
  await work(batchId)
  expect((await listBatches(desk.approver)).find(({ id }) => id === batchId)).toMatchObject({ total: 3, done: 1, failed: 2, waiting: 0 })
  await asOwner(`UPDATE official_document SET state = 'voided' WHERE id = $1`, [drafts[2]])
  const seen = { batchId, version: String((await workOf(batchId)).version) }
  const twice = await Promise.all([retryBatch(desk.approver, seen), retryBatch(desk.approver, seen)])
  expect(twice.map((one) => (one.ok ? 'ok' : one.refusal.code)).toSorted()).toEqual(['changedMeanwhile', 'ok'])
  const again = done(twice[0].ok ? twice[0] : twice[1]).batchId
  await begin(again)
  await work(again)
  expect((await itemsOf(again)).map(({ documentId, state }) => [documentId, state])).toEqual([[drafts[1], 'done']])
  expect(await retry()).toMatchObject({ refusal: { code: 'notFound' } })
  expect(await listBatches(await officerOf(places.bureau, ['approver'], { name: '何宁', clearance: 3 }))).toEqual([])
})
