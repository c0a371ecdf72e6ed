import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import type { LoadReport } from '#domain/screening/settlement-load'
import { DuckDb, sqlText } from '#platform/columnar/duckdb'
import { prisma } from '#platform/db'
import { prepareQueues } from '#platform/queue'
import { populationModels } from '#screening/population/catalogue'
import { storeOf } from '#server/screening/apart'
import { loadSettlement } from '#server/screening/load-settlement'
import { resumeScreening } from '#server/screening/resume'
import { runScreening } from '#server/screening/run-screening'
import { startRun } from '#server/screening/start-run'
import { acceptLoad, takeDelivery } from '#server/screening/take-data'
import { run as screenRun } from '../../../src/cli/screen-run'
import { officer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { asOwnerOfAddress } from '../../support/connected-as'
import { csvOf, settlementFolder, together } from '../../support/settlement-folder'

// Loads and runs are done by the worker, under its role.
vi.hoisted(() => {
  process.env.QINGYUAN_DB_ROLE = 'qingyuan_worker'
  process.env.DATABASE_URL = process.env.TEST_WORKER_URL
})

const root = await mkdtemp(join(tmpdir(), 'odd-deliveries-'))
process.env.SETTLEMENT_DIR = root
afterAll(() => rm(root, { recursive: true, force: true }))

const able = ['M02', 'M06', 'M07']
const unable = 'M24' // it needs the day of death, which nobody delivers here
const examples = populationModels.filter(({ id }) => able.includes(id))
const tables = together(examples.map(({ example }) => example.rows))
const folder = join(root, '370800', 'odd')
let city: Actor

type Row = Readonly<Record<string, string>>
const bytesOf = (text: string, encoding: 'gbk' | 'utf8') =>
  encoding === 'utf8'
    ? Buffer.from(text)
    : Buffer.from([...text].flatMap((letter) => (letter === '店' ? [0xb5, 0xea] : [letter.charCodeAt(0)])))

/** Every oddity at once: whatever one of them spoils, the rest must stand. */
async function deliver(): Promise<void> {
  await mkdir(join(root, '370800'), { recursive: true })
  const { setl = [], person = [], ...others } = tables
  await cp(await settlementFolder({ ...others, person: person.map(({ death_dt: _, ...row }) => row) }), folder, { recursive: true })
  const [first = {}] = setl as readonly Row[]
  const odd = (id: string, more: Row): Row => ({ ...first, setl_id: id, mdtrt_id: id, ...more })
  const half = Math.ceil(setl.length / 2)
  const put = async (path: string, bytes: string | Buffer) => {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  await put('2024-01/setl.csv', `\uFEFF${csvOf(setl.slice(0, half)).replaceAll('\n', '\r\n')}`)
  await put('2024-02/setl.csv', csvOf(setl.slice(half)))
  await put('again/setl.csv', csvOf(setl))
  await put(
    'odd/setl.csv',
    csvOf([
      odd('N1', { medfee_sumamt: '-5.00', fund_pay_sumamt: '-5.00' }),
      odd('N2', { medfee_sumamt: '1000000000000.00' }),
      odd('N3', { setl_time: '1900-01-01 00:00:00' }),
      odd('N4', { medfee_sumamt: '一百元' }),
    ]),
  )
  await put('institution-gbk.csv', bytesOf('fixmedins_code,fixmedins_name\nGBK1,店\n', 'gbk'))
  await put('oprn.csv', '')
  await put('inv.csv', 'infno,fixmedins_code,med_list_codg,invdate,inv_cnt\n')
  await put('notes.csv', 'a,b\n1,2\n')
  await put('trac-torn.parquet', 'PAR1 and nothing more')
  const db = await DuckDb.open({ memory: '200MB', temporary: join(root, 'spill') })
  // A day and an age as no reader would expect them; nothing that the models ask for.
  await db.run(
    `COPY (SELECT 'W1' AS psn_no, true AS brdy, [1, 2] AS tel, DATE '2024-01-01' AS gend) TO ${sqlText(join(folder, 'person-typed.parquet'))} (FORMAT parquet)`,
  )
  await db.close()
}

const value = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
const loadOf = (id: string) => prisma.settlementLoad.findUniqueOrThrow({ where: { id } })
const runOf = (id: string) => prisma.screeningRun.findUniqueOrThrow({ where: { id }, include: { outcomes: true } })
const hitsOf = (runId: string) => prisma.screeningHit.count({ where: { runId } })

let loadId = ''
beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening'], {}))
  const [{ id } = { id: '' }] = await asOwner<{ id: string }>(
    `SELECT id FROM agency WHERE department = 'MI' AND region_no = 370800 AND kind = 'bureau'`,
  )
  city = officer('MI', 370800, ['handler'], { agencyId: id })
  await deliver()
  ;({ loadId } = value(await takeDelivery(city, { folder: 'odd' })))
  await loadSettlement(loadId)
})

describe('a delivery with everything wrong that can be', () => {
  it('is taken in with each oddity counted and named, and nothing of the rest lost', async () => {
    const load = await loadOf(loadId)
    const { quality, rows, failure } = load.report as unknown as LoadReport & { failure?: object }
    expect({ state: load.state, failure }).toEqual({ state: 'toAccept', failure: undefined })
    const said = quality.map(({ code, table, file, column }) => [code, table, file ?? column].filter(Boolean).join(' '))
    expect(said).toEqual(
      expect.arrayContaining([
        'exactDuplicate setl',
        'negativeWithoutOriginal setl',
        'valueUnusable setl medfee_sumamt',
        'valueUnusable setl setl_time',
        'fileUnreadable trac trac-torn.parquet',
        'fileEmpty oprn oprn.csv',
        'valueUnusable person brdy',
      ]),
    )
    expect(said.filter((one) => one.includes('institution-gbk'))).not.toEqual([])
    expect(said.join()).not.toContain('notes.csv')
    expect(rows.setl).toBe((tables.setl?.length ?? 0) * 2 + 4)
    expect(await readdir(storeOf(loadId))).toContain('prepared.json')
  })

  it('is screened in the product and by the command alike: the able models find what they find, the unable one says what it lacks', async () => {
    value(await acceptLoad(city, { loadId, version: (await loadOf(loadId)).version, reason: '下发方没有给控制数' }))
    const { runId } = value(await startRun(city, { loadIds: loadId, codes: [...able, unable].join() }))
    await runScreening(runId)
    const run = await runOf(runId)
    expect(run.state).toBe('done')
    const lacking = run.outcomes.find(({ code }) => code === unable)
    expect([lacking?.skippedReason, lacking?.skippedDetail]).toEqual(['columnsMissing', 'person.death_dt'])

    const out = join(root, 'out')
    await screenRun([folder, '--out', out, '--memory', '500MB', '--models', [...able, unable].join()])
    const summary: { models: { id: string; hits: number }[]; skipped: { id: string; missing: string[] }[] } = JSON.parse(
      await readFile(join(out, 'summary.json'), 'utf8'),
    )
    expect(summary.skipped).toMatchObject([{ id: unable, missing: ['person.death_dt'] }])
    const kept = run.outcomes.filter(({ code }) => code !== unable).map(({ code, hitCount }) => [code, hitCount])
    expect(new Map(summary.models.map(({ id, hits }) => [id, hits]))).toEqual(new Map(kept as [string, number][]))
    for (const { id, example } of examples) {
      const subjects = example.hits.map(({ subject_id }) => subject_id)
      const csv = await readFile(join(out, 'hits.csv'), 'utf8')
      for (const subject of subjects) expect(csv, id).toContain(`,${subject},`)
    }
  })
})

describe('hits that cannot be kept', () => {
  const fault = (state: string) =>
    asOwner(`CREATE OR REPLACE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'spoilt' USING ERRCODE = '${state}'; END $$;
      CREATE OR REPLACE TRIGGER spoil BEFORE INSERT ON screening_hit FOR EACH ROW EXECUTE FUNCTION spoil()`)
  const mended = () => asOwner('DROP FUNCTION IF EXISTS spoil() CASCADE')

  it('end the run as failed, with none of them there, unless the fault passes: then it is done again whole', async () => {
    const { runId: lost } = value(await startRun(city, { loadIds: loadId, codes: 'M06' }))
    await fault('23514')
    await runScreening(lost)
    expect(await runOf(lost)).toMatchObject({ state: 'failed', report: { failure: { code: 'fault' } }, outcomes: [] })
    expect(await hitsOf(lost)).toBe(0)

    const { runId } = value(await startRun(city, { loadIds: loadId, codes: 'M06' }))
    await fault('40001')
    await expect(runScreening(runId)).rejects.toThrow()
    expect([(await runOf(runId)).state, await hitsOf(runId)]).toEqual(['running', 0])
    await mended()
    await asOwner(`UPDATE screening_run SET lease_until = now() - interval '1 minute' WHERE id = $1`, [runId])
    await resumeScreening()
    const run = await runOf(runId)
    expect(run.state).toBe('done')
    expect(run.outcomes.map(({ hitCount }) => hitCount)).toEqual([await hitsOf(runId)])
    expect(await hitsOf(runId)).toBeGreaterThan(0)
  })
})

it('a difference is accepted by one of two persons who accept it at the same instant', async () => {
  const again = join(root, '370800', 'differs')
  await cp(folder, again, { recursive: true })
  await writeFile(join(again, 'control.csv'), 'table,rows,amount\nsetl,3,1.00\n')
  const taken = value(await takeDelivery(city, { folder: 'differs' })).loadId
  await loadSettlement(taken)
  const { version } = await loadOf(taken)
  const people = [1, 2].map(() => officer('MI', 370800, ['reviewer'], { agencyId: city.agencyId }))
  const both = await Promise.all(people.map((person, n) => acceptLoad(person, { loadId: taken, version, reason: `下发方漏计一张表${n}` })))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const loser = both.find(({ ok }) => !ok)
  expect(['changedMeanwhile', 'wrongState']).toContain(loser && !loser.ok ? loser.refusal.code : '')
  const winner = both.findIndex(({ ok }) => ok)
  expect(await loadOf(taken)).toMatchObject({ state: 'loaded', version: version + 1, acceptReason: `下发方漏计一张表${winner}` })
})
