import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { fileCase } from '#server/case/file-case'
import { proposeCase } from '#server/case/propose-case'
import { getWorkCentre } from '#server/desk/work-list'
import { printSheet } from '#server/document/sheet/print-sheet'
import { sheetOf } from '#server/document/sheet/read-sheets'
import { getLead } from '#server/lead/queries'
import { search } from '#server/search/search'
import { acceptReport, decideReport, declineReport, replyReport } from '#server/whistle/decide-report'
import { getWhistleReport, listWhistleReports } from '#server/whistle/queries'
import { registerReport } from '#server/whistle/register-report'
import { assignKeeper, revealReporter } from '#server/whistle/reveal-reporter'
import { approveReward, lapseReward, noticeReward, payReward, proposeReward, sendBackReward } from '#server/whistle/rewards'
import { aDesk, caseForm, type Desk, filedAt, proposedAt } from '../../fixtures/case-scenes'
import { aCampaign, clocksRunning, noticesTo, officerOf, places } from '../../fixtures/matters'
import { complianceOfficer } from '../../fixtures/people'
import { nowhere } from '../../fixtures/personas'
import { value } from '../../fixtures/referral-scenes'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

const refused = (code: string) => ({ ok: false, refusal: { code } })
const on = (day: string) => new Date(`${day}T02:00:00Z`)
const person = { reporterName: '欧阳慧芳', reporterContact: '13800001234', reporterIdNumber: '370811198001011234' }
let desk: Desk
let colleague: Actor
let deputy: Actor
let campaignId = ''
beforeAll(async () => {
  desk = await aDesk()
  colleague = await officerOf(places.bureau, ['handler', 'reviewer', 'supervisor', 'analyst'], { name: '旁人', clearance: 3 })
  deputy = await officerOf(places.bureau, ['approver'], { name: '副局长', clearance: 3 })
  campaignId = await aCampaign()
})
const told = { channel: 'phone', receivedOn: '2026-05-29', about: '清溪医院', statement: '该院组织无病人员住院，由专车接送。' }
const registered = async (more: object = {}) =>
  value(await registerReport(desk.handler, { ...told, isNamed: 'on', keepSecret: '姓名和单位', ...person, ...more }, on('2026-05-30'))).id
const anonymous = (more: object = {}) =>
  registered({ isNamed: 'off', reporterName: '', reporterContact: '', reporterIdNumber: '', ...more })
const versionOf = async (id: string) =>
  (await asOwner<{ version: number }>('SELECT version FROM whistle_report WHERE id = $1', [id]))[0]?.version ?? 0
const ask = async (reportId: string, fields: object = {}) => ({ reportId, version: String(await versionOf(reportId)), ...fields })
const seen = (actor: Actor, id: string) => getWhistleReport(actor, id, on('2026-07-01'))
const accepted = async (id: string) =>
  value(await acceptReport(desk.handler, await ask(id, { campaignId, behaviour: '虚构医药服务项目' }), on('2026-06-01'))).leadId
const filedOn = async (leadId: string) => {
  await asOwner(
    `UPDATE lead SET state = 'concluded', conclusion = 'substantiated', concluded_at = '2026-06-03', billed_fen = 98000000,
       irregular_fen = 86000000, fund_loss_fen = 71200000, is_fraud = true, assigned_at = '2026-06-01' WHERE id = $1`,
    [leadId],
  )
  const { caseId } = value(await proposeCase(desk.handler, caseForm(leadId, desk), proposedAt))
  value(await fileCase(desk.approver, { caseId, version: '1' }, filedAt))
}

/** Every table in which a text stands, whoever may read it. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await asOwner<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  const union = tables.map(
    ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM "${name}" t WHERE t::text LIKE '%' || $1 || '%')`,
  )
  return (await asOwner<{ name: string }>(union.join(' UNION ALL '), [text])).map(({ name }) => name)
}

describe('who made a report', () => {
  it('stands in no table as it was said, and is opened by the keeper alone, for a reason', async () => {
    const id = await registered()
    const opened = { reportId: id, reason: 'reply' }
    expect(value(await revealReporter(desk.handler, opened, on('2026-06-01')))).toEqual({
      ...{ name: '欧阳慧芳', contact: '13800001234', idNumber: '370811198001011234' },
    })
    for (const secret of Object.values(person)) expect(await tablesWith(secret), secret).toEqual([])
    for (const actor of [colleague, desk.approver])
      expect(await revealReporter(actor, opened, on('2026-06-01'))).toMatchObject(refused('notFound'))
    const ofIdentity = (actor: Actor) => asActor(rowContext(actor), (tx) => tx.whistleIdentity.count({ where: { reportId: id } }))
    expect([await ofIdentity(desk.handler), await ofIdentity(desk.approver), await ofIdentity(colleague)]).toEqual([1, 0, 0])
    expect(await revealReporter(desk.handler, { ...opened, note: '联系欧阳慧芳' }, on('2026-06-01'))).toMatchObject(
      refused('namesReporter'),
    )
    const kept = await asOwner<{ n: number }>(`SELECT count(*)::int AS n FROM unmasking WHERE subject_id = $1 AND field = 'reporter'`, [id])
    expect(kept).toEqual([{ n: 1 }])
    await verifyTrail([id])
  })

  it('is named by no text that is written on it, and goes into the sealed fields alone', async () => {
    for (const field of ['about', 'statement', 'evidence', 'keepSecret', 'alias']) {
      const text = { [field]: '欧阳 慧芳提供的材料和线索' }
      const form = { ...told, isNamed: 'on', ...person, ...text }
      expect(await registerReport(desk.handler, form, on('2026-05-30')), field).toMatchObject(refused('namesReporter'))
    }
    const id = await registered()
    const reason = '联系电话13800001234，已核'
    const tries = [
      acceptReport(desk.handler, await ask(id, { campaignId, behaviour: '欧阳慧芳反映的挂床' }), on('2026-06-01')),
      declineReport(desk.handler, await ask(id, { reason }), on('2026-06-01')),
    ]
    for (const outcome of await Promise.all(tries)) expect(outcome).toMatchObject(refused('namesReporter'))
    expect(await registerReport(desk.handler, { ...told, ...person }, on('2026-05-30'))).toMatchObject(refused('invalidInput'))
  })
})

describe('a report', () => {
  it('is there for its keeper and the head of the agency, and for nobody else, anywhere', async () => {
    const id = await registered()
    const police = await officerOf(places.police, ['handler', 'approver'], { clearance: 3 })
    const city = await officerOf(places.cityBureau, ['handler', 'reviewer', 'approver', 'supervisor'], { clearance: 3 })
    const beside = await officerOf(places.otherBureau, ['handler', 'approver'], { clearance: 3 })
    const centre = await officerOf('任城区医疗保险事业中心', ['handler', 'approver'])
    const hospital = complianceOfficer(desk.handler.userId, 370811)
    const auditor: Actor = { ...desk.handler, ...nowhere, roles: ['auditAdmin'] }
    const unclear = { ...desk.handler, clearance: 1 }
    for (const actor of [colleague, police, city, beside, centre, hospital, auditor, unclear]) {
      expect(await seen(actor, id), actor.agencyName).toBeNull()
      expect(await listWhistleReports(actor)).toEqual([])
      expect(await sheetOf(actor, 'whistleRegister', id, on('2026-06-01'))).toBeNull()
      const rows = await asActor(rowContext(actor), async (tx) => [await tx.whistleReport.count(), await tx.whistleIdentity.count()])
      expect(rows).toEqual([0, 0])
    }
    expect((await seen(desk.approver, id))?.mayReveal).toBe(false)
    expect((await seen(desk.handler, id))?.mayReveal).toBe(true)
    expect(value(await printSheet(desk.handler, 'whistleRegister', id)).bytes.length).toBeGreaterThan(1_000)
    // Its trail is of those who look through the trail for their office, and of no department.
    const lines = (actor: Actor) => asActor(rowContext(actor), (tx) => tx.auditEntry.count({ where: { subjectId: id } }))
    expect([await lines(auditor), await lines(city), await lines(colleague), await lines(desk.approver)]).toEqual([2, 0, 0, 0])
    expect(await noticesTo(desk.handler.agencyId)).toEqual([])
    expect(await clocksRunning(id)).toEqual([])
    const { number } = (await seen(desk.handler, id)) ?? { number: '' }
    expect(JSON.stringify(await search(desk.handler, number))).not.toContain(id)
    const waits = (actor: Actor) => getWorkCentre(actor, { kind: 'handleReport' }, on('2026-06-01'))
    expect((await waits(desk.handler)).items.map((item) => item.number)).toContain(number)
    expect((await waits(colleague)).items).toEqual([])
  })

  it('becomes a lead that leads back to nobody', async () => {
    const id = await registered()
    const leadId = await accepted(id)
    const { number } = (await seen(desk.handler, id)) ?? { number: 'none' }
    const [lead] = await asOwner<{ text: string; source: string }>(
      'SELECT row_to_json(l)::text AS text, source::text FROM lead l WHERE id = $1',
      [leadId],
    )
    expect(lead?.source).toBe('report')
    const shown = JSON.stringify(await getLead(colleague, leadId), (_, part) => (typeof part === 'bigint' ? `${part}` : part))
    for (const text of [lead?.text, shown])
      for (const hidden of [id, number, told.statement, '欧阳慧芳']) expect(text).not.toContain(hidden)
    expect(await acceptReport(desk.handler, await ask(id, { campaignId, behaviour: '挂床住院' }), on('2026-06-01'))).toMatchObject(
      refused('wrongState'),
    )
  })

  it('is decided with the case of its lead: five working days to tell whoever named themselves, and they end with the reply', async () => {
    const id = await registered()
    const leadId = await accepted(id)
    await filedOn(leadId)
    expect(await seen(desk.handler, id)).toMatchObject({
      stage: 'decided',
      outcome: 'filed',
      decidedOn: '2026-06-08',
      replyBy: '2026-06-15',
    })
    const reply = { repliedOn: '2026-06-10', replyWay: 'phone', reply: '经核查，举报事项已立案调查。' }
    expect(
      await replyReport(desk.handler, await ask(id, { ...reply, reply: '欧阳慧芳您好，已立案调查。' }), on('2026-06-10')),
    ).toMatchObject(refused('namesReporter'))
    expect(await replyReport(desk.approver, await ask(id, reply), on('2026-06-10'))).toMatchObject(refused('notFound'))
    value(await replyReport(desk.handler, await ask(id, reply), on('2026-06-10')))
    expect(await seen(desk.handler, id)).toMatchObject({ stage: 'replied', repliedOn: '2026-06-10', steps: [] })
    const sheet = JSON.stringify(await sheetOf(desk.handler, 'whistleReply', id, on('2026-06-10')))
    expect(sheet).toContain('决定立案')
    expect(sheet).not.toContain('欧阳慧芳')
  })

  it('is decided anew where its lead was refused first and filed later, and told again', async () => {
    const id = await registered()
    const leadId = await accepted(id)
    const refusal = { outcome: 'notFiled', decidedOn: '2026-06-02', reason: '线索核查未发现违法事实。' }
    value(await decideReport(desk.handler, await ask(id, refusal), on('2026-06-02')))
    const reply = { repliedOn: '2026-06-03', replyWay: 'phone', reply: '经核查，决定不予立案。' }
    value(await replyReport(desk.handler, await ask(id, reply), on('2026-06-03')))
    expect(await seen(desk.handler, id)).toMatchObject({ stage: 'replied', steps: [{ name: 'decide' }] })
    await filedOn(leadId)
    expect(await seen(desk.handler, id)).toMatchObject({
      ...{ stage: 'decided', outcome: 'filed', decisionReason: '', repliedOn: null, replyBy: '2026-06-15', mayPropose: true },
      ...{ earlierReply: '2026-06-03　经核查，决定不予立案。' },
    })
    const again = await ask(id, { ...refusal, decidedOn: '2026-06-08' })
    expect(await decideReport(desk.handler, again, on('2026-06-09'))).toMatchObject(refused('wrongState'))
  })

  it('stands on the desk of its keeper once its lead is over without it', async () => {
    const id = await registered()
    const leadId = await accepted(id)
    await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = '2026-06-03' WHERE id = $1`, [
      leadId,
    ])
    const { items } = await getWorkCentre(desk.handler, { kind: 'handleReport' }, on('2026-06-09'))
    expect(items.some(({ href }) => href.endsWith(id))).toBe(true)
    const filing = { outcome: 'filed', decidedOn: '2026-06-08', reason: '由市局立案。' }
    expect(await decideReport(desk.handler, await ask(id, filing), on('2026-06-09'))).toMatchObject(refused('invalidInput'))
    value(await decideReport(desk.handler, await ask(id, { ...filing, caseNumber: '市医保立〔2026〕8号' }), on('2026-06-09')))
  })

  it('is taken in by whoever is cleared for it, and its time runs from the day it came in', async () => {
    const form = { ...told, isNamed: 'on', ...person }
    expect(await registerReport({ ...desk.handler, clearance: 1 }, form, on('2026-05-30'))).toMatchObject(refused('notFound'))
    const due = async (receivedOn: string) => {
      const leadId = await accepted(await registered({ receivedOn }))
      return (await asOwner<{ due: string }>('SELECT due_on::text AS due FROM lead WHERE id = $1', [leadId]))[0]?.due
    }
    expect([await due('2026-05-11'), await due('2026-05-29')]).toEqual(['2026-06-01', '2026-06-22'])
  })

  it('is nobody’s to take over for themselves, past the commands too', async () => {
    const id = await registered()
    const written = (set: object) => asActor(rowContext(desk.approver), (tx) => tx.whistleReport.updateMany({ where: { id }, data: set }))
    for (const set of [{ keeperId: desk.approver.userId }, { secrecy: 0 }, { about: '另一家医院' }])
      await expect(written(set)).rejects.toThrow(/stays|given to another/)
    const grants = `SELECT count(*)::int AS n FROM information_schema.role_table_grants WHERE table_name = 'whistle_identity' AND grantee = 'qingyuan_worker'`
    expect(await asOwner(grants, [])).toEqual([{ n: 0 }])
  })

  it('of nobody known is told to nobody, and one not taken up says why', async () => {
    const id = await anonymous()
    await accepted(id)
    const decision = { outcome: 'notFiled', decidedOn: '2026-06-08', reason: '核查未发现违法事实。' }
    value(await decideReport(desk.handler, await ask(id, decision), on('2026-06-08')))
    expect(await seen(desk.handler, id)).toMatchObject({ stage: 'decided', replyBy: null, steps: [{ name: 'decide' }] })
    const reply = { repliedOn: '2026-06-10', replyWay: 'phone', reply: '经核查，决定不予立案。' }
    expect(await replyReport(desk.handler, await ask(id, reply), on('2026-06-10'))).toMatchObject(refused('reporterAnonymous'))
    expect(await revealReporter(desk.handler, { reportId: id, reason: 'reply' }, on('2026-06-10'))).toMatchObject(refused('notFound'))
    const other = await registered()
    value(await declineReport(desk.handler, await ask(other, { reason: '没有明确的被举报对象。' }), on('2026-06-01')))
    value(await replyReport(desk.handler, await ask(other, reply), on('2026-06-10')))
    expect(JSON.stringify(await sheetOf(desk.handler, 'whistleRegister', other, on('2026-06-10')))).toContain('不予受理　2026年6月1日')
  })

  it('goes over to another keeper by the head’s word, with who made it', async () => {
    const id = await registered()
    expect(await assignKeeper(desk.handler, await ask(id, { keeperId: colleague.userId }), on('2026-06-01'))).toMatchObject(
      refused('notFound'),
    )
    const stranger = await officerOf(places.otherBureau, ['handler'])
    expect(await assignKeeper(desk.approver, await ask(id, { keeperId: stranger.userId }), on('2026-06-01'))).toMatchObject(
      refused('notColleague'),
    )
    value(await assignKeeper(desk.approver, await ask(id, { keeperId: colleague.userId }), on('2026-06-01')))
    expect(await seen(desk.handler, id)).toBeNull()
    expect(value(await revealReporter(colleague, { reportId: id, reason: 'verification' }, on('2026-06-01'))).name).toBe('欧阳慧芳')
  })
})

describe('a reward', () => {
  const proposal = { verifiedFen: '86000', rate: '2', basis: '省举报奖励办法规定的比例' }

  it('is proposed by one and approved by another, and paid against a voucher to a number', async () => {
    const id = await anonymous({ alias: '海鸥' })
    const leadId = await accepted(id)
    expect(await proposeReward(desk.handler, await ask(id, proposal), on('2026-06-02'))).toMatchObject(refused('rewardUnfit'))
    await filedOn(leadId)
    value(await proposeReward(desk.handler, await ask(id, proposal), on('2026-06-20')))
    expect(await proposeReward(desk.handler, await ask(id, proposal), on('2026-06-20'))).toMatchObject(refused('alreadyExists'))
    const both = { ...desk.handler, roles: ['handler', 'approver'] as const }
    expect(await approveReward(both, await ask(id, { rewardSeq: '1' }), on('2026-06-21'))).toMatchObject(refused('samePerson'))
    value(await sendBackReward(desk.approver, await ask(id, { rewardSeq: '1', returnReason: 'rateUnfit' }), on('2026-06-21')))
    value(await proposeReward(desk.handler, await ask(id, { ...proposal, rate: '0.1' }), on('2026-06-21')))
    value(await approveReward(desk.approver, await ask(id, { rewardSeq: '2' }), on('2026-06-22')))
    value(await noticeReward(desk.handler, await ask(id, { rewardSeq: '2', noticedOn: '2026-06-23' }), on('2026-06-23')))
    const lapse = await lapseReward(desk.handler, await ask(id, { rewardSeq: '2', lapsedOn: '2026-06-30' }), on('2026-06-30'))
    expect(lapse).toMatchObject(refused('collectOpen'))
    const waits = async (actor: Actor, kind: 'handleReward' | 'payReward') =>
      (await getWorkCentre(actor, { kind }, on('2026-06-30'))).items.length
    expect([await waits(desk.handler, 'handleReward'), await waits(desk.approver, 'payReward'), await waits(deputy, 'payReward')]).toEqual([
      1, 0, 1,
    ])
    const paid = { rewardSeq: '2', claimedOn: '2026-08-23', paidOn: '2026-08-31', voucher: 'ZZ001' }
    for (const actor of [desk.handler, desk.approver, { ...desk.approver, roles: ['handler', 'approver'] as const }])
      expect(await payReward(actor, await ask(id, paid), on('2026-08-31'))).toMatchObject(refused('samePerson'))
    const late = await payReward(deputy, await ask(id, { ...paid, claimedOn: '2026-08-24' }), on('2026-08-31'))
    expect(late).toMatchObject(refused('collectOver'))
    expect(await payReward(deputy, await ask(id, { ...paid, voucher: '付欧阳慧芳' }), on('2026-08-31'))).toMatchObject(
      refused('invalidInput'),
    )
    value(await payReward(deputy, await ask(id, paid), on('2026-08-31')))
    await expect(
      asOwner('UPDATE whistle_reward SET paid_by_id = approved_by_id WHERE report_id = $1 AND paid_on IS NOT NULL', [id]),
    ).rejects.toThrow(/stays|third_person/)
    const rewards = (await seen(desk.handler, id))?.rewards.map(({ stage, amountFen, collectBy }) => [stage, amountFen, collectBy])
    expect(rewards).toEqual([
      ['returned', 172_000n, null],
      ['paid', 20_000n, '2026-08-23'],
    ])
    const sheet = JSON.stringify((await sheetOf(desk.approver, 'whistleReward', id, on('2026-06-30')))?.sheet)
    expect(sheet).toContain('海鸥')
  })
})
