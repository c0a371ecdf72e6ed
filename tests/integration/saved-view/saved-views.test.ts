import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { viewLimit } from '#domain/saved-view/inputs'
import { asActor } from '#platform/db'
import { rowContext } from '#server/access'
import { canonicalQuery, dropView, listViews, saveView } from '#server/saved-view/saved-views'
import { actionsOn, officerOf, places } from '../../fixtures/matters'
import { value } from '../../fixtures/referral-scenes'

let owner: Actor
let colleague: Actor
let stranger: Actor
let city: Actor
beforeAll(async () => {
  owner = await officerOf(places.bureau, ['handler'], { name: '张敏' })
  colleague = await officerOf(places.bureau, ['reviewer'], { name: '李强' })
  stranger = await officerOf(places.otherBureau, ['handler'])
  city = await officerOf(places.cityBureau, ['handler', 'approver'])
})

const form = (name: string, more: Record<string, unknown> = {}) => ({ list: 'leads', name, query: 'state=toVerify&risk=high', ...more })
const namesOf = async (actor: Actor) => (await listViews(actor, 'leads')).map(({ name }) => name)
/** What the row policies alone let the person see. */
const underPolicies = (actor: Actor) =>
  asActor(rowContext(actor), async (tx) => (await tx.savedView.findMany()).map(({ name }) => name).sort())

describe('a view of the lead queue', () => {
  it('is the maker’s own, or the whole agency’s, and nobody else’s', async () => {
    value(await saveView(owner, form('高风险')))
    value(await saveView(owner, form('本周要办', { for: 'agency' })))
    expect(await listViews(owner, 'leads')).toMatchObject([
      { name: '高风险', query: 'risk=high&state=toVerify', own: true, shared: false },
      { name: '本周要办', own: true, shared: true },
    ])
    expect(await listViews(colleague, 'leads')).toMatchObject([{ name: '本周要办', own: false, ownerName: '张敏' }])
    expect(await underPolicies(colleague)).toEqual(['本周要办'])
    for (const other of [stranger, city]) expect([await namesOf(other), await underPolicies(other)]).toEqual([[], []])
  })

  it('keeps what the queue can be asked, in one order, and neither the page nor anything else', async () => {
    expect(canonicalQuery('leads', 'state=toVerify&after=2026-01-01~x&evil=1&risk=high&q=%20')).toBe('risk=high&state=toVerify')
    expect(canonicalQuery('leads', { risk: 'high', state: 'toVerify', after: 'x' })).toBe('risk=high&state=toVerify')
    const { viewId } = value(await saveView(colleague, form('有查询', { query: 'q=清溪 医院&after=1&region=370811' })))
    const kept = (await listViews(colleague, 'leads')).find(({ id }) => id === viewId)
    expect(new URLSearchParams(kept?.query)).toEqual(new URLSearchParams({ q: '清溪 医院', region: '370811' }))
  })

  it.each([
    ['without a name', { name: '  ' }, 'invalidInput'],
    ['with a name too long for a tab', { name: '长'.repeat(21) }, 'invalidInput'],
    ['that asks nothing', { query: 'after=1&state=nothing' }, 'invalidInput'],
    ['of another list', { list: 'cases' }, 'invalidInput'],
    ['for another agency', { for: 'everybody' }, 'invalidInput'],
    ['with a field that the form has not', { userId: crypto.randomUUID() }, 'unknownField'],
  ])('is refused %s', async (_what, override, code) => {
    expect(await saveView(stranger, form('视图', override))).toMatchObject({ ok: false, refusal: { code } })
    expect(await namesOf(stranger)).toEqual([])
  })

  it('has a name of its own among its maker’s, and there are as many as tabs can show', async () => {
    const person = await officerOf(places.otherBureau, ['handler'])
    value(await saveView(person, form('一')))
    expect(await saveView(person, form('一', { query: 'risk=low' }))).toMatchObject({ refusal: { code: 'alreadyExists' } })
    value(await saveView(stranger, form('一')))
    for (let more = 1; more < viewLimit; more++) value(await saveView(person, form(`视图${more}`)))
    expect(await saveView(person, form('太多'))).toMatchObject({ refusal: { code: 'tooMany', detail: { limit: viewLimit } } })
    expect(await namesOf(person)).toHaveLength(viewLimit)
  })

  it('that is shared is in the trail, and an approver of the agency takes it away too', async () => {
    const { viewId } = value(await saveView(colleague, form('共享的', { for: 'agency' })))
    const [approver, elsewhere] = [await officerOf(places.bureau, ['approver']), await officerOf(places.otherBureau, ['approver'])]
    expect((await listViews(approver, 'leads')).find(({ id }) => id === viewId)).toMatchObject({ own: false, droppable: true })
    expect((await listViews(owner, 'leads')).find(({ id }) => id === viewId)).toMatchObject({ own: false, droppable: false })
    expect(await dropView(elsewhere, { viewId })).toMatchObject({ refusal: { code: 'notFound' } })
    value(await dropView(approver, { viewId }))
    expect(await namesOf(colleague)).not.toContain('共享的')
    expect(await actionsOn(viewId)).toEqual(['savedView.save', 'savedView.drop'])
  })

  it('is not written into another agency, whatever the statement says', async () => {
    const write = (agencyId: string | null) =>
      asActor(rowContext(owner), (tx) =>
        tx.savedView.createMany({
          data: [
            {
              userId: owner.userId,
              ownerName: owner.name,
              agencyId,
              list: 'leads',
              name: `别处${agencyId}`,
              query: 'risk=high',
              createdAt: new Date(),
            },
          ],
        }),
      )
    await expect(write(stranger.agencyId)).rejects.toThrow('row-level security')
    expect(await write(owner.agencyId)).toEqual({ count: 1 })
  })

  it('is taken away by its maker, and by no colleague', async () => {
    const { viewId } = value(await saveView(owner, form('要删的', { for: 'agency' })))
    for (const other of [colleague, stranger]) {
      expect(await dropView(other, { viewId })).toMatchObject({ refusal: { code: 'notFound' } })
      expect(await asActor(rowContext(other), (tx) => tx.savedView.deleteMany({ where: { id: viewId } }))).toEqual({ count: 0 })
    }
    expect(await namesOf(colleague)).toContain('要删的')
    value(await dropView(owner, { viewId }))
    expect(await namesOf(colleague)).not.toContain('要删的')
  })
})
