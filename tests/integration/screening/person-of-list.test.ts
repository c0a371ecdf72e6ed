import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { identityCheckDigit } from '#domain/person/identity-number'
import { blindIndex } from '#platform/field-cipher'
import { prepareQueues } from '#platform/queue'
import { populationModels } from '#screening/population/catalogue'
import { evidenceOfLead } from '#server/lead/evidence-of-lead'
import { getLead } from '#server/lead/queries'
import { repeatsOfLead } from '#server/lead/repeats-of-lead'
import { revealIdentity } from '#server/lead/reveal-identity'
import { storeOf } from '#server/screening/apart'
import { askData } from '#server/screening/ask-data'
import { backTest } from '#server/screening/back-test'
import { explainHit, hitsOfRun } from '#server/screening/hit-queries'
import { startRun } from '#server/screening/start-run'
import { takeDelivery } from '#server/screening/take-data'
import { done } from '../../fixtures/campaigns'
import { anUpload, importNow } from '../../fixtures/leads'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { issuedNow } from '../../fixtures/screened-runs'
import { asOwner } from '../../support/as-owner'
import { asTheWorker } from '../../support/as-the-worker'
import { asOwnerOfAddress } from '../../support/connected-as'
import { settlementFolder } from '../../support/settlement-folder'

const root = await mkdtemp(join(tmpdir(), 'deliveries-'))
process.env.SETTLEMENT_DIR = root
afterAll(() => rm(root, { recursive: true, force: true }))

const now = new Date('2026-06-08T09:30:00+08:00')
const withCheck = (first17: string) => `${first17}${identityCheckDigit(first17)}`
/** Its check digit is an X, which a list and a delivery write in their own ways. */
const certno = Array.from({ length: 40 }, (_, at) => withCheck(`370899199003071${String(at + 10)}`)).find((one) => one.endsWith('X')) ?? ''
const hit = populationModels.find(({ id }) => id === 'M04')?.example.hits[0]
const psnNo = hit?.subject_id ?? ''

let city: Actor
let campaignId = ''
let loadId = ''
let listedId = ''

async function aRun(): Promise<string> {
  const { runId } = done(await startRun(city, { loadIds: loadId, codes: 'M04' }))
  await asTheWorker('#server/screening/run-screening', 'runScreening', runId)
  return runId
}
const hitOf = async (runId: string, index: string) =>
  (await asOwner<{ id: string }>('SELECT id FROM screening_hit WHERE run_id = $1 AND subject_index = $2', [runId, index]))[0]?.id
const plain = (told: unknown) => JSON.stringify(told, (_, one) => (typeof one === 'bigint' ? String(one) : one))

beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening', 'issueHits'], {}))
  city = await officerOf(places.cityBureau, ['handler'])
  campaignId = await aCampaign({ bureau: places.cityBureau })
  await asOwner(
    `INSERT INTO institution (id, code, name, kind, region_code, region_no, field_ids) VALUES (gen_random_uuid(), $1, '清溪同人医院', 'hospital', '370811', 370811, '{}')`,
    [hit?.institution],
  )
  const rows = populationModels.find(({ id }) => id === 'M04')?.example.rows ?? {}
  const people = [psnNo, `${psnNo}-2`].map((psn_no) => ({ psn_no, certno: ` ${certno.toLowerCase()}`, gend: '1', brdy: '1990-03-07' }))
  await mkdir(join(root, '370800'), { recursive: true })
  await cp(await settlementFolder({ ...rows, person: people }), join(root, '370800', 'whole'), { recursive: true })
  loadId = done(await takeDelivery(city, { folder: 'whole' })).loadId
  await asTheWorker('#server/screening/load-settlement', 'loadSettlement', loadId)
  await asOwner(`UPDATE settlement_load SET state = 'loaded' WHERE id = $1`, [loadId])

  const list = `线索编号,机构编码,姓名,身份证号,违规行为,涉及金额\r\nA1,${hit?.institution},张甲,${certno},重复收费,1000\r\n`
  const { importId } = await anUpload(city, new TextEncoder().encode(list), { campaignId, name: 'a.csv', now })
  const { batchId } = done(await importNow(city, { importId, version: 1, dueOn: '2026-08-31', totalsSeen: 'on' }, now))
  const [listed] = await asOwner<{ id: string }>(
    `UPDATE lead SET state = 'concluded', conclusion = 'substantiated', concluded_at = now() WHERE batch_id = $1 RETURNING id`,
    [batchId],
  )
  listedId = listed?.id ?? ''
}, 60_000)

it('joins what a model finds about a person with the leads that lists brought', async () => {
  const runId = await aRun()
  expect((await backTest(city, runId)).models.get('M04')).toMatchObject({ issued: 0, judged: { substantiated: 1 } })
  const [listed] = await asOwner<Record<'id_index' | 'id_masked', string>>('SELECT id_index, id_masked FROM lead WHERE id = $1', [listedId])
  const hitId = (await hitOf(runId, listed?.id_index ?? '')) ?? ''
  const explained = await explainHit(city, hitId)
  expect(explained?.earlier.map(({ id }) => id)).toEqual([listedId])

  const form = { runId, campaignId, codes: 'M04', grades: 'high,medium,low', dueOn: '2026-07-08', reason: '省局专项要求限期核查' }
  const issued = done(await issuedNow(city, form, now))
  const [lead] = await asOwner<{ id: string; id_masked: string; id_type: string }>(
    'SELECT id, id_masked, id_type FROM lead WHERE batch_id = $1 AND id_index = $2',
    [issued.batchId, listed?.id_index],
  )
  expect(lead).toMatchObject({ id_masked: listed?.id_masked, id_type: '居民身份证' })
  expect((await repeatsOfLead(city, lead?.id ?? ''))?.person).toMatchObject({ leads: 2, lists: 2, substantiated: 1 })
  const opened = await revealIdentity(city, { leadId: lead?.id, reason: 'verification' }, now)
  expect(opened).toMatchObject({ ok: true, value: { idNumber: certno } })

  const shown = [
    explained,
    await hitsOfRun(city, runId, {}),
    await getLead(city, lead?.id ?? ''),
    await evidenceOfLead(city, lead?.id ?? ''),
  ]
  const kept = await asOwner(
    `SELECT (SELECT json_agg(h) FROM screening_hit h) AS hits, (SELECT json_agg(l) FROM lead l) AS leads, (SELECT json_agg(e) FROM lead_evidence e) AS rows,
       (SELECT json_agg(a) FROM audit_entry a) AS trail, (SELECT json_agg(s) FROM lead_subject s) AS subjects, (SELECT json_agg(r) FROM screening_run r) AS runs`,
  )
  for (const told of [shown, kept]) expect(plain(told).toUpperCase()).not.toContain(certno)
})

it('keeps the numbers of documents where no question of an analyst and no table of the models has them', async () => {
  const analyst: Actor = { ...city, roles: ['handler', 'analyst'] }
  const asked = async (sql: string) => done(await askData(analyst, { loadId, sql }, now))
  expect(await asked('SELECT count(*) AS n FROM setl')).toMatchObject({ ok: true })
  expect(await asked('SELECT certno FROM setl')).toMatchObject({ ok: false, fault: 'statement' })
  expect(await asked('SELECT certno FROM person')).toMatchObject({ ok: false, fault: 'strangeTable' })
  const tables = await readFile(join(storeOf(loadId), 'tables', 'person.parquet'))
  expect(tables.toString('latin1').toUpperCase()).not.toContain(certno)
  expect(tables.toString('latin1')).not.toContain('certno')
})

it('knows a person by the number within the insurance where the store was made before', async () => {
  await rm(join(storeOf(loadId), 'identities.parquet'))
  const runId = await aRun()
  expect(await hitOf(runId, blindIndex({ table: 'lead', column: 'id_number' }, psnNo))).toBeTruthy()
})
