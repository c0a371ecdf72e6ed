import { beforeAll, describe, expect, it } from 'vitest'
import { clusterOfLead } from '#server/lead/cluster-of-lead'
import { filterOf } from '#server/lead/lead-filter'
import { linkSubjects, unlinkSubjects } from '#server/lead/link-subjects'
import { listLeads } from '#server/lead/list-leads'
import { repeatsOfInstitution, repeatsOfLead } from '#server/lead/repeats-of-lead'
import { done } from '../../fixtures/campaigns'
import { anAssignedLead, type LeadPeople, leadPeople, numberOf } from '../../fixtures/leads'
import { actionsOn, officerOf } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const reason = '同一负责人、同一地址，现场核对为一家'

let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

const set = (id: string, sql: string) => asOwner(`UPDATE lead SET ${sql} WHERE id = $1`, [id])
const institutionOf = async (id: string) =>
  (await asOwner<{ id: string }>('SELECT institution_id AS id FROM lead WHERE id = $1', [id]))[0]?.id ?? ''

/** Three leads on three lists about one institution; the third is with another county. */
async function threeTimes() {
  const ids = [await anAssignedLead(), await anAssignedLead(), await anAssignedLead()] as const
  const institutionId = await institutionOf(ids[0])
  for (const id of ids) await set(id, `institution_id = '${institutionId}'`)
  await set(ids[2], 'region_no = 370881')
  return { ids, institutionId }
}

describe('how often a subject has come down', () => {
  it('counts the lists, campaigns and proofs that this person sees, and no others', async () => {
    const { ids, institutionId } = await threeTimes()
    await set(
      ids[0],
      `state = 'concluded', conclusion = 'substantiated', concluded_at = now(), billed_fen = 1, irregular_fen = 1, fund_loss_fen = 1`,
    )
    expect((await repeatsOfLead(people.city, ids[0]))?.institution).toMatchObject({ leads: 3, lists: 3, substantiated: 1, denser: true })
    expect((await repeatsOfLead(people.handler, ids[0]))?.institution).toMatchObject({ leads: 2, lists: 2, denser: false })
    expect(await repeatsOfLead(people.handler, ids[2])).toBeNull()
    expect(await repeatsOfInstitution(people.otherCounty, institutionId)).toMatchObject({ leads: 1, lists: 1 })
    expect(await repeatsOfInstitution(await officerOf('济宁市公安局', ['handler']), institutionId)).toMatchObject({ leads: 0 })
  })

  it('knows a person by the number wherever they were, and gives the number’s index to no page', async () => {
    const [one, other] = [await anAssignedLead(), await anAssignedLead()]
    const index = one.replaceAll('-', '').repeat(2)
    for (const id of [one, other]) await set(id, `id_index = '${index}', person_name = '王芳'`)
    const repeats = await repeatsOfLead(people.handler, one)
    expect(repeats?.person).toMatchObject({ leads: 2, lists: 2 })
    const cluster = await clusterOfLead(people.handler, one)
    expect(JSON.stringify([repeats, cluster])).not.toMatch(/[0-9a-f]{32}/)

    // The link names a lead: it opens for whoever sees that lead, and what they see of the others.
    const href = cluster?.nodes.find(({ kind }) => kind === 'person')?.href ?? ''
    expect([one, other].map((id) => `/leads?samePersonAs=${id}`)).toContain(href)
    const filter = filterOf(href.replace('/leads?', ''))
    const rows = async (actor = people.handler) => (await listLeads(actor, filter)).rows.map(({ id }) => id).sort()
    expect(await rows()).toEqual([one, other].sort())
    expect(await rows(people.otherCounty)).toEqual([])
    await set(filter.samePersonAs ?? '', 'region_no = 370881')
    expect(await rows()).toEqual([])
    expect(await rows(people.otherCounty)).toEqual([filter.samePersonAs])
  })
})

describe('two leads that somebody says are of one subject', () => {
  /** Two institutions under one telephone. */
  async function alike() {
    const [one, other] = [await anAssignedLead(), await anAssignedLead()]
    await asOwner(`UPDATE institution SET phone = $3 WHERE id IN ($1, $2)`, [
      await institutionOf(one),
      await institutionOf(other),
      `0537-${one}`,
    ])
    return { one, other, otherNumber: await numberOf(other) }
  }

  it('are proposed with what is alike, counted together, and apart again when it is taken back', async () => {
    const { one, other, otherNumber } = await alike()
    const before = await repeatsOfLead(people.handler, one)
    expect(before).toMatchObject({ institution: { leads: 1 }, candidates: [{ number: otherNumber, why: ['samePhone'], score: 60 }] })
    const { id } = done(await linkSubjects(people.handler, { leadId: one, otherNumber, reason }))
    expect(await repeatsOfLead(people.handler, one)).toMatchObject({ institution: { leads: 2 }, candidates: [] })
    expect(await repeatsOfLead(people.handler, other)).toMatchObject({ institution: { leads: 2 }, links: [{ score: 60, reason }] })
    expect(await linkSubjects(people.city, { leadId: other, otherNumber: await numberOf(one), reason })).toMatchObject(
      refusedWith('alreadyExists'),
    )

    expect(await unlinkSubjects(people.otherCounty, { linkId: id, version: 1, reason })).toMatchObject(refusedWith('notFound'))
    expect(await unlinkSubjects(people.handler, { linkId: id, version: 2, reason })).toMatchObject(refusedWith('changedMeanwhile'))
    const twice = [
      unlinkSubjects(people.handler, { linkId: id, version: 1, reason }),
      unlinkSubjects(people.handler, { linkId: id, version: 1, reason }),
    ]
    expect((await Promise.all(twice)).filter(({ ok }) => ok)).toHaveLength(1)
    expect(await repeatsOfLead(people.handler, one)).toMatchObject({
      institution: { leads: 1 },
      links: [{ state: 'undone', undoReason: reason }],
    })
    expect((await actionsOn(one)).concat(await actionsOn(other)).sort()).toEqual(['lead.linkSubjects', 'lead.unlinkSubjects'])
    done(await linkSubjects(people.handler, { leadId: one, otherNumber, reason }))
  })

  it('are proposed as one person of one institution where a name stands once without its number, and counted as the person’s', async () => {
    const [named, nameless, another] = [await anAssignedLead(), await anAssignedLead(), await anAssignedLead()]
    const there = `institution_id = '${await institutionOf(named)}', person_name = '王芳'`
    await set(named, `${there}, id_index = 'blind-${named}'`)
    await set(nameless, `${there}, id_index = NULL`)
    await set(another, `${there}, id_index = 'blind-${another}'`)
    const otherNumber = await numberOf(nameless)
    expect(await repeatsOfLead(people.handler, named)).toMatchObject({
      person: { leads: 1 },
      candidates: [{ number: otherNumber, likeness: 'sameNameThere', why: ['sameNameThere'] }],
    })
    const twoNumbers = { leadId: named, otherNumber: await numberOf(another), reason }
    expect(await linkSubjects(people.handler, twoNumbers)).toMatchObject(refusedWith('subjectsUnlike'))
    const { id } = done(await linkSubjects(people.handler, { leadId: named, otherNumber, reason }))
    expect(await repeatsOfLead(people.handler, named)).toMatchObject({ person: { leads: 2 }, institution: { leads: 3 }, candidates: [] })
    done(await unlinkSubjects(people.handler, { linkId: id, version: 1, reason }))
    expect(await repeatsOfLead(people.handler, named)).toMatchObject({ person: { leads: 1 }, links: [{ state: 'undone' }] })
  })

  it('are not said so where nothing is alike, nor by whoever does not see both', async () => {
    const { one, other, otherNumber } = await alike()
    const plain = await anAssignedLead()
    const link = (leadId: string, number: string, actor = people.handler) => linkSubjects(actor, { leadId, otherNumber: number, reason })
    expect(await link(one, await numberOf(plain))).toMatchObject(refusedWith('subjectsUnlike'))
    expect(await link(one, await numberOf(one))).toMatchObject(refusedWith('subjectsUnlike'))
    await set(other, 'region_no = 370881')
    expect(await link(one, otherNumber)).toMatchObject(refusedWith('notFound'))
    expect((await repeatsOfLead(people.handler, one))?.candidates).toEqual([])
    for (const actor of [people.otherCounty, people.approver, await officerOf('济宁市公安局', ['handler'])])
      expect(await link(one, otherNumber, actor)).toMatchObject(refusedWith('notFound'))
  })
})
