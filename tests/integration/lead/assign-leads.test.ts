import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { batchLimit } from '#domain/lead/inputs'
import { assignLeads } from '#server/lead/assign-leads'
import { leadIdsMatching } from '#server/lead/list-leads'
import { takeBackLeads } from '#server/lead/take-back'
import { takeUpLead } from '#server/lead/work-lead'
import { done } from '../../fixtures/campaigns'
import { aBatch, type Batch, type LeadPeople, leadPeople, leadRow, numberOf } from '../../fixtures/leads'
import { actionsOn, agencyNamed, noticesTo, officerOf, places } from '../../fixtures/matters'
import { verifyTrail } from '../../fixtures/trail'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-01T02:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
let people: LeadPeople
let batch: Batch
let [here, there] = [{ id: '' }, { id: '' }]
beforeAll(async () => {
  people = await leadPeople()
  here = await agencyNamed(places.bureau)
  there = await agencyNamed(places.otherBureau)
})
beforeEach(async () => {
  batch = await aBatch(6)
})

const assign = (leadIds: readonly string[] | string, agencyId = 'territory', actor = people.city) =>
  assignLeads(actor, { leadIds, agencyId }, now)

describe('assigning leads', () => {
  it('by territory gives each to the bureau of its institution, with a line in each trail and one notice per bureau', async () => {
    const told = (await noticesTo(here.id)).length
    expect(done(await assign(batch.leadIds))).toEqual({
      assigned: 6,
      at: now.toISOString(),
      leadIds: expect.arrayContaining(batch.leadIds),
      agencies: expect.arrayContaining([
        { name: places.bureau, count: 3 },
        { name: places.otherBureau, count: 3 },
      ]),
      left: [],
      unseen: 0,
    })
    const [first = '', last = ''] = [batch.leadIds[0], batch.leadIds[5]]
    expect(await leadRow(first)).toMatchObject({ state: 'toVerify', agency_id: here.id, region_no: 370811, version: 2 })
    expect(await leadRow(last)).toMatchObject({ state: 'toVerify', agency_id: there.id, region_no: 370881 })
    expect(await actionsOn(first)).toEqual(['lead.assign'])
    expect((await noticesTo(here.id)).length).toBe(told + 1)
    await verifyTrail(batch.leadIds)
  })

  it('to one agency gives it all of them, also one whose institution nobody knows', async () => {
    const [unknown = ''] = batch.leadIds
    await asOwner(`UPDATE lead SET institution_id = NULL, institution_name = '无此医院' WHERE id = $1`, [unknown])
    const byTerritory = done(await assign(batch.leadIds.slice(0, 2)))
    expect(byTerritory).toMatchObject({ assigned: 1, left: [{ why: 'noAgency' }] })
    expect(await leadRow(unknown)).toMatchObject({ state: 'toAssign', version: 1 })

    expect(done(await assign([unknown], there.id))).toMatchObject({ assigned: 1, left: [] })
    expect(await leadRow(unknown)).toMatchObject({ state: 'toVerify', agency_id: there.id })
  })

  it('to the units that do the bureau’s work under another name; to another once it is taken back', async () => {
    const { id: unit, regionNo } = await agencyNamed('济宁高新区人力资源部')
    const [lead = ''] = batch.leadIds
    done(await assign([lead], unit))
    expect(await leadRow(lead)).toMatchObject({ agency_id: unit, region_no: regionNo })
    expect(await assign([lead], here.id)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    done(await takeBackLeads(people.city, { leadIds: [lead] }, now))
    done(await assign([lead], here.id))
    expect(await leadRow(lead)).toMatchObject({ agency_id: here.id, region_no: 370811, version: 4 })
  })

  it('leaves what is with another agency already, and says how many', async () => {
    const [first = '', ...rest] = batch.leadIds
    done(await assign([first]))
    const outcome = done(await assign([first, ...rest], here.id))
    const left = [{ number: await numberOf(first), why: 'elsewhere' }]
    expect(outcome).toMatchObject({ assigned: 5, agencies: [{ name: places.bureau, count: 5 }], left, unseen: 0 })
    expect(await leadRow(first)).toMatchObject({ state: 'toVerify', version: 2 })
  })

  it('to itself lets the city verify what it holds, or give it down later', async () => {
    const [lead = ''] = batch.leadIds
    const city = await agencyNamed(places.cityBureau)
    expect(done(await assign([lead], city.id))).toMatchObject({ assigned: 1 })
    expect(done(await assign([lead], city.id))).toMatchObject({ assigned: 0, left: [{ why: 'there' }] })
    done(await takeUpLead(people.city, { leadId: lead, version: 2 }, now))
    expect(done(await assign([lead], here.id))).toMatchObject({ assigned: 0, left: [{ why: 'state' }] })
  })

  it('of as many as one act may take writes the trail of each, and is undone as one', async () => {
    const many = await aBatch(batchLimit)
    const told = (await noticesTo(here.id)).length
    const act = done(await assign(many.leadIds))
    expect(act).toMatchObject({ assigned: batchLimit, left: [] })
    expect((await noticesTo(here.id)).length).toBe(told + 1)
    const [lines] = await asOwner(
      `SELECT count(*)::int AS n FROM audit_entry e JOIN lead l ON l.id = e.subject_id WHERE l.batch_id = $1 AND e.action = 'lead.assign'`,
      [many.batchId],
    )
    expect(lines).toEqual({ n: batchLimit })
    expect(done(await takeBackLeads(people.city, { leadIds: act.leadIds, assignedAt: act.at }, later(1)))).toMatchObject({
      takenBack: batchLimit,
      left: [],
    })
    await verifyTrail(many.leadIds)
  })

  it('by two at once has one effect on each lead, and repeated under one key one effect at all', async () => {
    const both = await Promise.all([assign(batch.leadIds, here.id), assign(batch.leadIds, here.id)])
    expect(both.map((outcome) => (outcome.ok ? outcome.value.assigned : outcome.refusal.code)).sort()).toEqual([6, 'notFound'])
    done(await takeBackLeads(people.city, { leadIds: batch.leadIds }, now))
    const form = { leadIds: batch.leadIds.join(','), agencyId: there.id, requestKey: randomUUID() }
    const [one, other] = await Promise.all([assignLeads(people.city, form, now), assignLeads(people.city, form, now)])
    expect(one).toEqual(other)
    expect(await actionsOn(batch.leadIds[0] ?? '')).toEqual(['lead.assign', 'lead.takeBack', 'lead.assign'])
  })

  it.each([
    ['another department', () => officerOf(places.police, ['handler'])],
    ['the city’s police', () => officerOf('济宁市公安局', ['handler'])],
    ['another role of the city', () => officerOf(places.cityBureau, ['approver'])],
    ['no role', () => officerOf(places.cityBureau, [])],
    ['a county, which does not see what is not its own yet', () => officerOf(places.bureau, ['handler'])],
    ['the operating agency of the city', () => officerOf('济宁市医疗保险事业中心', ['handler'])],
    ['the province, while the city holds them', () => officerOf('山东省医疗保障局', ['handler'])],
    ['a lower clearance', () => officerOf(places.cityBureau, ['handler'], { clearance: 1 })],
  ])('is not for %s', async (_who, person) => {
    expect(await assign(batch.leadIds, 'territory', await person())).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await leadRow(batch.leadIds[0] ?? '')).toMatchObject({ state: 'toAssign', version: 1 })
  })

  it('a county does with its own only, and says that it did not see the others', async () => {
    done(await assign(batch.leadIds))
    expect(await assign(batch.leadIds, here.id, people.handler)).toMatchObject({ value: { assigned: 0, unseen: 3 } })
    expect(await assign(batch.leadIds.slice(3), here.id, people.handler)).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await assign(batch.leadIds.slice(0, 1), there.id, people.handler)).toEqual({ ok: false, refusal: { code: 'noAgency' } })
  })

  it('goes to no other department, no other city and no operating agency', async () => {
    const wrong = [places.police, '山东省医疗保障局', '任城区医疗保险事业中心']
    for (const name of wrong) {
      const { id } = await agencyNamed(name)
      expect(await assign(batch.leadIds, id)).toEqual({ ok: false, refusal: { code: 'noAgency' } })
    }
    expect(await leadRow(batch.leadIds[0] ?? '')).toMatchObject({ state: 'toAssign' })
  })

  it('refuses a form that is not its own', async () => {
    const refused = (form: object) => assignLeads(people.city, form, now)
    expect(await refused({ leadIds: [], agencyId: 'territory' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await refused({ leadIds: 'x', agencyId: 'territory' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await refused({ leadIds: batch.leadIds, agencyId: 'everybody' })).toMatchObject({ refusal: { code: 'invalidInput' } })
    expect(await refused({ leadIds: batch.leadIds, agencyId: 'territory', handlerId: randomUUID() })).toMatchObject({
      refusal: { code: 'unknownField' },
    })
    const tooMany = Array.from({ length: batchLimit + 1 }, () => randomUUID())
    expect(await refused({ leadIds: tooMany, agencyId: 'territory' })).toMatchObject({ refusal: { code: 'invalidInput' } })
  })
})

describe('taking an assignment back', () => {
  const takeBack = (leadIds: readonly string[], actor = people.city) => takeBackLeads(actor, { leadIds }, now)

  it('gives what nobody has taken up to the city again, with a line in each trail and one notice', async () => {
    done(await assign(batch.leadIds))
    done(await takeUpLead(people.handler, { leadId: batch.leadIds[0] ?? '', version: 2 }, now))
    const told = (await noticesTo(here.id)).length
    const outcome = done(await takeBack(batch.leadIds))
    expect(outcome).toMatchObject({ takenBack: 5, unseen: 0, left: [{ number: expect.stringMatching(/^XS-/), why: 'inWork' }] })
    expect(outcome.agencies).toEqual(
      expect.arrayContaining([
        { name: places.bureau, count: 2 },
        { name: places.otherBureau, count: 3 },
      ]),
    )
    const city = await agencyNamed(places.cityBureau)
    expect(await leadRow(batch.leadIds[0] ?? '')).toMatchObject({ state: 'verifying', agency_id: here.id })
    expect(await leadRow(batch.leadIds[1] ?? '')).toMatchObject({ state: 'toAssign', agency_id: city.id, region_no: 370800, version: 3 })
    expect(await actionsOn(batch.leadIds[1] ?? '')).toEqual(['lead.assign', 'lead.takeBack'])
    expect((await noticesTo(here.id)).length).toBe(told + 1)
    expect(await noticesTo(here.id)).toContain('leadsTakenBack')
    await verifyTrail(batch.leadIds)
  })

  it('of what the city had been assigned itself gives it back as it was: whose it was, since when, and open to be taken up', async () => {
    const [lead = ''] = batch.leadIds
    const [province, city] = [await agencyNamed('山东省医疗保障局'), await agencyNamed(places.cityBureau)]
    await asOwner(`UPDATE lead SET state = 'toVerify', agency_id = $2, assigned_by_agency_id = $3, assigned_at = $4 WHERE id = $1`, [
      ...[lead, city.id, province.id, later(-60)],
    ])
    const hands = async () => (await asOwner('SELECT assigned_by_agency_id, assigned_at, earlier_hands FROM lead WHERE id = $1', [lead]))[0]
    const before = await hands()
    const act = done(await assign([lead], here.id))
    expect(await leadRow(lead)).toMatchObject({ state: 'toVerify', agency_id: here.id })
    done(await takeBackLeads(people.city, { leadIds: act.leadIds.join(','), assignedAt: act.at }, later(1)))
    expect(await leadRow(lead)).toMatchObject({ state: 'toVerify', agency_id: city.id, region_no: 370800, version: 3 })
    expect(await hands()).toEqual(before)
    done(await takeUpLead(people.city, { leadId: lead, version: 3 }, later(2)))
  })

  it('undoes one act: exactly its rows, and says why each of the others stays', async () => {
    const [first = '', second = '', third = '', fourth = ''] = batch.leadIds
    done(await assign([fourth]))
    const act = done(await assignLeads(people.city, { leadIds: [first, second, third], agencyId: here.id }, later(1)))
    expect(act.leadIds.toSorted()).toEqual([first, second, third].toSorted())
    const undo = { leadIds: [...act.leadIds, fourth].join(','), assignedAt: act.at }
    done(await takeUpLead(people.handler, { leadId: first, version: 2 }, later(2)))
    done(await takeBack([second]))
    done(await assignLeads(people.city, { leadIds: [second], agencyId: there.id }, later(3)))

    const outcome = done(await takeBackLeads(people.city, undo, later(4)))
    expect(outcome).toMatchObject({ takenBack: 1, agencies: [{ name: places.bureau, count: 1 }], unseen: 0 })
    expect(outcome.left.map(({ why }) => why).toSorted()).toEqual(['inWork', 'movedOn', 'movedOn'])
    expect(await leadRow(third)).toMatchObject({ state: 'toAssign' })
    expect(await leadRow(second)).toMatchObject({ state: 'toVerify', agency_id: there.id })
    expect(await leadRow(fourth)).toMatchObject({ state: 'toVerify' })
    expect(done(await takeBackLeads(people.city, undo, later(5)))).toMatchObject({
      ...{ takenBack: 0, unseen: 0 },
      left: expect.arrayContaining([{ number: await numberOf(third), why: 'elsewhere' }]),
    })
  })

  it.each([
    ['the county that has them', () => officerOf(places.bureau, ['handler'])],
    ['the operating agency', () => officerOf('济宁市医疗保险事业中心', ['handler'])],
    ['the province, which did not assign them', () => officerOf('山东省医疗保障局', ['handler'])],
    ['another role of the city', () => officerOf(places.cityBureau, ['reviewer', 'approver'])],
  ])('is not for %s', async (_who, person) => {
    done(await assign(batch.leadIds))
    expect(await takeBack(batch.leadIds, await person())).toEqual({ ok: false, refusal: { code: 'notFound' } })
    expect(await leadRow(batch.leadIds[0] ?? '')).toMatchObject({ state: 'toVerify', version: 2 })
  })
})

describe('all that match a filter', () => {
  it('are those the person was told of, or none', async () => {
    expect(done(await leadIdsMatching(people.city, `batch=${batch.number}`, 6)).sort()).toEqual([...batch.leadIds].sort())
    expect(await leadIdsMatching(people.city, `batch=${batch.number}`, 5)).toEqual({
      ok: false,
      refusal: { code: 'selectionChanged', detail: { expected: 5, found: 6 } },
    })
    expect(done(await leadIdsMatching(people.handler, `batch=${batch.number}`, 0))).toEqual([])
  })

  it('past what one act may take are refused with the limit', async () => {
    const many = await aBatch(batchLimit + 1)
    expect(await leadIdsMatching(people.city, `batch=${many.number}`, batchLimit + 1)).toEqual({
      ok: false,
      refusal: { code: 'tooMany', detail: { limit: batchLimit } },
    })
    // Told of as many as one act takes, they chose the first, those due soonest.
    const first = done(await leadIdsMatching(people.city, `batch=${many.number}`, batchLimit))
    const due = await asOwner<{ day: string }>('SELECT max(due_on)::text AS day FROM lead WHERE id = ANY($1)', [first])
    const left = await asOwner<{ day: string }>(`SELECT min(due_on)::text AS day FROM lead WHERE batch_number = $1 AND id <> ALL($2)`, [
      many.number,
      first,
    ])
    expect([new Set(first).size, (due[0]?.day ?? '') <= (left[0]?.day ?? '')]).toEqual([batchLimit, true])
  })
})
