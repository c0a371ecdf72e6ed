import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { getDecisions } from '#server/campaign/decisions'
import { getMeetings } from '#server/campaign/meetings'
import { recordMeeting } from '#server/campaign/record-meeting'
import { setLeadingGroup } from '#server/campaign/set-leading-group'
import { agencyId } from '../../../prisma/reference/rows'
import { city, county, done, draftCampaign, launchedCampaign, officerOf, withOwnNumber } from '../../fixtures/campaigns'
import { asOwner } from '../../support/as-owner'

let campaignId = ''
beforeAll(async () => {
  campaignId = await launchedCampaign()
})

const meeting = () => ({
  campaignId,
  title: '专项整治启动部署会议',
  heldOn: '2024-05-22',
  agenda: '一、通报上年情况；二、部署自查自纠。',
  minutes: '各部门确定联络员一名。',
  attendance: [
    { agencyId: agencyId('PS-370800'), name: '李建国', present: true },
    { agencyId: agencyId('FI-370800'), name: '', present: false },
  ],
  decisions: [{ text: '公安机关于六月底前完成移交线索的初查', agencyId: agencyId('PS-370800'), dueOn: '2024-06-30' }],
})

describe('a meeting', () => {
  it('is recorded with who was there, and each decision becomes a duty with its owner’s agency and due date', async () => {
    const { meetingId } = done(await recordMeeting(city.handler, meeting()))
    expect(
      await asOwner('SELECT agency_name, name, present FROM meeting_attendee WHERE meeting_id = $1 ORDER BY seq', [meetingId]),
    ).toEqual([
      { agency_name: '济宁市公安局', name: '李建国', present: true },
      { agency_name: '济宁市财政局', name: '', present: false },
    ])
    const papers = "SELECT title FROM official_document WHERE kind = 'meetingMinutes' AND subject_id = $1 AND state = 'issued'"
    expect(await asOwner(papers, [campaignId])).toEqual([{ title: '联席会议纪要：专项整治启动部署会议' }])
    const [row] = await asOwner<{ duty_id: string }>('SELECT * FROM meeting_decision WHERE meeting_id = $1', [meetingId])
    expect(row).toMatchObject({ agency_name: '济宁市公安局', meeting_title: '专项整治启动部署会议', open_to: expect.anything() })

    const [duty] = await asOwner(
      `SELECT d.seq, d.title, a.agency_id, a.department::text, a.due_on::text FROM duty d JOIN duty_assignment a ON a.duty_id = d.id WHERE d.id = $1`,
      [row?.duty_id],
    )
    expect(duty).toEqual({
      seq: 12,
      title: '公安机关于六月底前完成移交线索的初查',
      agency_id: agencyId('PS-370800'),
      department: 'PS',
      due_on: '2024-06-30',
    })
    expect(await asOwner(`SELECT agency_id FROM notification WHERE dedupe_key = $1`, [`duty.decided:${row?.duty_id}`])).toEqual([
      { agency_id: agencyId('PS-370800') },
    ])
  })

  it('that orders something of an agency elsewhere is refused whole', async () => {
    const before = await asOwner('SELECT count(*)::int AS n FROM duty WHERE campaign_id = $1', [campaignId])
    const decisions = [...meeting().decisions, { text: '省局协调数据', agencyId: agencyId('MI-370000'), dueOn: '' }]
    expect(await recordMeeting(city.handler, { ...meeting(), decisions })).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await asOwner('SELECT count(*)::int AS n FROM duty WHERE campaign_id = $1', [campaignId])).toEqual(before)
  })

  it.each([
    ['a county', county.handler],
    ['a department that took part', officerOf('PS', 370800, ['handler'])],
  ])('is not recorded by %s', async (_who, actor) => {
    expect(await recordMeeting(actor, meeting())).toEqual({ ok: false, refusal: { code: 'notFound' } })
  })

  it('is not recorded before the launch', async () => {
    const draft = await draftCampaign(city.handler, withOwnNumber)
    expect(await recordMeeting(city.handler, { ...meeting(), campaignId: draft })).toMatchObject({
      ok: false,
      refusal: { code: 'wrongState' },
    })
  })
})

describe('the ledger of decisions', () => {
  const ordered = '曲阜市医疗保障局于六月底前完成复查'
  const read = async (actor: Actor, at = new Date('2024-07-01T01:00:00Z')) =>
    (await getDecisions(actor, campaignId, 'all', at))?.lines.filter(({ text }) => text === ordered)

  it('says of each how its duty goes to whoever follows it, and to nobody else that it is there', async () => {
    const decisions = [{ text: ordered, agencyId: agencyId('MI-370812'), dueOn: '2024-06-30' }]
    const { meetingId } = done(await recordMeeting(city.handler, { ...meeting(), decisions }))
    const bound = officerOf('MI', 370812, ['handler'])
    for (const actor of [city.handler, bound]) {
      expect(await read(actor)).toMatchObject([{ state: 'notStarted', late: true, meetingTitle: '专项整治启动部署会议' }])
      expect(await read(actor, new Date('2024-06-30T01:00:00Z'))).toMatchObject([{ late: false }])
    }
    // Whoever was asked to the meeting knows what was decided; how another agency does it is not theirs.
    expect(await read(officerOf('PS', 370800, ['handler']))).toMatchObject([{ state: null, late: false, ownerName: null }])
    for (const actor of [county.handler, officerOf('CT', 370800, ['handler']), officerOf('PS', 370811, ['handler'])])
      expect(await read(actor)).toEqual([])
    expect(await getDecisions(officerOf('MI', 370900, ['handler']), campaignId, 'all')).toBeNull()

    const seen = async (actor: Actor) => (await getMeetings(actor, campaignId))?.meetings.filter(({ id }) => id === meetingId).length
    for (const actor of [city.handler, officerOf('PS', 370800, ['handler']), officerOf('PS', 370000, ['handler'])])
      expect(await seen(actor)).toBe(1)
    for (const actor of [officerOf('CT', 370800, ['handler']), county.handler]) expect(await seen(actor)).toBe(0)
  })
})

describe('the leading group', () => {
  const members = [
    { name: '陈志远', title: '副市长', role: '组长', department: null, agencyName: '济宁市人民政府' },
    { name: '李建国', title: '副局长', role: '成员', department: 'PS', agencyName: '济宁市公安局' },
  ]
  const version = async () =>
    (await asOwner<{ version: number }>('SELECT version FROM campaign WHERE id = $1', [campaignId]))[0]?.version ?? 0

  it('is set as one list, and replaced as one', async () => {
    done(await setLeadingGroup(city.handler, { campaignId, version: await version(), members }))
    done(await setLeadingGroup(city.approver, { campaignId, version: await version(), members: members.slice(0, 1) }))
    expect(await asOwner('SELECT name, role FROM leading_group_member WHERE campaign_id = $1', [campaignId])).toEqual([
      { name: '陈志远', role: '组长' },
    ])
    const papers = "SELECT count(*)::int AS n FROM official_document WHERE kind = 'leadingGroupNotice' AND subject_id = $1"
    expect(await asOwner(papers, [campaignId])).toEqual([{ n: 2 }])
  })

  it('is set by one of two who try at once', async () => {
    const seen = await version()
    const outcomes = await Promise.all([
      setLeadingGroup(city.handler, { campaignId, version: seen, members }),
      setLeadingGroup(city.approver, { campaignId, version: seen, members: [] }),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is not set by a department that takes part', async () => {
    expect(await setLeadingGroup(officerOf('PS', 370800, ['handler']), { campaignId, version: await version(), members })).toEqual({
      ok: false,
      refusal: { code: 'notFound' },
    })
  })
})
