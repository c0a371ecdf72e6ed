import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type LeadFilter, leadFilter } from '#server/lead/lead-filter'
import { leadPageSize, listLeads } from '#server/lead/list-leads'
import { getLead } from '#server/lead/queries'
import { aBatch, type Batch, type LeadPeople, leadPeople } from '../../fixtures/leads'
import { agencyNamed, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const size = leadPageSize * 2 + 7
let people: LeadPeople
let batch: Batch
beforeAll(async () => {
  people = await leadPeople()
  batch = await aBatch(size)
  const { id } = await agencyNamed(places.bureau)
  await asOwner(
    `UPDATE lead SET state = 'toVerify', agency_id = $2, region_no = 370811, risk = CASE WHEN source_row % 3 = 0 THEN 'high' ELSE 'low' END::"RiskLevel"
     WHERE batch_id = $1 AND source_row <= 60`,
    [batch.batchId, id],
  )
  await asOwner(`UPDATE lead SET state = 'verifying', handler_id = $2, handler_name = $3 WHERE batch_id = $1 AND source_row <= 5`, [
    batch.batchId,
    people.handler.userId,
    people.handler.name,
  ])
  await asOwner(
    `UPDATE lead SET state = 'concluded', conclusion = 'merged', concluded_at = now(),
       merged_into_id = (SELECT id FROM lead other WHERE other.batch_id = $1 AND other.source_row = 1) WHERE batch_id = $1 AND source_row BETWEEN 6 AND 9`,
    [batch.batchId],
  )
  await asOwner(
    `UPDATE lead SET institution_id = NULL, institution_name = '百分之百(100%_\\)医院', origin = 'local' WHERE batch_id = $1 AND source_row = 10`,
    [batch.batchId],
  )
})

const filter = (asked: Record<string, string>): LeadFilter => leadFilter.parse({ batch: batch.number, ...asked })
const list = (asked: Record<string, string> = {}, actor = people.city) => listLeads(actor, filter(asked))

/** Every row, a page at a time. */
async function walk(asked: Record<string, string> = {}, actor = people.city) {
  const rows: Awaited<ReturnType<typeof listLeads>>['rows'] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await listLeads(actor, filter({ ...asked, ...(after ? { after } : {}) }))
    expect(page.rows.length).toBeLessThanOrEqual(leadPageSize)
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

describe('the pages of the queue', () => {
  it('hold every lead once, due soonest first, and as many as the count says', async () => {
    const rows = await walk()
    expect(rows.map(({ id }) => id).sort()).toEqual([...batch.leadIds].sort())
    const order = rows.map(({ dueOn, id }) => `${dueOn} ${id}`)
    expect(order).toEqual([...order].sort())
    expect(await list()).toMatchObject({ count: size, capped: false })
  })

  it('lose and repeat nothing when leads are answered between two pages', async () => {
    const first = await list()
    await asOwner(`UPDATE lead SET note = 'x' WHERE id = $1`, [first.rows[0]?.id])
    const second = await list({ after: first.next ?? '' })
    expect(second.rows.some(({ id }) => first.rows.some((row) => row.id === id))).toBe(false)
  })

  it.each(['x', '2026-12-31', '2026-12-31~x', '0000-01-01~0198f1de-0000-7000-8000-000000000000', "2026-12-31~' OR 1=1 --"])(
    'begin at the first when the place is %j',
    async (after) => {
      expect((await list({ after })).rows.map(({ id }) => id)).toEqual((await list()).rows.map(({ id }) => id))
    },
  )
})

describe('a filter', () => {
  it.each([
    [{ state: 'toVerify' }, `state = 'toVerify'`],
    [{ state: 'verifying' }, `state = 'verifying'`],
    [{ state: 'concluded' }, `state = 'concluded'`],
    [{ conclusion: 'merged' }, `conclusion = 'merged'`],
    [{ risk: 'high' }, `risk = 'high'`],
    [{ origin: 'local' }, `origin = 'local'`],
    [{ region: '370811' }, 'region_no = 370811'],
    [{ overdue: '2027-01-03' }, `due_on < '2027-01-03' AND state <> 'concluded'`],
    [{ state: 'toVerify', risk: 'high', region: '370811' }, `state = 'toVerify' AND risk = 'high'`],
  ])('%o gives exactly those rows, and counts them', async (asked, where) => {
    const [expected] = await asOwner<{ n: number }>(`SELECT count(*)::int AS n FROM lead WHERE batch_id = $1 AND ${where}`, [batch.batchId])
    expect(expected?.n).toBeGreaterThan(0)
    expect(await walk(asked)).toHaveLength(expected?.n ?? -1)
    expect(await list(asked)).toMatchObject({ count: expected?.n })
  })

  it('for one’s own gives what this person has taken up', async () => {
    expect((await list({ mine: '1' }, people.handler)).count).toBe(5)
    expect((await list({ mine: '1' }, people.colleague)).count).toBe(0)
  })

  it('that means nothing is left alone', async () => {
    const meaningless: Record<string, string>[] = [
      { state: 'lost' },
      { region: '99999999999' },
      { region: '-1' },
      { overdue: '2026-02-30' },
      { overdue: '0000-01-01' },
      { mine: 'yes' },
      { q: '\u0000' },
    ]
    for (const asked of meaningless) {
      expect((await list(asked)).count).toBe(size)
    }
  })

  it('finds an institution by part of its name, a lead by its number', async () => {
    const [{ institutionName = '', number = '' } = {}] = (await list({ state: 'toAssign' })).rows
    expect((await walk({ q: institutionName.slice(1, 4) })).some((row) => row.institutionName === institutionName)).toBe(true)
    expect((await list({ q: number.toLowerCase() })).rows).toMatchObject([{ number }])
    expect((await list({ q: '医' })).count).toBe(size)
  })

  it('takes wildcards for letters', async () => {
    for (const q of ['100%_', '%_\\', '_\\)医院']) expect((await list({ q })).count).toBe(1)
    for (const q of ['%', '_', '\\', '%%', '清%医院', '清_第']) expect((await list({ q })).count).toBeLessThanOrEqual(1)
  })

  it.each(["'", "' OR '1'='1", "'; DROP TABLE lead; --", '$1', '" OR ""="', '\\', "\\' OR 1=1 --", '🦠𠮷', "XS-' OR 1=1 --"])(
    'holds %j for a word',
    async (q) => {
      const page = await list({ q })
      expect(page.count).toBe(page.rows.length)
      expect(page.count === 0 || q === '\\').toBe(true)
    },
  )

  it('survives any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 60 }), async (q, after) => {
        const page = await listLeads(people.city, leadFilter.parse({ q, batch: q, after, region: q, overdue: after }))
        expect(page.rows.length).toBeLessThanOrEqual(page.count ?? -1)
      }),
      { numRuns: 60 },
    )
  })
})

describe('who asks', () => {
  it('sees the leads of their own region alone', async () => {
    expect((await list({}, people.handler)).count).toBe(60)
    expect((await list({}, people.otherCounty)).count).toBe(0)
    expect((await list({ region: '370881' }, people.handler)).count).toBe(0)
    for (const name of [places.police, places.health, places.finance])
      expect((await list({}, await officerOf(name, ['handler']))).count).toBe(0)
    expect((await list({}, await officerOf(places.cityBureau, ['handler'], { clearance: 1 }))).count).toBe(0)
  })

  it('does not see what they must keep away from, by either wall', async () => {
    const [kept = ''] = batch.leadIds
    const person = await officerOf(places.cityBureau, ['handler'])
    expect((await list({}, { ...person, recusedIds: [kept] })).count).toBe(size - 1) // the list's own condition
    await asOwner(
      `INSERT INTO recusal (id, user_id, subject_type, subject_id, department, region_no, reason, recorded_by_id, recorded_at)
       VALUES (gen_random_uuid(), $1, 'lead', $2, 'MI', 370800, '亲属任职', $1, now())`,
      [person.userId, kept],
    )
    expect((await list({}, person)).count).toBe(size - 1) // the row policy
    expect(await getLead({ ...person, recusedIds: [kept] }, kept)).toBeNull()
    expect(await getLead(person, kept)).toBeNull()
  })

  it('as an institution sees no lead at all', async () => {
    const [{ id = '' } = {}] = await asOwner<{ id: string }>('SELECT institution_id AS id FROM lead WHERE batch_id = $1 LIMIT 1', [
      batch.batchId,
    ])
    const { complianceOfficer } = await import('../../fixtures/people')
    const actor = complianceOfficer(id, 370811)
    expect((await list({}, actor)).count).toBe(0)
    expect(await getLead(actor, batch.leadIds[0] ?? '')).toBeNull()
  })
})
