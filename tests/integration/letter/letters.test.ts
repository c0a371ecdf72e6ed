import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getWorkCentre } from '#server/desk/work-list'
import { approveWording } from '#server/document/wording/decide-wording'
import { previewWording } from '#server/document/wording/preview-wording'
import { proposeWording } from '#server/document/wording/propose-wording'
import { askAgain, closeLetter, draftAnswer, receiveLetter, returnAnswer, sendAnswer } from '#server/letter/answer-letter'
import { draftLetter } from '#server/letter/draft-letter'
import { issueLetter, withdrawLetter } from '#server/letter/issue-letter'
import { getLetter, listLetters, openLetterPaper } from '#server/letter/queries'
import { city, county, done, officerOf } from '../../fixtures/campaigns'
import { clocksRunning, noticesTo } from '../../fixtures/matters'
import { complianceOfficer } from '../../fixtures/people'
import { asOwner } from '../../support/as-owner'
import { paperText } from '../../support/paper-text'

const at = (hours: number) => new Date(Date.parse('2024-06-03T01:00:00Z') + hours * 3_600_000)
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const court = { clerk: officerOf('CT', 370811, ['handler']), judge: officerOf('CT', 370811, ['approver']) }
const elsewhere = officerOf('MI', 370812, ['handler'])
const words = (receivers: readonly Actor[], more: object = {}) => ({
  ...{
    kind: 'judicialAdvice',
    receiverAgencyIds: receivers.map(({ agencyId }) => agencyId ?? ''),
    title: '关于规范门诊慢特病结算管理的建议',
  },
  ...{ problems: '审理中发现同类冒名就医案件多发，身份核验流于形式。', suggestions: '逐人核验身份\n每月抽查结算' },
  ...more,
})
const step = (letterId: string, version: number) => ({ letterId, version })
const issued = async (input: object, writer: Actor, head: Actor, hours = 0) => {
  const { id } = done(await draftLetter(writer, input, at(hours)))
  done(await issueLetter(head, step(id, 1), at(hours)))
  return id
}
const answering = {
  outcome: 'adopted',
  answer: '完全采纳，已部署落实。',
  measures: ['已逐人核验', '已按月抽查'],
  office: '基金监管科',
  becameRule: 'on',
}
const workOf = async (actor: Actor, hours: number) => (await getWorkCentre(actor, {}, at(hours))).items.map(({ kind }) => kind)

describe('advice of a court', () => {
  let id = ''
  beforeAll(async () => {
    id = await issued(words([county.handler]), court.clerk, court.judge)
  })

  it('is drafted for a receiver of the place alone, and issued by another person', async () => {
    for (const actor of [county.handler, officerOf('FI', 370811, ['handler'])])
      expect(await draftLetter(actor, words([county.handler]), at(0))).toMatchObject(refusedWith('notFound'))
    expect(await draftLetter(court.clerk, words([elsewhere]), at(0))).toMatchObject(refusedWith('notReceiver'))
    const both = officerOf('CT', 370811, ['handler', 'approver'])
    const own = done(await draftLetter(both, words([county.handler]), at(0)))
    expect(await issueLetter(both, step(own.id, 1), at(0))).toMatchObject(refusedWith('samePerson'))
    expect(await getLetter(county.handler, own.id, at(0))).toBeNull()
    done(await withdrawLetter(both, step(own.id, 1), at(0)))
    expect(await issueLetter(court.judge, step(own.id, 2), at(0))).toMatchObject(refusedWith('wrongState'))
  })

  it('is signed for, answered point by point by two within two months, and weighed', async () => {
    const letter = await getLetter(county.handler, id, at(1))
    expect(letter?.documentNumber).toMatch(/函〔2024〕\d+号$/)
    expect(await noticesTo(county.handler.agencyId)).toContain('letterIssued')
    expect(await clocksRunning(id)).toEqual(['CK89'])
    expect(await workOf(county.handler, 1)).toContain('receiveLetter')
    expect(paperText((await openLetterPaper(county.handler, id, 'letter', '2024-06-03'))?.bytes)).toContain('2.每月抽查结算')
    for (const stranger of [elsewhere, officerOf('PR', 370811, ['handler']), officerOf('CT', 370812, ['handler'])]) {
      expect(await getLetter(stranger, id, at(1))).toBeNull()
      expect(await receiveLetter(stranger, step(id, 2), at(1))).toMatchObject(refusedWith('notFound'))
    }
    done(await receiveLetter(county.handler, step(id, 2), at(1)))
    expect(await clocksRunning(id)).toEqual(['CK54'])
    const due = await asOwner<{ day: string }>(
      `SELECT (due_at AT TIME ZONE 'Asia/Shanghai')::text AS day FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK54'`,
      [id],
    )
    expect(due).toEqual([{ day: '2024-08-04 00:00:00' }])

    expect(await draftAnswer(county.handler, { ...step(id, 3), ...answering, outcome: 'taken' }, at(2))).toMatchObject(
      refusedWith('invalidInput'),
    )
    done(await draftAnswer(county.handler, { ...step(id, 3), ...answering, measures: ['已逐人核验'] }, at(2)))
    // What is not sent yet, the court does not read.
    expect((await getLetter(court.clerk, id, at(2)))?.reply).toBeNull()
    // Nor whoever supervises the court, or the bureau.
    for (const above of [officerOf('CT', 370800, ['handler']), officerOf('MI', 370800, ['handler'])])
      expect(await getLetter(above, id, at(2))).toMatchObject({ state: 'answerDrafted', reply: null })
    expect((await getLetter(county.handler, id, at(2)))?.reply).toMatchObject({ outcome: 'adopted' })
    expect(await sendAnswer(county.approver, step(id, 4), at(3))).toMatchObject(refusedWith('incomplete'))
    done(await returnAnswer(county.approver, { ...step(id, 4), reason: '第二条没有答复' }, at(3)))
    expect(await getLetter(court.clerk, id, at(3))).toMatchObject({ state: 'received', returnedReason: null })
    expect(await getLetter(county.handler, id, at(3))).toMatchObject({ returnedReason: '第二条没有答复' })
    done(await draftAnswer(county.handler, { ...step(id, 5), ...answering }, at(4)))
    done(await sendAnswer(county.approver, step(id, 6), at(5)))
    expect(await clocksRunning(id)).toEqual([])
    expect((await getLetter(court.clerk, id, at(5)))?.reply).toMatchObject({ outcome: 'adopted', becameRule: true })
    expect(paperText((await openLetterPaper(court.clerk, id, 'reply', '2024-06-03'))?.bytes)).toContain('已按月抽查')

    done(await askAgain(court.clerk, { ...step(id, 7), reason: '请附抽查结果' }, at(6)))
    expect(await clocksRunning(id)).toEqual(['CK54'])
    done(await draftAnswer(county.handler, { ...step(id, 8), ...answering }, at(7)))
    const opening = '贵单位{来文名称}（{来文文号}）已收悉，现答复如下。'
    const own = { kind: 'agencyReply', validFrom: '2024-06-01', note: '称谓改为贵单位', opening }
    const { wordingId } = done(await proposeWording(city.handler, own, at(7)))
    done(await approveWording(city.approver, { wordingId, version: '1' }, at(7)))
    expect(done(await previewWording(city.handler, wordingId, null, at(7))).name).toBe('建议、督办复函.pdf')
    expect(await previewWording(city.handler, wordingId, 'AJ-0', at(7))).toMatchObject(refusedWith('notFound'))
    done(await sendAnswer(county.approver, step(id, 9), at(8)))
    expect(paperText((await openLetterPaper(court.clerk, id, 'reply', '2024-06-03'))?.bytes)).toContain('贵单位司法建议书')
    expect(await workOf(court.clerk, 9)).toContain('closeLetter')
    done(await closeLetter(court.clerk, { ...step(id, 10), outcome: 'partlyAdopted', note: '' }, at(9)))
    expect(await getLetter(county.handler, id, at(9))).toMatchObject({ state: 'closed', steps: [], reply: { outcome: 'partlyAdopted' } })
    await expect(asOwner(`UPDATE letter SET title = '另一个标题' WHERE id = $1`, [id])).rejects.toThrow('what was issued does not change')
    // Nobody of a hospital, and no administrator, has letters.
    for (const tab of ['received', 'sent'] as const)
      expect(await listLetters(complianceOfficer(randomUUID(), 370811), tab, at(9))).toEqual([])
  })
})

describe('a note of supervision', () => {
  it('is a head’s own word to the places below, to each apart, and the colour is raised when it is not heeded', async () => {
    const blue = { ...words([county.handler, elsewhere]), kind: 'blueNote', suggestions: '' }
    const first = await issued(blue, city.approver, city.approver)
    const [other] = (await getLetter(city.approver, first, at(0)))?.group ?? []
    expect(other?.state).toBe('issued')
    expect(await getLetter(elsewhere, first, at(0))).toBeNull()
    expect((await getLetter(elsewhere, other?.id ?? '', at(0)))?.group).toEqual([])
    done(await receiveLetter(county.handler, step(first, 2), at(1)))
    expect(await clocksRunning(first)).toEqual(['CK82'])

    // Late, it stands on the desk of who must answer, and among the late ones of the bureau above.
    const late = 24 * 40
    expect((await getWorkCentre(county.handler, { due: 'late' }, at(late))).items.map(({ kind }) => kind)).toContain('answerLetter')
    expect((await getWorkCentre(city.handler, { due: 'late' }, at(late))).items.map(({ href }) => href)).toContain(`/letters/${first}`)
    expect((await listLetters(city.handler, 'sent', at(late))).find(({ id }) => id === first)?.due?.state).toBe('overdue')
    expect((await getLetter(city.approver, first, at(late)))?.raisesTo).toBe('orangeNote')
    expect((await getLetter(county.approver, first, at(late)))?.raisesTo).toBeNull()
    const orange = await issued({ ...words([county.handler]), kind: 'orangeNote', followsId: first }, city.approver, city.approver, late)
    expect((await getLetter(city.approver, first, at(late)))?.followedBy).toMatchObject([{ id: orange }])
    expect(await draftLetter(court.clerk, words([county.handler], { followsId: first }), at(late))).toMatchObject(refusedWith('notFound'))
  })

  it('goes downwards, and a report of a grave matter upwards', async () => {
    expect(await draftLetter(county.approver, words([city.handler], { kind: 'blueNote' }), at(0))).toMatchObject(refusedWith('notReceiver'))
    const report = await issued(words([city.handler], { kind: 'majorReport' }), county.handler, county.approver)
    done(await receiveLetter(city.handler, step(report, 2), at(1)))
    expect(await clocksRunning(report)).toEqual(['CK88'])
    // It is about a matter, or there is nothing to raise.
    expect(await draftLetter(county.handler, words([city.handler], { kind: 'raising' }), at(0))).toMatchObject(refusedWith('notFound'))
  })
})

describe('an inspection from above', () => {
  it('hands over matter by matter, is answered within thirty working days, and is told when all is dealt with', async () => {
    const feedback = {
      ...words([county.handler], { kind: 'flightFeedback', title: '关于清溪医院飞行检查情况的反馈' }),
      ...{ problems: '重复收费12万元，证据目录第3至8项。', suggestions: '核查重复收费并追回\n核查超限用药' },
    }
    expect(await draftLetter(county.handler, { ...feedback, receiverAgencyIds: city.handler.agencyId ?? '' }, at(0))).toMatchObject(
      refusedWith('notReceiver'),
    )
    const id = await issued(feedback, city.handler, city.approver)
    const paper = paperText((await openLetterPaper(county.handler, id, 'letter', '2024-06-03'))?.bytes)
    for (const said of ['移交清单和处理要求', '2.核查超限用药', '30个工作日内', '处理完结后5个工作日内']) expect(paper).toContain(said)
    done(await receiveLetter(county.handler, step(id, 2), at(1)))
    expect(await clocksRunning(id)).toEqual(['CK40'])
    const progress = { ...answering, outcome: 'notDone', answer: '处理进度和整改方案如下。', measures: ['已追回12万元', '正在核查'] }
    done(await draftAnswer(county.handler, { ...step(id, 3), ...progress }, at(2)))
    done(await sendAnswer(county.approver, step(id, 4), at(3)))
    expect(await clocksRunning(id)).toEqual([])
    const report = await issued(words([city.handler], { kind: 'flightReport' }), county.handler, county.approver, 4)
    done(await receiveLetter(city.handler, step(report, 2), at(5)))
    expect(await clocksRunning(report)).toEqual(['CK88'])
  })
})
