import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#domain/kernel/access'
import { type MetricId, metricIds, metrics } from '#domain/summary/metrics'
import { measure, measureByRegion, openRows, type Scope } from '#server/summary/measure'
import { scopeOf } from '#server/summary/scope'
import { officerOf, places } from '../../fixtures/matters'
import { aCountedCampaign, addLead, sceneNumbers, scenePlaces } from '../../fixtures/summary-scene'
import { asOwner } from '../../support/as-owner'

let campaignId: string
let city: Actor
let people: Record<'province' | 'city' | 'renCheng' | 'quFu', Actor>
beforeAll(async () => {
  campaignId = await aCountedCampaign()
  await addLead(await aCountedCampaign(), scenePlaces.renCheng, 'substantiated', 1_000_000) // another campaign: never counted here
  people = {
    province: await officerOf('山东省医疗保障局', ['handler']),
    city: await officerOf(places.cityBureau, ['handler']),
    renCheng: await officerOf(places.bureau, ['handler']),
    quFu: await officerOf(places.otherBureau, ['handler']),
  }
  city = people.city
})

const inUnit = (id: MetricId, number: number) => (metrics[id].unit === 'fen' ? BigInt(number) * 100n : BigInt(number))
const expected = (id: MetricId, of: readonly (0 | 1 | 2)[]) =>
  inUnit(
    id,
    of.reduce<number>((sum, place) => sum + sceneNumbers[id][place], 0),
  )
const scope = (lo: number, hi = lo): Scope => ({ campaignId, regionLo: lo, regionHi: hi })

const scopes = {
  province: { asked: () => scope(370000, 379999), places: [0, 1, 2] },
  city: { asked: () => scope(370800, 370899), places: [0, 1, 2] },
  'city’s own level': { asked: () => scope(370800), places: [0] },
  renCheng: { asked: () => scope(scenePlaces.renCheng), places: [1] },
  quFu: { asked: () => scope(scenePlaces.quFu), places: [2] },
} as const

describe.each(metricIds)('%s', (id) => {
  it.each(Object.keys(scopes) as (keyof typeof scopes)[])('of the %s is the sum of the rows it opens', async (name) => {
    const { asked, places: counted } = scopes[name]
    const [numbers, opened, parts] = await Promise.all([
      measure(people.province, [id], asked()),
      openRows(people.province, id, asked()),
      measureByRegion(people.province, id, asked()),
    ])
    expect(numbers[id]).toBe(expected(id, counted))
    expect(opened.value).toBe(expected(id, counted))
    expect(opened.rows.reduce((sum, row) => sum + row.value, 0n)).toBe(expected(id, counted))
    expect(opened.rowCount).toBe(opened.rows.length)
    expect([...parts.values()].reduce((sum, part) => sum + part, 0n)).toBe(expected(id, counted))
  })

  it('of a county officer is the county’s alone, whatever is asked for', async () => {
    expect((await measure(people.renCheng, [id], scope(370000, 379999)))[id]).toBe(expected(id, [1]))
    expect((await measure(people.quFu, [id], scope(370000, 379999)))[id]).toBe(expected(id, [2]))
  })

  it('opens rows of the area that it counts', async () => {
    const { rows } = await openRows(city, id, scope(370800, 370899))
    for (const row of rows) expect(row.href).toMatch(/^\/(self-inspections|leads|cases|referrals)\/[0-9a-f-]{36}$/)
  })
})

it('counts the cascade as one from every campaign of it', async () => {
  const { asked } = scopes.city
  const own = await measure(city, metricIds, asked())
  const adoption = await asOwner<{ id: string }>('SELECT id FROM campaign WHERE parent_id = $1', [campaignId])
  expect(await measure(city, metricIds, { ...asked(), campaignId: adoption[0]?.id ?? '' })).toEqual(own)
})

describe('money', () => {
  it('of fines is in no number of recovered funds', async () => {
    const numbers = await measure(city, metricIds, scope(370800, 370899))
    expect(numbers).toMatchObject({ moneyRecovered: 12_800n, moneyAgreementRecovered: 3_300n, refundsConfirmed: 4_100n })
    expect(numbers).toMatchObject({ moneyFined: 16_000n, moneyFinePaid: 6_000n })
  })

  it('of self-inspection, agreements and cases is counted from rows that no other of them counts', async () => {
    const sums = ['refundsConfirmed', 'moneyRecovered', 'moneyAgreementRecovered', 'moneyFined', 'moneyFinePaid'] as const
    const seen = new Map<string, string>()
    for (const id of sums) {
      for (const row of (await openRows(city, id, scope(370800, 370899))).rows) {
        expect(seen.get(row.id), `${id} and ${seen.get(row.id)}`).toBeUndefined()
        seen.set(row.id, id)
      }
    }
    expect(seen.size).toBe(8)
  })
})

it('proves that every lead is open or concluded in one way', async () => {
  const numbers = await measure(city, metricIds, scope(370800, 370899))
  const of = (id: MetricId) => numbers[id] ?? 0n
  const concluded = (
    [
      'leadsSubstantiated',
      'leadsPartlySubstantiated',
      'leadsUnsubstantiated',
      'leadsUnverifiable',
      'leadsMerged',
      'leadsWithdrawn',
    ] as const
  ).reduce((sum, id) => sum + of(id), 0n)
  expect(of('leadsIssued')).toBe(of('leadsOpen') + concluded)
})

describe('a period', () => {
  const asked = (from: string, to: string): Scope => ({ ...scope(370800, 370899), period: { from, to } })

  it('takes each row by the day in Beijing on which it fell', async () => {
    const found = await asOwner<{ id: string }>("SELECT id FROM lead WHERE campaign_id = $1 AND conclusion = 'substantiated' ORDER BY id", [
      campaignId,
    ])
    const instants = ['2026-03-31T15:59:59Z', '2026-03-31T16:00:00Z'] // a second before midnight in Beijing, and midnight
    for (const [place, { id }] of found.entries()) await asOwner('UPDATE lead SET concluded_at = $2 WHERE id = $1', [id, instants[place]])

    const quarters = [asked('2026-01-01', '2026-03-31'), asked('2026-04-01', '2026-06-30')]
    for (const [place, quarter] of quarters.entries()) {
      expect(await measure(city, ['leadsSubstantiated'], quarter)).toEqual({ leadsSubstantiated: 1n })
      expect((await openRows(city, 'leadsSubstantiated', quarter)).rows.map(({ id }) => id)).toEqual([found[place]?.id])
    }
  })

  it('is asked of nothing that merely stands at the moment of counting', async () => {
    await expect(measure(city, ['leadsOpen'], asked('2026-01-01', '2026-03-31'))).rejects.toThrow('whose rows have no day')
  })
})

describe('another department', () => {
  it.each([
    [
      'police',
      places.police,
      { referralsPolice: 3n, policeFiled: 1n, leadsIssued: 0n, casesFiled: 0n, moneyFound: 0n, filingsIssued: 0n, referralsHealth: 0n },
    ],
    ['health', places.health, { referralsHealth: 2n, healthAnswered: 1n, referralsPolice: 0n, leadsIssued: 0n, billsSent: 0n }],
    ['finance', places.finance, { billsSent: 3n, billsCounterfeit: 1n, referralsPolice: 0n, findingsBilled: 0n }],
    ['police of another county', places.otherPolice, { referralsPolice: 0n, leadsIssued: 0n }],
  ])('(%s) has the numbers of its own rows', async (_who, agency, numbers) => {
    const person = await officerOf(agency, ['handler'], { clearance: 3 })
    expect(await measure(person, metricIds, scope(370000, 379999))).toMatchObject(numbers)
  })
})

describe('a scope', () => {
  it('is a region with all below it, or its own level', async () => {
    expect(await scopeOf(city, campaignId, null)).toMatchObject({ regionLo: 370800, regionHi: 370899, regionName: '济宁市' })
    expect(await scopeOf(city, campaignId, 370800, 'ownLevel')).toMatchObject({ regionLo: 370800, regionHi: 370800 })
    expect(await scopeOf(city, campaignId, 370811)).toMatchObject({ regionLo: 370811, regionHi: 370811, regionName: '任城区' })
  })

  it('does not exist outside the person’s own regions, nor for a campaign out of reach', async () => {
    expect(await scopeOf(people.renCheng, campaignId, 370881)).toBeNull()
    expect(await scopeOf(people.renCheng, campaignId, 370800)).toBeNull()
    expect(await scopeOf(await officerOf('青岛市医疗保障局', ['handler']), campaignId, null)).toBeNull()
  })
})
