import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { prisma } from '#platform/db'
import { prepareQueues } from '#platform/queue'
import { storeOf } from '#server/screening/apart'
import { askData } from '#server/screening/ask-data'
import { approveVersion } from '#server/screening/decide-version'
import { draftModel, redraftModel, submitModel } from '#server/screening/draft-model'
import { loadSettlement } from '#server/screening/load-settlement'
import { modelToCompose } from '#server/screening/local-views'
import { getModel, listModels } from '#server/screening/model-queries'
import { modelsInUse } from '#server/screening/models-in-use'
import { proposeRetirement } from '#server/screening/propose-version'
import { runScreening } from '#server/screening/run-screening'
import { startRun } from '#server/screening/start-run'
import { acceptLoad, takeDelivery } from '#server/screening/take-data'
import { tryModel } from '#server/screening/try-model'
import { city, county, done, officerOf } from '../../fixtures/campaigns'
import { manyScans, scanRows } from '../../fixtures/local-models'
import { asOwner } from '../../support/as-owner'
import { asOwnerOfAddress } from '../../support/connected-as'
import { settlementFolder } from '../../support/settlement-folder'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// The worker's part is done here too, under its role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const root = await mkdtemp(join(tmpdir(), 'deliveries-'))
process.env.SETTLEMENT_DIR = root
afterAll(() => rm(root, { recursive: true, force: true }))

const refusedWith = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })
const analyst = officerOf('MI', 370800, ['handler', 'analyst'])
const secondAnalyst = officerOf('MI', 370800, ['handler', 'analyst', 'approver'])
const otherCity = officerOf('MI', 370200, ['handler', 'analyst', 'approver'])
const on = '2026-05-01'
const ofHospital = { column: 'fixmedins_code', is: 'eq', value: 'LH1' }
const asked = { code: '', seen: 0, reason: '群众举报同月反复超声', beginsOn: '2026-01-01', endsOn: '' }

let loadId = ''
beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening'], {}))
  await mkdir(join(root, '370800'), { recursive: true })
  await cp(await settlementFolder(scanRows), join(root, '370800', 'scans'), { recursive: true })
  loadId = done(await takeDelivery(analyst, { folder: 'scans' })).loadId
  await loadSettlement(loadId)
  const { version } = await prisma.settlementLoad.findUniqueOrThrow({ where: { id: loadId } })
  done(await acceptLoad(city.handler, { loadId, version, reason: '下发方没有给控制数' }))
})

const drafted = async (actor: Actor = analyst, form: object = manyScans, given: object = {}) =>
  done(await draftModel(actor, { ...asked, ...given, form }))
const inUse = async (actor: Actor, code: string) => (await modelsInUse(actor, on)).find(({ id }) => id === code)

describe('a model of a bureau', () => {
  it('goes from draft over trial and second person to hits of a run, and rests again', async () => {
    const { versionId, code } = await drafted()
    expect(code).toMatch(/^L370800_\d{4,}$/)
    expect(await submitModel(analyst, { versionId, version: 1 })).toEqual(refusedWith('trialMissing'))

    const trial = done(await tryModel(analyst, { versionId, version: 1, loadId }))
    expect(trial).toMatchObject({ trial: { hits: 1, institutions: 1, involvedFen: '14000' } })
    expect(trial.first.map(({ subject, period }) => [subject, period])).toEqual([['****', '2025-03 C1']])
    expect(JSON.stringify(await asOwner(`SELECT definition FROM screening_model_version WHERE id = $1`, [versionId]))).not.toContain('LP1')

    // Filled in anew, it has not been tried.
    const redrafted = {
      versionId,
      reason: asked.reason,
      beginsOn: '2026-01-01',
      form: { ...manyScans, title: '同月反复超声', filters: [...manyScans.filters, ofHospital] },
    }
    expect(await redraftModel(analyst, { ...redrafted, version: 1 })).toEqual(refusedWith('changedMeanwhile'))
    done(await redraftModel(analyst, { ...redrafted, version: 2 }))
    expect(await submitModel(analyst, { versionId, version: 3 })).toEqual(refusedWith('trialMissing'))
    done(await tryModel(analyst, { versionId, version: 3, loadId }))
    const twice = await Promise.all([submitModel(analyst, { versionId, version: 4 }), submitModel(analyst, { versionId, version: 4 })])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)

    expect(await inUse(analyst, code)).toBeUndefined()
    const author = { ...analyst, roles: ['handler', 'analyst', 'approver'] as const }
    expect(await approveVersion(author, { versionId, version: 5 })).toEqual(refusedWith('samePerson'))
    for (const stranger of [otherCity, county.approver, officerOf('HC', 370800, ['approver'])])
      expect(await approveVersion(stranger, { versionId, version: 5 })).toEqual(refusedWith('notFound'))
    expect(await approveVersion(city.approver, { versionId, version: 4 })).toEqual(refusedWith('changedMeanwhile'))
    done(await approveVersion(city.approver, { versionId, version: 5 }))

    expect(await inUse(county.handler, code)).toMatchObject({ title: '同月反复超声', version: 'L1+370800.1' })
    expect(await inUse(otherCity, code)).toBeUndefined()
    // What the trial found, and in which data, is shown to those who see the data; whom a filter names to those who screen.
    const shownTo = async (actor: Actor) => {
      const found = await getModel(actor, code, on)
      if (found?.kind !== 'model' || !found.local) throw new Error('no model of a bureau')
      const { trial, tried, form } = found.local
      const value = form.filters.find(({ column }) => column === 'fixmedins_code')?.value
      return { tried, hits: trial?.hits ?? null, value, statements: found.sql.length, folder: JSON.stringify(found.local.trial ?? '') }
    }
    expect(await shownTo(city.approver)).toMatchObject({ tried: true, hits: 1, value: 'LH1', statements: 1 })
    for (const reader of [county.handler, { ...city.approver, clearance: 1 }])
      expect(await shownTo(reader)).toEqual({ tried: true, hits: null, value: '', statements: 0, folder: '""' })
    expect(await inUse(officerOf('MI', 370000, ['handler']), code)).toBeUndefined()
    // Before its first day it is not a model that was put to rest.
    const listedOn = async (day: string) => (await listModels(analyst, day))?.find(({ id }) => id === code)
    expect(await listedOn('2025-12-31')).toMatchObject({ standing: 'ahead', comesOn: '2026-01-01' })
    expect(await getModel(analyst, code, '2025-12-31')).toMatchObject({ standing: 'ahead', comesOn: '2026-01-01' })
    expect(await listedOn('2026-01-01')).toMatchObject({ standing: 'inUse', comesOn: null })
    expect(await redraftModel(analyst, { ...redrafted, version: 6 })).toEqual(refusedWith('wrongState'))

    const { runId } = done(await startRun(analyst, { loadIds: [loadId], codes: code }))
    await runScreening(runId)
    const hits = await prisma.screeningHit.findMany({
      where: { runId },
      select: { code: true, modelVersion: true, subjectMasked: true, irregularFen: true },
    })
    expect(hits).toEqual([{ code, modelVersion: 'L1+370800.1', subjectMasked: '****', irregularFen: 14_000n }])

    const rest = { code, reason: '误报较多，先停用', beginsOn: '2026-03-01', endsOn: '' }
    const { versionId: resting } = done(await proposeRetirement(city.handler, { ...rest, seen: 1 }))
    done(await approveVersion(city.approver, { versionId: resting, version: 1 }))
    expect(await inUse(analyst, code)).toBeUndefined()
    const again = await drafted(analyst, manyScans, { code, seen: 2, beginsOn: '2026-04-01' })
    expect(again.code).toBe(code)
  })

  it('is approved by nobody who filled it in, though another did so after', async () => {
    const { versionId } = await drafted(secondAnalyst)
    done(await redraftModel(analyst, { versionId, version: 1, reason: asked.reason, beginsOn: '2026-01-01', form: manyScans }))
    done(await tryModel(analyst, { versionId, version: 2, loadId }))
    done(await submitModel(analyst, { versionId, version: 3 }))
    expect(await approveVersion(secondAnalyst, { versionId, version: 4 })).toEqual(refusedWith('samePerson'))
    done(await approveVersion(city.approver, { versionId, version: 4 }))
  })

  it('does not exist for whoever is no analyst of the bureau', async () => {
    const { versionId, code } = await drafted()
    const strangers = [
      city.handler,
      county.handler,
      officerOf('MI', 370811, ['handler', 'analyst']),
      officerOf('HC', 370800, ['handler', 'analyst']),
    ]
    const blind = { ...analyst, clearance: 1 }
    for (const actor of [...strangers, blind, officerOf('MI', 370800, ['approver', 'analyst'])])
      expect(await draftModel(actor, { ...asked, form: manyScans })).toEqual(refusedWith('notFound'))
    for (const actor of [...strangers, blind, otherCity]) {
      expect(await tryModel(actor, { versionId, version: 1, loadId })).toEqual(refusedWith('notFound'))
      expect(await redraftModel(actor, { versionId, version: 1, reason: asked.reason, beginsOn: on, form: manyScans })).toEqual(
        refusedWith('notFound'),
      )
      expect(await modelToCompose(actor, versionId)).toBeNull()
    }
    expect(await draftModel(otherCity, { ...asked, code, seen: 1, form: manyScans })).toEqual(refusedWith('notFound'))
    // Who fills a draft in is the one who hands it in, and somebody else's data are no data.
    done(await tryModel(secondAnalyst, { versionId, version: 1, loadId }))
    expect(await submitModel(secondAnalyst, { versionId, version: 2 })).toEqual(refusedWith('notFound'))
    expect(await tryModel(analyst, { versionId, version: 2, loadId: versionId })).toEqual(refusedWith('notFound'))

    const listed = async (actor: Actor) => (await listModels(actor, on))?.find(({ id }) => id === code)
    expect(await listed(analyst)).toMatchObject({ standing: 'draft', local: true })
    for (const actor of [otherCity, county.handler, officerOf('MI', 370000, ['handler', 'approver'])]) {
      expect(await listed(actor)).toBeUndefined()
      expect(await getModel(actor, code, on)).toBeNull()
    }
  })

  it('leaves a line in the trail where its trial comes to nothing, and is as it was', async () => {
    const { versionId } = await drafted()
    const note = join(storeOf(loadId), 'prepared.json')
    await rename(note, `${note}.away`)
    const tried = await tryModel(analyst, { versionId, version: 1, loadId })
    await rename(`${note}.away`, note)
    expect(tried).toMatchObject({ refusal: { code: 'trialFailed', detail: { reason: 'unreachable' } } })
    const lines = await asOwner(`SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'screening.tryModel'`, [versionId])
    expect(lines).toEqual([{ change: expect.objectContaining({ load: [null, loadId], stopped: [null, 'unreachable'] }) }])
    done(await tryModel(analyst, { versionId, version: 1, loadId }))
  })

  it('is refused with the place of the form where it does not hold together', async () => {
    const refused = await draftModel(analyst, { ...asked, form: { ...manyScans, clause: '《某法》', groups: ['amt_fen'] } })
    expect(refused).toMatchObject({ refusal: { code: 'invalidInput', detail: { fields: ['form.groups.0', 'form.clause'] } } })
    expect(await draftModel(analyst, { ...asked, form: { ...manyScans, falseAlarms: '' } })).toMatchObject({
      refusal: { detail: { fields: ['form.falseAlarms'] } },
    })
  })
})

describe('a question in SQL', () => {
  const asked = (actor: Actor, sql: string, load = loadId) => askData(actor, { loadId: load, sql })

  type Line = { action: string; change: object; request_id: string }
  const trail = () =>
    asOwner<Line>(
      `SELECT action, change, request_id FROM audit_entry WHERE action IN ('screening.askData', 'screening.answerData') ORDER BY subject_id, seq`,
    )

  it('stands in the trail before and after, whatever becomes of it, and without the numbers of persons', async () => {
    const before = (await trail()).length
    const sql = `SELECT max(CAST('3 days' AS INTERVAL)) AS days FROM fee WHERE item_name <> '370899199001011234'`
    expect(done(await asked(analyst, sql))).toMatchObject({ ok: true, columns: ['days'] })
    const [begun, ended, ...others] = (await trail()).slice(before)
    expect(others).toEqual([])
    expect(begun).toMatchObject({ action: 'screening.askData', change: { sqlSha256: [null, expect.stringMatching(/^[0-9a-f]{64}$/)] } })
    expect(ended).toMatchObject({ action: 'screening.answerData', change: { rows: [null, 1] }, request_id: begun?.request_id })
    expect(JSON.stringify(begun)).not.toContain('370899')
    // One at a time for each person; the second has not been asked.
    const both = await Promise.all([asked(analyst, 'SELECT 1 AS one'), asked(analyst, 'SELECT 2 AS two')])
    expect(both).toEqual([expect.objectContaining({ ok: true }), refusedWith('engineAsked')])
    expect(await trail()).toHaveLength(before + 4)
    expect((await readdir(storeOf(''))).filter((name) => name.startsWith('at-work-'))).toEqual([])
  })

  it('is answered to an analyst about the own data, and stands in the trail with its text and what became of it', async () => {
    const sql = 'SELECT count(*) AS n FROM fee'
    expect(done(await asked(analyst, sql))).toMatchObject({ ok: true, columns: ['n'], rows: [['7']] })
    for (const actor of [city.handler, otherCity, county.handler, { ...analyst, clearance: 1 }])
      expect(await asked(actor, sql)).toEqual(refusedWith('notFound'))
    expect((await trail()).slice(-2)).toMatchObject([{ change: { sql: [null, sql] } }, { change: { rows: [null, 1] } }])
  })

  it('is for nobody who keeps away from an institution, and neither is a trial', async () => {
    const away = officerOf('MI', 370800, ['handler', 'analyst'])
    await asOwner(
      `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
       VALUES (gen_random_uuid(), $1, 'institution', gen_random_uuid(), 'MI', 370800, '近亲属任职', $1, now())`,
      [away.userId],
    )
    expect(await asked(away, 'SELECT count(*) AS n FROM fee')).toEqual(refusedWith('keepsAway'))
    const { versionId } = await drafted(analyst)
    expect(await tryModel(away, { versionId, version: 1, loadId })).toEqual(refusedWith('keepsAway'))
    await asOwner('DELETE FROM recusal WHERE user_id = $1', [away.userId])
    expect(await asked(away, 'SELECT count(*) AS n FROM fee')).toMatchObject({ ok: true })
  })

  it('that asks for all memory, beyond what the engine counts, is stopped by name, and the next one is answered', async () => {
    const doubled = Array.from({ length: 26 }).reduce<string>(
      (from) => `SELECT a || a AS a FROM (${from})`,
      `SELECT item_name AS a FROM fee`,
    )
    expect(done(await asked(analyst, `SELECT length(a) AS n FROM (${doubled})`))).toMatchObject({
      ok: false,
      fault: 'memory',
    })
    expect(done(await asked(analyst, 'SELECT 1 AS one'))).toMatchObject({ ok: true })
  })
})
