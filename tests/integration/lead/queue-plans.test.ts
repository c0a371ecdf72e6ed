import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  await asOwner('VACUUM ANALYZE institution')
  await vacuumLeads()
})

/**
 * Whether rows are known to be visible to all decides what an index alone can answer: it is not left to whenever the database looks. Where
 * a reader before has not ended its transaction yet, nothing can be known, and it is asked again.
 */
async function vacuumLeads() {
  for (let tries = 0; tries < 60; tries++) {
    await asOwner('VACUUM ANALYZE lead')
    const [seen] = await asOwner<{ all: boolean }>("SELECT relallvisible >= relpages AS all FROM pg_class WHERE oid = 'lead'::regclass")
    if (seen?.all) return
    await wait(500)
  }
  throw new Error('some reader does not end its transaction')
}

type Plan = {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Plan Rows'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Plan[]
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

/** What a statement costs, whatever the machine: the rows that the planner expects of all its parts, and the blocks that it touches. */
type Cost = { rows: number; blocks: number }
type Costs = Readonly<Record<'page' | 'count', Cost>>

/** Kept beside this test; written anew by `PLAN_BASELINE=write`, for whoever has looked at why a plan costs more. */
const baselineFile = new URL('./queue-plans.json', import.meta.url)
const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Readonly<Record<string, Costs>>
const found: Record<string, Costs> = {}
afterAll(() => {
  if (process.env.PLAN_BASELINE === 'write') writeFileSync(baselineFile, `${JSON.stringify(found, null, 2)}\n`)
})
const mostTimes = 3
/** Below this, the levels of an index and where its pages were split are more than what is looked for. */
const least: Cost = { rows: 10, blocks: 20 }

function costOf(plan: Plan): Cost {
  const rows = nodesOf(plan).reduce((sum, node) => sum + (node['Plan Rows'] ?? 0), 0)
  const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
  return { rows: Math.max(rows, least.rows), blocks: Math.max(blocks, least.blocks) }
}

/** Figures of a query that are more than so many times what they were. */
const dearer = (known: Costs | undefined, now: Costs): string[] =>
  (['page', 'count'] as const).flatMap((of) =>
    (['rows', 'blocks'] as const).flatMap((figure) => {
      const before = known?.[of][figure] ?? 0
      return now[of][figure] > mostTimes * before ? [`${of} ${figure}: ${before} -> ${now[of][figure]}`] : []
    }),
  )

/** By which indexes a list and its count are read, and what that costs. `who`: a person’s number, as whoever looks for them types it. */
async function shapeOf({ who, ...asked }: Record<string, string>, region: { regionNo: number; regionLo: number; regionHi: number }) {
  const actor = { ...(await officerOf(places.bureau, ['handler'])), ...region }
  const filter = leadFilter.parse({ ...asked, ...(who && personAsked(actor, who)) })
  const explained = async (of: 'page' | 'count') =>
    (of === 'page' ? listQuery : hotQuery)(actor, async (client) => {
      const conditions = await conditionsOf(client, actor, filter)
      const { text, values } = of === 'page' ? pageQuery(conditions, filter) : countQuery(conditions)
      const explain = `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`
      await client.query(explain, values) // what a connection looks up once is not the statement's cost
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explain, values)
      return rows[0]?.['QUERY PLAN'][0].Plan ?? { 'Node Type': 'none' }
    })
  const plans = { page: await explained('page'), count: await explained('count') }
  const [page, count] = [nodesOf(plans.page), nodesOf(plans.count)]
  const through = (nodes: Plan[]) => nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'lead')
  expect([...through(page), ...through(count)], 'the table of leads is read through').toEqual([])
  const indexes = (nodes: Plan[]) => [
    ...new Set(nodes.flatMap((node) => (node['Index Name'] && !/pkey/.test(node['Index Name']) ? [node['Index Name']] : []))),
  ]
  const costs = { page: costOf(plans.page), count: costOf(plans.count) }
  return { page: indexes(page).sort(), count: indexes(count).sort(), costs }
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
  ])('%s goes by its index, and costs no more than three times what it did', async (what, asked, region, indexes) => {
    const { page, costs } = await shapeOf(asked, region)
    expect(page).toEqual(expect.arrayContaining(indexes))
    found[what] = costs
    if (process.env.PLAN_BASELINE !== 'write') expect(dearer(baseline[what], costs)).toEqual([])
  })

  it('a query is found to be dearer where it touches more blocks or expects more rows than three times as many', () => {
    const known = { page: { rows: 51, blocks: 40 }, count: { rows: 10, blocks: 20 } }
    expect(dearer(known, { page: { rows: 153, blocks: 120 }, count: { rows: 10, blocks: 60 } })).toEqual([])
    expect(dearer(known, { page: { rows: 154, blocks: 121 }, count: { rows: 10, blocks: 61 } })).toEqual([
      ...['page rows: 51 -> 154', 'page blocks: 40 -> 121', 'count blocks: 20 -> 61'],
    ])
    expect(dearer(undefined, known)).toHaveLength(4)
  })

  it('a count goes by an index of the queue', async () => {
    for (const region of [county, city, province]) expect((await shapeOf({}, region)).count, String(region.regionNo)).toHaveLength(1)
  })
})
