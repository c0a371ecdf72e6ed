import { beforeAll, describe, expect, it } from 'vitest'
import { stageMoves } from '#domain/case/tracks/procedure-steps'
import { adminStages, caseStateOf } from '#domain/case/tracks/stages'
import { beijingMidnight } from '#domain/kernel/civil-date'
import { addFact } from '#server/case/add-fact'
import { confirmMoney } from '#server/case/confirm-money'
import { postMoney } from '#server/case/post-money'
import { getCase } from '#server/case/queries'
import { replaceOfficer } from '#server/case/replace-officer'
import { setPenalty } from '#server/case/set-penalty'
import { anIssuedPaper } from '../../fixtures/case-papers'
import {
  aCaseToDecide,
  aDesk,
  aFiledCase,
  aReviewedCase,
  type Desk,
  factOf,
  filedAt,
  partyOf,
  served,
  signedBy,
  step,
  versionOf,
  walk,
} from '../../fixtures/case-scenes'
import { clocksRunning, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
beforeAll(async () => {
  desk = await aDesk()
})

const clock = async (caseId: string, rule: string) =>
  asOwner<{ started_at: Date; due_at: Date; stopped_at: Date | null; responsible_agency_id: string | null }>(
    'SELECT started_at, due_at, stopped_at, responsible_agency_id FROM statutory_clock WHERE subject_id = $1 AND rule_id = $2 ORDER BY due_at',
    [caseId, rule],
  )
const on = (day: string) => new Date(`${day}T02:00:00Z`)
const discussion = { heldOn: '2026-06-08', present: '刘洋、王芳、赵磊', opinions: '均同意从轻。', conclusion: '罚款二倍。' }
const refused = (code: string, detail?: object) => ({ ok: false, refusal: detail ? { code, detail } : { code } })

describe('telling the party', () => {
  it('comes before any decision, and its time must have passed or been given up', async () => {
    const caseId = await aReviewedCase(desk)
    expect(await step('decide', desk.approver, caseId)).toMatchObject({ refusal: { code: 'wrongState' } })
    expect(await step('notice', desk.handler, caseId)).toMatchObject({ refusal: { code: 'notFound' } })
    await walk(desk, caseId, [['notice', 'approver']])
    expect(await step('serveNotice', desk.handler, caseId, { ...served, servedOn: '2026-06-07' })).toMatchObject(
      refused('dateBeforeAct', { day: '2026-06-08' }),
    )
    expect(await step('serveNotice', desk.handler, caseId, { ...served, servedOn: '2026-06-09' })).toMatchObject(refused('dateInFuture'))
    for (const kind of ['priorNotice', 'hearingNotice'] as const) await anIssuedPaper(desk, caseId, kind, filedAt)
    // Served on the 9th, entered on the 11th: the five working days run from the 9th, on the party's side.
    await walk(desk, caseId, [['serveNotice', 'handler', { ...served, servedOn: '2026-06-09' }]], on('2026-06-11'))
    for (const rule of ['CK12', 'CK10']) {
      expect(await clock(caseId, rule)).toEqual([
        { started_at: beijingMidnight('2026-06-09'), due_at: beijingMidnight('2026-06-17'), stopped_at: null, responsible_agency_id: null },
      ])
    }
    expect(await step('endDefence', desk.handler, caseId, {}, on('2026-06-16'))).toMatchObject(
      refused('defenceRuns', { day: '2026-06-16' }),
    )
    expect(await step('askHearing', desk.handler, caseId, { askedOn: '2026-06-17' }, on('2026-06-18'))).toMatchObject(
      refused('hearingOver'),
    )
    const shown = (await getCase(desk.handler, caseId, on('2026-06-18')))?.clocks.find(({ ruleId }) => ruleId === 'CK12')
    expect(shown?.state).toEqual({ state: 'stopped', late: false })
    await walk(desk, caseId, [['endDefence', 'handler']], on('2026-06-18'))
    // It ran out, which is nobody's delay: it ended with its own time.
    expect((await clock(caseId, 'CK12'))[0]?.stopped_at).toEqual(new Date(beijingMidnight('2026-06-17').getTime() - 1))
    expect(await step('decide', desk.approver, caseId, {}, on('2026-06-18'))).toMatchObject(refused('discussionMissing'))
    expect(await getCase(desk.approver, caseId, on('2026-06-18'))).toMatchObject({
      procedure: { stage: 'deliberating' },
      discussionDemanded: true,
    })
  })

  it('binds: a penalty may be eased after it and never made heavier, unless the party is told anew', async () => {
    const caseId = await aCaseToDecide(desk)
    const penalise = async (fineTimes: string) =>
      setPenalty(
        desk.handler,
        { caseId, version: String(await versionOf(caseId)), factId: await factOf(caseId), refund: '712000', fineTimes },
        filedAt,
      )
    expect(await penalise('2.5')).toMatchObject({ ok: true })
    expect(await step('decide', desk.approver, caseId)).toMatchObject(refused('aboveNotice', { count: 1 }))
    await expect(
      asOwner(
        `UPDATE case_procedure SET stage = 'decided', outcome = 'penalty', decided_at = now(), decided_fine_fen = noticed_fine_fen + 1,
        decided_refund_fen = 0 WHERE case_id = $1`,
        [caseId],
      ),
    ).rejects.toThrow('check$case_procedure_not_above')
    const fact = {
      partyId: await partyOf(caseId),
      behaviour: '重复收费',
      actFrom: '2026-02-01',
      actTo: '2026-02-20',
      provision: 'P38-1',
      billed: '8',
      irregular: '6',
      fundLoss: '5',
    }
    expect(await addFact(desk.handler, { caseId, version: String(await versionOf(caseId)), ...fact }, filedAt)).toMatchObject(
      refused('wrongState'),
    )
    await walk(desk, caseId, [['reopen', 'approver', { reason: '裁量有误，补充调查' }]])
    expect(await asOwner('SELECT withdrawn_at IS NOT NULL AS back FROM case_notice WHERE case_id = $1', [caseId])).toEqual([{ back: true }])
    await walk(desk, caseId, [
      ['report', 'handler'],
      ['sendToReview', 'handler'],
      ['agreeReview', 'legal', { opinion: '同意变更后的裁量' }],
      ['notice', 'approver'],
      ['serveNotice', 'handler', served],
      ['recordDefence', 'handler', { saidOn: '2026-06-08', said: '请求从轻处理', adoption: 'partlyAdopted', why: '配合调查，予以考虑' }],
      ['waiveDefence', 'handler', { saidOn: '2026-06-08', said: '不要求听证', ...(await signedBy(desk)) }],
      ['endDefence', 'handler'],
      ['discuss', 'approver', discussion],
    ])
    // Eased after all that: the lawyers and the discussion see what is proposed now, or it is not decided.
    expect(await penalise('2')).toMatchObject({ ok: true })
    expect(await step('decide', desk.approver, caseId)).toMatchObject(refused('legalReviewMissing'))
    expect(await step('reviewAgain', desk.second, caseId, { opinion: '同意从轻处理' })).toMatchObject(refused('samePerson'))
    await walk(desk, caseId, [['reviewAgain', 'legal', { opinion: '同意从轻处理' }]])
    expect(await step('decide', desk.approver, caseId)).toMatchObject(refused('discussionMissing'))
    await walk(desk, caseId, [
      ['discuss', 'approver', discussion],
      ['decide', 'approver'],
    ])
    expect(
      await asOwner('SELECT outcome::text, noticed_fine_fen, decided_fine_fen FROM case_procedure WHERE case_id = $1', [caseId]),
    ).toEqual([{ outcome: 'penalty', noticed_fine_fen: '178000000', decided_fine_fen: '142400000' }])
  })
})

describe('a hearing', () => {
  it('is asked for in time, led by somebody who has not worked on the case, told seven working days before, and then reported', async () => {
    const caseId = await aReviewedCase(desk)
    const chair = await officerOf(places.bureau, ['reviewer'], { name: '周宁' })
    await walk(desk, caseId, [
      ['notice', 'approver'],
      ['serveNotice', 'handler', served],
      ['askHearing', 'handler', { askedOn: '2026-06-08' }],
    ])
    expect(await clocksRunning(caseId)).toEqual(['CK03'])
    expect((await getCase(desk.approver, caseId, filedAt))?.chairs.map(({ id }) => id)).toContain(chair.userId)
    const set = { notifiedOn: '2026-06-08', hearingOn: '2026-06-18', place: '本局三楼会议室', chairId: chair.userId }
    expect(await step('setHearing', desk.approver, caseId, { ...set, hearingOn: '2026-06-17' })).toMatchObject(
      refused('hearingTooSoon', { day: '2026-06-07' }),
    )
    for (const person of [desk.handler, desk.second, desk.legal])
      expect(await step('setHearing', desk.approver, caseId, { ...set, hearingOn: '2026-06-24', chairId: person.userId })).toMatchObject(
        refused('chairUnfit'),
      )
    await walk(desk, caseId, [['setHearing', 'approver', { ...set, hearingOn: '2026-06-24' }]])
    await expect(asOwner('UPDATE case_hearing SET chair_id = $2 WHERE case_id = $1', [caseId, desk.second.userId])).rejects.toThrow('lead')
    const held = { heldOn: '2026-06-24', minutes: '听证会如期举行，双方陈述、质证、辩论。' }
    expect(await step('holdHearing', desk.legal, caseId, held, on('2026-06-24'))).toMatchObject(refused('otherPerson'))
    expect(await step('holdHearing', chair, caseId, held, on('2026-06-24'))).toMatchObject({ refusal: { code: 'paperMissing' } })
    // The seven days count from the summons, whatever day was written down for the telling.
    await anIssuedPaper(desk, caseId, 'hearingSummons', on('2026-06-12'))
    expect(await step('holdHearing', chair, caseId, held, on('2026-06-24'))).toMatchObject(refused('hearingTooSoon', { day: '2026-06-11' }))
    expect(await step('holdHearing', chair, caseId, { ...held, heldOn: '2026-06-25' }, on('2026-06-25'))).toMatchObject({ ok: true })
    expect(await clocksRunning(caseId)).toEqual(['CK03', 'CK13'])
    expect(await step('reportHearing', chair, caseId, { opinion: '建议维持拟定的处罚意见。' }, on('2026-06-25'))).toMatchObject({
      ok: true,
    })
    for (const officer of ['A', 'B']) {
      const placed = { caseId, officer, officerId: chair.userId, certificate: '37081101009', reason: '原办案人员调离' }
      const replaced = await replaceOfficer(desk.approver, { ...placed, version: String(await versionOf(caseId)) }, on('2026-06-25'))
      expect(replaced).toMatchObject(refused('samePerson'))
    }
    expect((await getCase(desk.approver, caseId, on('2026-06-25')))?.successors.map(({ id }) => id)).not.toContain(chair.userId)
    await expect(asOwner('UPDATE case_file SET officer_a_id = $2 WHERE id = $1', [caseId, chair.userId])).rejects.toThrow('hearing')
    const led = { ...chair, roles: ['approver'] as const }
    const talk = { heldOn: '2026-06-25', present: '刘洋、王芳、赵磊', opinions: '均同意拟定意见。', conclusion: '按拟定意见作出决定。' }
    expect(await step('discuss', desk.approver, caseId, { ...talk, heldOn: '2026-06-24' }, on('2026-06-25'))).toMatchObject(
      refused('dateBeforeAct', { day: '2026-06-25' }),
    )
    expect(await step('discuss', desk.approver, caseId, talk, on('2026-06-25'))).toMatchObject({ ok: true })
    expect(await step('decide', led, caseId, {}, on('2026-06-25'))).toMatchObject(refused('samePerson'))
    expect(await step('decide', desk.approver, caseId, {}, on('2026-06-25'))).toMatchObject({ ok: true })
    expect(await clocksRunning(caseId)).toEqual(['CK14', 'CK24', 'CK67'])
  })
})

describe('after the decision', () => {
  it('it is served; the fine is paid in parts, each with its clock, and the case ends performed', async () => {
    const caseId = await aCaseToDecide(desk)
    await walk(desk, caseId, [
      ['decide', 'approver'],
      ['serveDecision', 'handler', served],
    ])
    expect(await clocksRunning(caseId)).toEqual(['CK16', 'CK20', 'CK21', 'CK24', 'CK67'])
    const allow = (plan: string) => step('allowInstalments', desk.approver, caseId, { plan, reason: '经营困难，申请分期' })
    expect(await allow('2026-07-01 1000000\n2026-08-01 424000.01')).toMatchObject(refused('planDiffers', { fine: '1,424,000.00' }))
    expect(await allow('2026-07-01 1000000\n2026-08-01 424000')).toMatchObject({ ok: true })
    expect((await clock(caseId, 'CK16')).filter(({ stopped_at }) => stopped_at === null).map(({ due_at }) => due_at)).toEqual([
      beijingMidnight('2026-07-02'),
      beijingMidnight('2026-08-02'),
    ])
    const pay = async (kind: string, amount: string, occurredOn: string) => {
      const voucher = `${kind}-${occurredOn}-${caseId}`
      const now = on('2026-07-20')
      const posting = { caseId, version: String(await versionOf(caseId)), kind, amount, occurredOn, voucher }
      expect(await postMoney(desk.handler, posting, now)).toMatchObject({ ok: true })
      const [{ id } = { id: '' }] = await asOwner<{ id: string }>('SELECT id FROM case_money WHERE voucher = $1', [voucher])
      expect(await confirmMoney(desk.second, { caseId, version: String(await versionOf(caseId)), moneyId: id }, now)).toMatchObject({
        ok: true,
      })
    }
    await pay('finePaid', '1000000', '2026-06-30')
    expect((await clock(caseId, 'CK16')).map(({ stopped_at }) => stopped_at).slice(1)).toEqual([beijingMidnight('2026-06-30'), null])
    await pay('recovered', '712000', '2026-07-10')
    expect(await step('perform', desk.handler, caseId, {}, on('2026-07-20'))).toMatchObject({ refusal: { code: 'moneyOutstanding' } })
    await pay('finePaid', '424000', '2026-07-19')
    await walk(
      desk,
      caseId,
      [
        ['perform', 'handler'],
        ['close', 'approver'],
      ],
      on('2026-07-20'),
    )
    expect(await clocksRunning(caseId)).toEqual(['CK24', 'CK67'])
    expect(await asOwner('SELECT stage::text, closing_kind::text FROM case_procedure WHERE case_id = $1', [caseId])).toEqual([
      { stage: 'closed', closing_kind: 'performed' },
    ])
  })

  it('a small matter is decided on the spot, and nothing larger', async () => {
    const caseId = await aFiledCase(desk)
    expect(await step('decideOnSite', desk.handler, caseId)).toMatchObject({ refusal: { code: 'dispositionMissing' } })
    const factId = await factOf(caseId)
    const penalise = async (over: object) =>
      setPenalty(desk.handler, { caseId, version: String(await versionOf(caseId)), factId, refund: '0', ...over }, filedAt)
    await penalise({
      fineTimes: '',
      leniency: 'finedAlready',
      leniencyGround: '同一行为已由上级机关罚款',
      leniencyRef: '济医保罚〔2026〕3号，济宁市医疗保障局',
    })
    expect(await step('decideOnSite', desk.handler, caseId, { warned: 'on' })).toMatchObject(
      refused('summaryWithLoss', { loss: '712,000.00' }),
    )
    await asOwner('UPDATE case_fact SET fund_loss_fen = 0 WHERE case_id = $1', [caseId])
    expect(await step('decideOnSite', desk.handler, caseId)).toMatchObject(refused('warningMissing'))
    expect((await getCase(desk.handler, caseId, filedAt))?.steps.find(({ name }) => name === 'decideOnSite')).toMatchObject({ shut: null })
    await walk(desk, caseId, [
      ['decideOnSite', 'handler', { warned: 'on' }],
      ['serveDecision', 'handler', served],
      ['fileOnSite', 'approver'],
    ])
    expect(await clocksRunning(caseId)).toEqual(['CK20', 'CK21', 'CK24', 'CK67'])
    expect(await asOwner('SELECT stage::text, kind::text, outcome::text, warned FROM case_procedure WHERE case_id = $1', [caseId])).toEqual(
      [{ stage: 'served', kind: 'summary', outcome: 'penalty', warned: true }],
    )
  })
})

describe('the database', () => {
  it('knows where each stage leads and what the case is called there, as the domain does', async () => {
    const leads = await asOwner<{ pair: string }>(
      `SELECT f || ' ' || t AS pair FROM unnest(enum_range(NULL::"AdminStage")) f, unnest(enum_range(NULL::"AdminStage")) t WHERE case_stage_leads(f, t)`,
    )
    expect(leads.map(({ pair }) => pair).sort()).toEqual([...new Set(stageMoves.map((move) => move.join(' ')))].sort())
    const states = await asOwner<{ stage: string; state: string }>(
      `SELECT s::text AS stage, case_state_of(s)::text AS state FROM unnest(enum_range(NULL::"AdminStage")) s`,
    )
    expect(Object.fromEntries(states.map(({ stage, state }) => [stage, state]))).toEqual(caseStateOf)
  })

  it('refuses every other move, and a case that is called otherwise than its procedure stands', async () => {
    const caseId = await aFiledCase(desk)
    for (const stage of adminStages.filter((to) => to !== 'filed' && !stageMoves.some(([from, next]) => from === 'filed' && next === to)))
      await expect(
        asOwner('UPDATE case_procedure SET stage = $2::"AdminStage" WHERE case_id = $1', [caseId, stage]),
        stage,
      ).rejects.toThrow()
    await expect(asOwner(`UPDATE case_procedure SET stage = 'investigating' WHERE case_id = $1`, [caseId])).rejects.toThrow(
      'not that of its procedure',
    )
    await expect(asOwner(`UPDATE case_file SET state = 'decided' WHERE id = $1`, [caseId])).rejects.toThrow('not that of its procedure')
    await expect(
      asOwner(`UPDATE case_procedure SET stage = 'decided', outcome = 'penalty', decided_at = now() WHERE case_id = $1`, [caseId]),
    ).rejects.toThrow('check$case_procedure')
  })
})
