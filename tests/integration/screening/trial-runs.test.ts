import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { prepareQueues } from '#platform/queue'
import { populationModels } from '#screening/population/catalogue'
import { backTest } from '#server/screening/back-test'
import { approveVersion } from '#server/screening/decide-version'
import { issueHits } from '#server/screening/issue-hits'
import { proposeParameters } from '#server/screening/propose-version'
import { getRun } from '#server/screening/run-queries'
import { startRun } from '#server/screening/start-run'
import { takeDelivery } from '#server/screening/take-data'
import { runsOfModel, versionsToTry } from '#server/screening/trial-queries'
import { aCampaign, officerOf, places } from '../../fixtures/matters'
import { officer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { asTheWorker } from '../../support/as-the-worker'
import { asOwnerOfAddress } from '../../support/connected-as'
import { settlementFolder, together } from '../../support/settlement-folder'

const root = await mkdtemp(join(tmpdir(), 'deliveries-'))
process.env.SETTLEMENT_DIR = root
afterAll(() => rm(root, { recursive: true, force: true }))

const chosen = ['M02', 'M06']
let city: Actor
let approver: Actor
let loadId = ''

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: object }): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}
async function run(asked: object): Promise<string> {
  const { runId } = value(await startRun(city, { loadIds: loadId, ...asked }))
  await asTheWorker('#server/screening/run-screening', 'runScreening', runId)
  return runId
}
const proposed = async (parameters: Record<string, string>, seen: number) =>
  value(
    await proposeParameters(city, {
      code: 'M06',
      parameters,
      seen,
      reason: '按本市去年的核查结果调整',
      beginsOn: '2026-01-01',
      endsOn: '',
    }),
  ).versionId

beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening'], {}))
  city = await officerOf(places.cityBureau, ['handler'])
  approver = await officerOf(places.cityBureau, ['approver'])
  await mkdir(join(root, '370800'), { recursive: true })
  const rows = together(populationModels.filter(({ id }) => chosen.includes(id)).map(({ example }) => example.rows))
  await cp(await settlementFolder(rows), join(root, '370800', 'whole'), { recursive: true })
  loadId = value(await takeDelivery(city, { folder: 'whole' })).loadId
  await asTheWorker('#server/screening/load-settlement', 'loadSettlement', loadId)
  await asOwner(`UPDATE settlement_load SET state = 'loaded' WHERE id = $1`, [loadId])
}, 60_000)

it('tries a version before it is approved: back-tested, compared with the one in use, and never issued', async () => {
  const inUse = await run({ codes: chosen.join() })
  const versionId = await proposed({ people: '99999' }, 0)
  expect(await versionsToTry(city)).toMatchObject([{ id: versionId, code: 'M06', state: 'review' }])
  const trial = await run({ versions: versionId })
  expect(await getRun(city, trial)).toMatchObject({ trial: true, mayAct: true, mayIssue: false, outcomes: [{ code: 'M06', hitCount: 0 }] })
  expect(await getRun(city, inUse)).toMatchObject({ trial: false, mayIssue: true })

  const found = await runsOfModel(city, 'M06')
  const hits = found?.runs.find(({ id }) => id === inUse)?.hitCount ?? 0
  expect(hits).toBeGreaterThan(0)
  expect(found?.pair).toMatchObject({ id: trial, trial: true, against: { id: inUse, version: '1.0.1' } })
  expect(found?.difference).toMatchObject({ both: 0, onlyHere: 0, onlyThere: hits, bothFen: '0', hereFen: '0' })
  expect(BigInt(found?.difference?.thereFen ?? 0)).toBe(found?.runs.find(({ id }) => id === inUse)?.irregularFen)

  // With the model of another code beside it, what that one finds cannot be issued either.
  const both = await run({ versions: versionId, codes: 'M02,M06' })
  expect((await getRun(city, both))?.outcomes.map(({ code }) => code).sort()).toEqual(chosen)
  expect((await backTest(city, both)).models.get('M02')?.judged).toBeDefined()
  const campaignId = await aCampaign({ bureau: places.cityBureau })
  const issue = { runId: both, campaignId, codes: 'M02', grades: 'high,medium,low', dueOn: '2099-07-08', reason: '省局专项要求限期核查' }
  expect(await issueHits(city, issue)).toMatchObject({ refusal: { code: 'trialNotIssued' } })
  const marking = `UPDATE screening_hit SET lead_id = gen_random_uuid() WHERE run_id = $1`
  await expect(asOwner(marking, [both])).rejects.toThrow('never becomes a lead')
  await expect(asOwner('UPDATE screening_run SET trial = false WHERE id = $1', [both])).rejects.toThrow('stays one')

  // Approved it is the one in use, and the one as built is the former.
  value(await approveVersion(approver, { versionId, version: 1 }))
  expect(await versionsToTry(city)).toEqual([])
  const former = await run({ versions: 'M06' })
  expect(await getRun(city, former)).toMatchObject({ trial: true, outcomes: [{ modelVersion: '1.0.1', hitCount: hits }] })
})

it('tries nothing that is not a version here: not of another place, turned down, or two of one model', async () => {
  const unknown = { refusal: { code: 'modelsUnknown' } }
  const next = await proposed({ people: '7' }, 1)
  expect(await startRun(city, { loadIds: loadId, versions: [next, 'M06'] })).toMatchObject(unknown)
  expect(await startRun(city, { loadIds: loadId, versions: crypto.randomUUID() })).toMatchObject(unknown)
  expect(await startRun(city, { loadIds: loadId, versions: 'M99' })).toMatchObject(unknown)
  await asOwner(
    `UPDATE screening_model_version SET state = 'refused', decided_by_id = gen_random_uuid(), decided_at = now() WHERE id = $1`,
    [next],
  )
  expect(await startRun(city, { loadIds: loadId, versions: next })).toMatchObject(unknown)
  const elsewhere = officer('MI', 370200, ['handler'])
  expect(await startRun(elsewhere, { loadIds: loadId, versions: next })).toMatchObject({ ok: false })
  expect((await runsOfModel(elsewhere, 'M06'))?.runs ?? []).toEqual([])
})
