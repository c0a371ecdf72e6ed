/** How deep a region lies in the tree. A `unit` reports like a county but has no division code of its own. */
export type RegionLevel = 'province' | 'city' | 'county' | 'unit'

/** `division`: a row of GB/T 2260. The others take part in campaigns (plan of Jining, 2024) without a code of the standard. */
export type RegionKind = 'division' | 'functionalZone' | 'enterprise'

export type ReferenceRegion = {
  code: string
  /** The code as an integer; with `rangeLo` and `rangeHi` a subtree is one comparison. */
  regionNo: number
  level: RegionLevel
  kind: RegionKind
  /** False where the code is this house's own, not one of GB/T 2260. */
  official: boolean
  parentCode: string | null
  rangeLo: number
  rangeHi: number
  name: string
  shortName: string
  sortOrder: number
}

const province = { code: '370000', name: '山东省' }

const cities: readonly [code: string, name: string][] = [
  ['370100', '济南市'],
  ['370200', '青岛市'],
  ['370300', '淄博市'],
  ['370400', '枣庄市'],
  ['370500', '东营市'],
  ['370600', '烟台市'],
  ['370700', '潍坊市'],
  ['370800', '济宁市'],
  ['370900', '泰安市'],
  ['371000', '威海市'],
  ['371100', '日照市'],
  ['371300', '临沂市'],
  ['371400', '德州市'],
  ['371500', '聊城市'],
  ['371600', '滨州市'],
  ['371700', '菏泽市'],
]

/** The counties, districts and county-level cities of Jining. */
const counties: readonly [code: string, name: string][] = [
  ['370811', '任城区'],
  ['370812', '兖州区'],
  ['370826', '微山县'],
  ['370827', '鱼台县'],
  ['370828', '金乡县'],
  ['370829', '嘉祥县'],
  ['370830', '汶上县'],
  ['370831', '泗水县'],
  ['370832', '梁山县'],
  ['370881', '曲阜市'],
  ['370883', '邹城市'],
]

/** Units that the plans of Jining address beside the counties. Their codes are local: 89 is unused in the standard. */
const units: readonly [code: string, name: string, shortName: string, kind: RegionKind][] = [
  ['370891', '济宁高新区', '高新区', 'functionalZone'],
  ['370892', '太白湖新区', '太白湖新区', 'functionalZone'],
  ['370893', '济宁经济技术开发区', '经开区', 'functionalZone'],
  ['370894', '兖矿能源集团', '兖矿能源', 'enterprise'],
]

const withoutSuffix = (name: string) => name.replace(/[省市县区]$/, '')

function division(
  code: string,
  name: string,
  level: RegionLevel,
  parentCode: string | null,
  span: number,
  sortOrder: number,
): ReferenceRegion {
  const regionNo = Number(code)
  const shortName = level === 'county' ? name : withoutSuffix(name)
  return {
    code,
    regionNo,
    level,
    kind: 'division',
    official: true,
    parentCode,
    rangeLo: regionNo,
    rangeHi: regionNo + span,
    name,
    shortName,
    sortOrder,
  }
}

/** Shandong, its cities, and Jining down to the county (GB/T 2260), with the special units of Jining. Parents come first. */
export const regions: readonly ReferenceRegion[] = [
  division(province.code, province.name, 'province', null, 9_999, 0),
  ...cities.map(([code, name], index) => division(code, name, 'city', province.code, 99, index + 1)),
  ...counties.map(([code, name], index) => division(code, name, 'county', '370800', 0, index + 101)),
  ...units.map(([code, name, shortName, kind], index): ReferenceRegion => {
    const regionNo = Number(code)
    return {
      code,
      regionNo,
      level: 'unit',
      kind,
      official: false,
      parentCode: '370800',
      rangeLo: regionNo,
      rangeHi: regionNo,
      name,
      shortName,
      sortOrder: index + 201,
    }
  }),
]

/** Where the city's work is done: its counties and its special units. */
export const localRegions = regions.filter((region) => region.parentCode === '370800')
