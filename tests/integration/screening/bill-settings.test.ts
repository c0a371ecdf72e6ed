import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { billCheckAnswer } from '#server/api/items'
import { billSettingsHere } from '#server/screening/bill-settings'
import { checkBill } from '#server/screening/check-bill'
import { approveRules } from '#server/screening/decide-rules'
import { approveVersion } from '#server/screening/decide-version'
import { proposeRules } from '#server/screening/propose-rules'
import { proposeParameters, proposeRetirement } from '#server/screening/propose-version'
import { city, done, officerOf, uploadedFile } from '../../fixtures/campaigns'
import { anInstitution } from '../../fixtures/filings'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-08T09:30:00+08:00')
const reason = '按本市去年的核查结果调整'

type Place = { code: string; officer: Actor }
async function placeAt(regionNo: number): Promise<Place> {
  const id = await anInstitution({ regionNo })
  const [{ code } = { code: '' }] = await asOwner<{ code: string }>('SELECT code FROM institution WHERE id = $1', [id])
  return { code, officer: complianceOfficer(id, regionNo) }
}
let here: Place
let elsewhere: Place
beforeAll(async () => {
  here = await placeAt(370811)
  elsewhere = await placeAt(370200)
})

const dialysis = (times: number) =>
  Array.from({ length: times }, (_, day) => ({
    ...{ fee_ocur_time: `2026-03-${String(day + 1).padStart(2, '0')} 09:00:00`, medins_list_name: '血液透析', cnt: 1 },
    det_item_fee_sumamt: '400.00',
  }))
const checked = async ({ code, officer }: Place, fee: readonly object[], at = now, actor = officer) => {
  const answer = done(await checkBill(actor, { fixmedins_code: code, mdtrt_id: 'Z1', psn_no: 'R1', gend: '2', fee }, at))
  expect(billCheckAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer)
  return answer
}
const rulesOf = async (...asked: Parameters<typeof checked>) => (await checked(...asked)).hits.map(({ ruleId, title }) => [ruleId, title])

it('is by the parameters that a second person has approved where the institution is, from their day on, and says so', async () => {
  const asked = { code: 'M18', reason, beginsOn: '2026-06-01', seen: 0, parameters: { sessions: '12' } }
  const { versionId } = done(await proposeParameters(city.handler, asked))
  expect(await rulesOf(here, dialysis(13))).toEqual([])
  done(await approveVersion(city.approver, { versionId, version: 1 }))

  expect(await rulesOf(here, dialysis(13))).toEqual([['often.dialysis', '血液透析一月超过12次']])
  expect(await rulesOf(here, dialysis(12))).toEqual([])
  const { versions, resting } = await checked(here, dialysis(13))
  expect(versions).toMatchObject([{ modelId: 'M18', version: expect.stringMatching(/\+370800\.1$/) }])
  expect(resting).toEqual([])
  // Who pays gets the same answer, the day before and another city another.
  expect(await checked(here, dialysis(13), now, officerOf('MI', 370811, ['handler']))).toMatchObject({
    versions,
    hits: [{ ruleId: 'often.dialysis' }],
  })
  expect(await rulesOf(here, dialysis(13), new Date('2026-05-31T23:59:59+08:00'))).toEqual([])
  expect(await checked(elsewhere, dialysis(13))).toMatchObject({ hits: [], versions: [] })
  // The browser of the institution goes by the same.
  expect(await billSettingsHere(here.officer, now)).toMatchObject({ settings: { quantities: { 'often.dialysis': 12 } }, versions })
  expect(await billSettingsHere(elsewhere.officer, now)).toMatchObject({ settings: { quantities: {}, resting: [] } })
})

it('leaves out the models that rest there, with the rules of lists that are theirs, and says so', async () => {
  const prostate = { fee_ocur_time: '2026-03-02 09:00:00', medins_list_name: '前列腺彩超', cnt: 1, det_item_fee_sumamt: '10.00' }
  const listed = { ...prostate, medins_list_name: '某项目', med_list_codg: 'XSEX' }
  const list = ['规则编号,规则类型,医保目录编码,适用地区,开始日期,限性别', 'S1,sex,XSEX,,2026-01-01,M'].join('\n')
  const fileId = await uploadedFile(city.handler, new TextEncoder().encode(list), '规则.csv')
  const { listId } = done(await proposeRules(city.handler, { fileId, reason }))
  done(await approveRules(city.approver, { listId, version: 1 }))
  const found = async (place: Place) => (await rulesOf(place, [prostate, listed])).map(([rule]) => rule)
  expect(await found(here)).toEqual(['sex.prostate', 'item.sex'])

  const { versionId } = done(await proposeRetirement(city.handler, { code: 'M09', reason, beginsOn: '2026-06-01', seen: 0 }))
  done(await approveVersion(city.approver, { versionId, version: 1 }))
  expect(await found(here)).toEqual([])
  const { resting, skipped } = await checked(here, [prostate, listed])
  expect(resting).toMatchObject([{ modelId: 'M09', version: expect.stringContaining('+370800.1') }])
  expect(skipped.map(({ ruleId }) => ruleId)).not.toContain('sex.prostate')
  expect(await found(elsewhere)).toEqual(['sex.prostate'])
})
