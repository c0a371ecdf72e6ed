import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { identityCheckDigit } from '#domain/person/identity-number'
import { blindIndex } from '#platform/field-cipher'
import { prepareQueues } from '#platform/queue'
import { populationModels } from '#screening/population/catalogue'
import { evidenceOfLead } from '#server/lead/evidence-of-lead'
import { subjectsOfLead } from '#server/lead/subjects-of-lead'
import { query } from '#server/query'
import { backTest } from '#server/screening/back-test'
import { explainHit, hitsOfRun } from '#server/screening/hit-queries'
import { hitsByPlace } from '#server/screening/hits-by-place'
import { getRun, screeningRuns } from '#server/screening/run-queries'
import { startRun } from '#server/screening/start-run'
import { takeDelivery } from '#server/screening/take-data'
import { aBatch } from '../../fixtures/leads'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { officer } from '../../fixtures/people'
import { issuedNow } from '../../fixtures/screened-runs'
import { asOwner } from '../../support/as-owner'
import { asTheWorker } from '../../support/as-the-worker'
import { asOwnerOfAddress } from '../../support/connected-as'
import { settlementFolder, together } from '../../support/settlement-folder'

const root = await mkdtemp(join(tmpdir(), 'deliveries-'))
process.env.SETTLEMENT_DIR = root
afterAll(() => rm(root, { recursive: true, force: true }))

/** By person, by stay, by institution, by code. */
const chosen = ['M02', 'M04', 'M06', 'M07']
const models = populationModels.filter(({ id }) => chosen.includes(id))
const now = new Date('2026-06-08T09:30:00+08:00')
/** Whom the delivery tells by their document: the people of M04 and of M06. */
const people = models
  .filter(({ id }) => id === 'M04' || id === 'M06')
  .flatMap(({ example }) => [...new Set((example.rows.setl ?? []).map(({ psn_no }) => String(psn_no)))])
const certnoOf = (psn: string) => {
  const first = `370899199003071${String(people.indexOf(psn) + 10)}`
  return `${first}${identityCheckDigit(first)}`
}
/** What finds a lead of a list about that person. */
const listedIndexOf = (psn: string) => blindIndex({ table: 'lead', column: 'id_number' }, certnoOf(psn))

let city: Actor
let runId = ''
let campaignId = ''

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: object }): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

async function aRun(): Promise<string> {
  const [load] = await asOwner<{ id: string }>(`SELECT id FROM settlement_load WHERE agency_id = $1 AND state = 'loaded'`, [city.agencyId])
  const started = value(await startRun(city, { loadIds: load?.id, codes: chosen.join() }))
  await asTheWorker('#server/screening/run-screening', 'runScreening', started.runId)
  return started.runId
}

beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening', 'issueHits'], {}))
  city = await officerOf(places.cityBureau, ['handler'])
  campaignId = await aCampaign({ bureau: places.cityBureau })
  await mkdir(join(root, '370800'), { recursive: true })
  const rows = together(models.map(({ example }) => example.rows))
  // Each receipt has another box on it, which nobody sold twice.
  const beside = (rows.trac ?? []).map((row, at) => ({
    ...row,
    drug_trac_codg: `8800000000000000${1000 + at}`,
    feedetl_sn: `beside-${at}`,
  }))
  const told = people.map((psn_no) => ({ psn_no, certno: certnoOf(psn_no) }))
  await cp(await settlementFolder({ ...rows, trac: [...(rows.trac ?? []), ...beside], person: told }), join(root, '370800', 'whole'), {
    recursive: true,
  })
  const { loadId } = value(await takeDelivery(city, { folder: 'whole' }))
  await asTheWorker('#server/screening/load-settlement', 'loadSettlement', loadId)
  await asOwner(`UPDATE settlement_load SET state = 'loaded' WHERE id = $1`, [loadId])
  runId = await aRun()
}, 60_000)

const asked = (more: object = {}) => ({
  runId,
  campaignId,
  codes: chosen.join(),
  grades: 'high,medium,low',
  dueOn: '2026-07-08',
  reason: '省局专项要求限期核查',
  ...more,
})
const leadsOf = (batchId: string) => query(city, (tx) => tx.lead.findMany({ where: { batchId }, orderBy: { sourceRow: 'asc' } }))

it('is back-tested: hits of each grade, what verifying takes, and nothing judged yet', async () => {
  const test = await backTest(city, runId)
  const expected = new Map(models.map(({ id, example }) => [id, example.hits.length]))
  for (const [code, model] of test.models) {
    const { high, medium, low } = model.grades
    expect(high + medium + low, code).toBeGreaterThanOrEqual(expected.get(code) ?? 0)
    expect(model).toMatchObject({ issued: 0, precision: null })
  }
  expect([...test.models.keys()].sort()).toEqual(chosen)
  expect(test.places.every(({ leads, open, hours }) => hours === (leads + open) * 4)).toBe(true)
})

it('explains a hit by its rows, the clause and the reckoning, and shows no number of a person', async () => {
  const listed = await hitsOfRun(city, runId, { code: 'M04' })
  const [hit] = listed?.hits ?? []
  const found = await explainHit(city, hit?.id ?? '')
  expect(found?.rows?.map(({ table }) => table)).toEqual(expect.arrayContaining(['setl', 'mdtrt']))
  expect(found?.model?.basis).toMatch(/条例/)
  expect(found?.reasoning).toContain('M04')
  const person = models.find(({ id }) => id === 'M04')?.example.hits[0]?.subject_id ?? 'none'
  expect(JSON.stringify(found?.rows)).not.toContain(`"${person}"`)
  expect(found?.hit.subjectMasked).toContain('****')
  expect(found?.timeline.map(({ at }) => at)).toEqual(found?.timeline.map(({ at }) => at).toSorted())
})

it('shows every hit of a model, however many, page by page and none twice', async () => {
  await asOwner(
    `INSERT INTO screening_hit SELECT copy.* FROM (SELECT * FROM screening_hit WHERE run_id = $1 LIMIT 1) AS hit, generate_series(1, 450) AS n,
       jsonb_populate_record(NULL::screening_hit, to_jsonb(hit) || jsonb_build_object('id', gen_random_uuid(), 'code', 'many',
         'grade', CASE WHEN n % 3 = 0 THEN 'high' ELSE 'low' END, 'irregular_fen', n % 7)) AS copy`,
    [runId],
  )
  const seen: string[] = []
  let after: string | null | undefined
  do {
    const page = await hitsOfRun(city, runId, { code: 'many', ...(after && { after }) })
    expect(page?.count).toBe(450)
    seen.push(...(page?.hits ?? []).map(({ id }) => id))
    after = page?.next
  } while (after && seen.length < 1_000)
  const all = await asOwner<{ id: string }>(`DELETE FROM screening_hit WHERE run_id = $1 AND code = 'many' RETURNING id`, [runId])
  expect(seen).toHaveLength(450)
  expect(new Set(seen)).toEqual(new Set(all.map(({ id }) => id)))
  expect((await hitsOfRun(city, runId, { code: 'M04', after: 'no id' }))?.hits.length).toBeGreaterThan(0)
})

it('shows of a code the receipts that it is on, and nothing else that stands on them', async () => {
  const listed = await hitsOfRun(city, runId, { code: 'M07' })
  const [hit] = listed?.hits ?? []
  const rows = (await explainHit(city, hit?.id ?? ''))?.rows?.filter(({ table }) => table === 'trac') ?? []
  expect(rows.length).toBeGreaterThan(1)
  expect(new Set(rows.map(({ cells }) => cells.drug_trac_codg)).size).toBe(1)
})

it('shows who hangs together by a terminal, and where the hits lie, without a number of a person', async () => {
  const [hit] = (await hitsOfRun(city, runId, { code: 'M06' }))?.hits ?? []
  const found = await explainHit(city, hit?.id ?? '')
  const kinds = found?.cluster?.nodes.map(({ kind }) => kind) ?? []
  expect(kinds.filter((kind) => kind === 'person').length).toBeGreaterThan(1)
  expect(kinds).toEqual(expect.arrayContaining(['agentCode', 'institution']))
  const terminal = found?.cluster?.nodes.find(({ kind }) => kind === 'agentCode')
  expect(terminal?.ties).toBe(kinds.filter((kind) => kind === 'person').length)
  const numbers = models.find(({ id }) => id === 'M06')?.example.rows.setl?.map(({ psn_no }) => String(psn_no)) ?? []
  expect(numbers.length).toBeGreaterThan(1)
  for (const number of numbers) expect(JSON.stringify([found?.cluster, found?.rows])).not.toContain(`"${number}"`)
  expect(new Set(found?.rows?.map(({ cells }) => cells.opter))).toEqual(new Set(['T****']))

  const units = await hitsByPlace(city, runId)
  const all = await hitsOfRun(city, runId, {})
  expect(units.reduce((sum, { count }) => sum + count, 0)).toBe(all?.count)
  const [unit] = units
  expect((await hitsOfRun(city, runId, { place: unit?.regionNo ?? 0 }))?.count).toBe(unit?.count)
  expect(await hitsByPlace(officer('MI', 370200, ['handler']), runId)).toEqual([])
})

it('puts beside a clue about a person the leads there were before, as far as this person sees them', async () => {
  const index = listedIndexOf(models.find(({ id }) => id === 'M04')?.example.hits[0]?.subject_id ?? '')
  const [hit] = await asOwner<{ id: string; fingerprint: string }>(
    'SELECT id, fingerprint FROM screening_hit WHERE run_id = $1 AND subject_index = $2',
    [runId, index],
  )
  const { leadIds } = await aBatch(2)
  await asOwner('UPDATE lead SET id_index = $2 WHERE id = ANY($1::uuid[])', [leadIds, index])
  await asOwner('UPDATE lead SET region_no = 370200 WHERE id = $1', [leadIds[1]])
  const before = (await explainHit(city, hit?.id ?? ''))?.earlier.filter(({ of }) => of === 'lead')
  expect(before?.map(({ id }) => id)).toEqual([leadIds[0]])
  // What finds the person stays on the server.
  const fingerprint = hit?.fingerprint ?? ''
  expect([index, fingerprint].every((found) => /^[0-9a-f]{64}$/.test(found))).toBe(true)
  const listed = await hitsOfRun(city, runId, {})
  const told = JSON.stringify([listed, await explainHit(city, hit?.id ?? '')], (_, one) => (typeof one === 'bigint' ? String(one) : one))
  for (const found of [index, fingerprint]) expect(told).not.toContain(found)
  await asOwner('UPDATE lead SET id_index = NULL WHERE id = ANY($1::uuid[])', [leadIds])
})

it('does not exist for another city, a county, or another department', async () => {
  const others = [officer('MI', 370200, ['handler']), officer('MI', 370811, ['handler']), officer('CT', 370800, ['handler'])]
  for (const other of others) {
    expect((await screeningRuns(other))?.runs ?? []).toEqual([])
    expect(await getRun(other, runId)).toBeNull()
    expect(await hitsOfRun(other, runId, {})).toBeNull()
    expect((await backTest(other, runId)).models.size).toBe(0)
    expect(await issuedNow(other, asked(), now)).toMatchObject({ refusal: { code: 'notFound' } })
  }
  expect(await issuedNow({ ...city, roles: ['reviewer'] }, asked(), now)).toMatchObject({ refusal: { code: 'notFound' } })
})

it('issues nothing where the engine ends without giving the rows, and the same can be asked again', async () => {
  const before = await asOwner('SELECT count(*)::int AS n FROM lead_batch')
  process.env.QINGYUAN_SOURCE = join(root, 'no engine here') // its process ends as soon as it begins
  try {
    expect(await issuedNow(city, asked(), now)).toMatchObject({ value: { state: 'stopped', trouble: 'rowsNotGiven', batchId: null } })
  } finally {
    process.env.QINGYUAN_SOURCE = '.'
  }
  expect(await asOwner('SELECT count(*)::int AS n FROM lead_batch')).toEqual(before)
  expect(await asOwner('SELECT FROM screening_hit WHERE lead_id IS NOT NULL OR issue_id IS NOT NULL')).toEqual([])
})

it('issues hits as leads with model, clause, reckoning and rows: each clue once, whichever run finds it', async () => {
  expect(await issuedNow(city, asked({ dueOn: '2026-06-07' }), now)).toMatchObject({ refusal: { code: 'dueOnPast' } })
  // The same clue twice in one run becomes one lead, and stops nobody.
  const twin = 'ffffffff-ffff-7fff-bfff-ffffffffffff'
  await asOwner(
    `INSERT INTO screening_hit SELECT (jsonb_populate_record(hit, jsonb_build_object('id', $2::text))).*
     FROM (SELECT hit FROM screening_hit AS hit WHERE run_id = $1 AND code = 'M02' LIMIT 1) AS one`,
    [runId, twin],
  )
  const requestKey = crypto.randomUUID()
  const both = await Promise.all([issuedNow(city, { ...asked(), requestKey }, now), issuedNow(city, asked(), now)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const [issued] = both.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))
  const leads = await leadsOf(issued?.batchId ?? '')
  expect(await asOwner(`DELETE FROM screening_hit WHERE id = $1 AND lead_id IS NULL RETURNING id`, [twin])).toHaveLength(1)
  const test = await backTest(city, runId)
  const all = [...test.models.values()].reduce((sum, { grades }) => sum + grades.high + grades.medium + grades.low, 0)
  expect(leads).toHaveLength(all)
  expect(leads.every(({ modelCode, modelVersion, clause, reasoning }) => modelCode && modelVersion && clause && reasoning)).toBe(true)
  const person = leads.find(({ modelCode }) => modelCode === 'M04')
  expect(person?.idMasked).toBeTruthy()
  const evidence = await evidenceOfLead(city, person?.id ?? '')
  expect(evidence).toMatchObject({ missing: [] })
  // What the rows name goes with the lead, sealed: whoever settles at the terminal of M06 is one and the same on each of its leads.
  const crowd = leads.find(({ modelCode }) => modelCode === 'M06')
  const { subjects } = (await subjectsOfLead(city, crowd?.id ?? '')) ?? { subjects: [] }
  expect(subjects).toMatchObject([{ kind: 'agentCode', origin: 'model', saidAs: 'opter' }])
  const tables = (await evidenceOfLead(city, crowd?.id ?? ''))?.tables ?? []
  const settlers = tables.flatMap(({ columns, rows }) => rows.map(({ cells }) => cells[columns.indexOf('opter')]))
  expect(new Set(settlers)).toEqual(new Set(['T****']))

  // Who has a lead already is opened by it: nothing of their number is in the link.
  const psn = String(models.find(({ id }) => id === 'M06')?.example.rows.setl?.[0]?.psn_no)
  await asOwner(`UPDATE lead SET id_index = $2 WHERE id = $1`, [crowd?.id, listedIndexOf(psn)])
  const [hit] = (await hitsOfRun(city, runId, { code: 'M06' }))?.hits ?? []
  const cluster = (await explainHit(city, hit?.id ?? ''))?.cluster
  expect(cluster?.nodes.map(({ href }) => href)).toContain(`/leads?samePersonAs=${crowd?.id}`)
  expect(JSON.stringify(cluster)).not.toMatch(/[0-9a-f]{32}/)

  expect(await issuedNow(city, asked(), now)).toMatchObject({ refusal: { code: 'noHitsToIssue' } })
  const again = await aRun()
  expect(await issuedNow(city, asked({ runId: again }), now)).toMatchObject({ refusal: { code: 'noHitsToIssue' } })

  // What is found out of the leads says how far the model can be trusted.
  await asOwner(
    `UPDATE lead SET state = 'concluded', conclusion = 'substantiated', concluded_at = now() WHERE batch_id = $1 AND model_code = 'M06'`,
    [issued?.batchId],
  )
  const later = (await backTest(city, again, runId)).models.get('M06')
  expect(later?.precision).toMatchObject({ share: 1, judged: later?.issued })
  const [difference] = (await backTest(city, again, runId)).differences
  expect(difference).toMatchObject({ onlyHere: 0, onlyThere: 0 })
})

it('weighs what is open at a place already: what fits alone needs a reason beside the rest', async () => {
  await asOwner('UPDATE screening_hit SET lead_id = NULL, issued_at = NULL, issue_id = NULL')
  await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE state <> 'concluded'`)
  const [{ id = '' } = {}] = await asOwner<{ id: string }>(`SELECT id FROM screening_hit WHERE run_id = $1 AND code = 'M07'`, [runId])
  await asOwner('UPDATE screening_hit SET place_no = 370811 WHERE id = $1', [id])
  const at = async (no: number) => (await backTest(city, runId)).places.find(({ regionNo }) => regionNo === no)
  const before = await at(370800)
  expect([before?.open, (await at(370811))?.open]).toEqual([0, 0])
  // Of the county: one that it holds, and one about its institution that the city has yet to assign.
  const { leadIds: county } = await aBatch(4)
  await asOwner(`UPDATE lead SET state = 'toVerify', region_no = 370811 WHERE id = $1`, [county[3]])
  await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE id = $1`, [county[1]])
  expect(await at(370811)).toMatchObject({ leads: 1, open: 2, hours: 12 })

  const room = (before?.available ?? 0) / 4 - (before?.leads ?? 0) + 1
  const { leadIds } = await aBatch(room + 1)
  await asOwner('UPDATE lead SET institution_id = NULL WHERE id = ANY($1::uuid[])', [leadIds])
  expect(await issuedNow(city, asked({ reason: '' }), now)).toMatchObject({ refusal: { code: 'aboveCapacity' } })
  // With a county that can do its own, and all of it done but one, the rest fits.
  await asOwner(`UPDATE screening_hit SET place_no = 370800 WHERE id = $1`, [id])
  await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE id = ANY($1::uuid[])`, [
    leadIds.slice(1),
  ])
  expect(await issuedNow(city, asked({ reason: '' }), now)).toMatchObject({ ok: true })
})

it('asks for a reason where it is more than the people there can verify', async () => {
  await asOwner('UPDATE screening_hit SET lead_id = NULL, issued_at = NULL, issue_id = NULL')
  await asOwner('UPDATE post SET valid_until = now()')
  expect(await issuedNow(city, asked({ reason: '' }), now)).toMatchObject({ refusal: { code: 'aboveCapacity' } })
})
