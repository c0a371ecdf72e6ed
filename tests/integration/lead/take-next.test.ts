import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { nextLead } from '#server/lead/queries'
import { followingKey, takeNextLead } from '#server/lead/take-next'
import { done } from '../../fixtures/campaigns'
import { aLeadInWork, anAssignedLead, type LeadPeople, leadPeople, leadRow, strangers } from '../../fixtures/leads'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-06-03T02:00:00Z')
const nothingWaits = { ok: false, refusal: { code: 'nothingWaits' } }
let people: LeadPeople
beforeAll(async () => {
  people = await leadPeople()
})

/** So many that wait in 任城区, due one day after the other, and nothing else there. */
async function waiting(count: number): Promise<string[]> {
  await asOwner(`UPDATE lead SET state = 'toAssign', handler_id = NULL, handler_name = NULL WHERE state IN ('toVerify', 'verifying')`)
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const id = await anAssignedLead()
    await asOwner(`UPDATE lead SET due_on = date '2027-01-01' + $2::int WHERE id = $1`, [id, n])
    ids.push(id)
  }
  return ids
}

describe('taking the next lead', () => {
  it('takes up the one due soonest for this officer, in the trail as any taking up', async () => {
    const [first = '', second = ''] = await waiting(2)
    expect(done(await takeNextLead(people.handler, {}, now))).toEqual({ leadId: first })
    expect(await leadRow(first)).toMatchObject({ state: 'verifying', handler_id: people.handler.userId })
    expect((await actionsOn(first)).at(-1)).toBe('lead.takeUp')
    expect(done(await takeNextLead(people.colleague, {}, now))).toEqual({ leadId: second })
    expect(await takeNextLead(people.colleague, {}, now)).toMatchObject(nothingWaits)
  })

  it('gives each of twenty clicks at once another, and none twice', async () => {
    const ids = await waiting(12)
    const clicks = Array.from({ length: 20 }, (_, n) => takeNextLead(n % 2 ? people.handler : people.colleague, {}, now))
    const answers = await Promise.all(clicks)
    const taken = answers.flatMap((answer) => (answer.ok ? [answer.value.leadId] : []))
    expect([...taken].sort()).toEqual([...ids].sort())
    for (const answer of answers.filter(({ ok }) => !ok)) expect(answer).toMatchObject(nothingWaits)
  })

  it('has one effect for one request, however often it arrives', async () => {
    const [first = ''] = await waiting(2)
    const requestKey = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => takeNextLead(people.handler, { requestKey }, now)))
    expect(answers.map((answer) => answer.ok && answer.value.leadId)).toEqual([first, first, first])
  })

  it('follows a request once, whenever that request arrives again', async () => {
    const [first = ''] = await waiting(2)
    const form = randomUUID()
    const follow = () => takeNextLead(people.handler, { requestKey: followingKey(form) }, now)
    expect((await Promise.all([follow(), follow()])).map((answer) => answer.ok && answer.value.leadId)).toEqual([first, first])
    expect(followingKey(form)).not.toBe(followingKey(randomUUID()))
  })

  it('stays within the filter of the list', async () => {
    const [, second = ''] = await waiting(2)
    await asOwner(`UPDATE lead SET risk = 'low' WHERE state = 'toVerify'`)
    await asOwner(`UPDATE lead SET risk = 'high' WHERE id = $1`, [second])
    expect(done(await takeNextLead(people.handler, { filter: 'risk=high&state=concluded&fraud=1&after=x' }, now))).toEqual({
      leadId: second,
    })
    expect(await takeNextLead(people.handler, { filter: 'risk=high' }, now)).toMatchObject(nothingWaits)
  })

  it('is nothing for whoever does not verify there', async () => {
    await waiting(1)
    for (const [who, person] of strangers) expect((await takeNextLead(await person(), {}, now)).ok, who).toBe(false)
    expect((await takeNextLead(people.reviewer, {}, now)).ok).toBe(false)
    expect((await takeNextLead(people.city, {}, now)).ok).toBe(false)
    expect(await asOwner(`SELECT FROM lead WHERE state = 'verifying'`)).toEqual([])
  })
})

it('what an officer has taken up and not answered comes before anything new', async () => {
  const officer = await officerOf(places.bureau, ['handler'])
  expect(await nextLead(officer, randomUUID())).toBeNull()
  const own = await aLeadInWork(officer)
  expect(await nextLead(officer, randomUUID())).toEqual({ id: own })
  expect(await nextLead(officer, own)).toBeNull()
})
