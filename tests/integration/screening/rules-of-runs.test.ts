import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { prisma } from '#platform/db'
import { prepareQueues } from '#platform/queue'
import { approveRules } from '#server/screening/decide-rules'
import { loadSettlement } from '#server/screening/load-settlement'
import { proposeRules } from '#server/screening/propose-rules'
import { runScreening } from '#server/screening/run-screening'
import { startRun } from '#server/screening/start-run'
import { acceptLoad, takeDelivery } from '#server/screening/take-data'
import { city, done, uploadedFile } from '../../fixtures/campaigns'
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
afterAll(() => rm(root, { recursive: true, force: true }))

const fee = (sn: string, code: string) => ({
  ...{
    feedetl_sn: sn,
    mdtrt_id: `A${sn}`,
    setl_id: `S${sn}`,
    psn_no: `P${sn}`,
    fixmedins_code: 'H1',
    fee_ocur_time: '2026-03-02 09:00:00',
  },
  ...{ med_list_codg: code, medins_list_name: '换药', cnt: '1', pric: '20.00', det_item_fee_sumamt: '20.00' },
})
const tables = {
  setl: [{ setl_id: 'S1', mdtrt_id: 'A1', psn_no: 'P1', fixmedins_code: 'H1', setl_time: '2026-03-03 09:00:00', medfee_sumamt: '60.00' }],
  fee: [
    fee('1', 'XNEW'),
    fee('2', 'XENDED'),
    fee('3', 'XBOTH'),
    fee('4', 'XGIVEN'),
    fee('5', 'XLATER'),
    fee('6', 'XPAST'),
    fee('7', 'XGAP'),
  ],
  institution: [{ fixmedins_code: 'H1', fixmedins_name: '某医院', fixmedins_type: '1', hosp_lv: '二级', admdvs: '370811' }],
  item_rule: [
    ...['XLATER', 'XPAST', 'XGAP'].map((med_list_codg) => ({
      ...{ rule_id: `D-${med_list_codg}`, rule_type: 'price', med_list_codg, admdvs: '370000', begndate: '2020-01-01', price_cap: '5' },
    })),
    { rule_id: 'D1', rule_type: 'price', med_list_codg: 'XBOTH', admdvs: '100000', begndate: '2020-01-01', price_cap: '5' },
    { rule_id: 'D2', rule_type: 'price', med_list_codg: 'XGIVEN', admdvs: '100000', begndate: '2020-01-01', price_cap: '5' },
  ],
}

let loadId = ''
beforeAll(async () => {
  await asOwnerOfAddress(() => prepareQueues(['loadSettlement', 'runScreening'], {}))
  await mkdir(join(root, '370800'), { recursive: true })
  await cp(await settlementFolder(tables), join(root, '370800', 'march'), { recursive: true })
  loadId = done(await takeDelivery(city.handler, { folder: 'march' })).loadId
  await loadSettlement(loadId)
  const { version } = await prisma.settlementLoad.findUniqueOrThrow({ where: { id: loadId } })
  done(await acceptLoad(city.handler, { loadId, version, reason: '下发方没有给控制数' }))
}, 120_000)

async function approved(...lines: string[]): Promise<string> {
  const text = ['规则编号,规则类型,医保目录编码,适用地区,开始日期,结束日期,限价', ...lines].join('\n')
  const fileId = await uploadedFile(city.handler, new TextEncoder().encode(text), '限价.csv')
  const { listId } = done(await proposeRules(city.handler, { fileId, reason: '鲁医保发〔2026〕1号附件二' }))
  done(await approveRules(city.approver, { listId, version: 1 }))
  return listId
}

const started = async () => done(await startRun(city.handler, { loadIds: loadId, codes: 'M15' })).runId
async function found(runId: string) {
  await runScreening(runId)
  const hits = await prisma.screeningHit.findMany({ where: { runId }, orderBy: { subjectMasked: 'asc' } })
  return hits.map(({ subjectMasked, irregularFen }) => [subjectMasked, irregularFen])
}

it('goes by the approved rules in force when it was started, beside those of the stored delivery', async () => {
  expect(await found(await started())).toEqual([
    ['A3', 1500n],
    ['A4', 1500n],
    ['A5', 1500n],
    ['A6', 1500n],
    ['A7', 1500n],
  ])

  const listId = await approved(
    'N1,price,XNEW,,2026-01-01,,12',
    'N2,price,XENDED,,2020-01-01,2026-03-01,12',
    'N3,price,XBOTH,,2020-01-01,,18',
    'N4,price,XGIVEN,370881,2020-01-01,,19',
    // The charge is of the second of March: a rule of the day after, of the day before, and one on either side.
    'N5,price,XLATER,,2026-03-03,,18',
    'N6,price,XPAST,,2020-01-01,2026-03-01,18',
    'N7,price,XGAP,,2019-01-01,2026-03-01,18',
    'N8,price,XGAP,,2026-03-03,2026-03-31,18',
  )
  const second = await started()
  const third = await started()
  const later = await approved('N1,price,XNEW,,2026-01-01,,15')
  expect(await found(second)).toEqual([
    ['A1', 800n],
    ['A3', 200n],
    ['A4', 1500n], // the rule of one county leaves the delivered one of all the others as it is
    ['A5', 1500n],
    ['A6', 1500n],
    ['A7', 1500n],
  ])
  expect(await prisma.screeningRun.findUniqueOrThrow({ where: { id: second } })).toMatchObject({
    ...{ state: 'done', ruleListIds: [listId], ruleCount: 8, rulesDigest: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })

  await prisma.screeningRun.update({ where: { id: third }, data: { ruleListIds: [listId, later] } })
  expect(await found(third)).toEqual([])
  expect(await prisma.screeningRun.findUniqueOrThrow({ where: { id: third } })).toMatchObject({
    state: 'failed',
    report: { failure: { code: 'rulesChanged' } },
  })

  const fourth = await started()
  expect((await found(fourth))[0]).toEqual(['A1', 500n])
})
