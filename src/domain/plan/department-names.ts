import type { Department } from '../department/department'

/** The words by which a plan names each department, at any level and in long or short form. Order matters: the narrower first. */
const words: readonly (readonly [Department, RegExp])[] = [
  ['TM', /中医药/],
  ['DA', /药品监督|药品监管|药监|食药监/],
  ['MR', /市场监督|市场监管|市监|工商行政/],
  ['DI', /纪检监察|纪律检查|纪检|纪委|监委|监察委/],
  ['CY', /网信|互联网信息/],
  ['DR', /发展改革|发展和改革|发改/],
  ['MI', /医疗保障|医保/],
  ['CT', /法院|审判机关/],
  ['PR', /检察/],
  ['PS', /公安/],
  ['FI', /财政/],
  ['HC', /卫生健康|卫健|卫生计生/],
  ['TX', /税务/],
  ['AU', /审计/],
]

/** The department that a name spells out; `null` for a body that acts under another name, which only a person can tell. */
export const departmentOf = (name: string): Department | null => words.find(([, form]) => form.test(name))?.[0] ?? null

const level = '(?:(?:各级|各地|各|省|市|县|区|州|、|，|两级|三级|地方|全市|全省|省级|市级|县级|（市、区）|\\(市、区\\))*)'
const name =
  '(?:医疗保障|医保|人民法院|法院|审判|人民检察院|检察院|检察|公安|财政|卫生健康|卫生健康委|卫健|市场监督管理|市场监管|税务|审计|药品监督管理|药品监管|药监|中医药|中医药管理|纪检监察|纪委监委|网信|发展改革|发展和改革|发改)'
const kind = '(?:委员会|行政部门|主管部门|部门|机关|局|委|厅|院|办)?'
const subject = new RegExp(
  `^${level}(${name}${kind}(?:(?:、|和|及|与|会同)${level}${name}${kind})*)(?:等)?(?:部门|机关)?(?=负责|要|应|需|根据|依据|依法|依职责|按照|按|牵头|加强|对|统筹|组织|承担|监督指导|可以|配合|做好|严厉|：|:|。|$)`,
)

/** The departments that stand as the subject at the head of a sentence (`医保部门负责…`), with the length of their naming. */
export function subjectsOf(sentence: string): { departments: Department[]; length: number } | null {
  const match = subject.exec(sentence)
  if (!match) return null
  const named = (match[1] ?? '').split(/、|和|及|与|会同/).map(departmentOf)
  const departments = named.filter((one, index): one is Department => one !== null && named.indexOf(one) === index)
  return departments.length > 0 ? { departments, length: match[0].length } : null
}
