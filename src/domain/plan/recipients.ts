import type { Department } from '../department/department'
import { departmentOf } from './department-names'
import { cut, type Passage, splitOutsideBrackets } from './passage'

export type NamedAgency = { name: string; department: Department | null; at: Passage }

/** Where, in the name of a body, its own kind begins and its region ends: 济宁市|医疗保障局, 平潭综合实验区|社会事业局. */
const kinds =
  /(?:医疗保障|医保|高级人民法院|中级人民法院|人民法院|法院|人民检察院|检察院|公安|财政|卫生健康|卫生和计划|卫健|市场监督|市场监管|税务|审计|药品监督|药监|中医药|纪委|纪检|监委|网信|发展和改革|发展改革|发改|人民政府|政府|管委|管理委员会|社会事业|社会保障|人力资源|民政|教育|司法|各科室|各处室|各科|各处|机关各|直属|局属|委属|所属)/

/** Where the region of a name ends; 0 when the name begins with its own kind, -1 when it shows none. */
export const kindAt = (name: string) => name.search(kinds)

/**
 * The bodies to which a plan is addressed, one entry each: `各县（市、区）医疗保障局、法院` gives 各县（市、区）医疗保障局 and
 * 各县（市、区）法院. A shared region is written once at the head of its group and holds until the next one.
 */
export function readRecipients(line: Passage): NamedAgency[] {
  const recipients: NamedAgency[] = []
  let shared: { text: string; at: Passage } | null = null
  const body = cut(line, 0, line.text.replace(/[：:]\s*$/, '').length)
  for (const group of splitOutsideBrackets(body, '，,；;')) {
    for (const unit of splitOutsideBrackets(group, '、')) {
      const last = recipients.at(-1)
      if (/^(?:有关)?(?:单位|机构)$/.test(unit.text) && last && /有关|相关|各/.test(last.name) && last.at.start >= group.start) {
        last.at = cut(line, last.at.start - line.start, unit.start - line.start + unit.text.length)
        last.name = last.at.text.replace(/\s/g, '')
        continue
      }
      const text = unit.text.replace(/\s/g, '')
      const at: number = kindAt(text)
      if (at > 0) shared = { text: text.slice(0, at), at: unit }
      const prefix: { text: string; at: Passage } | null = at === 0 ? shared : null
      const name: string = prefix ? prefix.text + text : text
      const from: Passage = prefix ? prefix.at : unit
      recipients.push({
        name,
        department: departmentOf(name),
        at: cut(line, from.start - line.start, unit.start - line.start + unit.text.length),
      })
    }
  }
  return recipients
}
