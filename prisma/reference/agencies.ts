import { type Department, departmentNames } from '#domain/department/department'
import { type ReferenceRegion, regions } from './regions'

/** `bureau`: a department, or a unit that acts for it. `operator`: the insurance's operating agency (经办机构). */
export type AgencyKind = 'bureau' | 'operator'

export type ReferenceAgency = {
  /** Department, region and, for an operator, `OP`: stable, never shown. */
  code: string
  department: Department
  regionCode: string
  kind: AgencyKind
  name: string
  shortName: string
  /** What a unit under another name acts as: the department's full name. */
  actsFor: string | null
}

type Naming = Record<'MI' | 'CT' | 'PR' | 'PS' | 'FI' | 'HC', { name: string; shortName: string }>

const leadDepartments = ['MI', 'CT', 'PR', 'PS', 'FI', 'HC'] as const

const provinceNames: Naming = {
  MI: { name: '山东省医疗保障局', shortName: '省医保局' },
  CT: { name: '山东省高级人民法院', shortName: '省法院' },
  PR: { name: '山东省人民检察院', shortName: '省检察院' },
  PS: { name: '山东省公安厅', shortName: '省公安厅' },
  FI: { name: '山东省财政厅', shortName: '省财政厅' },
  HC: { name: '山东省卫生健康委员会', shortName: '省卫健委' },
}

const cityNames: Naming = {
  MI: { name: '济宁市医疗保障局', shortName: '市医保局' },
  CT: { name: '济宁市中级人民法院', shortName: '市法院' },
  PR: { name: '济宁市人民检察院', shortName: '市检察院' },
  PS: { name: '济宁市公安局', shortName: '市公安局' },
  FI: { name: '济宁市财政局', shortName: '市财政局' },
  HC: { name: '济宁市卫生健康委员会', shortName: '市卫健委' },
}

/** Districts carry the city's name before court and procuratorate, and their police are a branch of the city's. */
function countyNames({ name }: ReferenceRegion): Naming {
  const isDistrict = name.endsWith('区')
  const judicial = isDistrict ? `济宁市${name}` : name
  return {
    MI: { name: `${name}医疗保障局`, shortName: `${name}医保局` },
    CT: { name: `${judicial}人民法院`, shortName: `${name}法院` },
    PR: { name: `${judicial}人民检察院`, shortName: `${name}检察院` },
    PS: isDistrict
      ? { name: `济宁市公安局${name}分局`, shortName: `${name}公安分局` }
      : { name: `${name}公安局`, shortName: `${name}公安局` },
    FI: { name: `${name}财政局`, shortName: `${name}财政局` },
    HC: { name: `${name}卫生健康局`, shortName: `${name}卫健局` },
  }
}

const bureau = (department: Department, regionCode: string, naming: { name: string; shortName: string }): ReferenceAgency => ({
  code: `${department}-${regionCode}`,
  department,
  regionCode,
  kind: 'bureau',
  ...naming,
  actsFor: null,
})

const bureaus = (regionCode: string, naming: Naming) =>
  leadDepartments.map((department) => bureau(department, regionCode, naming[department]))

const operator = (regionCode: string, name: string, shortName: string): ReferenceAgency => ({
  code: `OP-${regionCode}`,
  department: 'MI',
  regionCode,
  kind: 'operator',
  name,
  shortName,
  actsFor: null,
})

/** The units of the 2024 plan of Jining that do the medical-insurance bureau's work under their own name. */
const actingUnits: readonly [regionCode: string, name: string, shortName: string][] = [
  ['370891', '济宁高新区人力资源部', '高新区人力资源部'],
  ['370892', '太白湖新区社会保障事业服务中心', '太白湖社保中心'],
  ['370893', '济宁经济技术开发区人力资源部', '经开区人力资源部'],
  ['370894', '兖矿能源集团有限公司人力资源服务中心', '兖矿能源人力资源服务中心'],
]

const counties = regions.filter((region) => region.level === 'county')
const otherCities = regions.filter((region) => region.level === 'city' && region.code !== '370800')

export const agencies: readonly ReferenceAgency[] = [
  ...bureaus('370000', provinceNames),
  ...bureaus('370800', cityNames),
  bureau('MR', '370800', { name: '济宁市市场监督管理局', shortName: '市市场监管局' }),
  bureau('DI', '370800', { name: '济宁市纪委监委派驻纪检监察组', shortName: '派驻纪检监察组' }),
  operator('370800', '济宁市医疗保险事业中心', '市医保中心'),
  ...otherCities.map((city) => bureau('MI', city.code, { name: `${city.name}医疗保障局`, shortName: `${city.shortName}医保局` })),
  ...counties.flatMap((county) => [
    ...bureaus(county.code, countyNames(county)),
    operator(county.code, `${county.name}医疗保险事业中心`, `${county.name}医保中心`),
  ]),
  ...actingUnits.map(
    ([regionCode, name, shortName]): ReferenceAgency => ({
      code: `MI-${regionCode}`,
      department: 'MI',
      regionCode,
      kind: 'bureau',
      name,
      shortName,
      actsFor: departmentNames.MI.full,
    }),
  ),
]
