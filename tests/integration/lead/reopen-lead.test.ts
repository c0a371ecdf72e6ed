import { expect, it } from 'vitest'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { refuseCase } from '#server/case/refuse-case'
import { reopenLead } from '#server/lead/work-lead'
import { aDesk, caseForm, filedAt, proposedAt } from '../../fixtures/case-scenes'
import { aLead } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

const reason = '复查发现计算有误'
const versionOf = async (leadId: string) =>
  (await asOwner<{ version: number }>('SELECT version FROM lead WHERE id = $1', [leadId]))[0]?.version

it('a lead that bears a live case is not opened again, also where the case is out of sight', async () => {
  const desk = await aDesk()
  const leadId = await aLead()
  const { caseId } = value(await proposeCase(desk.handler, caseForm(leadId, desk), proposedAt))
  const reopen = async () => reopenLead(desk.approver, { leadId, version: await versionOf(leadId), reason }, filedAt)
  expect(await reopen()).toMatchObject({ refusal: { code: 'caseStands' } })
  value(await fileCase(desk.approver, { caseId, version: '1' }, filedAt))
  await asOwner('UPDATE case_file SET region_no = 370800 WHERE id = $1', [caseId])
  expect(await reopen()).toMatchObject({ refusal: { code: 'caseStands' } })
})

it('a lead whose case was not filed is opened again', async () => {
  const desk = await aDesk()
  const leadId = await aLead()
  const { caseId } = value(await proposeCase(desk.handler, caseForm(leadId, desk), proposedAt))
  value(await refuseCase(desk.approver, { caseId, version: '1', reason: '违法行为轻微并及时改正' }, filedAt))
  expect(await reopenLead(desk.approver, { leadId, version: await versionOf(leadId), reason }, filedAt)).toMatchObject({ ok: true })
})
