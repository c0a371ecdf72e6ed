import { describe, expect, it } from 'vitest'
import { agencies } from './agencies'
import { behaviours } from './behaviours'
import { checklistItems } from './checklist'
import { localRegions, regions } from './regions'
import { violationTypes } from './violation-types'
import { watchItems } from './watch-items'

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

describe('regions', () => {
  it('lie within their parent, siblings apart', () => {
    for (const region of regions) {
      const parent = regions.find((other) => other.code === region.parentCode)
      if (region.level !== 'province') expect(parent, region.name).toBeDefined()
      if (parent) expect(region.rangeLo >= parent.rangeLo && region.rangeHi <= parent.rangeHi, region.name).toBe(true)
      const siblings = regions.filter((other) => other.parentCode === region.parentCode && other.code !== region.code)
      expect(siblings.some((other) => other.rangeLo <= region.rangeHi && region.rangeLo <= other.rangeHi)).toBe(false)
    }
  })

  it('give Jining 11 counties of the standard and 4 units without a code of it', () => {
    expect(localRegions.filter((region) => region.level === 'county' && region.official)).toHaveLength(11)
    expect(localRegions.filter((region) => region.level === 'unit').map((region) => region.official)).toEqual([false, false, false, false])
  })

  it('come parents first, so that they can be inserted in order', () => {
    const seen = new Set<string | null>([null])
    for (const region of regions) {
      expect(seen.has(region.parentCode), region.name).toBe(true)
      seen.add(region.code)
    }
  })
})

describe('agencies', () => {
  it('are known by one code and one name each, and sit in a known region', () => {
    expect(new Set(agencies.map((agency) => agency.code)).size).toBe(agencies.length)
    expect(new Set(agencies.map((agency) => agency.name)).size).toBe(agencies.length)
    for (const agency of agencies) expect(regions.some((region) => region.code === agency.regionCode)).toBe(true)
  })

  it('put the six departments in the province, the city and each county', () => {
    for (const code of ['370000', ...regions.filter((r) => r.code === '370800' || r.level === 'county').map((r) => r.code)]) {
      const here = agencies.filter((agency) => agency.regionCode === code && agency.kind === 'bureau').map((agency) => agency.department)
      expect(here).toEqual(expect.arrayContaining(['MI', 'CT', 'PR', 'PS', 'FI', 'HC']))
    }
  })

  it('name the special units of the plan as acting for the medical-insurance bureau', () => {
    expect(agencies.filter((agency) => agency.actsFor === '医疗保障局').map((agency) => agency.name)).toEqual([
      '济宁高新区人力资源部',
      '太白湖新区社会保障事业服务中心',
      '济宁经济技术开发区人力资源部',
      '兖矿能源集团有限公司人力资源服务中心',
    ])
  })
})

describe('problem list', () => {
  it('has 151 items under one code each, with what a handler needs to check them', () => {
    expect(new Set(checklistItems.map((item) => item.code)).size).toBe(151)
    expect(tally(checklistItems.map((item) => item.field))).toEqual({
      general: 12,
      orthopaedics: 22,
      haemodialysis: 19,
      cardiology: 22,
      imaging: 23,
      laboratory: 32,
      rehabilitation: 21,
    })
    for (const item of checklistItems) {
      expect(item.basis.length, item.code).toBeGreaterThan(0)
      expect(
        item.evidence.every((piece) => piece !== ''),
        item.code,
      ).toBe(true)
      expect(
        item.models.every((model) => /^M\d\d$/.test(model)),
        item.code,
      ).toBe(true)
    }
  })

  it('cites the limb of article 40 for what is made up, and of article 38 for what is charged twice', () => {
    const item = checklistItems.find(({ code }) => code === 'ORTH-01')
    expect(item?.basis.map(({ article }) => article)).toEqual(['第二十条', '第四十条第一款第三项', '第十五条', '第三十八条第三项'])
  })
})

it('names every kind of violation once', () => {
  expect(new Set(violationTypes.map((type) => type.name)).size).toBe(violationTypes.length)
})

it('lists 28 behaviours: 9 of institutions, 7 of pharmacies, 4 each of persons, rings and off-site care', () => {
  expect(behaviours).toHaveLength(28)
  expect(tally(behaviours.map((behaviour) => behaviour.subject))).toEqual({
    institution: 9,
    pharmacy: 7,
    insuredPerson: 4,
    professionalRing: 4,
    offSiteCare: 4,
  })
})

it('keeps the four watch lists of thirty with the names that the annex repeats', () => {
  expect(watchItems.map((item) => item.seq)).toEqual(Array.from({ length: 120 }, (_, index) => (index % 30) + 1))
  expect(watchItems.filter((item) => item.name === '冠脉药物涂层球囊').map((item) => item.seq)).toEqual([14, 18, 27])
})
