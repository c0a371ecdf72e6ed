import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { answerMeeting, callMeeting, callOffMeeting } from '#server/campaign/call-meeting'
import { getDecisions } from '#server/campaign/decisions'
import { keepMinutes } from '#server/campaign/keep-minutes'
import { getMeetings } from '#server/campaign/meetings'
import { agencyId } from '../../../prisma/reference/rows'
import { city, county, done, draftCampaign, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { noticesTo } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const police = officerOf('PS', 370800, ['handler'])
const finance = officerOf('FI', 370800, ['approver'])

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const call = (more: object = {}) => ({
  ...{ campaignId, title: '六部门联席会议', heldOn: '2024-06-12', begins: '14:30', place: '市医保局三楼会议室' },
  ...{ agenda: '一、通报移送进展；二、研究疑难案件。', agencyIds: [agencyId('PS-370800'), agencyId('FI-370800')], ...more },
})
const called = async () => done(await callMeeting(city.handler, call())).meetingId
const seenBy = async (actor: Actor, id: string) => (await getMeetings(actor, campaignId))?.meetings.find((meeting) => meeting.id === id)
const rowOf = async (actor: Actor, id: string) =>
  (await seenBy(city.handler, id))?.attendees.find((attendee) => attendee.agencyId === actor.agencyId)?.id
const minutes = (meetingId: string, version: number, more: object = {}) => ({
  ...{ meetingId, version, heldOn: '2024-06-12', minutes: '各部门通报进展。' },
  attendance: [{ agencyId: agencyId('PS-370800'), name: '李建国', present: true }],
  decisions: [{ text: '公安机关每月五日前反馈立案情况', agencyId: agencyId('PS-370800'), dueOn: '2024-07-05' }],
  ...more,
})

it('is called, answered by each agency for itself, held, and put right, with what it decided in the ledger', async () => {
  const id = await called()
  expect(await noticesTo(police.agencyId)).toContain('meetingCalled')
  expect(await seenBy(police, id)).toMatchObject({ state: 'called', begins: '14:30', mine: { agencyId: police.agencyId } })
  expect(await seenBy(officerOf('CT', 370800, ['handler']), id)).toBeUndefined()

  const coming = { attendeeId: await rowOf(police, id), reply: 'coming', name: '李建国', note: '' }
  // Nobody answers for another, the host neither, and nobody says nothing.
  for (const actor of [finance, city.handler, county.handler, officerOf('PS', 370000, ['handler'])])
    expect(await answerMeeting(actor, coming)).toMatchObject(refusedWith('notFound'))
  expect(await answerMeeting(police, { ...coming, name: '' })).toMatchObject(refusedWith('invalidInput'))
  const excused = { attendeeId: await rowOf(finance, id), reply: 'excused', name: '', note: '' }
  expect(await answerMeeting(finance, excused)).toMatchObject(refusedWith('invalidInput'))
  done(await answerMeeting(finance, { ...excused, note: '另有会议' }))
  done(await answerMeeting(police, coming))
  expect((await seenBy(city.handler, id))?.attendees).toMatchObject([
    { reply: expect.stringMatching(/coming|excused/) },
    { reply: expect.stringMatching(/coming|excused/) },
  ])

  for (const actor of [police, county.handler]) expect(await keepMinutes(actor, minutes(id, 1))).toMatchObject(refusedWith('notFound'))
  done(await keepMinutes(city.handler, minutes(id, 1)))
  expect(await answerMeeting(police, coming)).toMatchObject(refusedWith('wrongState'))
  expect(await keepMinutes(city.approver, minutes(id, 1))).toMatchObject(refusedWith('changedMeanwhile'))
  const more = [{ text: '法院列席下次会议并介绍判决', agencyId: agencyId('CT-370800'), dueOn: '' }]
  const besides = [{ agencyId: agencyId('CT-370800'), name: '孙法官', present: true }]
  done(await keepMinutes(city.approver, minutes(id, 2, { minutes: '各部门通报进展，法院列席。', attendance: besides, decisions: more })))

  expect(await seenBy(police, id)).toMatchObject({ state: 'held', minutes: '各部门通报进展，法院列席。', mine: undefined })
  expect((await seenBy(city.handler, id))?.attendees).toHaveLength(3)
  expect((await getDecisions(city.handler, campaignId, 'open'))?.lines.map(({ agencyName }) => agencyName)).toEqual([
    '济宁市公安局',
    '济宁市中级人民法院',
  ])
  // The later department reads what was decided before it came.
  expect((await seenBy(officerOf('CT', 370800, ['handler']), id))?.decisions).toHaveLength(2)
  done(await keepMinutes(city.handler, minutes(id, 3, { heldOn: '2024-06-11', minutes: '各部门通报进展，法院列席。', decisions: [] })))
  const lines = (await getDecisions(city.handler, campaignId, 'open'))?.lines ?? []
  expect(lines.map(({ decidedOn }) => decidedOn)).toEqual(['2024-06-11', '2024-06-11'])
  const trail = await asOwner<{ change: object }>(
    `SELECT change FROM audit_entry WHERE subject_id = $1 AND action = 'campaign.keepMinutes' ORDER BY seq DESC LIMIT 1 OFFSET 1`,
    [campaignId],
  )
  expect(trail[0]?.change).toMatchObject({ minutes: ['各部门通报进展。', '各部门通报进展，法院列席。'] })
})

it('is called off, and whoever was asked is told', async () => {
  const id = await called()
  expect(await callOffMeeting(police, { meetingId: id, version: 1, reason: '时间冲突' })).toMatchObject(refusedWith('invalidInput'))
  const off = { meetingId: id, version: 1, reason: '与上级会议时间冲突' }
  expect(await callOffMeeting(police, off)).toMatchObject(refusedWith('notFound'))
  done(await callOffMeeting(city.handler, off))
  expect(await noticesTo(police.agencyId)).toContain('meetingCalledOff')
  expect(await keepMinutes(city.handler, minutes(id, 2))).toMatchObject(refusedWith('wrongState'))
})

it('is called by the host of a campaign under way, within its region', async () => {
  for (const actor of [police, county.handler]) expect(await callMeeting(actor, call())).toMatchObject(refusedWith('notFound'))
  expect(await callMeeting(city.handler, call({ agencyIds: [agencyId('MI-370000')] }))).toMatchObject(refusedWith('notFound'))
  const draft = await draftCampaign(city.handler, withOwnNumber)
  expect(await callMeeting(city.handler, call({ campaignId: draft }))).toMatchObject(refusedWith('wrongState'))
})

it('is kept by one of two who try at once', async () => {
  const id = await called()
  const outcomes = await Promise.all([keepMinutes(city.handler, minutes(id, 1)), keepMinutes(city.approver, minutes(id, 1))])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

it('is held today or before, with each agency there once', async () => {
  const id = await called()
  expect(await keepMinutes(city.handler, minutes(id, 1, { heldOn: '2999-06-12' }))).toMatchObject(refusedWith('dateInFuture'))
  const [row] = minutes(id, 1).attendance
  expect(await keepMinutes(city.handler, minutes(id, 1, { attendance: [row, row] }))).toMatchObject(refusedWith('invalidInput'))
})

it('decides beside another meeting of the same campaign at the same time', async () => {
  const ids = [await called(), await called(), await called()]
  const outcomes = await Promise.all(ids.map((id) => keepMinutes(city.handler, minutes(id, 1))))
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true])
  const whole = await getDecisions(city.handler, campaignId, 'late')
  const first = await getDecisions(city.handler, campaignId, 'late', undefined, 1)
  expect(first?.lines).toHaveLength(1)
  expect([first?.counts, first?.lines[0]?.id]).toEqual([whole?.counts, whole?.lines[0]?.id])
  expect(whole?.counts.late).toBe(whole?.lines.length)
})
