import { beforeAll, describe, expect, it } from 'vitest'
import { identityCheckDigit } from '#domain/person/identity-number'
import { blindIndex } from '#platform/field-cipher'
import { leadFilter } from '#server/lead/lead-filter'
import { leadsByPlace } from '#server/lead/leads-by-place'
import { leadIdsMatching, listLeads } from '#server/lead/list-leads'
import { loadPerPerson } from '#server/lead/load-per-person'
import { personAsked, personOf } from '#server/lead/person-asked'
import { takeNextLead } from '#server/lead/take-next'
import { canonicalQuery } from '#server/saved-view/saved-views'
import { done } from '../../fixtures/campaigns'
import { aBatch, anUpload, type Batch, importNow, type LeadPeople, leadPeople } from '../../fixtures/leads'
import { agencyNamed, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const now = new Date('2026-12-30T02:00:00Z') // a Wednesday
let people: LeadPeople
let batch: Batch

/** 60 leads of two institutions: those of the first half with 任城区, in every state; the others still with the city. */
beforeAll(async () => {
  people = await leadPeople()
  batch = await aBatch(60)
  const { id } = await agencyNamed(places.bureau)
  await asOwner(
    `UPDATE lead SET agency_id = $2, region_no = 370811, state = (ARRAY['toVerify','verifying','toReview','concluded'])[1 + source_row % 4]::"LeadState",
       conclusion = CASE WHEN source_row % 4 = 3 THEN 'unsubstantiated'::"LeadConclusion" END,
       concluded_at = CASE WHEN source_row % 4 = 3 THEN timestamptz '2026-11-25 00:00+08' + source_row * interval '1 day' END,
       handler_id = CASE WHEN source_row % 4 > 0 THEN $3::uuid END, handler_name = CASE WHEN source_row % 4 > 0 THEN $4 END
     WHERE batch_id = $1 AND source_row <= 30`,
    [batch.batchId, id, people.handler.userId, people.handler.name],
  )
  await asOwner(
    `UPDATE lead SET amount_fen = source_row * 10050, repeat_count = 1 + source_row % 5, source = (ARRAY['nation','province','city'])[1 + source_row % 3]::"LeadSource", model_code = 'M' || lpad((source_row % 7)::text, 2, '0'),
       model_version = '1', source_number = 'ZJ' || lpad(source_row::text, 5, '0'), person_name = '虚构' || chr(19968 + source_row), due_on = date '2026-12-20' + source_row
     WHERE batch_id = $1`,
    [batch.batchId],
  )
})

const list = (asked: Record<string, string>, actor = people.city) => listLeads(actor, leadFilter.parse({ batch: batch.number, ...asked }))
const oracle = async (where: string) =>
  (
    await asOwner<{ number: string }>(`SELECT number FROM lead l WHERE batch_id = $1 AND ${where} ORDER BY due_on, id`, [batch.batchId])
  ).map(({ number }) => number)

describe('a filter', () => {
  it.each([
    [{ amountFrom: '1,005', amountTo: '２０１０.００' }, 'amount_fen BETWEEN 100500 AND 201000'],
    [{ repeat: '4' }, 'repeat_count >= 4'],
    [{ model: 'm03' }, `model_code = 'M03'`],
    [{ source: 'nation' }, `source = 'nation'`],
    [{ dueFrom: '2026-12-25', dueTo: '2026-12-31' }, `due_on BETWEEN '2026-12-25' AND '2026-12-31'`],
    [{ open: '1' }, `state <> 'concluded'`],
    [{ overdue: '2027-01-05' }, `due_on < '2027-01-05' AND state <> 'concluded'`],
    [{ region: '370800' }, 'region_no BETWEEN 370800 AND 370899'],
    [{ region: '370811' }, 'region_no = 370811'],
    [{ region: '370000' }, 'true'],
    [{ name: `虚构${String.fromCharCode(19968 + 9)}` }, 'source_row = 9'],
    [{ q: 'ZJ00017' }, 'source_row = 17'],
    [{ concludedFrom: '2026-12-02', concludedTo: '2026-12-10' }, 'source_row IN (7, 11, 15)'],
    [{ risk: 'medium', amountTo: '1005', repeat: '2', open: '1' }, `amount_fen <= 100500 AND repeat_count >= 2 AND state <> 'concluded'`],
  ])('%o gives exactly those leads in their order, and counts them', async (asked, where) => {
    const expected = await oracle(where)
    expect(expected.length).toBeGreaterThan(0)
    const page = await list(asked)
    expect(page.rows.map(({ number }) => number)).toEqual(expected.slice(0, 50))
    expect(page.count).toBe(expected.length)
    const query = new URLSearchParams({ batch: batch.number, ...asked }).toString()
    expect(done(await leadIdsMatching(people.city, query, expected.length))).toHaveLength(expected.length)
    expect(canonicalQuery('leads', canonicalQuery('leads', query))).toBe(canonicalQuery('leads', query))
  })

  it('that means nothing is left alone', async () => {
    const meaningless: Record<string, string>[] = [
      { amountFrom: 'viel' },
      { repeat: '-1' },
      { person: '370899199003071234' },
      { handler: 'x' },
      { open: '' },
      { name: '  ' },
    ]
    for (const asked of meaningless) expect((await list(asked)).count, JSON.stringify(asked)).toBe(60)
  })

  it('for another region or another agency’s leads finds nothing beyond the own reach', async () => {
    expect((await list({ region: '370881' }, people.handler)).count).toBe(0)
    expect((await list({ name: `虚构${String.fromCharCode(19968 + 40)}` }, people.handler)).count).toBe(0)
    expect((await list({ q: 'ZJ00040' }, people.handler)).count).toBe(0)
    expect((await list({ model: 'M03' }, people.otherCounty)).count).toBe(0)
  })
})

describe('an institution', () => {
  it('is found by part of its name, its initials in six keys, its code, and a name it had before', async () => {
    const [{ id = '', code = '', name = '' } = {}] = await asOwner<{ id: string; code: string; name: string }>(
      'SELECT i.id, i.code, i.name FROM institution i JOIN lead l ON l.institution_id = i.id WHERE l.batch_id = $1 AND l.source_row = 1',
      [batch.batchId],
    )
    await asOwner(`UPDATE institution SET name_initials = 'ZQXQFY' WHERE id = $1`, [id])
    const keys = 'zqxqf' // and Enter
    for (const q of [name.slice(1), keys, keys.toUpperCase(), code]) expect((await list({ q })).count, q).toBe(30)
    expect((await list({ institution: id })).count).toBe(30)

    await asOwner(`UPDATE institution SET name = '改名后的护理院' WHERE id = $1`, [id])
    for (const q of [name, '改名后的']) expect((await list({ q })).count, q).toBe(30)
    expect((await list({ q: '从来没有过的名称' })).count).toBe(0)
  })

  it('that the register does not know is found by the name in the list', async () => {
    await asOwner(
      `UPDATE lead SET institution_id = NULL, institution_name = '外县某某卫生室' WHERE batch_id = $1 AND source_row IN (2, 50)`,
      [batch.batchId],
    )
    expect((await list({ q: '某某卫生' })).count).toBe(2)
    expect((await list({ q: '某某卫生' }, people.handler)).count).toBe(1)
  })
})

describe('a person', () => {
  it('is found by the identity number in any spelling, which stands in no address', async () => {
    const [number = '', other = ''] = ['37089919900307123', '37089919900307124'].map((first17) => first17 + identityCheckDigit(first17))
    const lines = ['机构名称,违规行为,证件号码', `甲医院,重复收费,${number}`, `甲医院,重复收费,${other}`]
    const uploaded = await anUpload(people.city, new TextEncoder().encode(`${lines.join('\r\n')}\r\n`), { name: 'p.csv', now })
    const { batchId } = done(await importNow(people.city, { importId: uploaded.importId, version: 1, dueOn: '2027-01-31' }, now))
    for (const who of [number, number.toLowerCase(), ` ${number.slice(0, 6)} ${number.slice(6)} `, number.replace('3', '３')]) {
      const asked = personAsked(people.city, who)
      const { rows } = await listLeads(people.city, leadFilter.parse({ ...asked }))
      const [expected] = await asOwner<{ id: string }>('SELECT id FROM lead WHERE batch_id = $1 AND source_row = 1', [batchId])
      expect(rows.map(({ id }) => id)).toEqual([expected?.id])
    }
    expect(personAsked(people.city, '张')).toBeNull()
    expect(personAsked(people.city, '')).toBeNull()
    expect(personAsked(people.city, ' 欧阳明 ')).toEqual({ name: '欧阳明' })

    const sealed = (when?: Date) => new URLSearchParams(personAsked(people.city, number, when) ?? {}).get('person') ?? ''
    const index = blindIndex({ table: 'lead', column: 'id_number' }, number)
    const [one, two] = [sealed(), sealed()]
    for (const link of [one, two]) for (const told of [number, index]) expect(link).not.toContain(told)
    expect(one).not.toBe(two)
    const counted = async (person: string, actor = people.city) => (await listLeads(actor, leadFilter.parse({ person }))).rows.length
    expect([await counted(one), await counted(two)]).toEqual([1, 1])
    // Nobody else can use it, nor they themselves for ever; what an old address says opens nobody, and not the whole queue.
    const colleague = await officerOf(places.cityBureau, ['handler'])
    expect(await counted(one, colleague)).toBe(0)
    const longAgo = sealed(new Date('2026-01-05T01:00:00Z'))
    const changed = one.replace(/.(?=.{9}$)/, (sign) => (sign === 'A' ? 'B' : 'A'))
    for (const gone of [longAgo, index, changed]) expect(await counted(gone), gone).toBe(0)
    expect([one, longAgo, index].map((asked) => personOf(people.city, asked))).toEqual([index, null, null])
    expect(personOf(colleague, one)).toBeNull()
    expect(canonicalQuery('leads', { person: one })).toBe(`person=${one}`)
  })
})

describe('what each officer has in hand', () => {
  it('is as much as the lists behind it hold, and ends at the own reach', async () => {
    const { people: loads, today, weekEnd, monthStart } = await loadPerPerson(people.city, now)
    expect([today, weekEnd, monthStart]).toEqual(['2026-12-30', '2027-01-03', '2026-12-01'])
    const ofHandler = loads?.filter(({ handlerId }) => handlerId === people.handler.userId) ?? []
    const sumOf = (figure: 'open' | 'late' | 'dueThisWeek' | 'concluded') => ofHandler.reduce((sum, one) => sum + one[figure], 0)
    expect([ofHandler[0]?.handlerName, sumOf('open'), sumOf('concluded')]).toEqual([people.handler.name, 16, 6])
    expect(sumOf('late') * sumOf('dueThisWeek')).toBeGreaterThan(0)
    for (const { origin, agencyId, open, late, dueThisWeek, concluded } of ofHandler) {
      const theirs = { handler: people.handler.userId, agency: agencyId, origin }
      const behind = async (asked: Record<string, string>) =>
        (await listLeads(people.city, leadFilter.parse({ ...theirs, ...asked }))).count
      expect(await behind({ open: '1' })).toBe(open)
      expect(await behind({ overdue: today })).toBe(late)
      expect(await behind({ open: '1', dueFrom: today, dueTo: weekEnd })).toBe(dueThisWeek)
      expect(await behind({ state: 'concluded', concludedFrom: monthStart })).toBe(concluded)
    }
    expect((await loadPerPerson(people.handler, now)).people).toEqual(loads)
    expect((await loadPerPerson(people.otherCounty, now)).people).toEqual([])
  })
})

describe('what counties are asked for, and what they took up themselves', () => {
  it('is never one figure: not of an officer, not of a unit', async () => {
    const before = await leadsByPlace(people.city, {})
    await asOwner(`UPDATE lead SET origin = 'local' WHERE id = $1`, [batch.leadIds[0]])
    const after = await leadsByPlace(people.city, {})
    const sums = (units: typeof before, origin: 'prescribed' | 'local') =>
      units?.reduce((sum, { apart }) => sum + apart[origin].count, 0) ?? 0
    expect([sums(after, 'prescribed') - sums(before, 'prescribed'), sums(after, 'local') - sums(before, 'local')]).toEqual([-1, 1])
    for (const { regionNo, count, amountFen, apart } of after ?? []) {
      expect([apart.prescribed.count + apart.local.count, apart.prescribed.amountFen + apart.local.amountFen]).toEqual([count, amountFen])
      const place = { region: String(regionNo), own: '1' }
      for (const origin of ['prescribed', 'local'] as const)
        expect((await listLeads(people.city, leadFilter.parse({ ...place, origin }))).count).toBe(apart[origin].count)
    }
    const rows = (await loadPerPerson(people.city, now)).people?.filter(({ handlerId }) => handlerId === people.handler.userId)
    expect(rows?.map(({ origin }) => origin).toSorted()).toEqual(['local', 'prescribed'])
    expect(rows?.find(({ origin }) => origin === 'local')).toMatchObject({ open: 1 })
    await asOwner(`UPDATE lead SET origin = 'prescribed' WHERE id = $1`, [batch.leadIds[0]])
  })
})

describe('the next lead', () => {
  it('is taken within the filter, whatever it is made of', async () => {
    const asked = new URLSearchParams({ batch: batch.number, repeat: '5', q: '某某卫生', handler: people.handler.userId }).toString()
    expect(await takeNextLead(people.handler, { filter: asked }, now)).toMatchObject({ refusal: { code: 'nothingWaits' } })
    const within = new URLSearchParams({ batch: batch.number, amountFrom: '402', amountTo: '402' }).toString()
    const { leadId } = done(await takeNextLead(people.handler, { filter: within }, now))
    expect(leadId).toBe(batch.leadIds[3])
  })
})
