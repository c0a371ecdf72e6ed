import { beforeAll, describe, expect, it } from 'vitest'
import { leadFilter } from '#server/lead/lead-filter'
import { leadsNamed } from '#server/lead/leads-named'
import { listLeads } from '#server/lead/list-leads'
import { hotQuery } from '#server/query'
import { search } from '#server/search/search'
import { aCampaign, agencyNamed, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

const houses = 400
const size = 4_000

/** Leads over ten counties of 400 institutions of one county; some renamed since, some of no institution that is known. */
beforeAll(async () => {
  const campaignId = await aCampaign()
  const { id: agencyId } = await agencyNamed(places.bureau)
  await asOwner(
    `INSERT INTO institution (id, code, name, name_initials, kind, region_code, region_no, field_ids)
     SELECT gen_random_uuid(), 'WORD' || n, '高原第' || n || '医院', 'GYD' || n || 'YY', 'hospital', '370811', 370811, '{}' FROM generate_series(1, ${houses}) n`,
  )
  await asOwner(
    `INSERT INTO lead_batch (id, number, campaign_id, agency_id, department, region_no, name, source, origin, issued_count, due_on, imported_by_id, imported_at)
     VALUES ('0198f1de-0000-7000-8000-0000000000c1', 'PC-WORD', $1, $2, 'MI', 370800, '词', 'province', 'prescribed', ${size}, '2026-12-31', gen_random_uuid(), now())`,
    [campaignId, agencyId],
  )
  await asOwner(
    `INSERT INTO lead (id, number, batch_id, batch_number, campaign_id, source, source_row, source_number, region_no, agency_id, institution_id, institution_name,
       behaviour, origin, state, conclusion, concluded_at, due_on)
     SELECT uuidv7(), 'XS-WORD-' || n, '0198f1de-0000-7000-8000-0000000000c1', 'PC-WORD', $1, 'province', n, CASE WHEN n % 50 = 3 THEN '高原' END, 370801 + n % 10 * 10, $2, i.id,
       CASE WHEN n % 40 = 1 THEN '高原某卫生室' ELSE coalesce(i.name, '无名诊所') END, '重复收费', 'prescribed', s.state::"LeadState",
       CASE s.state WHEN 'concluded' THEN 'unsubstantiated'::"LeadConclusion" END, CASE s.state WHEN 'concluded' THEN timestamptz '2026-01-01' END, date '2026-01-01' + n * 7 % 365
     FROM generate_series(1, ${size}) n LEFT JOIN institution i ON i.code = 'WORD' || 1 + n % ${houses} AND n % 40 NOT IN (1, 2),
       LATERAL (SELECT (ARRAY['toVerify','concluded'])[1 + n / ${houses} % 2] AS state) s`,
    [campaignId, agencyId],
  )
  await asOwner(
    `INSERT INTO institution (id, code, name, name_initials, kind, region_code, region_no, field_ids)
     SELECT gen_random_uuid(), 'REST' || n, '低地第' || n || '门诊部', 'DD' || n || 'MZB', 'clinic', '370811', 370811, '{}' FROM generate_series(1, 3000) n`,
  )
  await asOwner(`UPDATE institution SET name = '平川医院' || code, name_initials = 'PCYY' WHERE code IN ('WORD7', 'WORD8', 'WORD9')`)
  await asOwner('ANALYZE lead')
  await asOwner('ANALYZE institution')
})

const around = async (lo: number, hi: number) => ({
  ...(await officerOf(places.bureau, ['handler'])),
  ...{ regionNo: lo, regionLo: lo, regionHi: hi },
})
const territories = { province: [370000, 379999], 'another county': [370821, 370821] } as const

/** What the words mean, said without any index. */
const oracle = (words: string, [lo, hi]: readonly [number, number], state: string) =>
  asOwner<{ id: string }>(
    `SELECT l.id FROM lead l LEFT JOIN institution i ON i.id = l.institution_id
     WHERE l.region_no BETWEEN $2 AND $3 AND l.department = 'MI' AND ($4 = '' OR l.state::text = $4) AND (l.source_number = $1 OR strpos(i.name, $1) > 0
       OR strpos(i.former_names, $1) > 0 OR strpos(i.name_initials, upper($1)) > 0 OR i.code = $1 OR (i.id IS NULL AND strpos(l.institution_name, $1) > 0))
     ORDER BY l.due_on, l.id`,
    [words, lo, hi, state],
  )

describe('a name in the queue', () => {
  it.each([
    ['高原', 'province'],
    ['高原', 'another county'],
    ['gyd', 'province'],
    ['GYD1', 'another county'],
    ['高原第77医院', 'province'],
    ['平川', 'province'],
    ['高原第13医院', 'another county'],
    ['WORD9', 'province'],
    ['高原某', 'province'],
  ] as const)('%s of %s finds each of its leads in their order, and counts them', async (q, where) => {
    const [lo, hi] = territories[where]
    const actor = await around(lo, hi)
    for (const state of ['', 'toVerify']) {
      const expected = await oracle(q, [lo, hi], state)
      expect(expected.length, state).toBeGreaterThan(0)
      const page = await listLeads(actor, leadFilter.parse({ q, ...(state && { state }) }))
      expect(page.rows.map(({ id }) => id)).toEqual(expected.slice(0, 50).map(({ id }) => id))
      expect(page.count).toBe(expected.length)
    }
  })

  it('that many have is walked for, one that few have is looked up, and so is one of other regions', async () => {
    const wayOf = async (words: string, [lo, hi]: readonly [number, number]) =>
      hotQuery(await around(lo, hi), async (client) => (await leadsNamed(client, words, [lo, hi])).few)
    expect(await wayOf('高原', territories.province)).toBe(false)
    expect(await wayOf('GYD', territories.province)).toBe(false)
    expect(await wayOf('高原第77医院', territories.province)).toBe(true)
    expect(await wayOf('高原', territories['another county'])).toBe(true)
  })

  it('is said by the indexes of names: neither the register nor the leads are read through', async () => {
    const actor = await around(370000, 379999)
    for (const words of ['高原第77医院', '平川', 'GYD7', '高原某']) {
      const read = await hotQuery(actor, async (client) => {
        await leadsNamed(client, words, [370000, 379999])
        const { rows } = await client.query<{ table: string; through: number }>(
          `SELECT relname AS table, seq_scan::int AS through FROM pg_stat_xact_user_tables WHERE relname IN ('institution', 'lead') AND seq_scan > 0`,
        )
        return rows
      })
      expect(read, words).toEqual([])
    }
  })
})

describe('the search of everything', () => {
  const found = async (words: string, where: keyof typeof territories, group: string) => {
    const [lo, hi] = territories[where]
    return (await search(await around(lo, hi), words)).filter((hit) => hit.group === group)
  }

  it('finds leads by name, by initials and by how their number begins, in one’s own territory', async () => {
    for (const words of ['高原', 'gyd', '高原第77医院', 'XS-WORD-1']) expect(await found(words, 'province', 'lead'), words).toHaveLength(8)
    expect((await found('xs-word-77', 'province', 'lead')).map(({ title }) => title.split('　')[0])).toContain('XS-WORD-77')
    expect(await found('xs-word-770000', 'province', 'lead')).toEqual([])
    for (const hit of await found('高原', 'another county', 'lead')) {
      expect(await asOwner('SELECT region_no FROM lead WHERE id = $1', [hit.id])).toEqual([{ region_no: 370821 }])
    }
  })

  it('finds institutions by name, by initials and by how their code begins, where few and where many are called so', async () => {
    for (const words of ['高原', 'gyd', 'word1']) expect(await found(words, 'province', 'institution'), words).toHaveLength(8)
    for (const words of ['平川', 'GYD77Y', 'word77'])
      expect((await found(words, 'province', 'institution')).length, words).toBeGreaterThan(0)
    expect(await found('高原', 'another county', 'institution')).toEqual([])
  })
})
