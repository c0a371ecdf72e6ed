import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { askHold, holdUrgently, takeHold } from '#server/case/acts/ask-hold'
import { annulHold, approveHold, endHold, extendHold, ratifyHold } from '#server/case/acts/decide-hold'
import { recordInquiry } from '#server/case/acts/record-inquiry'
import { answerInquiry, signInquiry } from '#server/case/acts/sign-inquiry'
import { getCase } from '#server/case/queries'
import { extendClock } from '#server/clock/extend-clock'
import { getWorkCentre } from '#server/desk/work-list'
import { draftLetter } from '#server/letter/draft-letter'
import { getLetterDraft } from '#server/letter/letter-draft'
import { done } from '../../fixtures/campaigns'
import { aCaseUnderInvestigation, aDesk, aReviewedCase, type Desk, filedAt, served, versionOf, walk } from '../../fixtures/case-scenes'
import { aFile, officerOf } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

let desk: Desk
let head: Actor
let caseId: string
beforeAll(async () => {
  desk = await aDesk()
  head = desk.approver
  caseId = await aCaseUnderInvestigation(desk)
})

const on = (day: string, time = '10:00') => new Date(`${day}T${time}:00+08:00`)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const formOf = async (fields: object) => ({ caseId, version: String(await versionOf(caseId)), ...fields })
const viewed = async (actor: Actor, now = on('2026-06-09')) => (await getCase(actor, caseId, now))?.investigation
const clocksOf = (holdId: string) =>
  asOwner<{ rule_id: string; stopped: boolean; operator_sees: boolean }>(
    'SELECT rule_id, stopped_at IS NOT NULL AS stopped, operator_sees FROM statutory_clock WHERE object_id = $1 ORDER BY rule_id',
    [holdId],
  )
const papersOf = async () =>
  (
    await asOwner<{ kind: string; number: string | null }>(
      "SELECT kind, number FROM official_document WHERE subject_id = $1 AND state = 'issued' AND kind ~ 'Record|Request|registration|sealing' ORDER BY id",
      [caseId],
    )
  ).map(({ kind, number }) => `${kind} ${number?.replace(/〔.*$/, '') ?? ''}`.trim())

const interview = {
  ...{ kind: 'interview', begunOn: '2026-06-09', begunAt: '09:00', endedAt: '09:40', place: '清溪医院三楼', personName: '王平' },
  ...{ personDuty: '院长', ofParty: 'on', told: 'on', content: '问：由谁开具医嘱？\n答：内科两名医师。' },
}

it('keeps what was asked and answered, with its paper, as it was signed; a mistake is put right by another', async () => {
  const now = on('2026-06-09')
  expect(await recordInquiry(desk.legal, await formOf(interview), now)).toMatchObject(refused('notFound'))
  expect(await recordInquiry(desk.handler, await formOf({ ...interview, told: 'off' }), now)).toMatchObject(refused('invalidInput'))
  done(await recordInquiry(desk.handler, await formOf(interview), now))
  const first = (await viewed(desk.handler))?.inquiries[0]
  expect(first).toMatchObject({ seq: 1, officerAName: '张敏', officerBName: '李强', signature: null, maySign: true })
  const fileId = await aFile(desk.handler, '询问笔录签字扫描件.pdf')
  const signing = { inquiryId: first?.id, signedOn: '2026-06-09', signature: 'signed', fileId }
  done(await signInquiry(desk.handler, await formOf(signing), now))
  expect(await signInquiry(desk.handler, await formOf(signing), now)).toMatchObject(refused('wrongState'))
  await expect(asOwner('UPDATE case_inquiry SET content = $2 WHERE id = $1', [first?.id, '改写的笔录内容'])).rejects.toThrow(
    'stays as it was',
  )
  expect(await papersOf()).toEqual(['interviewRecord'])

  done(await recordInquiry(desk.handler, await formOf({ ...interview, personName: '王平（更正）', correctsId: first?.id }), now))
  const rows = await asOwner<{ kind: string; state: string; collector_a_name: string }>(
    'SELECT kind, state, collector_a_name FROM evidence WHERE case_id = $1',
    [caseId],
  )
  expect(rows).toEqual([{ kind: 'partyStatement', state: 'withdrawn', collector_a_name: '张敏' }])
  expect((await viewed(desk.handler))?.inquiries.map(({ correctedBySeq }) => correctedBySeq)).toEqual([2, null])
})

it('asks for things by a day, and stands on the desk of its officers until they came', async () => {
  const now = on('2026-06-09')
  const asked = {
    kind: 'production',
    begunOn: '2026-06-09',
    begunAt: '09:50',
    place: '医保局',
    personName: '清溪医院',
    answerBy: '2026-06-16',
  }
  done(await recordInquiry(desk.handler, await formOf({ ...asked, content: '请提交下列证据材料。', items: '住院病历 | 36份 | 原件' }), now))
  const request = (await viewed(desk.handler))?.inquiries.at(-1)
  const fileId = await aFile(desk.handler, '调取证据通知书回执.pdf')
  const refusal = { refusal: '拒绝签收', witness: '孙丽' }
  done(
    await signInquiry(
      desk.handler,
      await formOf({ inquiryId: request?.id, signedOn: '2026-06-09', signature: 'refused', ...refusal, fileId }),
      now,
    ),
  )
  const waiting = async () => (await getWorkCentre(desk.handler, { kind: 'answerInquiry' }, now)).items.length
  expect(await waiting()).toBe(1)
  done(
    await answerInquiry(desk.handler, await formOf({ inquiryId: request?.id, answeredOn: '2026-06-09', answer: '已提交全部病历。' }), now),
  )
  expect(await waiting()).toBe(0)
})

it('has what was asked for before entered also while the party is heard, and no longer once the office discusses it', async () => {
  const told = await aReviewedCase(desk)
  const form = async (fields: object) => ({ caseId: told, version: String(await versionOf(told)), ...fields })
  const asked = {
    kind: 'production',
    begunOn: '2026-06-08',
    begunAt: '09:50',
    place: '医保局',
    personName: '清溪医院',
    answerBy: '2026-06-16',
  }
  const given = { ...asked, content: '请提交下列证据材料。', items: '住院病历 | 36份 | 原件' }
  for (const personName of ['清溪医院', '清溪医院门诊部'])
    done(await recordInquiry(desk.handler, await form({ ...given, personName }), filedAt))
  await walk(desk, told, [
    ['notice', 'approver'],
    ['serveNotice', 'handler', served],
  ])
  const waits = async (kind: 'signInquiry' | 'answerInquiry') =>
    (await getWorkCentre(desk.handler, { kind }, filedAt)).items.filter(({ href }) => href.includes(told)).length
  expect(await waits('signInquiry')).toBe(2)
  const [first] = (await getCase(desk.handler, told, filedAt))?.investigation.inquiries ?? []
  expect(first).toMatchObject({ maySign: true, mayCorrect: false })
  const fileId = await aFile(desk.handler, '调取证据通知书回执.pdf')
  done(await signInquiry(desk.handler, await form({ inquiryId: first?.id, signedOn: '2026-06-08', signature: 'signed', fileId }), filedAt))
  expect([await waits('signInquiry'), await waits('answerInquiry')]).toEqual([1, 1])
  await asOwner(`ALTER TABLE case_procedure DISABLE TRIGGER USER`)
  await asOwner(`UPDATE case_procedure SET stage = 'deliberating' WHERE case_id = $1`, [told])
  await asOwner(`ALTER TABLE case_procedure ENABLE TRIGGER USER`)
  expect([await waits('signInquiry'), await waits('answerInquiry')]).toEqual([0, 0])
  const answer = { inquiryId: first?.id, answeredOn: '2026-06-08', answer: '已提交全部病历。' }
  expect(await answerInquiry(desk.handler, await form(answer), filedAt)).toMatchObject(refused('wrongState'))
})

const hold = {
  kind: 'registration',
  reason: '病历可能被修改、转移',
  place: '清溪医院病案室',
  keeper: '赵磊',
  personName: '清溪医院',
  items: '住院病历 | 36份',
}
const lastHold = async (actor: Actor, now?: Date) => (await viewed(actor, now))?.holds.at(-1)

it('has what may be lost kept by the head’s word, for seven working days', async () => {
  const now = on('2026-06-09')
  done(await askHold(desk.handler, await formOf(hold), now))
  const asked = await lastHold(head)
  const holdId = asked?.id ?? ''
  expect(asked?.steps.map(({ name }) => name)).toEqual(['approve', 'refuse'])
  const waits = async (actor: Actor) => (await getWorkCentre(actor, { kind: 'decideHold' }, now)).items.some(({ id }) => id === holdId)
  const writer = await officerOf(desk.approver.agencyName, ['approver'])
  expect([await waits(head), await waits(writer)]).toEqual([true, true])
  await asOwner('UPDATE case_file SET writer_ids = writer_ids || $2::uuid WHERE id = $1', [caseId, writer.userId])
  expect([await waits(head), await waits(writer)]).toEqual([true, false])
  const taking = { holdId, takenOn: '2026-06-09', takenAt: '11:00', signature: 'signed' }
  expect(await takeHold(desk.handler, await formOf(taking), on('2026-06-09', '12:00'))).toMatchObject(refused('wrongState'))
  expect(await approveHold(desk.second, await formOf({ holdId }), now)).toMatchObject(refused('notFound'))
  done(await approveHold(head, await formOf({ holdId }), now))
  done(await takeHold(desk.handler, await formOf(taking), on('2026-06-09', '12:00')))
  expect(await clocksOf(holdId)).toEqual([{ rule_id: 'CK05', stopped: false, operator_sees: false }])
  const late = on('2026-06-30')
  const ending = { holdId, endWhy: 'copied', endedOn: '2026-06-30' }
  expect(await endHold(head, await formOf(ending), late)).toMatchObject(refused('holdLapsed'))
  expect(await lastHold(head, late)).toMatchObject({ lapsed: true, ends: ['returned'] })
  done(await endHold(head, await formOf({ ...ending, endedOn: '2026-06-12' }), late))
  expect(await clocksOf(holdId)).toMatchObject([{ stopped: true }])
  expect((await papersOf()).slice(-2)).toEqual(['registrationDecision 任医保登保', 'registrationDisposal 任医保登处'])
  expect(await versionOf(caseId)).toBeGreaterThan(0)
})

it('seals at once where there is no time, and extends a seal once', async () => {
  const now = on('2026-07-01')
  const urgent = {
    ...hold,
    kind: 'sealing',
    takenOn: '2026-07-01',
    takenAt: '09:00',
    signature: 'refused',
    refusal: '离开现场',
    witness: '孙丽',
  }
  done(await holdUrgently(desk.handler, await formOf(urgent), now))
  const holdId = (await lastHold(head))?.id ?? ''
  expect((await clocksOf(holdId)).map(({ rule_id }) => rule_id)).toEqual(['CK06', 'CK07'])
  done(await ratifyHold(head, await formOf({ holdId }), on('2026-07-01', '15:00')))
  const asked = { holdId, length: '30', reason: '封存资料数量较多' }
  // Not by its clock alone: a paper says it.
  const clock = await asOwner<{ id: string }>(`SELECT id FROM statutory_clock WHERE object_id = $1 AND rule_id = 'CK07'`, [holdId])
  const alone = { clockId: clock[0]?.id, reason: '封存资料数量较多', length: '30' }
  expect(await extendClock(head, alone, on('2026-07-20'))).toMatchObject(refused('noExtension'))
  done(await extendHold(head, await formOf(asked), on('2026-07-20')))
  expect(await lastHold(head, on('2026-07-20'))).toMatchObject({ state: 'held', lastDay: '2026-08-30', extendedTo: '2026-08-30' })
  expect(await extendHold(head, await formOf(asked), on('2026-07-21'))).toMatchObject(refused('noExtension'))
  expect((await papersOf()).slice(-2)).toEqual(['sealingDecision 任医保封', 'sealingExtension 任医保延封'])

  done(await holdUrgently(desk.handler, await formOf({ ...urgent, takenOn: '2026-07-21' }), on('2026-07-21')))
  const wrong = (await lastHold(head))?.id ?? ''
  done(await annulHold(head, await formOf({ holdId: wrong, reason: '没有封存的必要' }), on('2026-07-21', '12:00')))
  expect(await clocksOf(wrong)).toMatchObject([{ stopped: true }, { stopped: true }])
})

it('is nothing for the operating agency, and asks another bureau for help by letter', async () => {
  await asOwner('UPDATE case_file SET handed_to_operator_at = $2 WHERE id = $1', [caseId, filedAt])
  const operator = await officerOf('任城区医疗保险事业中心', ['handler'])
  const file = await getCase(operator, caseId, on('2026-07-21'))
  expect(file?.investigation).toEqual({ inquiries: [], holds: [], letters: [], mayInquire: false, mayHold: false })
  expect(file?.clocks.some(({ ruleId }) => ['CK05', 'CK06', 'CK07'].includes(ruleId))).toBe(false)
  const inner = file?.documents.filter(({ kind }) => /Record|Request|registration|sealing/.test(kind)) ?? []
  expect(inner).toEqual([])
  const [other] = await asOwner<{ id: string }>("SELECT id FROM agency WHERE name = '曲阜市医疗保障局'")
  const letter = {
    kind: 'assistance',
    receiverAgencyIds: other?.id,
    caseId,
    title: '协助调查参保人员就诊情况',
    problems: '请协助询问清单所列参保人员是否到院就诊。',
  }
  done(await draftLetter(desk.handler, letter, on('2026-07-21')))
  expect((await viewed(desk.handler))?.letters).toMatchObject([{ receiverAgencyName: '曲阜市医疗保障局', state: 'drafted' }])
  // Whoever is far away is found by name, and written to.
  const [far] = await asOwner<{ id: string; name: string }>(
    `SELECT id, name FROM agency WHERE kind = 'bureau' AND department = 'HC' ORDER BY region_no DESC LIMIT 1`,
  )
  const offered = async (search: string) =>
    (await getLetterDraft(desk.handler, { kind: 'assistance', caseId, search }))?.receivers.map(({ id }) => id)
  expect(await offered('')).not.toContain(far?.id)
  expect(await offered(far?.name ?? '')).toContain(far?.id)
  done(await draftLetter(desk.handler, { ...letter, receiverAgencyIds: [far?.id] }, on('2026-07-21')))
})
