import { beforeAll, expect, it } from 'vitest'
import { getCaseCredits, getCredit } from '#server/credit/queries'
import {
  approveCredit,
  lapseCredit,
  objectCredit,
  proposeCredit,
  repairCredit,
  revokeCredit,
  sendBackCredit,
  tellCredit,
  upholdCredit,
} from '#server/credit/records'
import { sheetOf } from '#server/document/sheet/read-sheets'
import { aCaseUnderInvestigation, aDecidedCase, aDesk, type Desk, served, walk } from '../../fixtures/case-scenes'
import { officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const refused = (code: string) => ({ ok: false, refusal: { code } })
const on = (day: string) => new Date(`${day}T02:00:00Z`)
let desk: Desk
let caseId = ''
beforeAll(async () => {
  desk = await aDesk()
  caseId = await punished()
})

/** A penalty that was served, of an institution in the register. */
async function punished(): Promise<string> {
  const id = await aDecidedCase(desk)
  await walk(desk, id, [['serveDecision', 'handler', served]])
  await asOwner(
    `INSERT INTO institution (id, code, name, kind, region_code, region_no) VALUES (gen_random_uuid(), 'H' || substr(replace($1, '-', ''), 1, 11), '清溪医院', 'hospital', '370811', 370811)`,
    [id],
  )
  await asOwner(
    `UPDATE case_file SET institution_id = (SELECT id FROM institution WHERE code = 'H' || substr(replace($1::text, '-', ''), 1, 11)) WHERE id = $1`,
    [id],
  )
  return id
}
const proposal = {
  ...{ kind: 'general', level: 'C级', basis: '省定点医药机构信用管理办法', ground: '虚构医药服务项目，已被行政处罚。' },
  ...{ fromOn: '2026-06-09', untilOn: '2027-06-08' },
}
const newest = async (id: string) => (await getCaseCredits(desk.handler, id, on('2026-06-20')))?.records.at(-1)
const asked = async (id: string, fields: object = {}) => {
  const record = await newest(id)
  return { caseId: id, creditId: record?.id, version: String(record?.version), ...fields }
}

it('is proposed of a decided case, approved by another person, told, objected to and repaired', async () => {
  const open = await aCaseUnderInvestigation(desk)
  expect(await proposeCredit(desk.handler, { caseId: open, ...proposal }, on('2026-06-09'))).toMatchObject(refused('creditUnfit'))
  const named = { ...proposal, ground: `${desk.handler.name}查实的虚构服务，已处罚。` }
  expect(await proposeCredit(desk.handler, { caseId, ...named }, on('2026-06-09'))).toMatchObject(refused('namesPerson'))
  value(await proposeCredit(desk.handler, { caseId, ...proposal }, on('2026-06-09')))
  expect(await proposeCredit(desk.handler, { caseId, ...proposal }, on('2026-06-09'))).toMatchObject(refused('alreadyExists'))
  expect(await approveCredit(desk.handler, await asked(caseId), on('2026-06-09'))).toMatchObject(refused('notFound'))
  const both = { ...desk.handler, roles: ['handler', 'approver'] as const }
  expect(await approveCredit(both, await asked(caseId), on('2026-06-09'))).toMatchObject(refused('samePerson'))
  value(await sendBackCredit(desk.approver, await asked(caseId, { reason: '等级依据不足' }), on('2026-06-09')))
  value(await proposeCredit(desk.handler, { caseId, ...proposal }, on('2026-06-09')))
  value(await approveCredit(desk.approver, await asked(caseId, { opinion: '同意' }), on('2026-06-10')))
  // Wrong, and taken back before the institution heard of it.
  value(await revokeCredit(desk.approver, await asked(caseId, { reason: '等级认定有误' }), on('2026-06-10')))
  value(await proposeCredit(desk.handler, { caseId, ...proposal }, on('2026-06-10')))
  value(await approveCredit(desk.approver, await asked(caseId, { opinion: '同意' }), on('2026-06-10')))
  value(await tellCredit(desk.handler, await asked(caseId, { on: '2026-06-11', receiver: '医保办负责人' }), on('2026-06-11')))
  value(await objectCredit(desk.handler, await asked(caseId, { on: '2026-06-12', reason: '认为等级过低' }), on('2026-06-12')))
  value(await upholdCredit(desk.approver, await asked(caseId, { reason: '处罚决定有效，维持' }), on('2026-06-13')))
  const early = await lapseCredit(desk.handler, await asked(caseId, { on: '2026-06-14' }), on('2026-06-14'))
  expect(early).toMatchObject(refused('creditRuns'))
  value(await repairCredit(desk.approver, await asked(caseId, { reason: '已整改并退回全部损失' }), on('2026-06-15')))
  expect(await newest(caseId)).toMatchObject({ seq: 3, stage: 'repaired', endedOn: '2026-06-15', steps: [] })
})

it('is taken back on an objection, read by those who work on the case, and by nobody elsewhere', async () => {
  const id = await punished()
  value(await proposeCredit(desk.handler, { caseId: id, ...proposal }, on('2026-06-09')))
  value(await approveCredit(desk.approver, await asked(id), on('2026-06-10')))
  value(await tellCredit(desk.handler, await asked(id, { on: '2026-06-11', receiver: '医保办负责人' }), on('2026-06-11')))
  value(await objectCredit(desk.handler, await asked(id, { on: '2026-06-12', reason: '已退回并整改' }), on('2026-06-12')))
  const creditId = (await newest(id))?.id ?? ''
  value(await revokeCredit(desk.approver, await asked(id, { reason: '异议成立，撤销' }), on('2026-06-13')))
  expect(JSON.stringify(await sheetOf(desk.handler, 'creditNotice', creditId, on('2026-06-13')))).toContain('经异议撤销')
  for (const name of [places.otherBureau, places.police]) {
    const stranger = await officerOf(name, ['handler', 'approver'])
    expect([await getCaseCredits(stranger, id, on('2026-06-13')), await getCredit(stranger, creditId)]).toEqual([null, null])
  }
  await expect(asOwner(`UPDATE credit_record SET level = 'A级' WHERE id = $1`, [creditId])).rejects.toThrow(/stays/)
})
