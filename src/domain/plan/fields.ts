import { type PlanField, planFields } from './codes'
import { cut, matches, type Passage } from './passage'

/** The names under which plans speak of the fields that have a checklist. */
export const planFieldNames: Record<PlanField, readonly string[]> = {
  orthopaedics: ['骨科', '骨外科'],
  haemodialysis: ['血透', '血液净化', '血液透析', '透析'],
  cardiology: ['心内', '心内科', '心血管内科', '心血管', '心血管科'],
  imaging: ['检查', '医学影像', '影像', '影像检查', '医学影像检查'],
  laboratory: ['检验', '临床检验', '医学检验', '检验检测'],
  rehabilitation: ['康复理疗', '康复', '理疗', '康复治疗', '康复医学'],
}
const fieldsOf = new Map<string, readonly PlanField[]>([
  ...planFields.flatMap((field) => planFieldNames[field].map((word) => [word, [field]] as const)),
  ['检查检验', ['imaging', 'laboratory']],
])

export type FieldsFound = { fields: { field: PlanField; at: Passage }[]; unknown: { name: string; at: Passage }[] }

/** An enumeration before 等重点领域, 等六个领域, 等领域, or after 重点领域包括. */
const before =
  /([\u4e00-\u9fa5、（）()和及]{1,120}?)(?:等|这)?\s*(?:[一二三四五六七八九十两\d]{1,3}\s*(?:个|大|类))?\s*(?:重点|突出)?(?:领域|科室|专业)/g
const after = /重点领域(?:包括|包含|为|有|：|:|主要是|主要包括|是)\s*([\u4e00-\u9fa5、（）()和及]{1,120})/g

/**
 * The fields (重点领域) that the plan enumerates, in its order. A name that is no known field is kept as it is written, but only
 * from an enumeration that holds a known one or stands before 等…重点领域 with short names throughout.
 */
export function readFields(passages: readonly Passage[]): FieldsFound {
  const found: FieldsFound = { fields: [], unknown: [] }
  for (const passage of passages) {
    for (const { match, passage: at } of [...matches(passage, before), ...matches(passage, after)]) {
      const words = match[1] ?? ''
      const enumeration = cut(at, at.text.indexOf(words), at.text.indexOf(words) + words.length)
      const named = namesIn(enumeration)
      const known = named.filter((one) => fieldsOf.has(one.text))
      const sure = known.length >= 2 || (known.length === 1 && named.length === 1) || (/等.*重点领域$/.test(at.text) && named.length >= 2)
      if (!sure) continue
      for (const one of named) {
        const fields = fieldsOf.get(one.text)
        for (const field of fields ?? []) if (!found.fields.some((seen) => seen.field === field)) found.fields.push({ field, at: one })
        if (!fields && isName(one.text) && !found.unknown.some((seen) => seen.name === one.text))
          found.unknown.push({ name: one.text, at: one })
      }
    }
  }
  return found
}

const verbs = /^.*(?:聚焦|针对|围绕|紧盯|涉及|对照|涵盖|覆盖|突出|包括|下发的|关注|开展|整治|治理|规范|查处|排查|在|对|将|的|是|于|抓好)/

/** The members of an enumeration, the verb before the first one cut off. */
function namesIn(enumeration: Passage): Passage[] {
  return matches(enumeration, /[^、和及]+/g).map(({ passage }, index) => {
    const lead = index === 0 ? (verbs.exec(passage.text)?.[0].length ?? 0) : 0
    const tail = /(?:等|领域|专业)+$/.exec(passage.text)
    return cut(passage, lead, tail ? Math.max(lead, tail.index) : passage.text.length)
  })
}

/** Short enough, and free of the words of a sentence, to be the name of a field. */
const isName = (text: string) =>
  text.length >= 2 &&
  text.length <= 8 &&
  !/重点|领域|问题|行为|机构|部门|要|将|全面|开展|检查$|查处|诊疗|购药|药品|耗材|基金|群体|虚假|线索/.test(text)
