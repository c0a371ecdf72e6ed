import { expect, it, vi } from 'vitest'
import { workOnBatch } from '#server/document/batch/batch-job'
import { getBatch, getBatchProgress, listBatches } from '#server/document/batch/batch-queries'
import { chooseCases, chooseDrafts, startBatch, stopBatch } from '#server/document/batch/paper-batches'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDesk, type Desk } from '../../fixtures/case-scenes'
import { asOwner } from '../../support/as-owner'

/** Enough to be stopped in the middle. Two hundred at once: `PAPERS=200`. */
const many = Number(process.env.PAPERS ?? 30)

/** One case under investigation, and as many like it as make up the batch. */
async function casesLike(first: string): Promise<string[]> {
  const rows = await asOwner<{ id: string }>(
    `INSERT INTO case_file SELECT (jsonb_populate_record(c, jsonb_build_object('id', uuidv7(), 'number', c.number || '-' || n, 'lead_id', NULL))).*
     FROM case_file c, generate_series(2, $2::int) n WHERE c.id = $1 RETURNING id`,
    [first, many],
  )
  const ids = rows.map(({ id }) => id)
  for (const table of ['case_procedure', 'case_party'])
    await asOwner(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(r, jsonb_build_object('id', uuidv7(), 'case_id', made.id))).*
       FROM ${table} r, unnest($2::uuid[]) AS made(id) WHERE r.case_id = $1`,
      [first, ids],
    )
  await asOwner(
    `INSERT INTO case_fact SELECT (jsonb_populate_record(f, jsonb_build_object('id', uuidv7(), 'case_id', p.case_id, 'party_id', p.id))).*
     FROM case_fact f, case_party p WHERE f.case_id = $1 AND p.case_id = ANY ($2)`,
    [first, ids],
  )
  await asOwner(
    `INSERT INTO commitment (id, campaign_id, agency_id, department, region_no, signed_by_id, signed_by_name, signed_at)
     SELECT uuidv7(), campaign_id, agency_id, department, region_no, officer_a_id, '张敏', now() FROM case_file WHERE id = $1 ON CONFLICT DO NOTHING`,
    [first],
  )
  return [first, ...ids]
}

type Person = Desk['handler']
async function begin(actor: Person, batchId: string, words: object = {}) {
  const { version = 0 } = (await getBatch(actor, batchId)) ?? {}
  done(await startBatch(actor, { batchId, version: String(version), ...words }))
  return { batchId, version: version + 1, userId: actor.userId, postId: String(actor.postId) }
}
const rowOf = async (actor: Person, batchId: string) => (await listBatches(actor)).find(({ id }) => id === batchId)

it('drafts and issues many notices at once, stopped in the middle and gone on with, each with its own number and none left out', async () => {
  const desk = await aDesk()
  const caseIds = await casesLike(await aCaseUnderInvestigation(desk))
  const drafting = done(await chooseCases(desk.handler, { caseIds, kind: 'rectificationOrder' })).batchId
  const alike = { demand: '限期改正', rectifyBy: '2026-12-31', contactName: '王芳', contactPhone: '0537-0000009' }
  await workOnBatch(await begin(desk.handler, drafting, alike), new Date())
  expect(await rowOf(desk.handler, drafting)).toMatchObject({ state: 'done', total: many, done: many, waiting: 0, failed: 0 })
  // What is of each party alone is filled in paper by paper.
  const own = JSON.stringify({ partyNumber: '52370899MJD00002XC', partyAddress: '清溪路1号', partyHead: '王平' })
  const drafts = await asOwner<{ id: string }>(
    'UPDATE official_document SET input = input || $2, typed = typed || $2 WHERE subject_id = ANY ($1) AND state = $3 RETURNING id',
    [caseIds, own, 'draft'],
  )

  const issuing = done(await chooseDrafts(desk.approver, { documentIds: drafts.map(({ id }) => id) })).batchId
  const work = await begin(desk.approver, issuing)
  const worked = workOnBatch(work, new Date())
  const progress = () => getBatchProgress(desk.approver, issuing)
  await vi.waitFor(async () => expect((await progress())?.rowsDone).toBeGreaterThan(many / 6), { timeout: 60_000, interval: 20 })
  done(await stopBatch(desk.approver, { batchId: issuing, version: String(work.version) }))
  await worked
  const halfway = await rowOf(desk.approver, issuing)
  expect(halfway?.state).toBe('stopped')
  expect([Number(halfway?.waiting) > 0, Number(halfway?.done) + Number(halfway?.waiting)]).toEqual([true, many])

  await workOnBatch(await begin(desk.approver, issuing), new Date())
  expect(await rowOf(desk.approver, issuing)).toMatchObject({ state: 'done', done: many, waiting: 0, failed: 0 })
  const numbers = await asOwner<{ number: string; serial: number }>(
    `SELECT n.number, n.serial FROM document_number n JOIN official_document d ON d.number = n.number WHERE d.id = ANY ($1) AND d.state = 'issued' ORDER BY 2`,
    [drafts.map(({ id }) => id)],
  )
  expect(numbers.map(({ serial }) => serial)).toEqual(Array.from({ length: many }, (_, place) => (numbers[0]?.serial ?? 0) + place))
}, 240_000)
