import { type InstitutionKind, institutionKinds } from '../../institution/kinds'
import type { InstitutionLevel } from '../../institution/levels'

/** Whom an item concerns. No levels: every level. */
export type AppliesTo = { kinds: InstitutionKind[]; levels: InstitutionLevel[] }

const words: readonly [word: RegExp, kinds: readonly InstitutionKind[], levels: readonly InstitutionLevel[]][] = [
  [/医药机构|全部|所有|各类/, institutionKinds, []],
  [/三级|三甲|三乙/, ['hospital'], ['tertiary']],
  [/二级|二甲|二乙/, ['hospital'], ['secondary']],
  [/一级|未定级/, ['hospital'], ['primary', 'ungraded']],
  [/卫生院|社区卫生|基层/, ['healthCentre'], []],
  [/诊所|门诊部|卫生室|卫生所|医务室/, ['clinic'], []],
  [/药店|药房|零售药/, ['pharmacy'], []],
  [/医院/, ['hospital'], []],
  [/医疗机构/, ['hospital', 'healthCentre', 'clinic'], []],
]

/** `二级及以上医院、药店` → whom it means; `null` when it names nobody we know. */
export function readAppliesTo(text: string): AppliesTo | null {
  const kinds = new Set<InstitutionKind>()
  const levels = new Set<InstitutionLevel>()
  let wholeHospitals = false
  for (const part of text.split(/[、,，;；/\s]+|和|与/).filter(Boolean)) {
    const named = words.find(([word]) => word.test(part))
    if (!named) continue
    for (const kind of named[1]) kinds.add(kind)
    for (const level of named[2]) levels.add(level)
    if (/以上/.test(part) && levels.has('secondary')) levels.add('tertiary')
    if (named[1].includes('hospital') && named[2].length === 0) wholeHospitals = true
  }
  if (kinds.size === 0) return null
  return { kinds: institutionKinds.filter((kind) => kinds.has(kind)), levels: wholeHospitals ? [] : [...levels] }
}
