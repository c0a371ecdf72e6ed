import { expect, it, vi } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { populationModels } from '#screening/population/catalogue'
import { checkBill } from '#server/screening/check-bill'
import { approveRules, withdrawRules } from '#server/screening/decide-rules'
import { itemRulesFor, itemRulesInUse } from '#server/screening/item-rules-in-use'
import { proposeRules } from '#server/screening/propose-rules'
import { getRuleList } from '#server/screening/rule-queries'
import { screenFolder } from '#server/screening/screen-folder'
import { city, county, done, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { anInstitution } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { settlementFolder } from '../../support/settlement-folder'

vi.setConfig({ testTimeout: 60_000 })

const refusedWith = (code: string) => expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code }) })
const reason = '鲁医保发〔2026〕1号附件二'
const list = async (actor: Actor, lines: readonly string[]) =>
  proposeRules(actor, { fileId: await uploadedFile(actor, new TextEncoder().encode(lines.join('\n')), '规则.csv'), reason })
const approved = async (lines: readonly string[]) => {
  const { listId } = done(await list(city.handler, lines))
  done(await approveRules(city.approver, { listId, version: 1 }))
  return listId
}
const view = async (actor: Actor, listId: string) => {
  const found = await getRuleList(actor, listId, 1)
  if (!found) throw new Error('no list')
  return found
}

it('gives rows back with their reasons, and such a list can be approved by nobody', async () => {
  const head = '规则编号,规则类型,医保目录编码,适用地区,开始日期,结束日期,限价,限性别'
  const { listId } = done(
    await list(city.handler, [
      head,
      'B1,price,C1,,2026-01-01,,abc,',
      'B2,prize,C1,,2026-01-01,,1,',
      'B3,sex,C1,,2026-01-01,,,',
      'B4,price,,370811,2026-01-01,,1,',
      'B5,price,C1,370200,2026-01-01,,1,',
      'B6,price,C1,,2026-02-01,2026-01-31,1,',
      'B7,price,C1,,2026-02-30,,1,',
      'B8,price,C1,,,,1,',
      'B9,sex,C1,,2026-01-01,,,女',
      'B10,price,C1,,2026-01-01,,1,',
    ]),
  )
  const shown = await view(city.handler, listId)
  expect(shown).toMatchObject({ state: 'draft', rowCount: 1, problemCount: 9 })
  expect(shown.problems.map((one) => /^第(\d+)行“(.+?)”/.exec(one)?.slice(1).join(' '))).toEqual([
    ...['2 限价', '3 规则类型', '4 限性别', '5 医保目录编码', '6 适用地区', '7 结束日期', '8 开始日期', '9 开始日期', '10 限性别'],
  ])
  expect(await approveRules(city.approver, { listId, version: 1 })).toEqual(refusedWith('wrongState'))
  expect(await withdrawRules(city.otherHandler, { listId, version: 1 })).toEqual(refusedWith('notFound'))
  done(await withdrawRules(city.handler, { listId, version: 1 }))
  expect(await list(city.handler, ['随便', '什么'])).toEqual(refusedWith('unreadableFile'))
  for (const actor of [county.handler, officerOf('HC', 370800, ['handler']), city.approver])
    expect(await list(actor, [head, 'B,price,C1,,2026-01-01,,1,'])).toEqual(refusedWith('notFound'))
})

it('keeps a watch list by year, category and number, with names twice in it kept and said', async () => {
  const { listId } = done(
    await list(city.handler, [
      'year,category,seq,name,dosage_form',
      '2026,西药,1,人血白蛋白,注射剂',
      '2026,西药,2,某药,片剂',
      '2026,西药,9,某药,胶囊',
    ]),
  )
  const shown = await view(city.handler, listId)
  expect(shown).toMatchObject({ state: 'review', rowCount: 3, uncodedCount: 3, doubles: [{ row: 4, of: 3, name: '某药' }] })
  expect(shown.rules[0]?.cells).toMatchObject({
    rule_type: 'watch',
    category: '西药',
    value: '1',
    begndate: '2026-01-01',
    enddate: '2026-12-31',
  })
})

it('holds for bills and folders from its day on, once a second person approved, until a later list states it anew', async () => {
  const head = '规则编号,规则类型,医保目录编码,适用地区,开始日期,限价'
  const { listId } = done(await list(city.handler, [head, 'P1,price,XCAP,,2026-01-01,10']))
  expect(await itemRulesInUse(county.handler)).toEqual([])
  expect(await approveRules({ ...city.handler, roles: ['handler', 'approver'] }, { listId, version: 1 })).toEqual(refusedWith('samePerson'))
  for (const actor of [county.approver, officerOf('MI', 370200, ['approver'])])
    expect(await approveRules(actor, { listId, version: 1 })).toEqual(refusedWith('notFound'))
  expect(await approveRules(city.approver, { listId, version: 2 })).toEqual(refusedWith('changedMeanwhile'))
  done(await approveRules(city.approver, { listId, version: 1 }))
  await approved([head, 'P1,price,XCAP,,2026-03-01,12', 'P2,price,XELSE,370881,2026-01-01,1'])
  expect(
    (await itemRulesInUse(county.handler)).map(({ rule_id, begndate, enddate, price_cap }) => [rule_id, begndate, enddate, price_cap]),
  ).toEqual([
    ['P1', '2026-01-01', '2026-02-28', '10'],
    ['P1', '2026-03-01', '', '12'],
    ['P2', '2026-01-01', '', '1'],
  ])
  expect(await itemRulesInUse(officerOf('MI', 370200, ['handler']))).toEqual([])
  expect(await itemRulesFor(county.handler, 370811, ['XELSE'])).toEqual([])

  const institutionId = await anInstitution({ regionNo: 370811 })
  const [institution] = await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [institutionId])
  const check = async (on: string, pric: string) => {
    const line = { fee_ocur_time: on, med_list_codg: 'XCAP', medins_list_name: '换药', cnt: 2, pric, det_item_fee_sumamt: '22.00' }
    const { hits } = done(await checkBill(complianceOfficer(institutionId, 370811), { fixmedins_code: institution?.code, fee: [line] }))
    return hits.map(({ ruleId, excessFen }) => [ruleId, excessFen])
  }
  expect(await check('2026-02-28', '11')).toEqual([['item.price', '200']])
  expect(await check('2026-03-01', '11')).toEqual([])
  expect(await check('2025-12-31', '11')).toEqual([])

  const overPrice = populationModels.filter(({ id }) => id === 'M15')
  const fee = (sn: string, at: string) => ({
    ...{ feedetl_sn: sn, mdtrt_id: `A${sn}`, setl_id: `S${sn}`, psn_no: `P${sn}`, fixmedins_code: 'H1', fee_ocur_time: `${at} 09:00:00` },
    ...{ med_list_codg: 'XCAP', medins_list_name: '换药', cnt: '2', pric: '11.00', det_item_fee_sumamt: '22.00' },
  })
  const dir = await settlementFolder({
    fee: [fee('1', '2026-02-28'), fee('2', '2026-03-01')],
    institution: [{ fixmedins_code: 'H1', fixmedins_name: '某医院', fixmedins_type: '1', hosp_lv: '二级', admdvs: '370811' }],
    item_rule: [{ rule_id: 'OLD', rule_type: 'price', med_list_codg: 'XCAP', begndate: '2020-01-01', price_cap: '5', unit_cap: '' }],
  })
  const { run } = await screenFolder({
    ...{ dir, models: overPrice, engine: 'duckdb', memory: '500MB', memoryBytes: 5e8 },
    itemRules: { regionNo: 370811, rules: await itemRulesInUse(county.handler) },
  })
  expect(run.flatMap(({ hits }) => hits.map(({ subject_id, irregular_fen }) => [subject_id, irregular_fen]))).toEqual([['A1', 200n]])
})
