import { describe, expect, it } from 'vitest'
import { agencies as referenceAgencies } from '../../../prisma/reference/agencies'
import { regions } from '../../../prisma/reference/regions'
import expectedJn23 from '../../../tests/fixtures/plans/jn23.expected.json'
import expectedJn24 from '../../../tests/fixtures/plans/jn24.expected.json'
import type { CampaignPlan } from './campaign-plan'
import { type AddressableAgency, addresseesOf } from './recipients'

const levelOf = new Map(regions.map((region) => [region.code, region.level]))
const agencies: AddressableAgency[] = referenceAgencies
  .filter(({ regionCode }) => regionCode.startsWith('3708'))
  .map(({ code, regionCode, ...agency }) => ({
    ...agency,
    id: code,
    regionNo: Number(regionCode),
    regionLevel: levelOf.get(regionCode) ?? 'county',
  }))
const issuer = { agencyId: 'MI-370800', regionNo: 370800 }
const named = (...names: [string, CampaignPlan['recipients'][number]['department']][]) =>
  names.map(([name, department]) => ({ name, department }))

describe('the addressees of the plan of Jining, 2024', () => {
  const { addressees, internal } = addresseesOf(expectedJn24.recipients as CampaignPlan['recipients'], agencies, issuer)

  it('are the six departments of each of the eleven counties, and the four special units', () => {
    const counted = (department: string) => addressees.filter((addressee) => addressee.department === department).length
    expect(Object.fromEntries(['MI', 'CT', 'PR', 'PS', 'FI', 'HC'].map((department) => [department, counted(department)]))).toEqual({
      MI: 15,
      CT: 11,
      PR: 11,
      PS: 11,
      FI: 11,
      HC: 11,
    })
    expect(addressees.every(({ agencyId }) => agencyId !== null)).toBe(true)
    expect(new Set(addressees.map(({ agencyId }) => agencyId)).size).toBe(addressees.length)
  })

  it('hold the units that act for the bureau under a name of their own', () => {
    const acting = addressees.filter(({ regionNo }) => regionNo > 370890)
    expect(acting.map(({ name, department }) => [name, department])).toEqual([
      ['济宁高新区人力资源部', 'MI'],
      ['太白湖新区社会保障事业服务中心', 'MI'],
      ['济宁经济技术开发区人力资源部', 'MI'],
      ['兖矿能源集团有限公司人力资源服务中心', 'MI'],
    ])
  })

  it('leave the issuing bureau’s own offices aside', () => {
    expect(internal).toEqual(['市局各科室', '市局直属单位'])
  })
})

it('spreads 卫生健康委 over the health bureaus of the counties, whatever they are called there', () => {
  const { addressees } = addresseesOf(expectedJn23.recipients as CampaignPlan['recipients'], agencies, issuer)
  expect(addressees.filter(({ department }) => department === 'HC')).toHaveLength(11)
})

it('keeps a name that fits nobody, to be matched by a person', () => {
  const { addressees } = addresseesOf(named(['平潭综合实验区社会事业局', null], ['各县（市、区）审计局', 'AU']), agencies, issuer)
  expect(addressees).toEqual([
    { name: '平潭综合实验区社会事业局', agencyId: null, department: null, regionNo: 370800 },
    { name: '各县（市、区）审计局', agencyId: null, department: 'AU', regionNo: 370800 },
  ])
})

it('lists nobody twice, and never the issuer', () => {
  const { addressees } = addresseesOf(
    named(['任城区医疗保障局', 'MI'], ['各县（市、区）医疗保障局', 'MI'], ['济宁市医疗保障局', 'MI']),
    agencies,
    issuer,
  )
  expect(addressees.filter(({ agencyId }) => agencyId === 'MI-370811')).toHaveLength(1)
  expect(addressees.some(({ agencyId }) => agencyId === 'MI-370800')).toBe(false)
})

it.each([
  ['各设区市医疗保障局', ['city']],
  ['各市（州）医疗保障局', ['city']],
  ['各县（市、区）医疗保障局', ['county']],
  ['各区市医疗保障局', ['county']],
  ['各市、县（区）医疗保障局', ['city', 'county']],
])('%s means agencies at the level %j', (name, levels) => {
  const at = (regionLevel: AddressableAgency['regionLevel']): AddressableAgency => ({
    id: regionLevel,
    name: regionLevel,
    shortName: regionLevel,
    department: 'MI',
    kind: 'bureau',
    regionNo: 1,
    regionLevel,
  })
  const { addressees } = addresseesOf(named([name, 'MI']), [at('province'), at('city'), at('county'), at('unit')], issuer)
  expect(addressees.map(({ agencyId }) => agencyId)).toEqual(levels)
})
