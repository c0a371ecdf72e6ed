import { beforeAll, describe, expect, it } from 'vitest'
import { conditionsOf } from '#server/lead/lead-conditions'
import { leadFilter } from '#server/lead/lead-filter'
import { countQuery, pageQuery } from '#server/lead/list-leads'
import { personAsked } from '#server/lead/person-asked'
import { hotQuery, listQuery } from '#server/query'
import { aCampaign, agencyNamed, officerOf, places } from '../../fixtures/matters'
import { asOwner } from '../../support/as-owner'

/** As many leads as it takes for a table that is read through to cost more than an index. */
const size = 20_000

/** Leads over ten counties of two cities, in every state, of 500 institutions and 200 officers. */
beforeAll(async () => {
  const campaignId = await aCampaign()
  const { id: agencyId } = await agencyNamed(places.bureau)
  await asOwner(
    `INSERT INTO institution (id, code, name, name_initials, kind, region_code, region_no, field_ids)
     SELECT gen_random_uuid(), 'PLAN' || n, '平原第' || n || '医院', 'PYD' || n || 'YY', 'hospital', '370811', 370811, '{}' FROM generate_series(1, 500) n`,
  )
  await asOwner(
    `INSERT INTO lead_batch (id, number, campaign_id, agency_id, department, region_no, name, source, origin, issued_count, due_on, imported_by_id, imported_at)
     VALUES ('0198f1de-0000-7000-8000-0000000000b1', 'PC-PLAN', $1, $2, 'MI', 370800, '计划', 'province', 'prescribed', ${size}, '2026-12-31', gen_random_uuid(), now())`,
    [campaignId, agencyId],
  )
  await asOwner(
    `INSERT INTO lead (id, number, batch_id, batch_number, campaign_id, source, source_row, source_number, region_no, agency_id, institution_id, institution_name, person_name,
       id_index, behaviour, origin, state, conclusion, concluded_at, handler_id, due_on, model_code, amount_fen)
     SELECT uuidv7(), 'XS-PLAN-' || n, '0198f1de-0000-7000-8000-0000000000b1', 'PC-PLAN', $1, 'province', n, 'ZJ' || n, 370801 + 100 * (n % 2) + n % 10, $2, i.id, i.name, '虚构' || n,
       md5('i' || n) || md5('j' || n), '重复收费', 'prescribed', s.state::"LeadState", CASE s.state WHEN 'concluded' THEN 'unsubstantiated'::"LeadConclusion" END,
       CASE s.state WHEN 'concluded' THEN timestamptz '2026-01-01' + n % 300 * interval '1 day' END, md5('h' || n % 200)::uuid,
       date '2026-01-01' + n * 7 % 365, 'M' || n % 300, n
     FROM generate_series(1, ${size}) n JOIN institution i ON i.code = 'PLAN' || 1 + n % 500,
       LATERAL (SELECT (ARRAY['toAssign','toVerify','verifying','toReview','concluded'])[1 + n / 10 % 5] AS state) s`,
    [campaignId, agencyId],
  )
  await asOwner('ANALYZE lead')
  await asOwner('ANALYZE institution')
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Relation Name'?: string; Plans?: Plan[] }
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** By which indexes a list and its count are read. `who`: a person’s number, as whoever looks for them types it. */
async function shapeOf({ who, ...asked }: Record<string, string>, region: { regionNo: number; regionLo: number; regionHi: number }) {
  const actor = { ...(await officerOf(places.bureau, ['handler'])), ...region }
  const filter = leadFilter.parse({ ...asked, ...(who && personAsked(actor, who)) })
  const explained = async (of: 'page' | 'count') =>
    (of === 'page' ? listQuery : hotQuery)(actor, async (client) => {
      const conditions = await conditionsOf(client, actor, filter)
      const { text, values } = of === 'page' ? pageQuery(conditions, filter) : countQuery(conditions)
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values)
      return nodesOf(rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Node Type': 'none' })
    })
  const [page, count] = [await explained('page'), await explained('count')]
  const through = (nodes: Plan[]) => nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'lead')
  expect([...through(page), ...through(count)], 'the table of leads is read through').toEqual([])
  const indexes = (nodes: Plan[]) => [
    ...new Set(nodes.flatMap((node) => (node['Index Name'] && !/pkey/.test(node['Index Name']) ? [node['Index Name']] : []))),
  ]
  return { page: indexes(page).sort(), count: indexes(count).sort() }
}

const county = { regionNo: 370803, regionLo: 370803, regionHi: 370803 }
const city = { regionNo: 370800, regionLo: 370800, regionHi: 370899 }
const province = { regionNo: 370000, regionLo: 370000, regionHi: 379999 }

describe('the plan of', () => {
  it.each([
    ['a county’s queue', {}, county, ['idx$lead_county_queue']],
    ['a county’s leads of one state', { state: 'toVerify' }, county, ['idx$lead_county_queue']],
    ['a city’s queue', {}, city, ['idx$lead_city_queue']],
    ['a city’s leads of one state, by risk', { state: 'toVerify', risk: 'high' }, city, ['idx$lead_city_queue']],
    ['a province’s queue', {}, province, ['idx$lead_province_queue']],
    ['a later page of a province', { after: '2026-09-01~0198f1de-0000-7000-8000-000000000000' }, province, ['idx$lead_province_queue']],
    [
      'what is in one officer’s hands',
      { handler: '0198f1de-0000-7000-8000-000000000001', open: '1' },
      province,
      ['idx$lead_handler_queue'],
    ],
    ['what a model has found', { model: 'M7', state: 'toVerify' }, province, ['idx$lead_model_queue']],
    ['a name', { q: '平原第77医院' }, province, ['idx$lead_institution_queue']],
    ['a word of many names', { q: '平原第', state: 'toVerify' }, province, ['idx$lead_province_queue']],
    ['initials of many names', { q: 'PYD', state: 'toVerify' }, province, ['idx$lead_province_queue']],
    ['a number', { q: 'XS-PLAN-77' }, province, ['lead_number_key']],
    ['a person’s number', { who: '370899198001010011' }, province, ['lead_id_index_idx']],
    ['a person’s name', { name: '虚构77' }, province, ['idx$lead_person_name']],
  ])('%s goes by its index', async (_what, asked, region, indexes) => {
    expect((await shapeOf(asked, region)).page).toEqual(expect.arrayContaining(indexes))
  })

  it('a count goes by an index of the queue', async () => {
    for (const region of [county, city, province]) expect((await shapeOf({}, region)).count, String(region.regionNo)).toHaveLength(1)
  })
})
