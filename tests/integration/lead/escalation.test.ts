import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { bureauAboveSql, loadBureaus } from '#server/clock/bureaus'
import { getWorkCentre } from '#server/desk/work-list'
import { decideEscalation, proposeEscalation } from '#server/lead/escalate-lead'
import { escalationOf, listEscalations } from '#server/lead/escalation-queries'
import { listNotices } from '#server/notification/queries'
import { query } from '#server/query'
import { done } from '../../fixtures/campaigns'
import { anAssignedLead, type LeadPeople, leadPeople, leadRow } from '../../fixtures/leads'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

/** Monday; the leads of the fixture were assigned on 1 June. */
const now = new Date('2026-06-15T02:00:00Z')
const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const reason = '涉及金额大，本级力量不足，建议提级处理'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

/** A high risk that has lain in 任城区 for ten working days. Version 2. */
async function aSlowLead(): Promise<string> {
  const id = await anAssignedLead()
  await asOwner(`UPDATE lead SET risk = 'high' WHERE id = $1`, [id])
  return id
}
const listed = async (actor: Actor) => (await listEscalations(actor, now)).map(({ id }) => id)
const decide = (actor: Actor, leadId: string, version?: number, outcome = 'accepted') =>
  decideEscalation(actor, { leadId, kind: 'flight', outcome, reason, ...(version !== undefined && { version }) }, now)

describe('a lead that the rules put forward', () => {
  it('is listed for the bureau above alone, and for nobody once it is answered', async () => {
    const [slow, plain] = [await aSlowLead(), await anAssignedLead()]
    expect(await listed(people.cityApprover)).toContain(slow)
    expect(await listed(people.cityApprover)).not.toContain(plain)
    expect(await listed(await officerOf('山东省医疗保障局', ['approver']))).toContain(slow)
    for (const actor of [people.approver, people.otherCounty, await officerOf('济宁市公安局', ['approver'])])
      expect(await listed(actor)).not.toContain(slow)
    expect(await escalationOf(people.cityApprover, slow, now)).toMatchObject({ grounds: ['graveNotBegun'], mayDecide: true })
    expect(await escalationOf(people.approver, slow, now)).toMatchObject({ mayDecide: false, mayPropose: true })
    expect(await escalationOf(people.otherCounty, slow, now)).toBeNull()
    await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE id = $1`, [slow])
    expect(await listed(people.cityApprover)).not.toContain(slow)
  })

  it('is decided there by a person, once, and moves nothing', async () => {
    const leadId = await aSlowLead()
    const before = await leadRow(leadId)
    const strangers = [
      people.city,
      people.approver,
      people.otherCounty,
      await officerOf(places.otherBureau, ['approver']),
      await officerOf('济宁市医疗保险事业中心', ['approver']),
      await officerOf('济宁市公安局', ['approver']),
    ]
    for (const actor of strangers) expect(await decide(actor, leadId)).toMatchObject(refusedWith('notFound'))
    expect(await decide(people.cityApprover, leadId, 1)).toMatchObject(refusedWith('changedMeanwhile'))
    const both = await Promise.all([decide(people.cityApprover, leadId), decide(people.cityApprover, leadId)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await leadRow(leadId)).toEqual(before)
    expect(await actionsOn(leadId)).toEqual(['lead.decideEscalation'])
    expect(await escalationOf(people.handler, leadId, now)).toMatchObject({
      escalations: [{ state: 'accepted', grounds: ['graveNotBegun'] }],
    })
    expect(await listed(people.cityApprover)).not.toContain(leadId)
    expect(await decide(people.cityApprover, await anAssignedLead())).toMatchObject(refusedWith('wrongState'))
  })
})

describe('a lead that was decided on', () => {
  it('comes up again for a rule that holds since, with that one alone, and for none that was decided', async () => {
    const leadId = await aSlowLead()
    done(await decide(people.cityApprover, leadId, undefined, 'declined'))
    expect(await listed(people.cityApprover)).not.toContain(leadId)
    expect(await decide(people.cityApprover, leadId)).toMatchObject(refusedWith('wrongState'))
    await asOwner(`UPDATE lead SET amount_fen = 60000000 WHERE id = $1`, [leadId])
    const again = (await listEscalations(people.cityApprover, now)).find(({ id }) => id === leadId)
    expect(again).toMatchObject({ grounds: ['largeAmount'], proposed: false })
    expect(await escalationOf(people.cityApprover, leadId, now)).toMatchObject({ mayDecide: true })
    done(await decide(people.cityApprover, leadId))
    expect(await listed(people.cityApprover)).not.toContain(leadId)
    expect(await escalationOf(people.cityApprover, leadId, now)).toMatchObject({
      ...{ mayDecide: false, grounds: ['graveNotBegun', 'largeAmount'] },
      escalations: [{ grounds: ['graveNotBegun'] }, { grounds: ['largeAmount'] }],
    })
  })

  it('counts as decided for every rule that holds by then, though a person put it forward before', async () => {
    const leadId = await anAssignedLead()
    done(await proposeEscalation(people.handler, { leadId, version: 2, kind: 'cross', reason }, now))
    await asOwner(`UPDATE lead SET amount_fen = 60000000 WHERE id = $1`, [leadId])
    done(await decide(people.cityApprover, leadId, 1, 'declined'))
    expect(await listed(people.cityApprover)).not.toContain(leadId)
  })
})

it('hides no lead behind those that have lain for days enough, but not for working days enough', async () => {
  const [soon, late] = [await aSlowLead(), await aSlowLead()]
  // By 15 June, a Monday, five working days have passed since the 8th, and six since the Sunday before it.
  await asOwner(`UPDATE lead SET assigned_at = '2026-06-07T16:00:00Z', due_on = '2026-06-10' WHERE id = $1`, [soon])
  await asOwner(`UPDATE lead SET assigned_at = '2026-06-07T15:59:00Z', due_on = '2026-06-11' WHERE id = $1`, [late])
  const all = await listed(people.cityApprover)
  expect(all).toContain(late)
  expect(all).not.toContain(soon)
  expect((await listEscalations(people.cityApprover, now, all.indexOf(late) + 1)).map(({ id }) => id)).toContain(late)
})

it('finds the bureau above by the numbers of regions as by the regions themselves', async () => {
  const agencies = await asOwner<{ regionNo: number; above: string | null }>(
    `SELECT a.region_no AS "regionNo", ${bureauAboveSql('a.region_no')} AS above FROM agency a WHERE a.department = 'MI' AND a.kind = 'bureau'`,
  )
  const bureaus = await query(people.city, loadBureaus)
  expect(agencies.filter(({ above }) => above !== null).length).toBeGreaterThan(10)
  for (const { regionNo, above } of agencies) expect(above, String(regionNo)).toBe(bureaus.above('MI', regionNo)?.id ?? null)
})

describe('a lead that its holder puts forward', () => {
  const propose = (actor: Actor, leadId: string, version = 2) => proposeEscalation(actor, { leadId, version, kind: 'cross', reason }, now)

  it('waits for the bureau above, once', async () => {
    const leadId = await anAssignedLead()
    for (const actor of [people.reviewer, people.otherCounty, people.city])
      expect(await propose(actor, leadId)).toMatchObject(refusedWith('notFound'))
    expect(await propose(people.handler, leadId, 1)).toMatchObject(refusedWith('changedMeanwhile'))
    done(await propose(people.handler, leadId))
    expect(await propose(people.approver, leadId)).toMatchObject(refusedWith('alreadyExists'))
    expect(await listed(people.cityApprover)).toContain(leadId)
    expect(await decide(people.cityApprover, leadId)).toMatchObject(refusedWith('changedMeanwhile'))
    const proposer = { ...people.cityApprover, userId: people.handler.userId }
    expect(await decide(proposer, leadId, 1)).toMatchObject(refusedWith('samePerson'))
    done(await decide(people.cityApprover, leadId, 1, 'declined'))
    expect(await decide(people.cityApprover, leadId, 1)).toMatchObject(refusedWith('changedMeanwhile'))
    expect(await escalationOf(people.handler, leadId, now)).toMatchObject({ open: null, escalations: [{ state: 'declined', version: 2 }] })
  })

  it('is told to those who decide at the bureau above, and stands on their desk alone until it is decided', async () => {
    const leadId = await anAssignedLead()
    const above = await officerOf(places.cityBureau, ['approver'], { name: '市分管' })
    const others = [
      ...[people.approver, people.handler, people.city, people.otherCounty, await officerOf(places.otherBureau, ['approver'])],
      ...[await officerOf('济南市医疗保障局', ['approver']), await officerOf('山东省医疗保障局', ['approver'])],
      ...[await officerOf('济宁市医疗保险事业中心', ['approver']), await officerOf('济宁市公安局', ['approver'])],
      await officerOf(places.cityBureau, ['approver'], { clearance: 1 }),
    ]
    const link = `/leads/${leadId}`
    const onDesk = async (actor: Actor) =>
      (await getWorkCentre(actor, { kind: 'decideEscalation' }, now)).items.some(({ href }) => href === link)
    const told = async (actor: Actor) =>
      (await listNotices(actor)).some((notice) => notice.kind === 'escalationProposed' && notice.link === link)

    expect([await onDesk(above), await told(above)]).toEqual([false, false])
    done(await propose(people.handler, leadId))
    expect([await onDesk(above), await told(above), await onDesk(people.cityApprover)]).toEqual([true, true, true])
    expect((await getWorkCentre(above, {}, now)).counts.decideEscalation).toBeGreaterThan(0)
    for (const other of others) expect([await onDesk(other), await told(other)], other.agencyName).toEqual([false, false])
    done(await decide(above, leadId, 1))
    expect([await onDesk(above), await onDesk(people.cityApprover)]).toEqual([false, false])
  })

  it('stands on no desk of the bureau that holds it by now, nor of whoever keeps away from it, and once it is answered on none', async () => {
    const [returned, keptFrom] = [await anAssignedLead(), await anAssignedLead()]
    for (const leadId of [returned, keptFrom]) done(await propose(people.handler, leadId))
    const desk = async (actor: Actor) => (await getWorkCentre(actor, { kind: 'decideEscalation' }, now)).items.map(({ href }) => href)
    expect(await desk(people.cityApprover)).toEqual(expect.arrayContaining([`/leads/${returned}`, `/leads/${keptFrom}`]))
    await asOwner('UPDATE lead SET agency_id = $2 WHERE id = $1', [returned, people.city.agencyId])
    const away = await officerOf(places.cityBureau, ['approver'])
    await asOwner(
      `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
       VALUES (gen_random_uuid(), $1, 'lead', $2, 'MI', 370800, '亲属任职', $1, now())`,
      [away.userId, keptFrom],
    )
    expect(await desk(people.cityApprover)).not.toContain(`/leads/${returned}`)
    expect(await desk({ ...away, recusedIds: [keptFrom] })).not.toContain(`/leads/${keptFrom}`)
    await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE id = ANY ($1)`, [
      [returned, keptFrom],
    ])
    expect(await desk(people.cityApprover)).not.toContain(`/leads/${keptFrom}`)
  })

  it('stands before any number that are overdue', async () => {
    const [overdue, leadId] = [await anAssignedLead(), await anAssignedLead()]
    await asOwner(`UPDATE lead SET due_on = '2026-01-31' WHERE id = $1`, [overdue])
    expect(await listed(people.cityApprover)).toContain(overdue)
    done(await propose(people.handler, leadId))
    expect(await listEscalations(people.cityApprover, now, 1)).toMatchObject([{ id: leadId, proposed: true }])
    done(await decide(people.cityApprover, leadId, 1, 'declined'))
    expect(await listEscalations(people.cityApprover, now, 1)).toMatchObject([{ id: overdue, proposed: false }])
  })

  it('is not put forward once it is answered', async () => {
    const leadId = await anAssignedLead()
    await asOwner(`UPDATE lead SET state = 'concluded', conclusion = 'unsubstantiated', concluded_at = now() WHERE id = $1`, [leadId])
    expect(await propose(people.handler, leadId)).toMatchObject(refusedWith('wrongState'))
  })
})
