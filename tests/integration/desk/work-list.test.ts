import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { getWorkCentre } from '#server/desk/work-list'
import { takeUpLead } from '#server/lead/work-lead'
import { approveReferral } from '#server/referral/approve-referral'
import { deliverReferral } from '#server/referral/deliver-referral'
import { proposePoliceReferral } from '#server/referral/propose-police-referral'
import { getReferral } from '#server/referral/queries'
import { receiveReferral } from '#server/referral/receive-referral'
import { done } from '../../fixtures/campaigns'
import { aFiledCase } from '../../fixtures/case-scenes'
import { aBatch, type LeadPeople, leadPeople } from '../../fixtures/leads'
import { agencyNamed, officerOf, places } from '../../fixtures/matters'
import { approvalOf, aScene, at, policeForm, type Scene, value } from '../../fixtures/referral-scenes'
import { asOwner } from '../../support/as-owner'

/** 2026-06-10 is a Wednesday: Thursday, Friday and Monday are the three working days after it. */
const now = new Date('2026-06-10T02:00:00Z')
let people: LeadPeople

beforeAll(async () => {
  people = await leadPeople()
})

/** Leads that a new county bureau of nobody else's was given, due on these days. */
async function leadsDue(days: readonly string[]): Promise<void> {
  const { leadIds } = await aBatch(days.length)
  const { id, regionNo } = await agencyNamed(places.bureau)
  await asOwner(
    `UPDATE lead SET state = 'toVerify', assigned_by_agency_id = agency_id, agency_id = $2, region_no = $3, assigned_at = now(), version = 2,
       due_on = (SELECT day FROM unnest($1::uuid[], $4::date[]) AS due(id, day) WHERE due.id = lead.id) WHERE id = ANY ($1::uuid[])`,
    [leadIds, id, regionNo, days],
  )
}

describe('the desk', () => {
  it('counts what is due today and soon over all rows, however many are late, and pages through them in the order of their days', async () => {
    const days = [...Array<string>(70).fill('2026-05-20'), '2026-06-10', '2026-06-10', '2026-06-11', '2026-06-15', '2026-06-16']
    await leadsDue(days)
    const desk = await getWorkCentre(people.handler, {}, now)
    expect(desk).toMatchObject({ late: 70, today: 2, soon: 2, count: 75, counts: { verifyLead: 75 } })
    expect(desk.items).toHaveLength(50)

    const second = await getWorkCentre(people.handler, { after: desk.next ?? '' }, now)
    expect(second.next).toBeNull()
    expect(second.items.map(({ due }) => due?.state)).toEqual([
      ...Array<string>(20).fill('overdue'),
      ...['today', 'today', 'soon', 'soon', 'ample'],
    ])
    expect(new Set([...desk.items, ...second.items].map(({ id }) => id)).size).toBe(75)
  })

  it.each([
    ['late', 70, 'overdue'],
    ['today', 2, 'today'],
    ['soon', 2, 'soon'],
  ] as const)('shows only what is %s, as many as the tile says', async (due, count, state) => {
    const desk = await getWorkCentre(people.handler, { due }, now)
    expect(desk.count).toBe(count)
    const rest = desk.next ? (await getWorkCentre(people.handler, { due, after: desk.next }, now)).items : []
    expect([...desk.items, ...rest].map((item) => item.due?.state)).toEqual(Array<string>(count).fill(state))
  })

  it('tells the last minute of today from the first of tomorrow, as the badge does', async () => {
    const lastMinute = await getWorkCentre(people.handler, { due: 'today' }, new Date('2026-06-10T15:59:59Z'))
    expect(lastMinute.count).toBe(2)
    const midnight = await getWorkCentre(people.handler, { due: 'late' }, new Date('2026-06-10T16:00:00Z'))
    expect(midnight.count).toBe(72)
  })

  it('holds no lead that another officer has taken up, and of an address with nonsense in it the first page', async () => {
    const before = await getWorkCentre(people.colleague, {}, now)
    const [first] = before.items
    done(await takeUpLead(people.handler, { leadId: first?.id ?? '', version: 2 }, now))
    expect((await getWorkCentre(people.colleague, {}, now)).count).toBe(before.count - 1)
    expect((await getWorkCentre(people.handler, {}, now)).count).toBe(before.count)
    for (const after of ['x', "infinity~clock~'", `2026-06-10~nothing~${randomUUID()}`, '~~'])
      expect((await getWorkCentre(people.colleague, { after }, now)).items).toHaveLength(50)
  })

  it('lists to assign only what the own agency holds: nothing that waits at the city for a county, nothing below for the city’s operating agency', async () => {
    await aBatch(3)
    expect((await getWorkCentre(people.city, {}, now)).counts.assignLead).toBe(3)
    for (const name of [places.bureau, '山东省医疗保障局', '济宁市医疗保险事业中心'])
      expect((await getWorkCentre(await officerOf(name, ['handler']), {}, now)).counts.assignLead, name).toBeUndefined()
  })
})

describe('one matter', () => {
  let scene: Scene
  let referralId = ''
  beforeAll(async () => {
    scene = await aScene()
    const caseId = await aFiledCase(scene)
    referralId = value(await proposePoliceReferral(scene.handler, await policeForm(caseId), at(0))).referralId
  })
  const about = async (actor: Scene['handler'], hours: number) => {
    const kinds: string[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const desk = await getWorkCentre(actor, after ? { after } : {}, at(hours))
      kinds.push(...desk.items.filter(({ href }) => href === `/referrals/${referralId}`).map(({ kind }) => kind))
      after = desk.next
    }
    return kinds
  }

  it('stands once on the approver’s desk, under what is to be done, with the clock’s deadline', async () => {
    expect(await about(scene.approver, 1)).toEqual(['approveReferral'])
    const [item] = (await getWorkCentre(scene.approver, { kind: 'approveReferral' }, at(1))).items
    expect(item?.due).toMatchObject({ dueOn: '2026-06-13' })
    expect(await about(scene.handler, 1)).toEqual(['clock'])
  })

  it('is told to those who may approve it and not to who proposed it', async () => {
    const told = await asOwner<{ user_id: string | null }>(
      `SELECT user_id FROM notification WHERE link = $1 AND kind = 'referralProposed'`,
      [`/referrals/${referralId}`],
    )
    expect(told.map(({ user_id: id }) => id)).toContain(scene.approver.userId)
    expect(told.map(({ user_id: id }) => id)).not.toContain(scene.handler.userId)
    expect(told.map(({ user_id: id }) => id)).not.toContain(null)
  })

  it('goes on to the handler’s desk once it is approved, once', async () => {
    value(await approveReferral(scene.approver, await approvalOf(scene.approver, referralId), at(2)))
    expect(await about(scene.handler, 3)).toEqual(['deliverReferral'])
    expect(await about(scene.approver, 3)).toEqual(['clock'])
  })

  it('delivered and not signed for is late on the receiver’s, the sender’s and both superiors’ desks, until it is signed for', async () => {
    value(await deliverReferral(scene.handler, { referralId, version: 2 }, at(3)))
    const clocks = () =>
      asOwner(
        `SELECT rule_id, started_at, due_at, stopped_at, responsible_department::text AS who, other_department::text AS other
         FROM statutory_clock WHERE subject_id = $1 AND rule_id = 'CK71'`,
        [referralId],
      )
    expect(await clocks()).toEqual([{ rule_id: 'CK71', started_at: at(3), due_at: at(27), stopped_at: null, who: 'PS', other: 'MI' }])

    const lateFor = async (actor: Scene['handler']) => {
      const { items } = await getWorkCentre(actor, { due: 'late' }, at(28))
      return items.filter(({ href }) => href === `/referrals/${referralId}`).map(({ kind, clockName }) => clockName ?? kind)
    }
    expect(await lateFor(scene.police)).toEqual(['receiveReferral'])
    const supervisors = [await officerOf(places.bureau, ['supervisor']), await officerOf(places.cityBureau, ['supervisor'])]
    for (const onlooker of [...supervisors, await officerOf('济宁市公安局', ['supervisor'])])
      expect(await lateFor(onlooker)).toEqual(['签收移送'])
    const page = await getReferral(scene.handler, referralId, at(28))
    expect(page?.clocks.find(({ ruleId }) => ruleId === 'CK71')).toMatchObject({ verified: false, due: { state: 'overdue' } })

    value(await receiveReferral(scene.police, { referralId, version: 3 }, at(29)))
    expect(await clocks()).toMatchObject([{ stopped_at: at(29) }])
    expect(await lateFor(supervisors[0] ?? scene.handler)).toEqual([])
  })
})
